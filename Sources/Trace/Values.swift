import Calculus
import Execution
import Matrices

/// The values of one iteration, of every quantity and of any formula over them.
///
/// Valid until the runner moves on.
package final class Values {
  package let runner: Runner
  private var known: [Int: Matrix] = [:]
  /// Entries that are not what the program computes: carried over from the notes, or moved a little.
  private var replaced: [Int: [Int: Double]] = [:]
  /// The quantities whose values differ because of `replaced`.
  private var affected: Set<Int> = []
  private lazy var dependencies = Dependencies(runner.program)
  /// The formulas of definitions that have been computed here.
  private var evaluators: [Int: FormulaEvaluator] = [:]

  /// The values of the runner's current iteration.
  package init(_ runner: Runner) {
    self.runner = runner
  }

  /// The program whose quantities these are.
  package var program: Program { runner.program }

  /// The line of the program that defines a quantity.
  package func definition(of quantity: Quantity) -> Definition? {
    dependencies.definitions[quantity.id]
  }

  /// The value of a quantity; not-a-numbers for one that nothing computes.
  package func value(of quantity: Quantity) -> Matrix {
    if let value = known[quantity.id] { return value }
    var value: Matrix
    if affected.contains(quantity.id), let definition = definition(of: quantity) {
      value = evaluate(definition)
    } else if let there = runner.value(of: quantity) {
      value = there
    } else {
      value = Matrix(quantity.shape, repeating: .nan)
    }
    for (offset, number) in replaced[quantity.id, default: [:]] where value.values.indices.contains(offset) {
      value.values[offset] = number
    }
    known[quantity.id] = value
    return value
  }

  /// From here on an entry has another value, and what follows from it is computed again.
  package func replace(_ quantity: Quantity, _ offset: Int, with number: Double) {
    replaced[quantity.id, default: [:]][offset] = number
    forgetAffected()
  }

  /// From here on a whole quantity has another value, and what follows from it is computed again.
  package func replace(_ quantity: Quantity, with matrix: Matrix) {
    guard matrix.values.count == quantity.shape.count else { return }
    replaced[quantity.id] = Dictionary(uniqueKeysWithValues: matrix.values.enumerated().map { ($0.offset, $0.element) })
    forgetAffected()
  }

  /// Everything is again what the program computes.
  package func restore() {
    replaced = [:]
    forgetAffected()
  }

  /// Forgets the values that followed, or follow now, from what is replaced; all others stay as they are.
  private func forgetAffected() {
    for id in affected { known[id] = nil }
    affected = dependencies.following(Set(replaced.keys))
    for id in affected { known[id] = nil }
  }

  private func evaluate(_ definition: Definition) -> Matrix {
    let evaluator: FormulaEvaluator
    if let there = evaluators[definition.quantity.id] {
      evaluator = there
    } else {
      evaluator = FormulaEvaluator(definition.formula)
      evaluators[definition.quantity.id] = evaluator
    }
    return evaluator.evaluate { self.value(of: $0) }
  }

  /// One entry of a quantity.
  package func entry(_ quantity: Quantity, _ offset: Int) -> Double {
    let values = value(of: quantity).values
    return values.indices.contains(offset) ? values[offset] : .nan
  }

  /// The value of a formula.
  package func evaluate(_ formula: Formula) -> Matrix {
    if case .reference(let quantity) = formula { return value(of: quantity) }
    return formula.evaluate { self.value(of: $0) }
  }

  /// The value of a formula with definitions of its own.
  package func evaluate(_ resolved: Resolved) -> Matrix {
    resolved.evaluate { self.value(of: $0) }
  }

  /// The value of a 1×1 formula.
  package func number(_ formula: Formula) -> Double {
    evaluate(formula).values.first ?? .nan
  }
}

/// Which quantities are computed from which in the program's lines.
private struct Dependencies {
  /// The program's definitions, by quantity.
  let definitions: [Int: Definition]
  /// The quantities that each definition reads, in running order.
  private let readings: [(quantity: Int, reads: [Int])]
  /// What followed from the quantities that were asked for last.
  private var last: (from: Set<Int>, following: Set<Int>) = ([], [])

  init(_ program: Program) {
    definitions = Dictionary(program.definitions.map { ($0.quantity.id, $0) }) { _, last in last }
    readings = program.definitions.map { ($0.quantity.id, $0.formula.references.map(\.id)) }
  }

  /// The quantities given and all that are computed from them.
  mutating func following(_ changed: Set<Int>) -> Set<Int> {
    guard !changed.isEmpty else { return [] }
    if changed == last.from { return last.following }
    var following = changed
    for (quantity, reads) in readings where reads.contains(where: following.contains) { following.insert(quantity) }
    last = (changed, following)
    return following
  }
}
