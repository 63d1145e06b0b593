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
        .init(
          "lesson check-work clase6 ana.csv luis.csv --format csv", es: "las notas, para una hoja de cálculo",
          en: "the marks, for a spreadsheet"),
      ],
      arguments: [
        .lesson,
        Argument(
          Localized(es: "respuestas", en: "answers"),
          help: Localized(
            es: "Archivos .csv o .json con las respuestas; - es la entrada estándar (.csv).",
            en: "Files .csv or .json with the answers; - is standard input (.csv)."),
          isOptional: true, isRepeatable: true, completion: .files),
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
            es: "Con --template: solo estas cantidades, separadas por comas: z1,dW1; 'all', todas; por omisión, los "
              + "'blank' de la lección y, si no los hay, todas.",
            en: "With --template: only these quantities, separated by commas: z1,dW1; 'all': all of them; default: the "
              + "lesson's 'blank' lines and, where there are none, all.")),
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
      ] + Presentation.tableOptions + RunArguments.options)
  }

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    LessonLoader.isStandardInput(name) ? [] : try RunArguments.options(of: shelf.load(name))
  }

  static func run(_ context: Context) throws -> ExitCode {
    let arguments = context.arguments
    let paths = Array(arguments.arguments.dropFirst())
    try check(arguments, paths)
    let lesson = try context.shelf.load(arguments[0] ?? "")
    let own = try RunArguments(arguments, lesson: lesson, context.surroundings)
    let scope = try own.scope(lesson)
    let (options, warnings) = try own.run(for: scope.program)
    for warning in warnings { try context.tell(warning) }
    let progress = Progress(context)
    defer { progress.clear() }
    var askedDecimals: Int?
    if !arguments.has("digits"), case .decimals(let count)? = lesson.syntax.exercise?.digits.count {
      askedDecimals = count
    }
    let marker = try Marker(
      scope, options: options, fewestDigits: try arguments.integer("digits", in: 1...15) ?? Answer.fewestDigits,
      askedDecimals: askedDecimals,
      stop: { run in
        progress.show { seconds in RunProgress.of(run.whereabouts, seconds: seconds) }
        return context.interrupt.isRequested
      }, isInterrupted: { context.interrupt.isRequested })
    if let template = arguments.value("template") {
      return try write(template, scope, first: marker.first, context)
    }
    let answers = try answers(paths, context)
    for column in answers.ignoredColumns { try context.tell(MarkingHelp.ignored(column)) }
    let marks: ClassMarks
    do throws(Marker.Fault) {
      marks = try marker.mark(answers)
    } catch {
      switch error {
      case .file(let fault): throw refusal(of: paths.count == 1 ? paths[0] : nil, fault)
      case .lesson(let error): throw error
      case .interrupted: throw Interrupted()
      }
    }
    progress.clear()
    for names in marks.alike { try context.tell(MarkingHelp.alike(names)) }
    let presentation = Presentation(context)
    if presentation.isData {
      try presentation.show(marks.fact, of: name)
    } else if presentation.name == .csv {
      let tables = MarkingTables(context.language)
      try presentation.show([.table(arguments.has("all") ? tables.answers(marks) : tables.students(marks))])
    } else {
      try presentation.show(
        MarkingDocument(context.language, isComplete: arguments.has("all")).blocks(marks))
    }
    // A table has no room for why a row is not in it.
    if presentation.name == .csv, !presentation.isData {
      for line in AnswerFileFault(marks.unread).lines { try context.tell(line) }
    }
    if !marks.unread.isEmpty { try context.tell(MarkingHelp.unread(marks.unread.count)) }
    return !marks.unread.isEmpty ? .failure : marks.isRight ? .success : .disagreement
  }

  /// The answers of one file or several; throws what is wrong with one of them.
  private static func answers(_ paths: [String], _ context: Context) throws -> AnswerFile {
    let files = try paths.map { (path: $0, file: try answers($0, context)) }
    return files.count == 1 ? files[0].file : AnswerFile(files)
  }

  private static func answers(_ path: String, _ context: Context) throws -> AnswerFile {
    let bytes = try Files.bytes(at: path, limit: 64_000_000)
    let isJSON = path.lowercased().hasSuffix(".json")
    let western = isJSON ? nil : WesternCharacters.text(bytes)
    let text = try western ?? LessonParser.text(bytes, file: path == "-" ? "stdin" : path)
    let file: AnswerFile
    do throws(AnswerFileFault) {
      file = isJSON ? try AnswerRow.json(text) : try AnswerRow.table(text)
    } catch {
      throw refusal(of: path, error)
    }
    guard western != nil else { return file }
    if let row = file.rows.first(where: { $0.address.contains("?") }) {
      let words = MarkingHelp.lettersLost(row.address.visible.onOneLine.bounded(whole: 60), line: row.line)
      throw refusal(of: path, AnswerFileFault([AnswerFileFault.Problem(line: nil, words)]))
    }
    try context.tell(MarkingHelp.western(path.visible.onOneLine))
    return file
  }

  /// What is wrong with a file, or with several, whose names then stand in the lines.
  private static func refusal(of path: String?, _ fault: AnswerFileFault) -> CommandError {
    let head = path.map { "\($0.visible.onOneLine):\n" } ?? ""
    return CommandError(Localized(both: head) + fault.message, hasLines: true)
  }

  /// That answers are given or a template is asked for, and not both; throws `UsageError`.
  private static func check(_ arguments: ParsedArguments, _ paths: [String]) throws {
    if let template = arguments.value("template") {
      guard !arguments.has("digits") else {
        throw UsageError(
          es: "--digits es para corregir, no para --template.", en: "--digits is for marking, not for --template.")
      }
      guard !arguments.has("json"), !arguments.has("plain"), arguments.value("format") == nil else {
        throw UsageError(
          es: "--template escribe una hoja, y no hay notas que mostrar: sin --format, --json ni --plain.",
          en: "--template writes a sheet, and there are no marks to show: without --format, --json and --plain.")
      }
      guard paths.isEmpty else {
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
    guard !paths.isEmpty else { throw UsageError.missingArgument(arguments.declaration.arguments[1]) }
  }

  private static func write(_ path: String, _ scope: Scope, first: Int, _ context: Context) throws -> ExitCode {
    let arguments = context.arguments
    let iteration = try arguments.integer("at", in: 1...StepBounds.mostIterations) ?? first
    if iteration < first { throw WantedIteration.tooEarly(iteration, first: first) }
    var names: Set<String>?
    if let list = arguments.value("quantities") {
      let (found, unknown) = RecordedQuantity.names(list, of: scope.program)
      if let unknown, list != "all" {
        throw CommandError(RecordedQuantity.refusal(of: unknown, in: scope.program), exitCode: .usage)
      }
      names = unknown == nil ? found : nil
    }
    let steps = Walk.steps(of: scope.program)
    var (addresses, passedOver) = Question.addresses(of: steps, only: names)
    let blanks = arguments.has("quantities") ? [] : try scope.blanks()
    if !blanks.isEmpty { (addresses, passedOver) = (Question.addresses(of: steps, asked: blanks), []) }
    guard !addresses.isEmpty else {
      throw CommandError(
        es: "No hay ningún número que preguntar: la lección no calcula esas cantidades.",
        en: "There is no number to ask for: the lesson does not compute these quantities.")
    }
    let given = (names ?? []).subtracting(steps.map { $0.quantity.name }).sorted()
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
