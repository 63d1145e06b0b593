import Calculus
import Matrices
import Typesetting

/// The pass that adds what is computed again on other sets.
struct EvaluationsPass {
  let sections: [SectionSyntax]
  let batches: BatchesPass

  /// The programs for `metrics on …`, and quantities of this one that take their results.
  func make(
    _ builder: inout FormulaBuilder, program: (_ set: String, _ examples: Int) throws(LocatedError) -> Program
  ) throws(LocatedError) {
    var sets: [String] = []
    for section in sections {
      guard case .metrics(on: let set?) = section.kind, !sets.contains(set) else { continue }
      sets.append(set)
      guard let examples = try batches.size(of: set, &builder) else {
        throw LocatedError(
          section.range,
          es: "no hay datos de «\(set)»: dalos con «X for \(set) = …» o con «keep … examples for \(set)»",
          en: "there are no data of “\(set)”: give them with “X for \(set) = …” or with “keep … examples for \(set)”")
      }
      let other = try program(set, examples)
      var results: [Program.Evaluation.Result] = []
      for definition in other.definitions where definition.phase == .metrics && !definition.isDerived {
        let target = try builder.declare(
          definition.quantity.symbol.name, definition.quantity.shape, alias: nil, at: section.range, scope: LocalNames()
        )
        builder.draft.epochTotals.insert(target.id)
        builder.draft.program.inputs.append(
          Program.Input(
            quantity: target, phase: .metrics, initializer: .evaluation(set: set), meaning: definition.meaning,
            line: definition.line))
        results.append(Program.Evaluation.Result(metric: definition.quantity, target: target))
      }
      builder.draft.program.evaluations.append(Program.Evaluation(set: set, program: other, results: results))
    }
  }
}
