import Calculus
import Documents
import Execution
import LessonLanguage
import OperatingSystem
import Trace
import Typesetting

/// `lesson compare xor --lr 0.5 --lr 10`: two runs side by side.
enum CompareCommand: Command {
  static let name = "compare"
  static let summary = Localized(
    es: "Dos ejecuciones juntas: dónde difieren y en cuánto.",
    en: "Two runs side by side: where they differ, and by what."
  )
  static var declaration: Declaration {
    Declaration(
      discussion: [
        Localized(
          es:
            "Una opción que se da dos veces dice en qué se distinguen las dos ejecuciones; las demás valen para ambas. "
            + "Sin ninguna dos veces se comparan las que la lección propone con «compare».",
          en:
            "An option given twice says what sets the two runs apart; the others hold for both. With none given twice, "
            + "what the lesson proposes with “compare” is compared.")
      ],
      examples: [
        .init("lesson compare xor --lr 0.5 --lr 10", es: "dos tasas de aprendizaje", en: "two learning rates"),
        .init("lesson compare xor --seed 1 --seed 11", es: "dos comienzos", en: "two starts"),
        .init(
          "lesson compare xor --optimizer adam --optimizer descent", es: "dos optimizadores", en: "two optimizers"),
      ],
      arguments: [.lesson],
      options: twice(
        RunWay.options.filter { ["way", "precision", "threads"].contains($0.name) } + RunArguments.options)
        + [Presentation.significant] + Presentation.tableOptions)
  }

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    twice(try RunArguments.options(of: shelf.load(name)))
  }

  /// The options as ones that may be given once for each run.
  private static func twice(_ options: [Option]) -> [Option] {
    options.map { option in
      var option = option
      option.isRepeatable = true
      return option
    }
  }

  static func run(_ context: Context) throws -> ExitCode {
    let loaded = try context.shelf.load(context.arguments[0] ?? "")
    let presentation = Presentation(context)
    let style = NumberStyle(significantDigits: try Presentation.digits(context.arguments) ?? 6)
    let documents = ComparisonDocument(context.language, style, isWhole: presentation.name == .csv)
    var worst = ExitCode.success
    let pairs = try self.pairs(context, loaded)
    var facts: [Fact] = []
    for pair in pairs {
      try context.interrupt.check()
      let comparison = try compare(pair, context)
      if presentation.isData {
        facts.append(comparison.fact)
      } else {
        try presentation.show(documents.blocks(comparison, title: pair.title))
      }
      for side in [comparison.first, comparison.second] {
        switch side.run.outcome {
        case .interrupted?: worst = .interrupted
        case .diverged?: if worst == .success { worst = .diverged }
        default: break
        }
      }
      if worst == .interrupted { break }
    }
    if presentation.isData { try presentation.show(.record(("comparisons", .list(facts))), of: name) }
    return worst
  }

  // MARK: - What is compared

  /// One of two runs that are to be made.
  private typealias Half = (differing: [RunComparison.Choice], scope: Scope, options: RunOptions, way: RunWay)

  /// Two runs that are to be made.
  private struct Pair {
    var title: Localized?
    var sides: [Half]
  }

  /// The pair that the command line asks for, else those of the lesson.
  private static func pairs(_ context: Context, _ loaded: LoadedLesson) throws -> [Pair] {
    let arguments = context.arguments
    let doubled = try doubled(arguments)
    guard doubled.isEmpty else {
      return [Pair(sides: try [0, 1].map { try side($0, doubled, context, loaded) })]
    }
    guard !loaded.syntax.comparisons.isEmpty else {
      throw UsageError(
        es: "Falta en qué se distinguen las dos ejecuciones: una opción dos veces, --lr 0.5 --lr 10. La lección no "
          + "propone ninguna comparación.",
        en: "What sets the two runs apart is missing: an option twice, --lr 0.5 --lr 10. The lesson proposes no "
          + "comparison.")
    }
    let own = try RunArguments(arguments, lesson: loaded, context.surroundings)
    let scope = try own.scope(loaded)
    for name in loaded.syntax.comparisons.flatMap({ $0.varied.compactMap { $0.name.plain } }) {
      let setting = scope.program.settings.first { [$0.symbol.name, $0.option].contains(Spelling.canonical(name)) }
      guard let option = setting?.option ?? (name == "seed" ? name : nil), arguments.has(option) else { continue }
      throw UsageError(
        es: "--\(option) está una sola vez: se compara con dos valores, --\(option) … --\(option) …",
        en: "--\(option) is there only once: two values are compared, --\(option) … --\(option) …")
    }
    return try loaded.syntax.comparisons.map { syntax in
      Pair(
        title: syntax.title?.localized,
        sides: try scope.variants(syntax).map { variant, varied in
          var (options, _) = try own.run(for: varied.program)
          options.seed = variant.seed ?? options.seed
          let differing = variant.values.map { value in
            let text =
              switch value.value {
              case .number(let number): NumberStyle().format(number)
              case .choice(let choice), .optimizer(let choice): choice
              }
            let setting = scope.program.settings.first { [$0.symbol.name, $0.option].contains(value.name) }
            if let setting { return RunComparison.Choice(.value, setting.symbol.name, text) }
            return RunComparison.Choice(value.name == "seed" ? .seed : .option, value.name, text)
          }
          return (differing, varied, options, try RunWay(arguments, varied.program))
        })
    }
  }

  /// What was given twice, by the name under which `--set` has it where it is one of those; throws where it was given
  /// more often.
  private static func doubled(_ arguments: ParsedArguments) throws -> [String] {
    var counts: [(key: String, count: Int)] = []
    for option in arguments.options {
      guard let key = key(option), option.name != "format" else { continue }
      if let place = counts.firstIndex(where: { $0.key == key }) {
        counts[place].count += 1
      } else {
        counts.append((key, 1))
      }
    }
    if let many = counts.first(where: { $0.count > 2 }) {
      throw UsageError(
        es: "Se comparan dos ejecuciones: \(many.key) está \(many.count) veces.",
        en: "Two runs are compared: \(many.key) is there \(many.count) times.")
    }
    return counts.filter { $0.count == 2 }.map { $0.key }
  }

  /// `--lr`, and `--set W1` for one of `--set`; nil for a flag.
  private static func key(_ option: (name: String, value: String?)) -> String? {
    guard let value = option.value else { return nil }
    guard option.name == "set", let end = value.firstIndex(of: "=") else { return "--\(option.name)" }
    return "--set " + value[..<end].filter { $0 != " " }
  }

  /// One of the two runs of the command line.
  private static func side(
    _ place: Int, _ doubled: [String], _ context: Context, _ loaded: LoadedLesson
  ) throws -> Half {
    var arguments = context.arguments
    var seen: [String: Int] = [:]
    var given: [(name: String, text: String, isSet: Bool)] = []
    arguments.options = arguments.options.filter { option in
      guard let key = key(option), doubled.contains(key) else { return true }
      seen[key, default: 0] += 1
      guard seen[key] == place + 1 else { return false }
      let value = option.value ?? ""
      given.append(
        option.name == "set"
          ? (String(key.dropFirst("--set ".count)), String(value.drop { $0 != "=" }.dropFirst()).trimmed, true)
          : (option.name, value, false))
      return true
    }
    let own = try RunArguments(arguments, lesson: loaded, context.surroundings)
    let scope = try own.scope(loaded)
    let differing = given.map { name, text, isSet in
      guard let setting = scope.program.settings.first(where: { [$0.option, $0.symbol.name].contains(name) }) else {
        return RunComparison.Choice(isSet ? .value : name == "seed" ? .seed : .option, name, text)
      }
      guard case .number(let number) = setting.value else { return .init(.value, setting.symbol.name, text) }
      return .init(.value, setting.symbol.name, NumberStyle().format(number))
    }
    let (options, _) = try own.run(for: scope.program)
    try RunArguments.drawDigits(for: scope.program, context)
    return (differing, scope, options, try RunWay(arguments, scope.program))
  }

  // MARK: - The two runs

  private static func compare(_ pair: Pair, _ context: Context) throws -> RunComparison {
    let progress = Progress(context)
    defer { progress.clear() }
    func side(_ place: Int) throws -> RunComparison.Side {
      let (differing, scope, options, way) = pair.sides[place]
      do throws(ProgramError) {
        let history = History(scope.program)
        let run = try way.run(scope.program, options, keeping: history.quantities)
        return RunComparison.Side(differing, scope, run)
      } catch {
        throw scope.lesson.error(error)
      }
    }
    let comparison = RunComparison(try side(0), try side(1))
    do throws(ProgramError) {
      try comparison.go { run in
        progress.show { seconds in RunProgress.of(run.whereabouts, seconds: seconds) }
        return context.interrupt.isRequested
      }
    } catch {
      throw pair.sides[0].scope.lesson.error(error)
    }
    return comparison
  }
}
