import Foundation
import Matrices
import Testing
import Typesetting

@testable import Calculus

/// The laws of every operator, on every sample.
struct OperatorsTests {
  @Test func `the list holds every operator of the folder and nothing else`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Calculus/Operators").standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") && !$0.contains("+") }
      .map { $0.dropLast(".swift".count) }
    let listed = Set(Operators.all.map { String(describing: type(of: $0)) })
    #expect(Set(files.map(String.init)) == listed)
  }

  @Test func `no two operators share an identity`() {
    let identities = Operators.all.map(\.identity)
    #expect(Set(identities).count == identities.count)
  }

  @Test func `every operator says what it is in both languages`() {
    for rule in Operators.all {
      #expect(!rule.summary.usage.isEmpty && !rule.summary.meaning.es.isEmpty && !rule.summary.meaning.en.isEmpty)
      #expect(!rule.samples.isEmpty, "\(rule.identity)")
    }
  }

  @Test(arguments: Trial.all)
  func `an evaluation fills the shape that the rule tells, and not one entry more`(_ trial: Trial) throws {
    let shape = try trial.rule.shape(of: trial.sample.shapes)
    let margin = 8
    let untouched = Double(bitPattern: 0x7FF8_0000_0BAD_F00D)
    var memory = [Double](repeating: untouched, count: shape.count + 2 * margin)
    var inputs = trial.values.map(\.values)
    let expected = trial.value(try trial.formula())
    var slots: [Slot] = []
    for (place, values) in inputs.enumerated() {
      slots.append(Slot(memory.count, trial.sample.shapes[place]))
      memory += values
    }
    let compute = trial.rule.evaluation(slots, Slot(margin, shape))
    memory.withUnsafeMutableBufferPointer { memory in
      guard let start = memory.baseAddress else { return }
      compute(start)
      for (place, slot) in slots.enumerated() {
        inputs[place] = Array(memory[slot.offset..<(slot.offset + slot.count)])
      }
      compute(start)
    }
    #expect(expected.shape == shape)
    // The lowered formula, which `evaluate` runs, has the bits of the evaluation.
    #expect(bits(Array(memory[margin..<(margin + shape.count)])) == bits(expected.values))
    #expect(
      bits(Array(memory.prefix(margin) + memory[(margin + shape.count)..<(2 * margin + shape.count)]))
        == bits([Double](repeating: untouched, count: 16)))
    #expect(inputs == trial.values.map(\.values), "an evaluation leaves its inputs alone")
  }

  @Test(arguments: Trial.all)
  func `an entry written out has the bits of the entry`(_ trial: Trial) throws {
    let formula = try trial.formula()
    let value = trial.value(formula)
    for offset in value.values.indices {
      let entry = try formula.entry(at: offset)
      #expect(bits([trial.number(entry)]) == bits([value.values[offset]]), "entry \(offset)")
    }
  }

  @Test(arguments: Trial.all)
  func `the derivative of an entry is what flows back from it`(_ trial: Trial) throws {
    let formula = try trial.formula()
    for offset in 0..<formula.shape.count {
      let entry = try formula.entry(at: offset)
      let unit = try Formula.apply(UnitMatrix(offset: offset, shape: formula.shape), [])
      for (place, gradient) in try trial.rule.pullback(unit, trial.arguments, value: formula).enumerated() {
        let flow = gradient.map { trial.value($0).values }
        for index in trial.values[place].values.indices {
          let partial = try entry.partial(by: Entry(trial.quantities[place], index))
          #expect(agree(trial.number(partial), flow?[index] ?? 0, within: 1e-13), "\(offset) by \(place), \(index)")
        }
      }
    }
  }

  @Test(arguments: Trial.all)
  func `the derivative of an entry can be derived again`(_ trial: Trial) throws {
    guard trial.sample.isDifferentiable, let offset = (0..<(try trial.formula()).shape.count).last else { return }
    let entry = try trial.formula().entry(at: offset)
    let read = entry.dependencies
    for first in read {
      let partial = try entry.partial(by: first)
      for second in read {
        let slope = trial.slope(second.quantity.id, second.offset) { $0.number(partial) }
        #expect(agree(trial.number(try partial.partial(by: second)), slope, within: 1e-5))
      }
    }
  }

  @Test(arguments: Trial.all)
  func `what flows back agrees with central differences`(_ trial: Trial) throws {
    guard trial.sample.isDifferentiable else { return }
    let formula = try trial.formula()
    let adjoint = quantity(99, "g", formula.shape)
    var draws = Draws(seed: 7)
    let weights = draws.matrix(formula.shape)
    let flowing = try trial.rule.pullback(.reference(adjoint), trial.arguments, value: formula)
    #expect(flowing.count == trial.arguments.count)
    for (place, gradient) in flowing.enumerated() {
      if let gradient { #expect(gradient.shape == trial.sample.shapes[place]) }
      let flow = gradient.map { gradient in
        gradient.evaluate { $0.id == 99 ? weights : trial.values[$0.id] }.values
      }
      for offset in trial.values[place].values.indices {
        let slope = trial.slope(place, offset) { moved in
          zip(moved.value(formula).values, weights.values).reduce(0) { $0 + $1.0 * $1.1 }
        }
        #expect(agree(flow?[offset] ?? 0, slope, within: 1e-6), "argument \(place), entry \(offset)")
      }
    }
  }

  @Test(arguments: Trial.all)
  func `what flows back can be derived again`(_ trial: Trial) throws {
    guard trial.sample.isDifferentiable else { return }
    let formula = try trial.formula()
    var draws = Draws(seed: 8)
    let weights = draws.matrix(formula.shape)
    let adjoint = quantity(99, "g", formula.shape)
    for gradient in try trial.rule.pullback(.reference(adjoint), trial.arguments, value: formula) {
      guard let gradient else { continue }
      let others = draws.matrix(gradient.shape)
      func value(_ trial: Trial, _ formula: Formula) -> Matrix {
        formula.evaluate { $0.id == 99 ? weights : $0.id == 98 ? others : trial.values[$0.id] }
      }
      let seed = Formula.reference(quantity(98, "h", gradient.shape))
      for (place, argument) in trial.arguments.enumerated() {
        let flow = try gradient.flow(of: seed, backTo: argument).map { value(trial, $0).values }
        for offset in trial.values[place].values.indices {
          let slope = trial.slope(place, offset) { moved in
            zip(value(moved, gradient).values, others.values).reduce(0) { $0 + $1.0 * $1.1 }
          }
          #expect(agree(flow?[offset] ?? 0, slope, within: 1e-5), "argument \(place), entry \(offset)")
        }
      }
    }
  }

  @Test(arguments: Trial.all)
  func `transposed, it gives the transpose`(_ trial: Trial) throws {
    let formula = try trial.formula()
    let turned = trial.quantities.map { quantity($0.id, "t", $0.shape.transposed) }
    let result = try trial.rule.transposed(turned.map(Formula.reference))
    let value = trial.value(formula)
    #expect(result.shape == value.shape.transposed)
    let other = result.evaluate { transpose(trial.values[$0.id]) }
    for (left, right) in zip(other.values, transpose(value).values) {
      #expect(agree(left, right, within: 1e-14))
    }
  }

  @Test(arguments: Trial.all)
  func `it can be typeset, and its parentheses match`(_ trial: Trial) throws {
    let text = try trial.formula().typeset(Notation()).text.linear
    #expect(!text.isEmpty)
    #expect(text.filter { $0 == "(" }.count == text.filter { $0 == ")" }.count)
    // Several derivatives are named as a whole.
    if !(trial.rule is PartialDerivatives) {
      for quantity in trial.quantities { #expect(text.contains(quantity.symbol.name), "\(text)") }
    }
    let entry = try trial.formula().entry(at: 0).typeset(Notation()).text.linear
    #expect(!entry.isEmpty)
  }
}

extension Trial {
  /// The slope of an objective along one entry of an argument, by central differences.
  func slope(_ place: Int, _ offset: Int, _ objective: (Trial) -> Double) -> Double {
    let distance = 1e-5
    var (above, below) = (self, self)
    above.values[place].values[offset] += distance
    below.values[place].values[offset] -= distance
    return (objective(above) - objective(below)) / (2 * distance)
  }
}

/// Rows and columns exchanged, images as they are.
func transpose(_ matrix: Matrix) -> Matrix {
  guard matrix.shape.rank == 2 else { return matrix }
  var result = Matrix(matrix.shape.transposed)
  for row in 0..<matrix.shape.rows {
    for column in 0..<matrix.shape.columns { result[column, row] = matrix[row, column] }
  }
  return result
}
