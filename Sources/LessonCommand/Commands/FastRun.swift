import Datasets
import Documents
import Execution
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// A run the fast way: what a lesson learns, epoch by epoch.
struct FastRun {
  /// The way that was asked for, or that fits: the fast one for lessons with images.
  static func isWanted(_ arguments: ParsedArguments, _ lesson: LoadedLesson) throws -> Bool {
    // A file of arrays is made either way; what is shown of an iteration, and what is streamed, comes from the exact one.
    let hasTensors = arguments.value("trace-file").flatMap(TensorFormat.init(ending:)) != nil
    let exact = hasTensors ? ["trace", "carry"] : ["trace", "at", "every", "trace-file", "carry"]
    let needsAll = exact.first { arguments.has($0) }
    let needsFast = ["confusion", "worst", "profile", "threads"].first { arguments.has($0) }
    let way = arguments.value("way")
    if let needsFast, way == "exact" || (way == nil && needsAll != nil) {
      let other = needsAll.map { "--\($0)" } ?? "--way exact"
      throw UsageError(
        es: "--\(needsFast) es del modo rápido y no va con \(other).",
        en: "--\(needsFast) is of the fast way and does not go with \(other).")
    }
    if let needsAll, way == "fast" {
      throw UsageError(
        es: "--\(needsAll) necesita el modo exacto, que guarda cada cantidad: quita --way fast.",
        en: "--\(needsAll) needs the exact way, which keeps every quantity: leave out --way fast.")
    }
    return way == "fast" || needsFast != nil || (way == nil && needsAll == nil && RunArguments.usesDigits(lesson))
  }

  /// The options that choose the way.
  static let options: [Option] = [
    Option(
      "way", value: .init(Localized(es: "modo", en: "way"), choices: ["exact", "fast"]),
      help: Localized(
        es: "exact: en Double, en el orden escrito; fast: en Float, con todos los núcleos (con imágenes, si no se pide "
          + "--trace, --at ni un .jsonl).",
        en: "exact: in Double, in the written order; fast: in Float, on all cores (with images, unless --trace, --at "
          + "or a .jsonl is asked for).")),
    Option(
      "threads", value: .init(Localized(es: "n", en: "n")),
      help: Localized(es: "Hilos del modo rápido.", en: "Threads of the fast way.")),
    Option(
      "confusion",
      help: Localized(
        es: "La matriz de confusión: qué cifra se tomó por cuál (modo rápido).",
        en: "The confusion matrix: which digit was taken for which (the fast way).")),
    Option(
      "worst", value: .init(Localized(es: "n", en: "n")),
      help: Localized(
        es: "Dibuja las n imágenes peor leídas (modo rápido).", en: "Draw the n worst-read images (the fast way).")),
    Option(
      "profile",
      help: Localized(
        es: "En qué se va el tiempo del modo rápido.", en: "Where the time of the fast way goes.")),
  ]

  /// `--trace-file x.safetensors`
  private static func trace(
    _ context: Context, _ runner: FastRunner<Float>
  ) throws -> TensorTrace<Float>? {
    let arguments = context.arguments
    let names = try RunCommand.quantities(arguments, runner)
    guard let path = arguments.value("trace-file"), let format = TensorFormat(ending: path) else { return nil }
    return try TensorTrace(path, format, try RunCommand.selection(arguments) ?? .all, names: names, context)
  }

  /// What `--confusion` and `--worst` are about; nil without them.
  private static func predictions(_ runner: FastRunner<Float>, _ context: Context) throws -> Predictions? {
    guard context.arguments.has("confusion") || context.arguments.has("worst") else { return nil }
    guard let predictions = try runner.predictions() else {
      throw CommandError(
        es: "No se puede decir qué lee la red: ninguna métrica de la lección compara argmax(A) = argmax(Y) en otros "
          + "datos (metrics on test).",
        en: "What the network reads cannot be told: no metric of the lesson compares argmax(A) = argmax(Y) on other "
          + "data (metrics on test).")
    }
    return predictions
  }

  /// `--confusion` and `--worst`, as facts.
  private static func readingsFact(_ runner: FastRunner<Float>, _ context: Context) throws -> [(
    key: String, value: Fact?
  )] {
    guard let predictions = try predictions(runner, context) else { return [] }
    let worst = try context.arguments.integer("worst", in: 1...100)
    let confusion = context.arguments.has("confusion") ? predictions.confusion : nil
    return [
      ("set", .text(predictions.set)),
      ("confusion", confusion.map { .list($0.map { .list($0.map { .integer($0) }) }) }),
      (
        "worst",
        worst.map { count in
          .list(
            predictions.worst(count).map { example in
              .record(
                ("example", .integer(example + 1)), ("class", .integer(predictions.classes[example])),
                ("readAs", .integer(predictions.answer(example))),
                ("scores", .list(predictions.scores[example].map { .number($0) })))
            })
        }
      ),
    ]
  }

  /// `--confusion` and `--worst`.
  private static func readings(
    _ runner: FastRunner<Float>, _ context: Context
  ) throws -> [Block] {
    let worst = try context.arguments.integer("worst", in: 1...100)
    guard let predictions = try predictions(runner, context) else { return [] }
    let document = ReadingsDocument(predictions, language: context.language)
    var blocks = context.arguments.has("confusion") ? document.confusion : []
    if let worst {
      let part = ExamplePart(rawValue: predictions.set)
      blocks += document.worst(worst, of: try part.flatMap { try runner.main.examples?.examples(of: $0) })
    }
    return blocks
  }

  /// Runs the lesson and shows the table of its epochs and how it ended.
  static func run(
    _ scope: Scope, _ options: RunOptions, _ saved: ModelWriter?, _ context: Context
  ) throws -> ExitCode {
    // More threads than processors would only wait for one another.
    let threads = min(
      try context.arguments.integer("threads", in: 1...256) ?? .max, WorkerPool.processorCount)
    let pool = WorkerPool(threads: threads)
    let program = scope.program
    let pictures =
      context.arguments.has("no-pictures") ? nil : try LessonPictures(scope)
    let tables = LessonTables(scope)
    let runner = try FastRunner<Float>(
      program, options: options, pool: pool, keeping: try tables.shown().union(pictures?.pictured ?? []),
      isMeasured: context.arguments.has("profile"))
    try RunCommand.checkEnd(runner, options)
    var history = History(program, also: pictures?.followed ?? [], onlyPerEpoch: program.batching != nil)
    let progress = ProgressLine(context)
    let trace = try trace(context, runner)
    do {
      let observe: (FastRunner<Float>) throws -> Void = { runner in
        history.note(runner)
        if let trace, trace.wants(runner.iteration, of: runner) {
          try trace.record(runner) { runner.numbers(of: $0) }
        }
        try progress.show(runner)
      }
      try runner.run(
        isInterrupted: { context.interrupt.isRequested },
        keepingEverything: { iteration in trace?.wants(iteration, of: runner) ?? false }, observe: observe)
    } catch {
      trace?.cancel()
      try? progress.clear()
      throw error
    }
    try progress.clear()
    let isSaved = Result { try saved?.write(runner, type: .float32) }
    try trace?.finish(runner)
    if let trace, trace.isEmpty {
      try context.console.message(context.surroundings.shown(RunCommand.nothingRecorded(runner)[context.language]))
    }
    history.noteLast(runner)
    let presentation = Presentation(context)
    let profile = context.arguments.has("profile") ? runner.profile : nil
    let drawn = try pictures?.afterFastWay(runner, history)
    if presentation.isData {
      let facts = runner.openingFact.adding(
        ("way", .text("fast")), ("threads", .integer(pool.threads)), ("history", history.fact),
        ("pictures", drawn.map { .list($0.map(\.fact)) }),
        ("tables", .list(try tables.afterFastWay(runner).map(\.fact))), ("end", runner.ending?.fact),
        ("profile", profile?.fact))
      try presentation.show(facts.adding(try readingsFact(runner, context)), of: RunCommand.name)
      try isSaved.get()
      return runner.outcome == .interrupted ? .interrupted : .success
    }
    let words = RunDocument(context.language)
    let facts = FastFacts(language: context.language)
    var blocks = words.opening(program, options)
    blocks += try DigitFacts(scope.settings, context.language).blocks()
    blocks.append(facts.way(.best, threads: pool.threads))
    blocks += words.table(history, rows: 24, perEpoch: program.batching?.batchesPerEpoch ?? 1)
    if let profile { blocks += facts.table(profile) }
    blocks += try readings(runner, context)
    blocks += PictureBlocks(context.language).blocks(drawn ?? [])
    blocks += try tables.afterFastWay(runner).flatMap { $0.blocks(context.language) }
    blocks += StudyRemark.blocks(scope.lesson.syntax, context.language)
    blocks += words.ending(runner.ending, of: program, history, nil)
    try presentation.show(Document(blocks))
    try isSaved.get()
    return runner.outcome == .interrupted ? .interrupted : .success
  }
}
