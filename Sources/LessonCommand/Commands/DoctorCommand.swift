import Doctor
import Documents
import Typesetting
import Verification

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
            en: "Also the formula with the slip in it, and the numbers that follow from it.")),
        Option(
          "place", value: .init(Localized(es: "texto", en: "text")),
          help: Localized(
            es: "Solo los números de las partes cuyo lugar en los apuntes contiene el texto: --place 2.1.",
            en: "Only numbers of the parts whose place in the notes contains the text: --place 2.1.")),
      ] + Presentation.options + RunArguments.options)
  }

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    try VerifyCommand.options(forLesson: name, shelf: shelf, surroundings: surroundings)
  }

  static func run(_ context: Context) throws -> ExitCode {
    let place = context.arguments.value("place")
    let document = DoctorDocument(context.language, isComplete: context.arguments.has("all"))
    let typed = context.arguments[0] ?? ""
    let isAlone = context.arguments.arguments.count == 1 && typed != VerifyCommand.everything
    func within(_ report: Report, _ place: String) throws -> Report {
      let within = report.within(place)
      guard isAlone, within.verdicts.isEmpty else { return within }
      throw UsageError(
        es: "--place \(place): ningún lugar de los apuntes lo contiene; los muestra 'lesson verify \(typed)'.",
        en: "--place \(place): no place in the notes contains it; 'lesson verify \(typed)' shows them.")
    }
    var judged = try VerifyCommand.judge(context, for: DoctorCommand.self) { report, diagnosis in
      guard let place else { return document.blocks(report, diagnosis) }
      let part = try within(report, place)
      return document.blocks(part, diagnosis.within(part))
    }
    if let place {
      judged.reports = try judged.reports.map { try within($0, place) }
      judged.diagnoses = zip(judged.reports, judged.diagnoses).map { $1.within($0) }
    }
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
