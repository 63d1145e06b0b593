import Calculus
import Datasets
import DigitDocuments
import Documents
import Execution
import FastExecution
import Kernels
import Typesetting

/// The way a lesson is run: exactly, or fast with so many threads and numbers of one size.
struct RunWay {
  let way: Way
  private let precision: Precision
  /// On how many threads the fast way computes, and made-up digits are drawn.
  let threads: Int
  /// Whether the time of the fast way is measured.
  let isMeasured: Bool

  /// The numbers of the fast way.
  enum Precision: String, CaseIterable {
    case float, double
  }

  /// The way that was asked for, or that fits: the fast one for lessons with images, unless every quantity of an iteration
  /// is to be shown.
  init(_ arguments: ParsedArguments, _ program: Program) throws {
    // A file of arrays is made either way; what is shown of an iteration, and what is streamed, comes from the exact one
    // unless the fast one is asked for.
    let hasArrays = arguments.value("trace-file").flatMap(TensorFormat.init(ending:)) != nil
    let prefersExact = hasArrays ? ["trace"] : ["trace", "at", "every", "trace-file"]
    let needsFast = ["profile", "threads", "precision"].first { arguments.has($0) }
    let asked = arguments.value("way").flatMap(Way.init(rawValue:))
    let needsExact = arguments.has("carry")
    if let needsFast, asked == .exact || needsExact {
      let other = needsExact ? "--carry" : "--way exact"
      throw UsageError(
        es: "--\(needsFast) es del modo rápido y no se combina con \(other).",
        en: "--\(needsFast) belongs to fast mode and cannot be combined with \(other).")
    }
    if needsExact, asked == .fast {
      throw UsageError(
        es: "--carry, que redondea como a mano, es del modo exacto y no se combina con --way fast.",
        en: "--carry, which rounds as by hand, belongs to exact mode and cannot be combined with --way fast.")
    }
    let usual: Way =
      program.readsDigits && !needsExact && !prefersExact.contains(where: arguments.has) ? .fast : .exact
    way = asked ?? (needsFast != nil ? .fast : usual)
    precision = arguments.value("precision").flatMap(Precision.init(rawValue:)) ?? .float
    // More threads than processors would only wait for one another.
    threads = min(try arguments.integer("threads", in: 1...256) ?? .max, WorkerPool.processorCount)
    isMeasured = arguments.has("profile")
  }

  /// The options that choose the way.
  static let options: [Option] = [
    Option(
      "way", value: .init(Localized(es: "modo", en: "mode"), choices: Way.allCases.map(\.rawValue)),
      help: Localized(
        es: "exact: en Double, en el orden escrito; fast: con todos los núcleos (por omisión con imágenes, salvo con "
          + "--trace, --at o un .jsonl).",
        en: "exact: in Double, in the written order; fast: on all cores (the default with images, except with "
          + "--trace, --at or a .jsonl).")),
    Option(
      "precision",
      value: .init(
        Localized(es: "números", en: "numbers"), choices: Precision.allCases.map(\.rawValue),
        usual: Precision.float.rawValue),
      help: Localized(
        es: "Los números del modo rápido: de 32 o 64 bits.", en: "Numbers of fast mode: 32 or 64 bits.")),
    Option(
      "threads", value: .init(Localized(es: "n", en: "n")),
      help: Localized(es: "Hilos del modo rápido.", en: "Threads of fast mode.")),
    Option(
      "confusion",
      help: Localized(
        es: "La matriz de confusión: qué dígito se toma por cuál.",
        en: "The confusion matrix: which digit is taken for which.")),
    Option(
      "worst", value: .init(Localized(es: "n", en: "n")),
      help: Localized(es: "Dibuja las n imágenes peor clasificadas.", en: "Draw the n worst-classified images.")),
    Option(
      "profile",
      help: Localized(
        es: "En qué se va el tiempo en modo rápido.", en: "Where the time goes in fast mode.")),
  ]

  /// A run of the program that keeps these quantities' values after each iteration.
  func run(_ program: Program, _ options: RunOptions, keeping kept: [Quantity]) throws(ProgramError) -> Run {
    switch (way, precision) {
    case (.exact, _): try Run(program, options: options)
    case (.fast, .float): Run(try machine(Float.self, program, kept), options: options)
    case (.fast, .double): Run(try machine(Double.self, program, kept), options: options)
    }
  }

  private func machine<Scalar: KernelsScalar>(
    _ type: Scalar.Type, _ program: Program, _ kept: [Quantity]
  ) throws(ProgramError) -> FastMachine<Scalar> {
    try FastMachine(
      program, pool: WorkerPool(threads: threads), keeping: Set(kept.map(\.id)), isMeasured: isMeasured)
  }

  /// Where the time of a run went; nil where it was not measured.
  func profile(_ run: Run) -> FastProfile? {
    guard isMeasured else { return nil }
    return (run.machine as? FastMachine<Float>)?.profile ?? (run.machine as? FastMachine<Double>)?.profile
  }

  /// The way, and for the fast one its numbers and threads.
  var facts: [(key: String, value: Fact?)] {
    let isFast = way == .fast
    return [
      ("way", .text(way.rawValue)), ("precision", isFast ? .text(precision.rawValue) : nil),
      ("threads", isFast ? .integer(threads) : nil),
    ]
  }

  /// `Fast way: Float, 2 threads, AVX-512`; nothing of the exact one.
  func blocks(_ language: Language) -> [Block] {
    guard way == .fast else { return [] }
    return [
      FastFacts(language: language).way(
        Kernels.best.level.words, isSinglePrecision: precision == .float, threads: threads)
    ]
  }
}
