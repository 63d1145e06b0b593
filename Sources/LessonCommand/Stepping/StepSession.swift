import Calculus
import Documents
import LessonLanguage
import OperatingSystem
import Stepping
import Trace
import Typesetting

/// The dialogue of `lesson step`, line by line: it works from a keyboard and from a pipe.
package struct StepSession {
  var walk: Walk
  /// What is seen at an iteration; throws `Interrupted` on the way.
  let visit: (Int) throws -> Visit
  let interrupt: Interrupt
  let presentation: Presentation
  let console: Console
  let language: Language
  let style: NumberStyle
  /// Whether somebody types: then there is a prompt.
  let isInteractive: Bool
  /// The next line typed, or nil at the end.
  let nextLine: () throws -> String?
  /// Whether an iteration is being gone to.
  private var isOnTheWay = false

  init(
    walk: Walk, visit: @escaping (Int) throws -> Visit, interrupt: Interrupt, presentation: Presentation,
    console: Console, language: Language, style: NumberStyle, isInteractive: Bool,
    nextLine: @escaping () throws -> String?
  ) {
    self.walk = walk
    self.visit = visit
    self.interrupt = interrupt
    self.presentation = presentation
    self.console = console
    self.language = language
    self.style = style
    self.isInteractive = isInteractive
    self.nextLine = nextLine
  }

  /// Shows the present step, then does what each line says until `q` or the end.
  ///
  /// Throws what ends the command: `LessonError`, `OutputError`, `Interrupted`.
  package mutating func run(first key: StepKey) throws {
    var waiting: StepKey? = key
    while true {
      do {
        if let key = waiting {
          waiting = nil
          guard try press(key) else { return }
        }
        guard let line = try read() else { break }
        waiting = try StepKey(line)
      } catch is Interrupted where isInteractive && isOnTheWay {
        // Somebody who types has ended the jump alone.
        isOnTheWay = false
        interrupt.forget()
        try console.message("")
        try presentation.say(StepTexts.interrupted(walk)[language])
      } catch let error {
        guard let hint = hint(error) else { throw error }
        try presentation.say(hint)
      }
    }
    // The line of the prompt is still open.
    if isInteractive { try console.message("") }
  }

  private func read() throws -> String? {
    try console.output.flush()
    if isInteractive {
      // With standard error closed there is no prompt, and no harm.
      try? console.error.write("> ")
      try? console.error.flush()
    }
    return try nextLine()
  }

  /// - Returns: whether to go on.
  @discardableResult
  private mutating func press(_ key: StepKey) throws -> Bool {
    isOnTheWay = true
    let effect = try walk.press(key, visiting: visit)
    isOnTheWay = false
    return try answer(effect)
  }

  /// - Returns: whether to go on.
  private func answer(_ effect: StepEffect) throws -> Bool {
    if presentation.isData { return try answerFact(effect) }
    let answers = StepAnswers(language, style)
    switch effect {
    case .show(let note):
      var blocks = StepBlocks(language, style).step(walk)
      if let note { blocks.append(paragraph(note)) }
      try show(blocks)
    case .stay(let note): try show([paragraph(note)])
    case .why(let address): try show(try answers.why(address, walk))
    case .quantity(let name): try show(try answers.quantity(name, walk))
    case .names: try show(answers.names(walk))
    case .loss: try show(answers.loss(walk))
    case .help: try show(StepTexts.help(language))
    case .quit: return false
    }
    return true
  }

  /// The same for a program: the facts of each answer on a line of their own.
  private func answerFact(_ effect: StepEffect) throws -> Bool {
    let answers = StepAnswers(language, style)
    let fact: Fact
    switch effect {
    case .show(let note): fact = walk.fact.adding(("note", note?.fact))
    case .stay(let note): fact = .record(("note", note.fact))
    case .why(let address): fact = try answers.opening(address, walk).fact
    case .quantity(let name): fact = try answers.quantityFact(name, walk)
    case .names: fact = .record(("quantities", walk.moment.program.quantitiesFact))
    case .loss: fact = .record(("loss", walk.lossFact))
    // The keys are for people: `lesson help step` has them.
    case .help: fact = .record(("note", .text("help")))
    case .quit: return false
    }
    try presentation.show(fact, of: StepCommand.name)
    return true
  }

  private func paragraph(_ note: StepNote) -> Block {
    .paragraph(Text(StepTexts.note(note, walk)[language]))
  }

  /// An answer and the blank line that parts it from the next one.
  private func show(_ blocks: [Block]) throws {
    try presentation.show(blocks)
    try console.output.line()
  }

  /// One line about what was typed; nil for what ends the dialogue.
  private func hint(_ error: any Error) -> String? {
    // Of an error in what was typed, the place is plain to see; one in a file ends the dialogue.
    if let error = error as? LessonError, !error.file.isEmpty { return nil }
    return StepHint(error)?.sentence[language]
  }
}
