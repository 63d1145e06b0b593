import Exercises
import Typesetting

extension LaTeXSheet {
  /// What the sheet asks for and what is right, for programs.
  package var fact: Fact {
    .record(
      ("lesson", .text(exercise.moment.program.name)), ("iteration", .integer(exercise.moment.iteration)),
      ("showsAnswers", .flag(showsAnswers)), ("count", .integer(exercise.blanks.count)),
      (
        "questions",
        .list(
          exercise.blanks.map { blank in
            .record(
              ("address", .text(blank.question.address)), ("value", .number(blank.value)),
              ("right", .list(blank.answers.map { .text($0.fixed(decimals: max(0, $0.decimals))) })))
          })
      ))
  }

  /// What is said of the file that a sheet has gone to.
  package func written(_ path: String) -> Localized {
    let count = Noun.number(exercise.blanks.count)
    return Localized(es: "'\(path)' pide \(count.es).", en: "'\(path)' asks for \(count.en).")
  }
}
