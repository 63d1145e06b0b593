import Calculus
import Doctor
import Documents
import Execution
import Formats
import LessonLanguage
import Lessons
import OperatingSystem
import Pages
import Trace
import Typesetting
import Verification

/// `lesson page clase6 --out clase6.html`: a lesson as one file that opens in any browser.
enum PageCommand: Command {
  static let name = "page"
  static let summary = Localized(
    es: "Hace de una lección una página para cualquier navegador.", en: "Make a lesson a page for any browser.")
  static var declaration: Declaration {
    Declaration(
      discussion: [
        Localized(
          es:
            "Un solo archivo HTML, que no necesita red: notas, fórmulas, los números de la primera iteración, cada uno con "
            + "lo que dice 'lesson why' de él, dibujos y lo que dice 'lesson verify'. Eso se lee y se imprime también sin "
            + "JavaScript. Con él, el mismo programa calcula en la página: pasos, cambios, predicciones, otro idioma. De las "
            + "matrices grandes hay un resumen, y la página lo dice. En Moodle, como actividad Archivo; en Canvas, como "
            + "archivo, que allí suele abrirse sin JavaScript. Con 'all' en lugar de una lección, todas: una página por "
            + "lección y una que lleva a ellas, con buscador y las tablas de notación.",
          en:
            "A single HTML file that needs no network: notes, formulas, the numbers of the first iteration, each with what "
            + "'lesson why' says of it, pictures, and what 'lesson verify' says. That can be read and printed without "
            + "JavaScript, too. With it, the same program computes in the page: steps, changes, predictions, the other "
            + "language. Of large matrices there is a summary, and the page says so. In Moodle, as an activity File; in "
            + "Canvas, as a file, which often opens without JavaScript there. With 'all' in place of a lesson, all of them: a "
            + "page each, and one that leads to them, with a search field and the tables of notation."
        )
      ],
      examples: [
        .init("lesson page clase6 --out clase6.html", es: "en el idioma de --lang", en: "in the language of --lang"),
        .init("lesson page xor --lr 2 --out xor.html", es: "con otro ajuste", en: "with another setting"),
        .init(
          "lesson page xor --no-engine --at 1,2,last --out xor.html", es: "tres iteraciones, sin el motor",
          en: "three iterations, without the engine"),
        .init(
          "lesson page mnist --load m.safetensors --out cifras.html",
          es: "con lo aprendido, para dibujar cifras en ella",
          en: "with what was learned, to draw digits on"),
        .init("lesson page all --out curso", es: "todas, con su índice", en: "all of them, with an index"),
        .init("lesson page mia.lesson --out mia.html", es: "una lección propia", en: "a lesson of your own"),
        .init("lesson page --blank --out mia.html", es: "para escribirla en la página", en: "to write it in the page"),
      ],
      arguments: [lesson],
      options: [
        Option(
          "out", value: .init(Localized(es: "archivo", en: "file"), completion: .files),
          help: Localized(
            es: "El archivo, que aparece entero o no aparece; - escribe en la salida estándar. De 'all', la carpeta.",
            en: "The file, which appears whole or not at all; - writes to standard output. Of 'all', the folder.")),
        Option(
          "no-engine",
          help: Localized(
            es: "Sin el motor de cálculo: un archivo pequeño, con los números de la primera iteración.",
            en: "Without the engine that computes: a small file, with the numbers of the first iteration.")),
        Option(
          "at", value: .init(Localized(es: "iteraciones", en: "iterations"), completion: .words(["last"])),
          help: Localized(
            es: "Iteraciones que trae la página: 1,2,last. El texto es de la primera; con el motor se llega a todas.",
            en: "Iterations in the page: 1,2,last. The text is of the first; with the engine there are all of them.")),
        blank, Presentation.significant, RunArguments.load,
      ] + RunArguments.options + Presentation.options)
  }

  /// Names all lessons that come with the program.
  static let everything = VerifyCommand.everything

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    name == everything ? [] : try RunArguments.options(of: shelf.load(name))
  }

  static func run(_ context: Context) throws -> ExitCode {
    let arguments = context.arguments
    if arguments[0] == everything, !arguments.has(blank.name) { return try writeCourse(context) }
    let (loaded, called) = try subject(context)
    guard let path = arguments.value("out") else {
      throw UsageError(
        es: "Falta --out, que dice en qué archivo: --out \(loaded.syntax.name).html.",
        en: "--out is missing, which names the file: --out \(loaded.syntax.name).html.")
    }
    try RunInputs(arguments, loaded, context.surroundings).check("out", of: arguments)
    let file = path == "-" ? nil : try AtomicFile(path)
    let made = try Made(loaded, name: called, context)
    try context.interrupt.check()
    guard let file else {
      try context.console.output.write(made.text)
      return .success
    }
    try file.write(made.text)
    try file.commit()
    try context.tell(FileNotes.page(path, opened: made.page.openings))
    let presentation = Presentation(context)
    if presentation.isData { try presentation.show(made.page.fact(file: path), of: name) }
    return made.isDiverged ? .diverged : .success
  }

  /// A page, made and not yet written.
  struct Made {
    let page: LessonPage
    let text: String
    let isDiverged: Bool

    /// - Parameters:
    ///   - name: what the lesson is called at a terminal.
    ///   - index: the file with all lessons of the course that the page belongs to.
    init(_ loaded: LoadedLesson, name: String, index: String? = nil, _ context: Context) throws {
      let arguments = context.arguments
      let settings = try RunArguments(arguments, lesson: loaded, context.surroundings)
      var scope = try settings.scope(loaded)
      try scope.checkShown()
      var (options, warnings) = try settings.run(for: scope.program)
      try warnings.forEach(context.tell)
      let hasEngine = !arguments.has("no-engine") && !PageFiles.engine.isEmpty
      let pad = hasEngine ? try Pad(loaded, settings, scope, options) : nil
      if let pad { (scope, options) = (pad.scope, pad.options) }
      let changing = Set((RunArguments.options(of: loaded) + RunArguments.options + [RunArguments.load]).map(\.name))
      let changes = arguments.options.filter { changing.contains($0.name) }
      // A page with a pad is about one drawing, not about the lesson.
      let found = pad == nil ? try verified(loaded, context) : nil
      var moments = try recorded(scope, options, context)
      let moment = moments.removeFirst()
      let session = try RunSession(
        scope, options, RunWay(arguments, scope.program), savesTrace: false,
        fineness: RunCourse.finenessOfDrawings, context)
      try session.go(TraceFiles(nil, names: nil, session.run, context))
      try context.interrupt.check()
      let results = try session.results()
      let digits = try Presentation.digits(arguments)
      func made(at moment: Moment) -> LessonPage {
        LessonPage(
          scope,
          LessonPage.Parts(
            moment: moment, results: results, report: found?.report, diagnosis: found?.diagnosis ?? Diagnosis(),
            isChanged: !changes.isEmpty),
          asking: TerminalQuestion(name, options: changes),
          FormatOptions(decimalMark: context.surroundings.decimalMark, language: context.language), digits: digits)
      }
      page = made(at: moment)
      // What a lesson reads from elsewhere, the engine does not have.
      let canCompute =
        hasEngine
        && (pad != nil || !arguments.has("load") && !scope.program.readsDigits && !scope.program.readsFiles)
      let toEngine = changes.filter { !PageCommand.isOfPad($0.name) }
      let script = PageScript(
        script: pad == nil ? PageFiles.script : PageFiles.padScript + PageFiles.script,
        engine: canCompute ? PageFiles.engine : nil, lesson: PageCommand.text(loaded.source),
        printed: try loaded.printed().map { PageCommand.text($0.source) },
        settings: toEngine.map { $0.name == "set" ? $0.value ?? "" : "\($0.name)=\($0.value ?? "1")" },
        isEditing: arguments.has(PageCommand.blank.name), pad: pad?.parts,
        recorded: canCompute ? [] : try moments.map { try made(at: $0).recording() })
      text = try page.text(
        style: pad == nil ? PageFiles.style : PageFiles.padStyle, script: script, index: index)
      isDiverged = if case .diverged = session.run.outcome { true } else { false }
    }
  }

  /// Whether an option says what the network has learned from or what it has learned: a page with a pad has that in it.
  private static func isOfPad(_ option: String) -> Bool { ["load", "data", "digits"].contains(option) }

  private static func text(_ source: SourceText) -> String { source.lines.map { $0 + "\n" }.joined() }

  /// The iterations that are asked for, with every number they have, in their order; usually the first alone.
  private static func recorded(_ scope: Scope, _ options: RunOptions, _ context: Context) throws -> [Moment] {
    var selection = try RunCommand.selection(context.arguments) ?? IterationSelection()
    if selection.every != nil {
      throw UsageError(
        es: "--at all haría la página de todas las iteraciones: di cuáles, como 1,2,last.",
        en: "--at all would make the page of all iterations: say which ones, like 1,2,last.")
    }
    let (moments, end) = try scope.locating { () throws(ProgramError) -> ([Moment], Int?) in
      let timeline = Timeline(try Run(scope.program, options: options))
      let isInterrupted = { context.interrupt.isRequested }
      if selection.isEmpty { selection.single = [timeline.run.beginning + 1] }
      var moments: [Moment] = []
      for iteration in selection.single.sorted() where try timeline.go(to: iteration, isInterrupted: isInterrupted) {
        moments.append(timeline.run.moment())
      }
      if selection.includesLast || moments.isEmpty {
        _ = try timeline.goToEnd(isInterrupted: isInterrupted)
        if moments.last?.iteration != timeline.run.iteration { moments.append(timeline.run.moment()) }
      }
      return (moments, timeline.run.stoppedAt)
    }
    if let end, let last = selection.single.max(), last > end {
      try context.tell(
        Localized(
          es: "La lección acaba en la iteración \(end); la \(last) va más allá.",
          en: "The lesson ends at iteration \(end); iteration \(last) goes past it."))
    }
    return moments
  }

  private static func verified(_ lesson: LoadedLesson, _ context: Context) throws -> (
    report: Report, diagnosis: Diagnosis
  ) {
    let options = try RunArguments(context.arguments, lesson: lesson, context.surroundings, onlyNamed: true)
    let progress = Progress(context)
    defer { progress.clear() }
    let verifier = Verifier(lesson.syntax, source: lesson.source, options: options.lesson, runOptions: options.run) {
      progress.show { VerificationDocument.progress(lesson.syntax.name, seconds: $0) }
      return context.interrupt.isRequested
    }
    let found = try options.blaming(lesson) { try Doctor.verify(verifier, with: lesson.printed()) }
    try context.interrupt.check()
    return (found.report, found.diagnosis)
  }
}
