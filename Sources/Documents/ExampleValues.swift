import Calculus
import Execution
import LessonLanguage
import Matrices
import Trace

/// What the lesson's formulas give for any examples that are put in, with the parameters of a run.
///
/// Everything is computed by the program for full batches, so nothing here depends on which batch the run ended in: the
/// last one may be smaller, and its program has other shapes.
final class ExampleValues {
  private let runner: Runner
  private let scope: PictureScope
  /// What was put in, by quantity.
  private var given: [Int: Matrix] = [:]
  private var known: [Int: Matrix] = [:]
  /// The quantities that follow from what was put in.
  private var affected: Set<Int> = []
  private var evaluators: [Int: FormulaEvaluator] = [:]

  /// The values at the run's present iteration.
  init(_ runner: Runner, _ scope: PictureScope) {
    self.runner = runner
    self.scope = scope
  }

  var program: Program { scope.program }

  /// From here on a quantity has another value, and what follows from it is computed again.
  func put(_ matrix: Matrix, into quantity: Quantity) {
    let isNew = given.updateValue(matrix, forKey: quantity.id) == nil
    if isNew { affected = scope.following(Set(given.keys)) }
    known = known.filter { !affected.contains($0.key) }
  }

  /// From here on the parameters and states are those that the last update left.
  func putUpdatedValues() {
    let updated = program.updates.compactMap { update in runner.value(of: update.new).map { (update, $0) } }
    for (update, value) in updated {
      put(value, into: update.old)
      put(value, into: update.new)
    }
  }

  /// Puts a batch in: the examples from `first` on, the last one again where there are no more.
  func putExamples(from first: Int) {
    for pair in program.batching?.pairs ?? [] {
      guard let all = runner.value(of: pair.all) else { continue }
      put(ExampleAxis(pair.batch.shape, program).cut(all, from: first), into: pair.batch)
    }
  }

  /// The value of a quantity of the lesson's program; not-a-numbers for one that nothing computes.
  func value(of quantity: Quantity) -> Matrix {
    if let value = given[quantity.id] ?? known[quantity.id] { return value }
    let value = computed(quantity)
    known[quantity.id] = value
    return value
  }

  private func computed(_ quantity: Quantity) -> Matrix {
    if let input = program.input(of: quantity), input.phase == .forward { return drawn(input) }
    if !affected.contains(quantity.id), let there = runner.value(of: quantity), there.shape == quantity.shape {
      return there
    }
    guard let definition = program.definition(of: quantity) else { return Matrix(quantity.shape, repeating: .nan) }
    let evaluator = evaluators[quantity.id] ?? FormulaEvaluator(definition.formula)
    evaluators[quantity.id] = evaluator
    return evaluator.evaluate { self.value(of: $0) }
  }

  /// What is drawn anew in each iteration, for a full batch; `keep` drops nothing, as on other sets.
  private func drawn(_ input: Program.Input) -> Matrix {
    guard case .draw(let draw, let arguments) = input.initializer else {
      return runner.value(of: input.quantity) ?? Matrix(input.quantity.shape, repeating: .nan)
    }
    if draw == .keep { return Matrix(input.quantity.shape, repeating: 1) }
    let numbers = arguments.map { number($0) }
    return input.drawn(
      draw, numbers, seed: UInt64(runner.options.seed), iteration: runner.iteration,
      examplesInRows: program.examplesInRows)
  }

  /// The value of a formula of the lesson's scope.
  func evaluate(_ formula: Formula) -> Matrix {
    if case .reference(let quantity) = formula { return value(of: quantity) }
    return formula.evaluate { self.value(of: $0) }
  }

  /// The value of a formula with definitions of its own.
  func evaluate(_ resolved: Resolved) -> Matrix { resolved.evaluate { self.value(of: $0) } }

  /// One entry of a quantity.
  func entry(_ quantity: Quantity, _ offset: Int) -> Double {
    let values = value(of: quantity).values
    return values.indices.contains(offset) ? values[offset] : .nan
  }

  /// The value of a 1×1 formula.
  func number(_ formula: Formula) -> Double { evaluate(formula).values.first ?? .nan }

  /// The value of the formula of one entry.
  func number(_ formula: Scalar) -> Double { formula.evaluate { self.value(of: $0) } }

  /// A list of numbers for each example: of all examples, and not only of one batch.
  func perExample(_ formula: Resolved) -> [[Double]] {
    let axis = ExampleAxis(formula.shape, program)
    guard let batching = program.batching, scope.isPerBatch(formula) else { return axis.lists(evaluate(formula)) }
    var found: [[Double]] = []
    let count = min(batching.count, PictureScope.mostExamples)
    for first in stride(from: 0, to: count, by: max(1, batching.size)) {
      putExamples(from: first)
      found += axis.lists(evaluate(formula)).prefix(count - first)
    }
    return found
  }
}

/// The axis along which the examples of a matrix lie: its rows or its columns; of images the first.
struct ExampleAxis {
  let shape: Shape
  private let inRows: Bool

  init(_ shape: Shape, _ program: Program) {
    self.shape = shape
    inRows = program.examplesInRows || shape.rank != 2
  }

  /// How many examples there are.
  var count: Int { inRows ? shape.rows : shape.columns }

  /// How many numbers each has.
  var width: Int { inRows ? shape.columns : shape.rows }

  /// A list of numbers for each example.
  func lists(_ matrix: Matrix) -> [[Double]] {
    (0..<count).map { example in (0..<width).map { matrix.values[place(example, $0)] } }
  }

  /// A matrix of this shape with so many lists of numbers, the last again where there are too few.
  func matrix(_ lists: [[Double]]) -> Matrix {
    var matrix = Matrix(shape)
    guard let last = lists.last else { return matrix }
    for example in 0..<count {
      let numbers = example < lists.count ? lists[example] : last
      for (index, number) in numbers.prefix(width).enumerated() { matrix.values[place(example, index)] = number }
    }
    return matrix
  }

  /// As many examples as the shape holds, from `first` on, of a matrix with more of them.
  func cut(_ all: Matrix, from first: Int) -> Matrix {
    var matrix = Matrix(shape)
    let last = (inRows ? all.shape.rows : all.shape.columns) - 1
    guard last >= 0, all.values.count == (last + 1) * width else { return matrix }
    for example in 0..<count {
      let source = min(first + example, last)
      for index in 0..<width {
        matrix.values[place(example, index)] = all.values[inRows ? source * width + index : index * (last + 1) + source]
      }
    }
    return matrix
  }

  private func place(_ example: Int, _ index: Int) -> Int { inRows ? example * width + index : index * count + example }
}
