import Datasets
import Execution
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// A run the fast way: what a lesson learns, epoch by epoch.
struct FastRun {
  /// The way that was asked for, or that fits: the fast one for lessons with images.
  static func isWanted(_ arguments: ParsedArguments, _ lesson: LoadedLesson) throws -> Bool {
    let needsAll = ["trace", "at", "every", "trace-file", "carry"].first { arguments.has($0) }
    guard arguments.value("way") == "fast" else {
      if arguments.has("threads") && arguments.value("way") == "exact" {
        throw UsageError(
          es: "--threads acompaña a --way fast: el modo exacto usa un solo hilo.",
          en: "--threads goes with --way fast: the exact way uses one thread.")
      }
      return arguments.value("way") == nil && needsAll == nil && RunArguments.usesDigits(lesson)
    }
    if let needsAll {
      throw UsageError(
        es: "--\(needsAll) necesita el modo exacto, que guarda cada cantidad: quita --way fast.",
        en: "--\(needsAll) needs the exact way, which keeps every quantity: leave out --way fast.")
    }
    return true
  }

  /// The options that choose the way.
  static let options: [Option] = [
    Option(
      "way", value: .init(Localized(es: "modo", en: "way"), choices: ["exact", "fast"]),
      help: Localized(
        es: "exact: en Double, en el orden escrito; fast: en Float, con todos los núcleos (con imágenes, si no se pide "
          + "una traza).",
        en: "exact: in Double, in the written order; fast: in Float, on all cores (with images, unless a trace is "
          + "asked for).")),
    Option(
      "threads", value: .init(Localized(es: "n", en: "n")),
      help: Localized(es: "Hilos del modo rápido.", en: "Threads of the fast way.")),
    Option(
      "profile",
      help: Localized(
        es: "En qué se va el tiempo del modo rápido.", en: "Where the time of the fast way goes.")),
  ]

  /// Runs the lesson and shows the table of its epochs and how it ended.
  static func run(
    _ lesson: PreparedLesson, _ loaded: LoadedLesson, _ arguments: RunArguments, _ context: Context
  ) throws -> ExitCode {
    let threads = try context.arguments.integer("threads", in: 1...256) ?? WorkerPool.processorCount
    let pool = WorkerPool(threads: threads)
    let program = lesson.main.program
    let pictures =
      context.arguments.has("no-pictures") ? nil : try Pictures(loaded.syntax, lesson.main, context.language)
    let runner = try FastRunner<Float>(lesson, options: arguments.run, pool: pool, keeping: pictures?.pictured ?? [],
      isMeasured: context.arguments.has("profile"))
    var history = History(program, also: pictures?.followed ?? [], onlyPerEpoch: program.batching != nil)
    let progress = ProgressLine(context)
    do {
      let observe: (FastRunner<Float>) throws -> Void = { runner in
        history.note(runner)
        try progress.show(runner)
      }
      try runner.run(isInterrupted: { context.interrupt.isRequested }, observe: observe)
    } catch {
      try? progress.clear()
      throw error
    }
    try progress.clear()
    history.noteLast(runner)
    let words = RunDocument(context.language)
    let facts = FastFacts(language: context.language)
    var blocks = words.opening(program, arguments.run)
    do throws(ExampleSourceError) {
      if let digits = lesson.options.digits as? DigitSource { blocks.append(try facts.images(digits)) }
    } catch {
      throw CommandError(error.message)
    }
    blocks.append(facts.way(.best, threads: pool.threads))
    blocks += words.table(history, rows: 24, perEpoch: program.batching?.batchesPerEpoch ?? 1)
    if context.arguments.has("profile") { blocks += facts.table(runner.profile, iterations: runner.iteration) }
    if let pictures { blocks += try pictures.blocks(runner, history) }
    blocks += words.ending(runner, history, nil)
    try Presentation(context).show(Document(blocks))
    return runner.outcome == .interrupted ? .interrupted : .success
  }
}
