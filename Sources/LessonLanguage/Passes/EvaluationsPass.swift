import Calculus
import Matrices
import Typesetting

/// The pass that adds what is computed again on other sets.
struct EvaluationsPass {
  let lesson: LessonSyntax
  let batches: BatchesPass

  /// The programs for `metrics on …`, and quantities of this one that take their results.
  ///
  /// - Parameter start: a builder that has come to the end of `loss`, for a set with so many examples, and the names as
  ///   they were before the first line of forward.
  func make(
    _ builder: inout FormulaBuilder, _ settings: LessonSettings,
    from start: (_ examples: Int) throws(LocatedError) -> (builder: FormulaBuilder, begun: Names)
  ) throws(LocatedError) {
    var sets: [String] = []
    for section in lesson.sections {
      guard case .metrics(on: let set?) = section.kind, !sets.contains(set) else { continue }
      sets.append(set)
      guard let examples = try batches.size(of: set, &builder) else {
        throw LocatedError(
          section.range,
          es: "no hay datos de «\(set)»: dalos con «X for \(set) = …» o con «keep … examples for \(set)»",
          en: "there are no data of “\(set)”: give them with “X for \(set) = …” or with “keep … examples for \(set)”")
      }
      let (base, begun) = try start(examples)
      var pass = SetProgramPass(set: set, examples: examples, lesson: lesson, batches: batches, begun: begun)
      let (program, metrics) = try pass.program(base, settings)
      var results: [Program.Evaluation.Result] = []
      for definition in metrics {
        // A number for each example is one for each of the set's, however long a batch of the lesson is.
        let shape = definition.quantity.shape.bound(to: examples, usual: program.usualLength ?? examples)
        let target = try builder.declare(
          definition.quantity.symbol.lessonName, shape, alias: nil, at: section.range, scope: LocalNames()
        )
        builder.draft.epochTotals.insert(target.id)
        builder.draft.program.inputs.append(
          Program.Input(
            quantity: target, phase: .metrics, initializer: .evaluation(set: set), meaning: definition.meaning,
            line: definition.line))
        results.append(Program.Evaluation.Result(metric: definition.quantity, target: target))
      }
      builder.draft.program.evaluations.append(
        Program.Evaluation(set: set, examples: examples, program: program, results: results))
    }
  }
}
