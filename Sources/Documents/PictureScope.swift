import Calculus
import LessonLanguage
import Matrices

/// What follows from what in a lesson's program, as far as pictures have to know it.
struct PictureScope {
  let elaborator: Elaborator

  var program: Program { elaborator.program }

  /// Examples drawn at most.
  static let mostExamples = 2_000

  /// The line that computes a quantity, or the derivative that a picture asked for.
  func definition(of quantity: Quantity) -> Definition? {
    program.definition(of: quantity) ?? elaborator.probeDefinitions[quantity.id]
  }

  /// The program's lines in running order, then the derivatives that were asked for.
  private var definitions: [Definition] {
    let probes = elaborator.probeDefinitions
    return program.definitions + probes.keys.sorted().compactMap { probes[$0] }
  }

  /// The quantities given and all that are computed from them; what an update leaves is no longer of the examples.
  func following(_ quantities: Set<Int>) -> Set<Int> {
    var following = quantities
    for definition in definitions where !definition.quantity.isUpdated {
      if definition.formula.references.contains(where: { following.contains($0.id) }) {
        following.insert(definition.quantity.id)
      }
    }
    return following
  }

  /// Whether a formula has a value for each example of a batch, which is then another in each batch.
  func isPerBatch(_ formula: Formula) -> Bool {
    guard let batching = program.batching, ExampleAxis(formula.shape, program).count == batching.size else {
      return false
    }
    return follows(formula, from: batching.pairs.map(\.batch))
  }

  /// For how many examples a formula has a value, those of all batches together.
  func count(_ formula: Formula) -> Int {
    isPerBatch(formula) ? program.batching?.count ?? 0 : ExampleAxis(formula.shape, program).count
  }

  /// Whether a formula reads one of the quantities, or something that is computed from them.
  func follows(_ formula: Formula, from quantities: [Quantity]) -> Bool {
    let following = following(Set(quantities.map(\.id)))
    return formula.references.contains { following.contains($0.id) }
  }

  /// Whether the value only jumps: it is given with the data, or comes out of `step`, `argmax` or a comparison, so that
  /// its whole numbers are names of classes and no outputs that happen to be whole.
  func isStepwise(_ formula: Formula) -> Bool {
    var stepwise: Set<Int> = []
    for input in program.inputs {
      switch input.initializer {
      case .draw, .evaluation: continue
      case .formula, .batch, .examples, .counter: break
      }
      if input.phase == .data || input.phase == .settings { stepwise.insert(input.quantity.id) }
    }
    for definition in definitions where isStepwise(definition.formula, stepwise) {
      stepwise.insert(definition.quantity.id)
    }
    return isStepwise(formula, stepwise)
  }

  private func isStepwise(_ formula: Formula, _ known: Set<Int>) -> Bool {
    switch formula {
    case .number: true
    case .reference(let quantity): known.contains(quantity.id)
    case .apply(let application):
      switch application.rule {
      case is Argmax, is Comparison, is OneHot, is FirstExtreme: true
      case let function as EntrywiseFunction where function.isFlat: true
      default: application.arguments.allSatisfy { isStepwise($0, known) }
      }
    }
  }
}
