import Calculus
import Datasets
import Documents
import Execution
import LessonLanguage
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
            + "muestra y 'lesson run mnist --help' los añade a esta ayuda. Una lección con imágenes tiene además --data "
            + "<carpeta>, las de MNIST, y --digits <n>, dígitos inventados.",
          en: "The lesson's settings are options, too, such as --lr and --batch: 'lesson show mnist' lists them and "
            + "'lesson run mnist --help' adds them to this help. A lesson with images also has --data <folder>, those of "
            + "MNIST, and --digits <n>, made-up digits.")
      ],
      examples: [
        .init(
          "lesson run xor --lr 0.5 --trace", es: "la primera y la última iteración", en: "first and last iteration"),
        .init("lesson run clase6 --iterations 3 --trace --at 1,2,3", es: "las que digas", en: "those you name"),
        .init("lesson run mnist --digits 2000 --batch 50", es: "con dígitos inventados", en: "with made-up digits"),
        .init("lesson run xor --trace-file xor.jsonl", es: "todo, a un archivo", en: "everything, to a file"),
      ],
      arguments: [.lesson],
      options: [
        Option(
          "trace",
          help: Localized(
            es: "Muestra cada cantidad: significado, fórmula, dimensiones y números.",
            en: "Show every quantity: meaning, formula, shapes and numbers.")),
        Option(
          "at", value: .init(Localized(es: "iteraciones", en: "iterations")),
          help: Localized(
            es: "Las iteraciones que se muestran o se guardan: 1,2,100, last. Sin --at ni --every, --trace muestra la "
              + "primera y la última y --trace-file las guarda todas.",
            en:
              "The iterations shown or saved: 1,2,100, last. Without --at and --every, --trace shows the first and the "
              + "last and --trace-file saves all of them.")),
        Option(
          "every", value: .init(Localized(es: "n", en: "n")),
          help: Localized(
            es: "La primera, cada n y la última.", en: "The first, every n-th and the last.")),
        Option(
          "trace-file", value: .init(Localized(es: "archivo", en: "file"), completion: .files),
          help: Localized(
            es: "Guarda las cantidades: en .jsonl, una línea cada una (- es la salida); en .npz o .safetensors, un "
              + "arreglo cada una ('lesson help trace').",
            en: "Save the quantities: a line each in .jsonl (- is the output), an array each in .npz or .safetensors "
              + "('lesson help trace').")),
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
            en: "Save what was learned, for --load or for other programs: .safetensors or .npz.")),
        Option(
          "layout",
          value: .init(
            Localized(es: "formato", en: "layout"), choices: ModelLayout.allCases.map(\.rawValue), usual: "lesson"),
          help: Localized(
            es: "Con --save: nombres y orden de los pesos, como los espera PyTorch o Keras.",
            en: "With --save: names and order of the weights, as PyTorch or Keras expect them.")),
        RunArguments.load,
      ] + FastRun.options + RunArguments.options + Presentation.options)
  }

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    try RunArguments.options(of: shelf.load(name))
  }

  static func run(_ context: Context) throws -> ExitCode {
    let loaded = try context.shelf.load(context.arguments[0] ?? "")
    let arguments = try RunArguments(context.arguments, lesson: loaded, context.surroundings)
    let traceFormat = try checkedOutputs(context, loaded)
    let scope = try arguments.scope(loaded)
    let (runOptions, warnings) = try arguments.run(for: scope.program)
    try RunArguments.drawDigits(for: scope.program, context.interrupt)
    let saved = try ModelWriter(context.arguments)
    if try FastRun.isWanted(context.arguments, loaded) {
      for warning in warnings {
        try context.console.message(context.surroundings.shown(warning[context.language]))
      }
      return try scope.locating { try FastRun.run(scope, runOptions, saved, context) }
    }
    return try scope.locating { try run(scope, runOptions, warnings, traceFormat, saved, context) }
  }

  /// Runs the lesson the exact way and shows what was asked for.
  private static func run(
    _ scope: Scope, _ runOptions: RunOptions, _ warnings: [Localized], _ traceFormat: TraceFormat?,
    _ saved: ModelWriter?, _ context: Context
  ) throws -> ExitCode {
    let runner = try Runner(scope.program, options: runOptions)
    try checkEnd(runner, runOptions)
    let wanted = try selection(context.arguments)
    let showsTrace = context.arguments.has("trace") || (wanted != nil && context.arguments.value("trace-file") == nil)
    for warning in warnings {
      try context.console.message(context.surroundings.shown(warning[context.language]))
    }
    let pictures = context.arguments.has("no-pictures") ? nil : try LessonPictures(scope)
    var session = RunSession(
      runner: runner, context: context, shown: showsTrace ? wanted ?? .firstAndLast : IterationSelection(),
      pictures: pictures)
    session.tables = LessonTables(scope)
    session.studies = StudyRemark.blocks(scope.lesson.syntax, context.language)
    session.facts = try DigitFacts(scope.settings, context.language).blocks()
    var writer: TraceWriter?
    var file: AtomicFile?
    let names = try quantities(context.arguments, runner)
    if let path = context.arguments.value("trace-file"), let traceFormat {
      session.savedSelection = wanted ?? .all
      switch traceFormat {
      case .arrays(let format):
        session.tensors = try TensorTrace(path, format, wanted ?? .all, names: names, context)
      case .lines where path == "-":
        let output = context.console.output
        writer = TraceWriter(runner, names: names) { try output.write(bytes: $0) }
      case .lines:
        let opened = try AtomicFile(path)
        file = opened
        writer = TraceWriter(runner, names: names) { try opened.write(bytes: $0) }
      }
    }
    let isSaved: Result<Void, any Error>
    do {
      try session.run(&writer)
      // What was learned first: it is there even when the trace cannot be completed.
      isSaved = Result { try saved?.write(runner, type: .float64) }
      try writer?.finish()
      try file?.commit()
      try session.tensors?.finish(runner)
    } catch {
      file?.cancel()
      session.tensors?.cancel()
      throw error
    }
    if session.hasNothingWanted {
      try context.console.message(context.surroundings.shown(nothingRecorded(runner)[context.language]))
    }
    if context.arguments.value("trace-file") != "-" {
      let presentation = Presentation(context)
      if presentation.isData {
        try presentation.show(try session.fact(), of: name)
      } else {
        try presentation.show(try session.document())
      }
    }
    try isSaved.get()
    return runner.outcome == .interrupted ? .interrupted : .success
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
        es: "--save y --trace-file no pueden ir al mismo archivo.", en: "--save and --trace-file need a file each.")
    }
    return try TraceFormat(context.arguments)
  }

  /// Whether there is anything left to run after what was loaded.
  static func checkEnd(_ run: some LessonRun, _ options: RunOptions) throws {
    guard let position = options.start?.position, position.iteration >= run.plannedIterations else { return }
    throw CommandError(
      es: "Lo guardado ya llegó a la iteración \(position.iteration) (época \(position.epoch)): para seguir, pide más "
        + "con --epochs o --iterations.",
      en: "What was saved is already at iteration \(position.iteration) (epoch \(position.epoch)): to go on, ask for "
        + "more with --epochs or --iterations.")
  }

  /// `--quantities W1,dW1`; nil for all.
  static func quantities(_ arguments: ParsedArguments, _ run: some LessonRun) throws -> Set<String>? {
    guard let list = arguments.value("quantities") else { return nil }
    guard arguments.has("trace-file") else {
      throw UsageError(
        es: "--quantities acompaña a --trace-file, que dice en qué archivo.",
        en: "--quantities goes with --trace-file, which says the file.")
    }
    guard list.contains(where: { $0 != "," && $0 != " " }) else {
      throw UsageError.invalidValue(
        list, for: arguments.synopsis(of: "quantities"),
        reason: Localized(es: "di qué cantidades: W1,dW1", en: "say which quantities: W1,dW1"))
    }
    let (names, unknown) = RecordedQuantity.names(list, of: run.program)
    if let unknown {
      let known = RecordedQuantity.all(of: run.program).map(\.name)
      let near = Suggestion.nearest(to: unknown, among: known)
      throw CommandError(
        Localized(es: "No hay ninguna cantidad '\(unknown)'.", en: "There is no quantity '\(unknown)'.")
          + (near.map { Localized(es: " ¿Querías decir '\($0)'?", en: " Did you mean '\($0)'?") }
            ?? Localized(both: "")),
        exitCode: .usage)
    }
    return names
  }

  /// When the run ends before any iteration that was asked for.
  static func nothingRecorded(_ runner: some LessonRun) -> Localized {
    Localized(
      es: "Ninguna de las iteraciones pedidas ha llegado: la lección acaba en la \(runner.iteration).",
      en: "None of the iterations asked for came: the lesson ends at \(runner.iteration).")
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

/// A run with what is collected on the way for the reader.
private struct RunSession {
  let runner: Runner
  let context: Context
  let shown: IterationSelection
  var pictures: LessonPictures?
  /// The lesson's own tables.
  var tables: LessonTables?
  /// What is said of the studies.
  var studies: [Block] = []
  /// What is said below the title.
  var facts: [Block] = []
  var savedSelection: IterationSelection?
  var tensors: TensorTrace<Double>?
  var history: History
  var cycles: CycleDetector
  private var frames: [(iteration: Int, moment: Moment)] = []
  private var savedCount = 0
  private var lastSaved: Int?
  /// Whether iterations were asked for and none of them came.
  var hasNothingWanted: Bool {
    !shown.isEmpty && frames.isEmpty || savedSelection != nil && savedCount == 0
  }
  private let iterationBlocks: IterationBlocks
  private let words: RunDocument

  /// Iterations shown at most; a longer trace belongs in a file.
  private static let mostFrames = 200

  init(runner: Runner, context: Context, shown: IterationSelection, pictures: LessonPictures?) {
    self.runner = runner
    self.context = context
    self.shown = shown
    self.pictures = pictures
    history = History(runner.program, also: pictures?.followed ?? [])
    cycles = CycleDetector(runner.program)
    iterationBlocks = IterationBlocks(context.language)
    words = RunDocument(context.language)
  }

  mutating func run(_ writer: inout TraceWriter?) throws {
    let interrupt = context.interrupt
    while !runner.isFinished {
      try runner.advance()
      history.note(runner)
      cycles.note(runner)
      if !shown.isEmpty && shown.contains(runner.iteration) { try show() }
      if pictures?.isCurious ?? false { try pictures?.note(runner.moment()) }
      let hasRecorded = savedSelection?.contains(runner.iteration) ?? false
      if hasRecorded { try record(&writer) }
      // An iteration that is written takes long.
      if (runner.isPause || hasRecorded) && interrupt.isRequested { runner.stop() }
    }
    history.noteLast(runner)
    if shown.includesLast && frames.last?.iteration != runner.iteration { try show() }
    if let savedSelection, savedSelection.includesLast, lastSaved != runner.iteration { try record(&writer) }
  }

  private mutating func record(_ writer: inout TraceWriter?) throws {
    try writer?.record(runner)
    try tensors?.record(runner) { runner.memory(of: $0) }
    savedCount += 1
    lastSaved = runner.iteration
  }

  private mutating func show() throws {
    guard frames.count < Self.mostFrames else {
      throw CommandError(
        es: "Son más de \(Self.mostFrames) iteraciones; guárdalas con --trace-file.",
        en: "That is more than \(Self.mostFrames) iterations; save them with --trace-file.")
    }
    frames.append((runner.iteration, runner.moment()))
  }

  private func blocks(_ moment: Moment) -> [Block] {
    [words.iterationHeading(moment)] + iterationBlocks.all(moment)
  }

  /// What ran, the iterations shown, the numbers followed, the tables and how it ended.
  func fact() throws -> Fact {
    let last = runner.moment()
    return runner.openingFact.adding(
      ("way", .text("exact")), ("iterations", .list(frames.map(\.moment.fact))), ("history", history.fact),
      ("pictures", try pictures.map { .list(try $0.after(last, history).map(\.fact)) }),
      ("tables", try tables.map { .list(try $0.after(last).map(\.fact)) }), ("end", runner.ending?.fact),
      ("cycle", cycles.cycle?.fact))
  }

  /// Title; the iterations shown, with the table of the loss after the first; pictures; how it ended.
  func document() throws -> Document {
    let last = runner.moment()
    var blocks = words.opening(runner.program, runner.options) + facts
    let perEpoch = runner.program.batching?.batchesPerEpoch ?? 1
    let table = words.table(history, perEpoch: perEpoch)
    if let first = frames.first { blocks += self.blocks(first.moment) }
    blocks += table
    for frame in frames.dropFirst() { blocks += self.blocks(frame.moment) }
    if let pictures { blocks += PictureBlocks(context.language).blocks(try pictures.after(last, history)) }
    if let tables { blocks += try tables.after(last).flatMap { $0.blocks(context.language) } }
    blocks += studies
    blocks += words.ending(runner.ending, of: runner.main, history, cycles.cycle)
    return Document(blocks)
  }
}
