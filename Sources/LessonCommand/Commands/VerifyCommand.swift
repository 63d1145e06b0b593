import Doctor
import Documents
import Kernels
import LessonLanguage
import OperatingSystem
import Synchronization
import Typesetting
import Verification

/// `lesson verify clase6`, `lesson verify all`, `lesson verify ./mine.lesson`: the notes' numbers, the gradients.
enum VerifyCommand: Command {
  static let name = "verify"
  static let summary = Localized(
    es: "Comprueba los números de los apuntes y las derivadas.", en: "Check the numbers and derivatives of the notes.")

  static let everything = "all"

  static var declaration: Declaration {
    Declaration(
      discussion: VerifyHelp.discussion,
      examples: [
        .init("lesson verify clase6", es: "una lección", en: "one lesson"),
        .init("lesson verify all", es: "todas", en: "all of them"),
        .init("lesson verify ./mia.lesson --all", es: "un archivo, entrada a entrada", en: "a file, entry by entry"),
      ],
      arguments: [
        Argument(
          Localized(es: "lección", en: "lesson"),
          help: Localized(
            es: "Nombres de lecciones, archivos .lesson (o una lección de uno, archivo:nombre), o 'all': todas.",
            en: "Names of lessons, .lesson files (or one lesson of a file, file:name), or 'all'."),
          isRepeatable: true, completion: .lessons)
      ],
      options: [
        Option(
          "all",
          help: Localized(
            es: "Abre también matrices y tablas que coinciden, y da las razones de erratas y de lo no comprobado.",
            en: "Also open matrices and tables that agree, and give the reasons of errata and of what is not checked.")),
        Option(
          "strict",
          help: Localized(
            es: "También son fallos las erratas y las líneas sin juzgar.",
            en: "Misprints and lines that are not judged also count as failures.")),
        Option(
          "studies",
          help: Localized(
            es: "Ejecuta también los estudios que piden las afirmaciones; antes dice cuánto tardarán.",
            en: "Also run the studies that claims ask for; how long they will take is said first.")),
      ] + Presentation.options + RunArguments.options)
  }

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    guard name != everything else { return [] }
    // Without a lesson's own options on the line there is no need to read it twice, and the others can be verified even
    // when this one cannot.
    let known = Set((declaration.options + CommonOptions.all).flatMap(\.spellings))
    let options = surroundings.arguments.filter { $0.hasPrefix("-") && $0.count > 1 }
    let needsOwn = options.contains { word in
      word == "-h" || word == "--help" || !known.contains(String(word.prefix { $0 != "=" }))
    }
    return needsOwn ? RunArguments.options(of: try shelf.loadAll(name)[0]) : []
  }

  static func run(_ context: Context) throws -> ExitCode {
    let arguments = context.arguments
    let presentation = Presentation(context)
    let document = VerificationDocument(context.language, isComplete: arguments.has("all"))
    // Numbers of another run than the notes' have no slip behind them.
    let isChanged = runOption(arguments) != nil
    let judged = try judge(context, for: VerifyCommand.self, looksAtMisprints: presentation.isData) {
      report, diagnosis in
      document.blocks(report, isChanged ? Diagnosis() : diagnosis, isChanged: isChanged)
        + RemarkBlocks.blocks(report.remarks, context.language)
    }
    let (reports, unreadable) = (judged.reports, judged.unreadable)
    if presentation.isData {
      let causes = judged.diagnoses.map { isChanged ? CauseFacts.none : $0.causeFacts }
      try presentation.show(Report.fact(reports, unreadable: unreadable, causes: causes), of: name)
    } else if reports.count + unreadable.count > 1 {
      try context.console.output.line()
      try presentation.show(document.summary(reports, unreadable: unreadable.count))
    }
    return judged.failure
      ?? judged.code {
        $0.isRight && (!arguments.has("strict") || $0.misprints.isEmpty && $0.unjudgedCount == 0)
      }
  }

  /// What was found of the lessons of a command line.
  struct Judged {
    var reports: [Report] = []
    var diagnoses: [Diagnosis] = []
    /// Lessons that cannot be read, and how the first of them ends the program.
    var unreadable: [String] = []
    var failure: ExitCode?
    func code(_ isRight: (Report) -> Bool) -> ExitCode { reports.allSatisfy(isRight) ? .success : .disagreement }
  }

  /// Judges the lessons of a command line and shows each as `blocks` says, unless a program reads it.
  static func judge(
    _ context: Context, for command: any Command.Type, looksAtMisprints: Bool = true,
    _ blocks: (Report, Diagnosis) throws -> [Block]
  ) throws -> Judged {
    let names = context.arguments.arguments.flatMap { $0 == everything ? LessonLoader.builtInNames : [$0] }
    if names.count > 1 { try refuseRunOptions(context.arguments) }
    let presentation = Presentation(context)
    var judged = Judged()
    try verify(names, looksAtMisprints, context) { name, verified in
      guard judged.unreadable.last != name else { return }
      do {
        let (report, diagnosis) = try verified()
        if !presentation.isData {
          if !judged.reports.isEmpty { try context.console.output.line() }
          try presentation.show(try blocks(report, diagnosis))
        }
        judged.reports.append(report)
        judged.diagnoses.append(diagnosis)
      } catch  where names.count > 1 || presentation.isData {
        guard error is LessonError || error is FileError || error is CommandError else { throw error }
        let code = FailureReport(surroundings: context.surroundings, console: context.console).tell(
          error, command: command)
        judged.failure = judged.failure ?? code
        judged.unreadable.append(name)
      }
    }
    return judged
  }

  /// Judges lessons as the command line wants them run, on all cores, and tells of them in their order.
  private static func verify(
    _ names: [String], _ looksAtMisprints: Bool, _ context: Context,
    tell: (String, () throws -> (Report, Diagnosis)) throws -> Void
  ) throws {
    let interrupt = context.interrupt
    // One thread at a time writes of how far it has come, or what was found.
    let turn = Mutex(())
    nonisolated(unsafe) let progress = Progress(context)
    defer { progress.clear() }
    var prepared: [(name: String, result: Result<(lesson: LoadedLesson, options: RunArguments), any Error>)] = []
    for name in names {
      do {
        for lesson in try context.shelf.loadAll(name) {
          let options = Result {
            try RunArguments(
              context.arguments, lesson: lesson, context.surroundings, onlyNamed: true)
          }
          prepared.append((name, options.map { (lesson, $0) }))
        }
      } catch {
        prepared.append((name, .failure(error)))
      }
    }
    let studies = try context.arguments.has("studies") ? StudySession.wanted(prepared.map(\.result), context) : [:]
    let tasks = prepared.map { item in
      (try? item.result.get()).map { (lesson: $0.lesson, settings: $0.options.lesson, options: $0.options.run) }
    }
    // Longest first, or the last ones begun may keep one processor busy alone.
    let work =
      tasks.count == 1
      ? [0]
      : tasks.map { task in
        task.map { Verifier.work($0.lesson.syntax, source: $0.lesson.source, options: $0.settings, $0.options) } ?? 0
      }
    let order = tasks.indices.sorted { (work[$1], $0) < (work[$0], $1) }
    let pool = WorkerPool(threads: min(tasks.count, WorkerPool.processorCount))
    try pool.inOrder(tasks.count, beginning: order) { place in
      tasks[place].map { lesson, settings, options -> Result<(report: Report, diagnosis: Diagnosis), any Error> in
        let verifier = Verifier(lesson.syntax, source: lesson.source, options: settings, runOptions: options) {
          turn.withLock { _ in
            progress.show { VerificationDocument.progress(lesson.syntax.name, seconds: $0) }
          }
          return interrupt.isRequested
        }
        return Result { try Doctor.verify(verifier, with: lesson.printed(), looksAtMisprints: looksAtMisprints) }
      }
    } take: { place, found in
      try turn.withLock { _ in
        progress.clear()
        try interrupt.check()
        try tell(prepared[place].name) {
          let (lesson, options) = try prepared[place].result.get()
          for warning in options.warnings {
            try context.console.message(context.surroundings.shown(warning[context.language]))
          }
          let (report, diagnosis) = try interrupt.checked(options.blaming(lesson) { try found?.get() })
          var checked = report
          if let sessions = studies[place] {
            let results = try sessions.map { try $0.result() }
            try interrupt.check()
            checked.judge(by: results)
          }
          return (checked, diagnosis)
        }
      }
    }
  }

  /// What changes a run is for one lesson alone.
  static func refuseRunOptions(_ arguments: ParsedArguments, of command: any Command.Type = VerifyCommand.self) throws {
    guard let given = runOption(arguments, of: command) else { return }
    throw UsageError(
      es: "--\(given) cambia una sola lección; aquí hay varias.",
      en: "--\(given) changes one lesson; there are several here.")
  }

  /// The first option on the command line that changes how a lesson runs.
  private static func runOption(
    _ arguments: ParsedArguments, of command: any Command.Type = VerifyCommand.self
  ) -> String? {
    let common = Set((command.declaration.options.filter { $0.section == nil } + CommonOptions.all).map(\.name))
    return arguments.options.first { !common.contains($0.name) }?.name
  }
}
