import Calculus
import Documents
import Execution
import Exercises
import Formats
import Handouts
import LessonLanguage
import OperatingSystem
import Trace
import Typesetting
import Verification

/// `lesson notebook clase6 --out clase6.ipynb`: a lesson as a Jupyter notebook that computes with NumPy.
enum NotebookCommand: Command {
  static let name = "notebook"
  static let summary = Localized(
    es: "Hace de una lección un cuaderno de Jupyter, con NumPy.", en: "Make a lesson a Jupyter notebook, with NumPy.")
  static var declaration: Declaration {
    Declaration(
      discussion: NotebookHelp.discussion,
      examples: [
        .init(
          "lesson notebook clase6 --blank none --out clase6.ipynb", es: "la lección entera", en: "the whole lesson"),
        .init(
          "lesson notebook clase6 --blank z1,dW1 --out tarea.ipynb", es: "una tarea, con huecos",
          en: "an assignment, with blanks"),
        .init("lesson notebook xor --lr 2 --out xor.ipynb", es: "con otro ajuste", en: "with another setting"),
      ],
      arguments: [.lesson],
      options: [
        Option(
          "out", value: .init(Localized(es: "archivo", en: "file"), completion: .files),
          help: Localized(
            es: "El archivo .ipynb, que aparece entero o no aparece; - escribe en la salida estándar.",
            en: "The .ipynb file, which appears whole or not at all; - writes to standard output."))
      ] + ExerciseArguments.options.map(described) + [RunArguments.load] + RunArguments.options + Presentation.options)
  }

  /// What `--blank` means where nothing may be asked for.
  private static func described(_ option: Option) -> Option {
    guard option.name == "blank" else { return option }
    return Option(
      option.name, value: option.value,
      help: Localized(
        es: "Lo que ha de escribir quien estudia, separado por comas: z1,dW1[1,1],E; 'all', cuanto se calcula a mano; "
          + "'none', nada; por omisión, los 'blank' de la lección.",
        en: "What a student is to write, separated by commas: z1,dW1[1,1],E; 'all': all that is computed by hand; "
          + "'none': nothing; default: the lesson's 'blank' lines."),
      section: option.section)
  }

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    try ExerciseArguments.options(of: shelf.load(name))
  }

  static func run(_ context: Context) throws -> ExitCode {
    let arguments = context.arguments
    let loaded = try context.shelf.load(arguments[0] ?? "")
    let (path, asked) = try checked(arguments, loaded)
    try RunInputs(arguments, loaded, context.surroundings).check("out", of: arguments)
    let own = try ExerciseArguments.run(arguments, lesson: loaded, context.surroundings)
    let scope = try own.scope(loaded)
    let (options, warnings) = try own.run(for: scope.program)
    for warning in warnings { try context.tell(warning) }
    let file = path == "-" ? nil : try AtomicFile(path)
    let notebook = try notebook(loaded, scope, options, asked, context)
    guard let file else {
      try context.console.output.write(notebook.text)
      return .success
    }
    try file.write(notebook.text)
    try file.commit()
    for remark in notebook.remarks { try context.tell(remark) }
    try context.tell(NotebookHelp.written(path, blanks: notebook.blanks))
    let presentation = Presentation(context)
    if presentation.isData { try presentation.show(notebook.fact(file: path), of: name) }
    return .success
  }

  /// Where it goes, and what is asked for; throws `UsageError`.
  private static func checked(
    _ arguments: ParsedArguments, _ loaded: LoadedLesson
  ) throws -> (path: String, asked: ExerciseArguments) {
    let path = try ExerciseArguments.path(arguments, loaded, ending: ".ipynb")
    guard path == "-" || path.lowercased().hasSuffix(".ipynb") else {
      throw UsageError.invalidValue(
        path, for: arguments.synopsis(of: "out"),
        reason: Localized(es: "el nombre acaba en .ipynb", en: "the name ends in .ipynb"))
    }
    let asked = try ExerciseArguments(arguments, loaded.syntax)
    if !arguments.has("blank"), loaded.syntax.exercise?.blanks.isEmpty ?? true,
      let option = ["digits", "decimals", "rule"].first(where: arguments.has)
    {
      throw UsageError(
        es: "--\(option) necesita --blank, que dice qué ha de escribir quien estudia, o un 'blank' en la lección.",
        en: "--\(option) needs --blank, which says what a student is to write, or a 'blank' in the lesson.")
    }
    return (path, asked)
  }

  private static func notebook(
    _ loaded: LoadedLesson, _ scope: Scope, _ options: RunOptions, _ asked: ExerciseArguments, _ context: Context
  ) throws -> LessonNotebook {
    try RunArguments.drawDigits(for: scope.program, context)
    let moment = try asked.moment(of: scope, options, context)
    let exercise = try asked.asks(in: scope) ? asked.exercise(in: moment, scope).exercise : nil
    let progress = Progress(context)
    defer { progress.clear() }
    var ending: LessonNotebook.Ending?
    if exercise == nil, LessonNotebook.goesOn(moment.program) {
      ending = try LessonNotebook.Ending(scope, options, from: moment.iteration) { run in
        progress.show { seconds in RunProgress.of(run.whereabouts, seconds: seconds) }
        return context.interrupt.isRequested
      }
      try context.interrupt.check()
    }
    let report = try report(loaded, scope, progress, context)
    do throws(NumPyRefusal) {
      return try LessonNotebook(
        scope, moment, exercise: exercise, report: report, ending: ending,
        drawsAnew: options.start == nil && moment.iteration == 1,
        FormatOptions(decimalMark: context.surroundings.decimalMark, language: context.language))
    } catch {
      throw CommandError(
        Localized(
          es: "De «\(scope.program.name)» no se puede hacer un cuaderno: ",
          en: "“\(scope.program.name)” cannot be made a notebook: ") + error.message + Localized(both: "."))
    }
  }

  /// What is printed of the lesson as it is written; nil where a reader has changed it, or it learns from images.
  private static func report(
    _ loaded: LoadedLesson, _ scope: Scope, _ progress: Progress, _ context: Context
  ) throws -> Report? {
    let changing = Set((RunArguments.options(of: loaded) + RunArguments.options + [RunArguments.load]).map(\.name))
    let asking = Set(ExerciseArguments.options.map(\.name))
    guard !scope.program.readsDigits,
      !context.arguments.options.contains(where: { changing.contains($0.name) && !asking.contains($0.name) })
    else { return nil }
    var verifier = Verifier(loaded.syntax, source: loaded.source) {
      progress.show { VerificationDocument.progress(loaded.syntax.name, seconds: $0) }
      return context.interrupt.isRequested
    }
    verifier.judgesPrintedOnly = true
    let report = try verifier.verify(with: loaded.printed())
    try context.interrupt.check()
    return report
  }
}
