import DigitDocuments
import Documents
import Execution
import LessonLanguage
import OperatingSystem
import Stepping
import Trace
import Typesetting

/// `lesson step NAME`: one operation at a time, forwards and backwards.
enum StepCommand: Command {
  static let name = "step"
  static let summary = Localized(
    es: "Recorre una lección paso a paso, hacia adelante y hacia atrás.",
    en: "Walk through a lesson step by step, forwards and backwards.")
  static var declaration: Declaration {
    Declaration(
      discussion: [
        Localized(
          es: "En un terminal se ve la pantalla completa, con la red dibujada: cada tecla actúa sola, sin Enter; ? las "
            + "muestra todas y q sale. Con --line, por una tubería o con TERM=dumb, se escribe una orden por línea:",
          en: "On a terminal it takes the whole screen, with the network drawn: each key acts alone, without Enter; ? "
            + "shows them all and q quits. With --line, from a pipe or with TERM=dumb, an order is typed on each line:"),
        Localized(
          es: "Enter (Intro) o n da un paso y N lo deshace; ] y [ cambian de iteración; 120g va a la 120; w dW1[1,1] "
            + "dice de dónde sale un número; p W1 muestra una cantidad; q sale. Con ? se ven todas las teclas. "
            + "También se leen de una tubería, una por línea.",
          en: "Enter or n takes a step and N takes it back; ] and [ change the iteration; 120g goes to the 120th; w "
            + "dW1[1,1] says where a number comes from; p W1 shows a quantity; q quits. ? shows all the keys. They "
            + "are also read from a pipe, one on each line."),
      ],
      examples: [
        .init("lesson step clase6", es: "desde el principio", en: "from the beginning"),
        .init("lesson step clase6 --line", es: "línea a línea", en: "line by line"),
        .init("lesson step xor --lr 1 --at 120", es: "desde la iteración 120", en: "from iteration 120"),
        .init("lesson step clase6 --predict --out yo.json", es: "predice cada número", en: "predict each number"),
        .init("printf 'n\\nn\\n' | lesson step clase6", es: "los tres primeros pasos", en: "the first three steps"),
      ],
      arguments: [.lesson],
      options: [
        Option(
          "at", value: .init(Localized(es: "n", en: "n"), usual: "1", completion: .words(["last"])),
          help: Localized(
            es: "La iteración por la que se empieza; last es la última.",
            en: "The iteration to begin with; last is the last one.")),
        Option(
          "predict",
          help: Localized(
            es: "Pregunta cada número antes de mostrarlo, con pistas y puntuación.",
            en: "Ask for each number before it is shown, with hints and a score.")),
        Option(
          "out", value: .init(Localized(es: "archivo", en: "file"), completion: .files),
          help: Localized(
            es: "Con --predict: guarda el resultado en un .json; si ya existe, sigue donde se quedó.",
            en: "With --predict: save the result in a .json file; where it is there already, go on from it.")),
        Option(
          "line",
          help: Localized(
            es: "Línea a línea también en un terminal, que es mejor con un lector de pantalla.",
            en: "Line by line on a terminal, too, which is better with a screen reader.")),
        Presentation.significant, RunArguments.load,
      ] + RunArguments.options + Presentation.options)
  }

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    // Standard input can be read only once, and `run` will.
    LessonLoader.isStandardInput(name) ? [] : try RunArguments.options(of: shelf.load(name))
  }

  static func run(_ context: Context) throws -> ExitCode {
    let reader = LineReader(interrupt: context.interrupt)
    return try run(context) { try reader.next() }
  }

  /// The command with lines from anywhere.
  static func run(_ context: Context, nextLine: @escaping () throws -> String?) throws -> ExitCode {
    let arguments = context.arguments
    guard let name = arguments[0] else { throw UsageError.missingArgument(.lesson) }
    let lesson = try context.shelf.load(name)
    let isPredicting = try predicts(arguments)
    if !isPredicting, let terminal = screen(context) {
      var screen = try FullScreen(lesson, context, ScreenDevice(terminal, context.console.output))
      terminal.enter()
      defer { terminal.leave() }
      try screen.run { try startKey(arguments, first: $0) }
      return .success
    }
    let interrupt = context.interrupt
    let progress = Progress(context)
    var beginning: Int?
    let run = try SteppedRun(arguments, lesson, context.surroundings) { run, target in
      let from = beginning ?? run.iteration
      beginning = from
      progress.show { seconds in RunProgress.of(run.whereabouts, seconds: seconds, target: target, from: from) }
      return interrupt.isRequested
    }
    try run.warnings.forEach(context.tell)
    let playback = run.playback
    let visit = { (iteration: Int) throws -> Visit in
      beginning = nil
      progress.restart()
      defer { progress.clear() }
      return try interrupt.checked(try playback.visit(iteration))
    }
    let walk = try Walk(run.scope, from: try visit(playback.first))
    let start = try startKey(arguments, first: playback.first)
    let style = NumberStyle.lines(try Presentation.digits(arguments))
    let presentation = Presentation(context)
    let isInteractive = context.surroundings.isTerminal(.input)
    if isInteractive, presentation.name == .latex {
      throw UsageError(
        es: "--format latex hace un solo archivo, al final: da las teclas por una tubería, "
          + "printf 'n\\nn\\n' | lesson step …",
        en: "--format latex makes one file, at the end: give the keys through a pipe, "
          + "printf 'n\\nn\\n' | lesson step …")
    }
    try title(
      run.scope, presentation, context,
      reminder: isInteractive ? isPredicting ? PredictionTexts.reminder : StepTexts.reminder : nil)
    if isPredicting {
      var session = try PredictSession(
        walk, playback, run.options, context, style, visit: visit, nextLine: nextLine)
      try session.run(first: start)
      return .success
    }
    var session = StepSession(
      walk: walk, visit: visit, interrupt: interrupt, presentation: presentation, console: context.console,
      language: context.language, style: style, isInteractive: isInteractive, nextLine: nextLine)
    try session.run(first: start)
    return .success
  }

  /// Whether numbers are asked for; throws `UsageError` for a file without that.
  private static func predicts(_ arguments: ParsedArguments) throws -> Bool {
    guard let path = arguments.value("out") else { return arguments.has("predict") }
    guard arguments.has("predict") else {
      throw UsageError(
        es: "--out guarda lo que se predice: necesita --predict.",
        en: "--out saves what is predicted: it needs --predict.")
    }
    guard path.hasSuffix(".json") else {
      throw UsageError.invalidValue(
        path, for: arguments.synopsis(of: "out"),
        reason: Localized(es: "el nombre acaba en .json", en: "the name ends in .json"))
    }
    return true
  }

  /// The terminal to step on, where there is one that can be drawn on and a reader has not asked for lines.
  private static func screen(_ context: Context) -> Terminal? {
    let surroundings = context.surroundings
    let presentation = Presentation(context)
    let kind = surroundings.environment["TERM"] ?? ""
    guard !context.arguments.has("line"), !presentation.isData, [.text, .ascii].contains(presentation.name),
      surroundings.isTerminal(.input), surroundings.isTerminal(.output), kind != "", kind != "dumb"
    else { return nil }
    return Terminal(interrupt: context.interrupt)
  }

  private static func startKey(_ arguments: ParsedArguments, first: Int) throws -> StepKey {
    if let word = arguments.value("at"), ["last", "end", "fin"].contains(word) { return .goToEnd }
    let iteration = try arguments.integer("at", in: 1...StepBounds.mostIterations) ?? first
    if iteration < first { throw WantedIteration.tooEarly(iteration, first: first) }
    return .goTo(iteration)
  }

  private static func title(
    _ scope: Scope, _ presentation: Presentation, _ context: Context, reminder: Localized?
  ) throws {
    var blocks: [Block] = []
    if let title = scope.program.title { blocks.append(.heading(1, Text(title[context.language]))) }
    blocks += try DigitFacts(scope, context.language).madeUp()
    if let reminder { blocks.append(.paragraph(Text([.faint(reminder[context.language])]))) }
    guard !blocks.isEmpty, !presentation.isData else { return }
    try presentation.show(blocks)
    try context.console.output.line()
  }
}
