import Documents
import LessonLanguage
import Marking
import OperatingSystem
import Stepping
import Trace
import Typesetting
import Verification

/// `lesson check-work clase6 answers.csv`: marks what a class has computed by hand.
enum CheckWorkCommand: Command {
  static let name = "check-work"
  static let summary = Localized(
    es: "Corrige hojas de respuestas: primer error, qué error es, arrastre.",
    en: "Mark worksheets: the first wrong step, the slip, what only carries it on.")

  static var declaration: Declaration {
    Declaration(
      discussion: MarkingHelp.discussion,
      examples: [
        .init(
          "lesson check-work clase6 --template hoja.csv --quantities z1,dW1", es: "una hoja para rellenar",
          en: "a sheet to fill in"),
        .init("lesson check-work clase6 hoja.csv", es: "corrige las respuestas", en: "mark the answers"),
        .init("lesson check-work clase6 hoja.csv --all", es: "cada respuesta", en: "every answer"),
      ],
      arguments: [
        .lesson,
        Argument(
          Localized(es: "respuestas", en: "answers"),
          help: Localized(
            es: "Archivo .csv o .json con las respuestas; - es la entrada estándar (.csv).",
            en: "File .csv or .json with the answers; - is standard input (.csv)."),
          isOptional: true, completion: .files),
      ],
      options: [
        Option(
          "all",
          help: Localized(
            es: "Cada respuesta de cada estudiante.", en: "Every answer of every student.")),
        Option(
          "template", value: .init(Localized(es: "archivo", en: "file"), completion: .files),
          help: Localized(
            es: "Escribe una hoja .csv o .json para rellenar (- es la salida estándar).",
            en: "Write a sheet to fill in, .csv or .json (- is standard output).")),
        Option(
          "digits", value: .init(Localized(es: "n", en: "n")),
          help: Localized(
            es: "Cifras significativas que pide una respuesta que no es exacta; por omisión, \(Answer.fewestDigits).",
            en: "Significant digits that an answer must have unless it is exact; default: \(Answer.fewestDigits).")),
        Option(
          "quantities", value: .init(Localized(es: "nombres", en: "names")),
          help: Localized(
            es: "Con --template: solo estas cantidades, separadas por comas: z1,dW1.",
            en: "With --template: only these quantities, separated by commas: z1,dW1.")),
        Option(
          "at", value: .init(Localized(es: "n", en: "n")),
          help: Localized(
            es: "Con --template: la iteración; por omisión, la primera.",
            en: "With --template: the iteration; default: the first.")),
        Option(
          "students", value: .init(Localized(es: "nombres", en: "names")),
          help: Localized(
            es: "Con --template: una hoja para cada uno, separados por comas: Ana,Luis.",
            en: "With --template: a sheet for each, separated by commas: Ana,Luis.")),
        RunArguments.load,
      ] + Presentation.options + RunArguments.options)
  }

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    LessonLoader.isStandardInput(name) ? [] : try RunArguments.options(of: shelf.load(name))
  }

  static func run(_ context: Context) throws -> ExitCode {
    let arguments = context.arguments
    let path = arguments[1]
    try check(arguments, path)
    let lesson = try context.shelf.load(arguments[0] ?? "")
    let own = try RunArguments(arguments, lesson: lesson, context.surroundings)
    let scope = try own.scope(lesson)
    let (options, warnings) = try own.run(for: scope.program)
    for warning in warnings { try context.tell(warning) }
    let progress = Progress(context)
    defer { progress.clear() }
    let marker = try Marker(
      scope, options: options, fewestDigits: try arguments.integer("digits", in: 1...15) ?? Answer.fewestDigits,
      stop: { run in
        progress.show { seconds in RunProgress.of(run.whereabouts, seconds: seconds) }
        return context.interrupt.isRequested
      }, isInterrupted: { context.interrupt.isRequested })
    if let template = arguments.value("template") {
      return try write(template, scope, first: marker.first, context)
    }
    let file = path ?? ""
    let text = try Files.text(at: file, limit: 64_000_000)
    let marks: ClassMarks
    do {
      let answers = try answers(text, isJSON: file.lowercased().hasSuffix(".json"))
      for column in answers.ignoredColumns { try context.tell(MarkingHelp.ignored(column)) }
      marks = try marker.mark(answers)
    } catch let error as Marker.Fault {
      switch error {
      case .file(let fault):
        throw CommandError(Localized(both: "\(file.visible.onOneLine):\n") + fault.message, hasLines: true)
      case .lesson(let error): throw error
      case .interrupted: throw Interrupted()
      }
    }
    progress.clear()
    let presentation = Presentation(context)
    if presentation.isData {
      try presentation.show(marks.fact, of: name)
    } else {
      try presentation.show(
        MarkingDocument(context.language, isComplete: arguments.has("all")).blocks(marks))
    }
    if !marks.unread.isEmpty { try context.tell(MarkingHelp.unread(marks.unread.count)) }
    return !marks.unread.isEmpty ? .failure : marks.isRight ? .success : .disagreement
  }

  private static func answers(_ text: String, isJSON: Bool) throws(Marker.Fault) -> AnswerFile {
    do throws(AnswerFileFault) {
      return isJSON ? try AnswerRow.json(text) : try AnswerRow.table(text)
    } catch {
      throw .file(error)
    }
  }

  /// That answers are given or a template is asked for, and not both; throws `UsageError`.
  private static func check(_ arguments: ParsedArguments, _ path: String?) throws {
    if let template = arguments.value("template") {
      guard !arguments.has("digits") else {
        throw UsageError(
          es: "--digits es para corregir, no para --template.", en: "--digits is for marking, not for --template.")
      }
      guard path == nil else {
        throw UsageError(
          es: "--template escribe una hoja vacía: no se da a la vez un archivo de respuestas.",
          en: "--template writes an empty sheet: no file of answers is given with it.")
      }
      guard template == "-" || template.hasSuffix(".csv") || template.hasSuffix(".json") else {
        throw UsageError.invalidValue(
          template, for: arguments.synopsis(of: "template"),
          reason: Localized(es: "el nombre acaba en .csv o .json", en: "the name ends in .csv or .json"))
      }
      return
    }
    if let option = ["quantities", "at", "students"].first(where: arguments.has) {
      throw UsageError(
        es: "--\(option) necesita --template, que dice en qué archivo.",
        en: "--\(option) needs --template, which names the file.")
    }
    guard path != nil else { throw UsageError.missingArgument(arguments.declaration.arguments[1]) }
  }

  private static func write(_ path: String, _ scope: Scope, first: Int, _ context: Context) throws -> ExitCode {
    let arguments = context.arguments
    let iteration = try arguments.integer("at", in: 1...StepBounds.mostIterations) ?? first
    if iteration < first { throw WantedIteration.tooEarly(iteration, first: first) }
    var names: Set<String>?
    if let list = arguments.value("quantities") {
      let (found, unknown) = RecordedQuantity.names(list, of: scope.program)
      if let unknown {
        throw CommandError(RecordedQuantity.refusal(of: unknown, in: scope.program), exitCode: .usage)
      }
      names = found
    }
    let (addresses, passedOver) = Question.addresses(of: Walk.steps(of: scope.program), only: names)
    guard !addresses.isEmpty else {
      throw CommandError(
        es: "No hay ningún número que preguntar: la lección no calcula esas cantidades.",
        en: "There is no number to ask for: the lesson does not compute these quantities.")
    }
    let given = (names ?? []).subtracting(Walk.steps(of: scope.program).map { $0.quantity.name }).sorted()
    if !given.isEmpty {
      let list = given.joined(separator: ", ")
      try context.tell(
        Localized(
          es: "No se pregunta por lo que ninguna línea calcula (\(list)).",
          en: "What no line computes is not asked for (\(list))."))
    }
    // What somebody has filled in is not lost.
    guard path == "-" || !Files.exists(path) else {
      throw CommandError(
        es: "'\(path)' ya existe, y puede tener respuestas: da otro nombre.",
        en: "'\(path)' is there already, and may have answers in it: give another name.")
    }
    let students = (arguments.value("students") ?? "").split(separator: ",").map { String($0).trimmed }
      .filter { !$0.isEmpty }
    if let typed = arguments.value("students"), students.isEmpty {
      throw UsageError.invalidValue(
        typed, for: arguments.synopsis(of: "students"),
        reason: Localized(es: "nombres separados por comas: Ana,Luis", en: "names separated by commas: Ana,Luis"))
    }
    let questions = addresses.map { (address: $0, iteration: iteration) }
    let text =
      path.hasSuffix(".json")
      ? AnswerRow.jsonTemplate(questions, students: students)
      : AnswerRow.template(questions, students: students, context.language)
    try Files.write(text, to: path, console: context.console)
    if !passedOver.isEmpty {
      try context.tell(MarkingHelp.passedOver(passedOver))
    }
    if path != "-" { try context.tell(MarkingHelp.written(path, addresses.count * max(1, students.count))) }
    return .success
  }
}
