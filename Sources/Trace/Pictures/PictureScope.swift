import Calculus
import LessonLanguage
import Matrices

/// What follows from what in a lesson's program, as far as pictures have to know it.
struct PictureScope {
  let scope: Scope

  var program: Program { scope.program }

  /// Examples drawn at most.
  static let mostExamples = 2_000

  /// The quantities given and all that are computed from them, by the program or by `derived`; what an update leaves is no
  /// longer of the examples.
  func following(_ quantities: Set<Int>, derived: [Definition] = []) -> Set<Int> {
    var following = quantities
    for definition in program.definitions + derived where !definition.quantity.isUpdated {
      if definition.formula.references.contains(where: { following.contains($0.id) }) {
        following.insert(definition.quantity.id)
      }
    }
    return following
  }

  /// The parameters that a line reads.
  func parameters(readBy definition: Definition) -> [Quantity] {
    program.parameters.filter(definition.formula.references.contains)
  }

  /// Where the examples of a formula lie, if it has a value for each.
  func axis(_ formula: Resolved) -> ExampleAxis { program.convention.axis(in: formula.shape) }

  /// Whether a formula has a value for each example of a batch, which is then another in each batch.
  func isPerBatch(_ formula: Resolved) -> Bool {
    guard let batching = program.batching, axis(formula).count(formula.shape) == batching.size else { return false }
    return follows(formula, from: batching.pairs.map { $0.batch })
  }

  /// For how many examples a formula has a value, those of all batches together.
  func count(_ formula: Resolved) -> Int {
    isPerBatch(formula) ? program.batching?.count ?? 0 : axis(formula).count(formula.shape)
  }

  /// Whether a formula reads one of the quantities, or something that is computed from them.
  func follows(_ resolved: Resolved, from quantities: [Quantity]) -> Bool {
    let following = following(Set(quantities.map { $0.id }), derived: resolved.derived)
    return resolved.formula.references.contains { following.contains($0.id) }
  }

  /// Whether the value only jumps: it is given with the data, or comes out of `step`, `argmax` or a comparison, so that
  /// its whole numbers are names of classes and no outputs that happen to be whole.
  func isPiecewiseConstant(_ resolved: Resolved) -> Bool {
    var constant: Set<Int> = []
    for input in program.inputs {
      switch input.initializer {
      case .draw, .evaluation: continue
      case .formula, .batch, .examples, .file, .counter: break
      }
      if input.phase == .data || input.phase == .settings { constant.insert(input.quantity.id) }
    }
    for definition in program.definitions + resolved.derived where isPiecewiseConstant(definition.formula, constant) {
      constant.insert(definition.quantity.id)
    }
    return isPiecewiseConstant(resolved.formula, constant)
  }

  private func isPiecewiseConstant(_ formula: Formula, _ known: Set<Int>) -> Bool {
    switch formula {
    case .number: true
    case .reference(let quantity): known.contains(quantity.id)
    case .apply(let application):
      switch application.rule {
      case is Argmax, is Comparison, is OneHot, is FirstExtreme: true
      case let function as EntrywiseFunction where function.isFlat: true
      default: application.arguments.allSatisfy { isPiecewiseConstant($0, known) }
      }
    }
  }
}
