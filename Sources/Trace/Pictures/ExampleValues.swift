import Calculus
import Matrices

/// What the lesson's formulas give for any examples that are put in, with the parameters of a moment.
///
/// Everything is computed by the program for full batches, so nothing here depends on which batch the run ended in: the
/// last one may be smaller, and its program has other shapes.
final class ExampleValues {
  private let moment: Moment
  private let scope: PictureScope
  /// What was put in, by quantity.
  private var given: [Int: Matrix] = [:]
  private var known: [Int: Matrix] = [:]
  /// The quantities that follow from what was put in.
  private var affected: Set<Int> = []
  private var evaluators: [Int: FormulaEvaluator] = [:]

  /// The values of a moment.
  init(_ moment: Moment, _ scope: PictureScope) {
    self.moment = moment
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
    let updated = program.updates.compactMap { update in moment.known(update.new).map { (update, $0) } }
    for (update, value) in updated {
      put(value, into: update.old)
      put(value, into: update.new)
    }
  }

  /// Puts a batch in: the examples from `first` on, the last one again where there are no more.
  func putExamples(from first: Int) {
    for pair in program.batching?.pairs ?? [] {
      guard let all = moment.known(pair.all) else { continue }
      put(pair.all.examples.slice(all, from: first, count: pair.batch.exampleCount), into: pair.batch)
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
    if !affected.contains(quantity.id), let there = moment.known(quantity), there.shape == quantity.shape {
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
      return moment.known(input.quantity) ?? Matrix(input.quantity.shape, repeating: .nan)
    }
    if draw == .keep { return Matrix(input.quantity.shape, repeating: 1) }
    let numbers = arguments.map { number($0) }
    return input.drawn(draw, numbers, seed: UInt64(moment.seed), iteration: moment.iteration)
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

  /// A list of numbers for each example, of `most` of them: of all examples, and not only of one batch.
  func perExample(_ formula: Resolved, most: Int = PictureScope.mostExamples) -> [[Double]] {
    let axis = scope.axis(formula)
    guard let batching = program.batching, scope.isPerBatch(formula) else { return axis.lists(evaluate(formula)) }
    var found: [[Double]] = []
    let count = min(batching.count, most)
    for first in stride(from: 0, to: count, by: max(1, batching.size)) {
      putExamples(from: first)
      found += axis.lists(evaluate(formula)).prefix(count - first)
    }
    return found
  }
}
