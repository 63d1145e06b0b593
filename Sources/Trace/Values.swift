import Calculus
import Execution
import LessonLanguage
import Matrices

/// The values of one iteration, of every quantity and of any formula over them.
///
/// Valid until the runner moves on. Derivatives that only a probe asked for are computed when they are needed.
package final class Values {
  package let runner: Runner
  private var known: [Int: Matrix] = [:]
  /// Entries that are not what the program computes: carried over from the notes, or moved a little.
  private var replaced: [Int: [Int: Double]] = [:]
  /// The quantities whose values differ because of `replaced`.
  private var affected: Set<Int> = []

  /// The values of the runner's current iteration.
  package init(_ runner: Runner) {
    self.runner = runner
  }

  /// The program whose quantities these are.
  package var program: Program { runner.program }

  /// The definition of a quantity, among the program's lines or the probes' derivatives.
  package func definition(of quantity: Quantity) -> Definition? {
    program.definition(of: quantity) ?? runner.elaborator.probeDefinitions[quantity.id]
  }

  /// The value of a quantity; not-a-numbers for one that nothing computes.
  package func value(of quantity: Quantity) -> Matrix {
    if let value = known[quantity.id] { return value }
    var value: Matrix
    if affected.contains(quantity.id), let definition = definition(of: quantity) {
      value = evaluate(definition.formula)
    } else if let there = runner.value(of: quantity) {
      value = there
    } else if let definition = runner.elaborator.probeDefinitions[quantity.id] {
      value = evaluate(definition.formula)
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
    known = [:]
    markAffected()
  }

  /// From here on a whole quantity has another value, and what follows from it is computed again.
  package func replace(_ quantity: Quantity, with matrix: Matrix) {
    guard matrix.values.count == quantity.shape.count else { return }
    replaced[quantity.id] = Dictionary(uniqueKeysWithValues: matrix.values.enumerated().map { ($0.offset, $0.element) })
    if affected.contains(quantity.id) {
      for id in affected { known[id] = nil }
    } else {
      known = [:]
      markAffected()
    }
  }

  /// Everything is again what the program computes.
  package func restore() {
    replaced = [:]
    affected = []
    known = [:]
  }

  private func markAffected() {
    affected = Set(replaced.keys)
    let probes = runner.elaborator.probeDefinitions
    for definition in program.definitions + probes.keys.sorted().compactMap({ probes[$0] }) {
      if definition.formula.references.contains(where: { affected.contains($0.id) }) {
        affected.insert(definition.quantity.id)
      }
    }
  }

  /// One entry of a quantity.
  package func entry(_ quantity: Quantity, _ offset: Int) -> Double {
    let values = value(of: quantity).values
    return values.indices.contains(offset) ? values[offset] : .nan
  }

  /// The value of a formula.
  package func evaluate(_ formula: Formula) -> Matrix {
    formula.evaluate { self.value(of: $0) }
  }

  /// The value of a 1×1 formula.
  package func number(_ formula: Formula) -> Double {
    evaluate(formula).values.first ?? .nan
  }
}
