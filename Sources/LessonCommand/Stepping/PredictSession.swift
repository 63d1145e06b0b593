import Calculus
import Documents
import Execution
import Formats
import LessonLanguage
import Marking
import OperatingSystem
import Stepping
import Trace
import Typesetting

/// The dialogue of `lesson step --predict`, line by line: it asks for each number of each step, from a keyboard and from
/// a pipe.
struct PredictSession {
  private var walk: Walk
  private let visit: (Int) throws -> Visit
  private let context: Context
  private let presentation: Presentation
  private let style: NumberStyle
  private let nextLine: () throws -> String?
  private let predictor: Predictor
  /// The run's first iteration.
  private let first: Moment
  private let options: RunOptions
  /// The file that the result goes to, and goes on from.
  private let path: String?

  private var language: Language { context.language }
  private var isInteractive: Bool { context.surroundings.isTerminal(.input) }

  /// Goes on from the file of `--out` where there is one; throws that it is none of these settings.
  init(
    _ walk: Walk, _ playback: Playback, _ options: RunOptions, _ context: Context, _ style: NumberStyle,
    visit: @escaping (Int) throws -> Visit, nextLine: @escaping () throws -> String?
  ) throws {
    self.walk = walk
    self.visit = visit
    self.context = context
    self.style = style
    self.nextLine = nextLine
    self.options = options
    presentation = Presentation(context)
    predictor = Predictor(walk.scope) { iteration throws(LessonError) in try playback.start(before: iteration) }
    first = walk.moment
    path = context.arguments.value("out")
    try resume()
  }

  /// What stands in the file is done once more, without a word.
  private func resume() throws {
    guard let path else { return }
    guard Files.exists(path) else { return try Files.checkWritable(path) }
    let text = try Files.text(at: path, limit: 64_000_000)
    guard
      let entries = PredictionRecord.entries(
        text, ofCommand: StepCommand.name, version: FactsJSON.version, from: first, options)
    else {
      throw CommandError(PredictionTexts.foreign(path.visible.onOneLine))
    }
    for entry in entries {
      let moment = try visit(entry.iteration).moment
      do throws(LessonError) {
        let question = try Question(entry.address, entry.iteration, in: walk.scope.of(moment.program))
        for action in entry.tries { _ = try predictor.repeat(action, question, in: moment) }
      } catch {
        throw CommandError(PredictionTexts.damaged(path.visible.onOneLine, entry.address.visible, error.message))
      }
    }
    try context.tell(PredictionTexts.resumed(path.visible.onOneLine, entries.count))
  }

  /// Asks from the step at which the key leads on, until `q`, the end of the lines or that of the lesson.
  mutating func run(first key: StepKey) throws {
    if !presentation.isData { try show(StepAnswers(language, style).given(walk)) }
    var effect = try walk.press(key, visiting: visit)
    dialogue: while true {
      if case .stay = effect { break }
      let wasAsked = try askedQuestions()
      if !wasAsked.isEmpty {
        if !presentation.isData { try show(StepBlocks(language, style).question(walk)) }
        for address in wasAsked where try !ask(address) { break dialogue }
      }
      effect = try walk.press(.next(1), visiting: visit)
    }
    if isInteractive { try? context.console.message("") }
    if presentation.isData {
      try presentation.show(PredictionRecord.fact(predictor, from: first, options), of: StepCommand.name)
    } else {
      try show(PredictionScoreText(predictor.score, language).blocks)
    }
    try save()
  }

  /// The numbers of the present step that are still to be predicted.
  private func askedQuestions() throws -> [String] {
    guard let definition = walk.definition, walk.moment.isMeasured(definition.quantity) else { return [] }
    let (addresses, passedOver) = Question.addresses(of: [definition], only: nil)
    if let name = passedOver.first, !presentation.isData {
      let count = max(definition.quantity.shape.count, definition.formula.numbers)
      try presentation.say(PredictionTexts.passedOver(name, count)[language])
    }
    let done = Set(
      predictor.predictions.filter { $0.state != .open && $0.question.iteration == walk.state.iteration }
        .map { $0.question.address })
    return addresses.filter { !done.contains($0) }
  }

  /// Asks until the number is found or given up.
  ///
  /// - Returns: whether to go on.
  private func ask(_ address: String) throws -> Bool {
    let question = try Question(address, walk.state.iteration, in: walk.scope.of(walk.moment.program))
    while true {
      if !presentation.isData {
        try presentation.show([.paragraph(Text([.strong("\(address) = ?")]))])
      }
      guard let line = try read() else { return false }
      let action: Prediction.Try
      if let shown = try shown(line.trimmed) {
        if !presentation.isData { try show(shown) }
        continue
      }
      switch line.trimmed.lowercased() {
      case "": action = .hint
      case "s", "skip", "saltar": action = .skip
      case "q", "quit", "exit", "salir": return false
      case "?", "h", "help", "ayuda":
        if presentation.isData {
          try presentation.say(PredictionTexts.help[language])
        } else {
          try presentation.show([.paragraph(Text(PredictionTexts.help[language]))])
        }
        continue
      default: action = .answer(line.trimmed)
      }
      let reply: Reply
      do throws(LessonError) {
        reply = try predictor.repeat(action, question, in: walk.moment)
      } catch {
        guard error.file.isEmpty, let hint = StepHint(error) else { throw error }
        try presentation.say(hint.sentence[language])
        continue
      }
      try tell(reply)
      try save()
      if reply.isDone { return true }
    }
  }

  /// What `p` and `p NAME` show; nil for any other line.
  private func shown(_ line: String) throws -> [Block]? {
    let words = line.split(separator: " ", maxSplits: 1).map { String($0) }
    guard words.first == "p" else { return nil }
    let answers = StepAnswers(language, style)
    guard words.count > 1 else { return answers.given(walk) }
    do throws(LessonError) {
      // What is still to be predicted is not given away.
      guard try answers.isKnown(words[1], walk) else { return [.paragraph(Text(PredictionTexts.notYet[language]))] }
      return try answers.quantity(words[1], walk)
    } catch {
      guard let hint = StepHint(error) else { throw error }
      return [.paragraph(Text(hint.sentence[language]))]
    }
  }

  private func tell(_ reply: Reply) throws {
    let text = ReplyText(reply, language, style)
    guard !presentation.isData else {
      try presentation.show(
        reply.prediction.fact.adding(("answer", reply.mark?.fact)), of: StepCommand.name)
      return
    }
    try show(text.blocks)
  }

  private func read() throws -> String? {
    try context.console.output.flush()
    if isInteractive {
      // With standard error closed there is no prompt, and no harm.
      try? context.console.error.write("> ")
      try? context.console.error.flush()
    }
    return try nextLine()
  }

  private func save() throws {
    guard let path, !predictor.predictions.isEmpty else { return }
    try Files.write(
      FactsJSON().text(PredictionRecord.fact(predictor, from: first, options), of: StepCommand.name), to: path,
      console: context.console)
  }

  private func show(_ blocks: [Block]) throws {
    try presentation.show(blocks)
    try context.console.output.line()
  }
}
