import Doctor
import Documents
import Typesetting

/// `lesson doctor ./mine.lesson`: what made the printed numbers wrong that are.
enum DoctorCommand: Command {
  static let name = "doctor"
  static let summary = Localized(
    es: "Busca qué error hay detrás de un número impreso incorrecto.",
    en: "Find the slip behind a printed number that is wrong.")

  static var declaration: Declaration {
    Declaration(
      discussion: DoctorHelp.discussion,
      examples: [
        .init("lesson doctor ./mia.lesson", es: "los números de una hoja", en: "the numbers of a sheet"),
        .init(
          "lesson doctor clase6 --all", es: "también las erratas de los apuntes", en: "misprints of the notes, too"),
      ],
      arguments: VerifyCommand.declaration.arguments,
      options: [
        Option(
          "all",
          help: Localized(
            es: "También la fórmula con el error y los números que lo arrastran.",
            en: "Also the formula with the slip in it, and the numbers that follow from it."))
      ] + Presentation.options + RunArguments.options)
  }

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    try VerifyCommand.options(forLesson: name, shelf: shelf, surroundings: surroundings)
  }

  static func run(_ context: Context) throws -> ExitCode {
    let document = DoctorDocument(context.language, isComplete: context.arguments.has("all"))
    let judged = try VerifyCommand.judge(context, for: DoctorCommand.self, document.blocks)
    let presentation = Presentation(context)
    if presentation.isData {
      try presentation.show(
        Diagnosis.fact(Array(zip(judged.reports, judged.diagnoses)), unreadable: judged.unreadable), of: name)
    }
    // Steps, and lines that no change mends, are for verify to tell of.
    let isRight = zip(judged.reports, judged.diagnoses).allSatisfy { report, diagnosis in
      report.failures.isEmpty && !diagnosis.mends.contains { !report.gradients[$0.key].isMisprint }
    }
    return judged.failure ?? (isRight ? .success : .disagreement)
  }
}
