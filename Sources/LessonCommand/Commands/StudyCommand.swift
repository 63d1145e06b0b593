import Documents
import Execution
import Formats
import Kernels
import LessonLanguage
import Lessons
import Models
import OperatingSystem
import Trace
import Typesetting

/// `lesson study xor rates`, `lesson study xor --vary lr=0.1,0.5 --seeds 200`: a lesson run again and again, to answer a
/// question with a probability.
enum StudyCommand: Command {
  static let name = "study"
  static let summary = Localized(
    es: "Ejecuta una lección muchas veces y responde con una probabilidad.",
    en: "Run a lesson many times and answer with a probability.")

  private static let everything = "all"

  static var declaration: Declaration {
    Declaration(
      discussion: [
        Localized(
          es:
            "Cada combinación de los ajustes que varían se ejecuta con cada semilla. Sin nombre, todos los estudios de "
            + "la lección. Los ajustes de la lección y las opciones de run valen para todas las ejecuciones.",
          en: "Every combination of the settings that vary is run with every seed. Without a name, all studies of the "
            + "lesson. The lesson's settings and the options of run hold in all runs.")
      ],
      examples: [
        .init("lesson study eta-study rates", es: "una pregunta de los apuntes", en: "a question of the notes"),
        .init(
          "lesson study xor --vary 'lr=0.1,0.5,10' --solved 'MSE < 0.01'", es: "una propia", en: "one of your own"),
        .init(
          "lesson study eta-study rates --out r.csv", es: "y cada ejecución, a un archivo",
          en: "and each run, to a file"),
        .init("lesson study all", es: "todas las preguntas, con su respuesta", en: "all questions, with their answers"),
      ],
      arguments: [
        Argument(
          Localized(es: "lección", en: "lesson"),
          help: Localized(
            es: "Una lección, un archivo .lesson, o 'all': todas.", en: "A lesson, a .lesson file, or 'all'."),
          completion: .lessons),
        Argument(
          Localized(es: "estudio", en: "study"),
          help: Localized(
            es: "El nombre de un estudio de la lección, o su número.",
            en: "The name of a study of the lesson, or its number."),
          isOptional: true, completion: .studies),
      ],
      options: [
        Option(
          "vary", value: .init(Localized(es: "ajuste=valores", en: "setting=values")),
          help: Localized(
            es:
              "Lo que varía: 'hidden=2..7', 'lr=0.1,0.5', 'optimizer=adam,velocity'; con comas decimales, 'lr=0,1;0,5'.",
            en:
              "What varies: 'hidden=2..7', 'lr=0.1,0.5', 'optimizer=adam,velocity'; with decimal commas, 'lr=0,1;0,5'."),
          isRepeatable: true),
        Option(
          "seeds", value: .init(Localized(es: "n", en: "n"), usual: "100"),
          help: Localized(
            es: "Semillas de cada combinación, a partir de --seed.", en: "Seeds of each combination, from --seed on.")),
        Option(
          "solved", value: .init(Localized(es: "condición", en: "condition")),
          help: Localized(
            es: "Cuándo se ha resuelto: 'MSE < 0.01', y ahí acaba la ejecución; 'at end when hits = 4'.",
            en: "When a run is solved: 'MSE < 0.01', where it ends; 'at end when hits = 4'.")),
        Option(
          "threads", value: .init(Localized(es: "n", en: "n")),
          help: Localized(es: "Hilos; el resultado es el mismo.", en: "Threads; the result is the same.")),
        Option(
          "out", value: .init(Localized(es: "archivo", en: "file"), completion: .files),
          help: Localized(
            es: "Guarda cada ejecución en un .csv o .json, o su dibujo en un .svg o .tex.",
            en: "Save each run in a .csv or .json file, or draw them in a .svg or .tex.")),
        Option(
          "resume", value: .init(Localized(es: "archivo", en: "file"), completion: .files),
          help: Localized(
            es: "Sigue donde se quedó el .csv de --out.", en: "Go on where the .csv of --out has stopped.")),
      ] + RunArguments.options + Presentation.tableOptions)
  }

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    name == everything ? [] : try RunArguments.options(of: shelf.load(name))
  }

  static func run(_ context: Context) throws -> ExitCode {
    let arguments = context.arguments
    let threads = min(try arguments.integer("threads", in: 1...256) ?? .max, WorkerPool.processorCount)
    if arguments[0] == everything { return try runAll(context, threads) }
    let loaded = try context.shelf.load(arguments[0] ?? "")
    let own = try RunArguments(arguments, lesson: loaded, context.surroundings)
    let studies = try studies(loaded, own, context)
    for warning in own.warnings { try Presentation(context).say(warning[context.language]) }
    let out = try StudyFile(context, loaded, studies)
    let known = try out.known(studies[0])
    Interrupt.keep(saying: context.surroundings.shown(RunProgress.finishing[context.language]) + "\n")
    let presentation = Presentation(context)
    var results: [StudyResult] = []
    for study in studies {
      let result = try StudySession(study: study, context: context, threads: threads, known: known).announced()
      if !presentation.isData {
        if !results.isEmpty, ![.csv, .latex].contains(presentation.name) { try context.console.output.line() }
        try presentation.show(StudyDocument(context.language).blocks(result))
      }
      results.append(result)
      if !result.isComplete { break }
    }
    if let note = try out.write(results[0], context.surroundings) { try presentation.say(note[context.language]) }
    if presentation.isData {
      try presentation.show(.record(("studies", .list(results.map { $0.fact(withRuns: false) }))), of: name)
    }
    return results.allSatisfy(\.isComplete) && results.count == studies.count ? .success : .interrupted
  }

  /// The study that the command line names, run to its end; throws `Interrupted` where the reader wants no more.
  static func result(_ loaded: LoadedLesson, _ own: RunArguments, _ context: Context) throws -> StudyResult {
    let session = StudySession(study: try studies(loaded, own, context)[0], context: context)
    let result = try session.announced()
    guard result.isComplete else { throw Interrupted() }
    return result
  }

  /// What is worth saying before runs that take long.
  private static let patience = 10.0

  static func announce(_ sessions: [StudySession], _ context: Context, always: Bool = false) throws {
    let runs = sessions.reduce(0) { $0 + $1.study.runs }
    // What is computed in a second or two is computed sooner than it is measured.
    guard always || sessions.contains(where: { $0.study.entries > 1e9 }) else { return }
    let seconds = try sessions.reduce(0) { try $0 + $1.seconds() }
    guard always || seconds > patience else { return }
    try Presentation(context).say(StudyList.announcement(runs: runs, seconds: seconds)[context.language])
  }

  /// The studies that the command line asks for: the one it names, all of the lesson, or one of its own.
  static func studies(
    _ loaded: LoadedLesson, _ own: RunArguments, _ context: Context
  ) throws -> [Study] {
    let arguments = context.arguments
    var typed: [(word: String, typed: LocatedError.Typed)] = []
    for word in ["vary", "seeds", "solved"] {
      for text in arguments.values(word) {
        let text = word == "vary" ? TypedStudy.withPoints(text) : text
        typed.append((word, LocatedError.Typed(option: "--\(word)", text: text)))
      }
    }
    let makesOwn = arguments.has("vary") || arguments.has("solved")
    return try choice(loaded, arguments[1], makesOwn: makesOwn).studies.map { place, study in
      let made = try TypedStudy(loaded.lesson, study, lines: typed)
      return try own.blaming(loaded) {
        do throws(LessonError) {
          let scope = try made.lesson.program(settings: own.lesson).scope
          return try Study(
            scope, made.study, place: place + 1, own.run, isChanged: made.isChanged,
            lines: loaded.source.lines.count)
        } catch {
          throw made.blaming(error)
        }
      }
    }
  }

  static func choice(_ loaded: LoadedLesson, _ asked: String?, makesOwn: Bool = false) throws -> StudyChoice {
    do throws(StudyChoice.Unknown) {
      return try StudyChoice(loaded.syntax, asked, makesOwn: makesOwn)
    } catch {
      throw CommandError(error.message, exitCode: .usage)
    }
  }

  // MARK: - All

  /// Every named study of the lessons that come with the program.
  private static func runAll(_ context: Context, _ threads: Int) throws -> ExitCode {
    let arguments = context.arguments
    let own = ["vary", "seeds", "solved", "out", "resume"].first(where: arguments.has)
    if let own = own ?? (arguments[1] != nil ? arguments[1] : nil) {
      throw UsageError(
        es: "'study all' ejecuta todos los estudios como son: sobra '\(own)'.",
        en: "'study all' runs all studies as they are: '\(own)' is too many.")
    }
    let presentation = Presentation(context)
    var sessions: [StudySession] = []
    for lesson in try Curriculum.shelves.flatMap(\.lessons).map({ try context.shelf.load($0.name) }) {
      guard lesson.syntax.studies.contains(where: { $0.name != nil }) else { continue }
      let own = try RunArguments(arguments, lesson: lesson, context.surroundings)
      let scope = try own.scope(lesson)
      for (place, study) in lesson.syntax.studies.enumerated() where study.name != nil {
        let made = try Study(scope, study, place: place + 1, own.run)
        sessions.append(StudySession(study: made, context: context, threads: threads))
      }
    }
    for session in sessions {
      try RunArguments.drawDigits(for: session.study.combinations[0].program, context, threads: threads)
    }
    try announce(sessions, context, always: true)
    let list = StudyList(context.language)
    var facts: [Fact] = []
    for session in sessions {
      let start = context.surroundings.clock()
      let result = try session.result()
      guard result.isComplete else { break }
      let seconds = (context.surroundings.clock() - start) / .seconds(1)
      if presentation.name == .csv {
        try presentation.show(StudyDocument(context.language).blocks(result))
      } else if !presentation.isData {
        try presentation.show(list.blocks(result, seconds: seconds))
      }
      facts.append(result.fact(withRuns: false).adding(("seconds", .number(seconds))))
    }
    if presentation.isData { try presentation.show(.record(("studies", .list(facts))), of: name) }
    return facts.count == sessions.count ? .success : .interrupted
  }
}
