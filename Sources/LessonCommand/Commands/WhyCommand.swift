import Calculus
import DigitDocuments
import Documents
import Execution
import LessonLanguage
import OperatingSystem
import Trace
import Typesetting
import Verification

/// `lesson why clase6 'dW1[1,1]'`: where a number comes from.
enum WhyCommand: Command {
  static let name = "why"
  static let summary = Localized(es: "Explica de dónde sale un número.", en: "Explain where a number comes from.")
  static var declaration: Declaration {
    Declaration(
      examples: [
        .init("lesson why clase6 'dW1[1,1]'", es: "un gradiente, por sus caminos", en: "a gradient, along its paths"),
        .init(
          "lesson why xor 'Z1[4,2]' --at 100", es: "una entrada en la iteración 100", en: "an entry at iteration 100"),
        .init("lesson why clase6 '∂e[1]/∂W1[1,1]'", es: "cualquier derivada", en: "any derivative"),
        .init("lesson why clase6 \"σ'(z1[1])\"", es: "cualquier fórmula", en: "any formula"),
      ],
      arguments: [
        .lesson,
        Argument(
          Localized(es: "dirección", en: "address"),
          help: Localized(
            es: "Una entrada de una cantidad, W1[1,2]; una derivada, ∂E/∂W1[1,2]; o una fórmula, (ŷ − y)².",
            en: "An entry of a quantity, W1[1,2]; a derivative, ∂E/∂W1[1,2]; or a formula, (ŷ − y)².")),
      ],
      options: [
        Option(
          "at", value: .init(Localized(es: "n", en: "n"), usual: "1", completion: .words(["last"])),
          help: Localized(es: "La iteración; 'last' es la última.", en: "The iteration; 'last' is the last one.")),
        Option(
          "depth", value: .init(Localized(es: "k", en: "k"), usual: "1"),
          help: Localized(
            es: "Niveles que se abren; desde 2, también los factores de los caminos.",
            en: "Levels to open; from 2 on, also the factors of the paths.")),
        Option(
          "paths", value: .init(Localized(es: "k", en: "k"), usual: "12"),
          help: Localized(es: "Caminos que se escriben.", en: "Paths to write out.")),
        Presentation.significant, RunArguments.load,
      ] + RunArguments.options + Presentation.options)
  }

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    try RunArguments.options(of: shelf.load(name))
  }

  static func run(_ context: Context) throws -> ExitCode {
    let loaded = try context.shelf.load(context.arguments[0] ?? "")
    let run = try RunArguments(context.arguments, lesson: loaded, context.surroundings)
    let depth = try context.arguments.integer("depth", in: 0...20) ?? 1
    let paths = try context.arguments.integer("paths", in: 1...1000) ?? 12
    let digits = try Presentation.digits(context.arguments)
    let text = context.arguments[1] ?? ""
    let scope = try run.scope(loaded)
    let (address, typed) = try LessonParser.address(text, in: scope)
    let (options, warnings) = try run.run(for: scope.program)
    for warning in warnings { try context.console.message(context.surroundings.shown(warning[context.language])) }
    let timeline = try scope.locating { () throws(ProgramError) in
      Timeline(try Run(scope.program, options: options))
    }
    let first = timeline.run.beginning + 1
    let wanted = try WantedIteration(context.arguments, "at") ?? .iteration(first)
    if case .iteration(let number) = wanted, number < first { throw WantedIteration.tooEarly(number, first: first) }
    let progress = Progress(context)
    defer { progress.clear() }
    let isInterrupted = {
      let target: Int? = if case .iteration(let number) = wanted { number } else { nil }
      progress.show { seconds in RunProgress.of(timeline.run.whereabouts, seconds: seconds, target: target) }
      return context.interrupt.isRequested
    }
    try scope.locating { () throws(ProgramError) in
      switch wanted {
      case .iteration(let number): try timeline.go(to: number, isInterrupted: isInterrupted)
      case .last: _ = try timeline.goToEnd(isInterrupted: isInterrupted)
      }
    }
    progress.clear()
    try context.interrupt.check()
    let moment = timeline.run.moment()
    let opening = try SourceText(file: "", text: typed).locating { () throws(LocatedError) in
      try Opening(address, typed: typed, in: moment, scope, depth: depth, mostPaths: paths)
    }
    let presentation = Presentation(context)
    if presentation.isData {
      try presentation.show(opening.fact, of: name)
      return .success
    }
    let document = WhyDocument(opening, context.language, .lines(digits))
    let blocks = try document.blocks()
    let head =
      try DigitFacts(scope, context.language).madeUp()
      + document.iteration(end: timeline.run.ending, planned: timeline.run.plannedIterations)
    try presentation.show(head + blocks)
    return .success
  }
}

/// An iteration that a reader named.
enum WantedIteration: Hashable, Sendable {
  case iteration(Int)
  case last

  /// When an iteration was asked for that came before the saved run.
  static func tooEarly(_ iteration: Int, first: Int) -> CommandError {
    CommandError(
      es: "Lo guardado empieza más tarde: la primera iteración que se puede ver es la \(first), no la \(iteration).",
      en: "What was saved starts later: the first iteration that can be seen is \(first), not \(iteration).")
  }

  /// `--at 3`, `--at last`; nil when the option was not given.
  init?(_ arguments: ParsedArguments, _ option: String) throws {
    guard let text = arguments.value(option) else { return nil }
    if text == "last" || text == "end" {
      self = .last
    } else {
      self = .iteration(
        try NumberArgument.integer(text, in: 1...1_000_000_000, for: arguments.synopsis(of: option)))
    }
  }
}
