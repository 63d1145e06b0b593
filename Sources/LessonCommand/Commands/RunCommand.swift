import Calculus
import Datasets
import Documents
import Execution
import LessonLanguage
import OperatingSystem
import Trace
import Typesetting

/// `lesson run xor --lr 0.5 --trace`: runs a lesson and shows what it computed.
enum RunCommand: Command {
  static let name = "run"
  static let summary = Localized(es: "Ejecuta una lección.", en: "Run a lesson.")
  static var declaration: Declaration {
    Declaration(
      discussion: [
        Localized(
          es: "Los ajustes de la lección también son opciones, por ejemplo --lr y --batch: 'lesson show mnist' los "
            + "muestra y 'lesson run mnist --help' los añade a esta ayuda. Una lección con imágenes tiene además "
            + "--data <carpeta>, las de MNIST, y --digits <n>, dígitos inventados.",
          en: "The lesson's settings are also options, such as --lr and --batch: 'lesson show mnist' lists them and "
            + "'lesson run mnist --help' adds them to this help. A lesson with images also has --data <folder>, those "
            + "of MNIST, and --digits <n>, made-up digits.")
      ],
      examples: [
        .init(
          "lesson run xor --lr 0.5 --trace", es: "la primera y la última iteración", en: "first and last iteration"),
        .init("lesson run clase6 --iterations 3 --trace --at 1,2,3", es: "las que elijas", en: "the ones you choose"),
        .init("lesson run mnist --digits 2000 --batch 50", es: "con dígitos inventados", en: "with made-up digits"),
        .init("lesson run xor --trace-file xor.jsonl", es: "todo, a un archivo", en: "everything, to a file"),
        .init(
          "lesson run xor --trace-file xor.csv --wide --decimal comma", es: "para Excel en español",
          en: "for Excel in Spanish"),
      ],
      arguments: [.lesson],
      options: [
        Option(
          "trace",
          help: Localized(
            es: "Muestra cada cantidad: significado, fórmula, dimensiones y números.",
            en: "Show every quantity: meaning, formula, shapes and numbers.")),
        Option(
          "at", value: .init(Localized(es: "iteraciones", en: "iterations"), completion: .words(["last"])),
          help: Localized(
            es: "Iteraciones que se muestran o se guardan: 1,2,100, last. Sin --at ni --every, --trace muestra la "
              + "primera y la última y --trace-file las guarda todas.",
            en:
              "Iterations to show or save: 1,2,100, last. Without --at and --every, --trace shows the first and the "
              + "last and --trace-file saves all of them.")),
        Option(
          "every", value: .init(Localized(es: "n", en: "n")),
          help: Localized(
            es: "La primera, cada n y la última.", en: "The first, every n-th and the last.")),
        Option(
          "trace-file", value: .init(Localized(es: "archivo", en: "file"), completion: .files),
          help: Localized(
            es: "Guarda las cantidades: en .jsonl, una línea cada una (- es la salida estándar); en .csv, una tabla "
              + "para hojas de cálculo; en .npz o .safetensors, un arreglo cada una ('lesson help trace').",
            en: "Save the quantities: one line each in .jsonl (- is standard output), a table for spreadsheets in "
              + ".csv, one array each in .npz or .safetensors ('lesson help trace').")),
        Option(
          "wide",
          help: Localized(
            es: "Con --trace-file x.csv: una fila por iteración y una columna por número, para hacer gráficas.",
            en: "With --trace-file x.csv: a row for each iteration and a column for each number, to draw charts.")),
        Option(
          "quantities", value: .init(Localized(es: "nombres", en: "names")),
          help: Localized(
            es: "Con --trace-file: solo estas, separadas por comas: W1,dW1.",
            en: "With --trace-file: only these, separated by commas: W1,dW1.")),
        Option(
          "no-pictures", help: Localized(es: "Sin dibujos.", en: "No pictures.")),
        Option(
          "save", value: .init(Localized(es: "archivo", en: "file"), completion: .files),
          help: Localized(
            es: "Guarda lo aprendido, para --load o para otros programas: .safetensors o .npz.",
            en: "Save what was learned, for --load or other programs: .safetensors or .npz.")),
        Option(
          "layout",
          value: .init(
            Localized(es: "formato", en: "layout"), choices: ModelLayout.allCases.map(\.rawValue), usual: "lesson"),
          help: Localized(
            es: "Con --save: nombres y orden de los pesos, como los espera PyTorch o Keras.",
            en: "With --save: names and order of the weights, as PyTorch or Keras expect them.")),
        Presentation.significant, RunArguments.load,
      ] + RunWay.options + RunArguments.options + Presentation.tableOptions)
  }

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    try RunArguments.options(of: shelf.load(name))
  }

  static func run(_ context: Context) throws -> ExitCode {
    let loaded = try context.shelf.load(context.arguments[0] ?? "")
    let arguments = try RunArguments(context.arguments, lesson: loaded, context.surroundings)
    let traceFormat = try checkedOutputs(context, loaded)
    let scope = try arguments.scope(loaded)
    let (options, warnings) = try arguments.run(for: scope.program)
    let way = try RunWay(context.arguments, scope.program)
    if way.way == .fast { try RunArguments.drawDigits(for: scope.program, context, threads: way.threads) }
    let saved = try ModelWriter(context.arguments)
    if saved != nil || traceFormat != nil {
      Interrupt.keep(saying: context.surroundings.shown(RunProgress.finishing[context.language]) + "\n")
    }
    do {
      let session = try RunSession(scope, options, way, savesTrace: traceFormat != nil, context)
      try checkEnd(session.run, options)
      for warning in warnings { try context.tell(warning) }
      let names = try quantities(context.arguments, session.run)
      let files = try TraceFiles(traceFormat, names: names, session.run, context)
      let isSaved: Result<Localized?, any Error>
      do {
        try session.go(files)
        // What was learned first: it is there even when the trace cannot be completed.
        isSaved = Result { try saved?.write(session.run) }
        try files.finish(session.run)
        // One line for each file, also where a program reads the output.
        let arguments = context.arguments
        if case .success(let note?) = isSaved { try context.tell(note) }
        if let path = arguments.value("trace-file"), path != "-" {
          try context.tell(FileNotes.traced(path, iterations: session.savedCount))
          if let warning = files.warning { try context.tell(warning) }
        }
      } catch {
        files.cancel()
        throw error
      }
      if session.hasNothingWanted { try context.tell(FileNotes.nothingRecorded(session.run.whereabouts)) }
      if context.arguments.value("trace-file") != "-" {
        let presentation = Presentation(context)
        if presentation.isData {
          try presentation.show(try session.fact(), of: name)
        } else {
          try presentation.show(try session.document())
        }
      }
      _ = try isSaved.get()
      if case .diverged = session.run.outcome { return .diverged }
      return session.run.outcome == .interrupted || context.interrupt.isRequested ? .interrupted : .success
    } catch let error as ProgramError {
      throw scope.lesson.error(error)
    }
  }

  /// The format of the trace, nil without one, when nothing that the run writes would replace what it reads, or what else
  /// it writes; throws `UsageError`.
  private static func checkedOutputs(_ context: Context, _ lesson: LoadedLesson) throws -> TraceFormat? {
    let inputs = RunInputs(context.arguments, lesson, context.surroundings)
    for option in ["save", "trace-file"] { try inputs.check(option, of: context.arguments) }
    if let model = context.arguments.value("save"), let trace = context.arguments.value("trace-file"),
      Files.isSame(model, trace)
    {
      throw UsageError(
        es: "--save y --trace-file no pueden escribir en el mismo archivo.",
        en: "--save and --trace-file cannot write the same file.")
    }
    return try TraceFormat(context.arguments)
  }

  /// Whether there is anything left to run after what was loaded.
  static func checkEnd(_ run: Run, _ options: RunOptions) throws {
    guard let position = options.start?.position, position.iteration >= run.plannedIterations else { return }
    throw CommandError(FileNotes.nothingLeft(position))
  }

  /// `--quantities W1,dW1`; nil for all.
  static func quantities(_ arguments: ParsedArguments, _ run: Run) throws -> Set<String>? {
    guard let list = arguments.value("quantities") else { return nil }
    guard arguments.has("trace-file") else {
      throw UsageError(
        es: "--quantities necesita --trace-file, que dice en qué archivo.",
        en: "--quantities needs --trace-file, which names the file.")
    }
    guard list.contains(where: { $0 != "," && $0 != " " }) else {
      throw UsageError.invalidValue(
        list, for: arguments.synopsis(of: "quantities"),
        reason: Localized(es: "di qué cantidades: W1,dW1", en: "say which quantities: W1,dW1"))
    }
    let (names, unknown) = RecordedQuantity.names(list, of: run.program)
    if let unknown { throw CommandError(RecordedQuantity.refusal(of: unknown, in: run.program), exitCode: .usage) }
    return names
  }

  /// `--at 1,2,100,last` and `--every 100`; nil when neither was given.
  static func selection(_ arguments: ParsedArguments) throws -> IterationSelection? {
    guard arguments.has("at") || arguments.has("every") else { return nil }
    var selection = IterationSelection()
    if let text = arguments.value("at") {
      for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
        if piece == "last" || piece == "end" {
          selection.includesLast = true
        } else if piece == "all" {
          selection.every = 1
        } else {
          guard piece.contains(where: \.isNumber) else {
            throw UsageError.invalidValue(
              text, for: arguments.synopsis(of: "at"),
              reason: Localized(
                es: "las iteraciones se escriben así: 1,2,100,last",
                en: "iterations are written like this: 1,2,100,last"))
          }
          selection.single.insert(
            try NumberArgument.integer(String(piece), in: 1...1_000_000_000, for: arguments.synopsis(of: "at")))
        }
      }
    }
    if let every = try arguments.integer("every", in: 1...1_000_000_000) {
      selection.every = every
      selection.includesLast = true
    }
    return selection
  }
}
