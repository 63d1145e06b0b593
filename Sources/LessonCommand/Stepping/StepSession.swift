import Calculus
import Documents
import LessonLanguage
import Stepping
import Typesetting

/// The dialogue of `lesson step`, line by line: it works from a keyboard and from a pipe.
package struct StepSession {
  let stepper: Stepper
  let presentation: Presentation
  let console: Console
  let language: Language
  /// Whether somebody types: then there is a prompt.
  let isInteractive: Bool
  /// Where a number comes from.
  let why: (_ address: String, _ stepper: Stepper) throws -> [Block]
  /// The next line typed, or nil at the end.
  let nextLine: () throws -> String?

  /// Shows the present step, then does what each line says until `q` or the end.
  ///
  /// Throws what ends the command: `LessonError`, `OutputError`, `Interrupted`.
  package func run(first effect: StepEffect) throws {
    _ = try answer(effect)
    while let line = try read() {
      do {
        guard try answer(try stepper.press(try StepKey(line))) else { return }
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
  private func answer(_ effect: StepEffect) throws -> Bool {
    let answers = StepAnswers(language)
    switch effect {
    case .show(let note):
      var blocks = StepBlocks(language).operation(stepper)
      if let note { blocks.append(paragraph(note)) }
      try show(blocks)
    case .stay(let note): try show([paragraph(note)])
    case .why(let address): try show(try why(address, stepper))
    case .quantity(let name): try show(try answers.quantity(name, stepper))
    case .names: try show(answers.names(stepper))
    case .loss: try show(answers.loss(stepper))
    case .help: try show(StepTexts.help(language))
    case .quit: return false
    }
    return true
  }

  private func paragraph(_ note: StepNote) -> Block {
    .paragraph(Text(StepTexts.note(note, stepper)[language]))
  }

  /// An answer and the blank line that parts it from the next one.
  private func show(_ blocks: [Block]) throws {
    try presentation.show(blocks)
    if presentation.name != .json { try console.output.line() }
  }

  /// One line about what was typed; nil for what ends the dialogue.
  private func hint(_ error: any Error) -> String? {
    switch error {
    case let error as StepKey.Misspelling: error.hint[language]
    // Of an error in what was typed, the place is plain to see.
    case let error as LessonError where error.file.isEmpty: sentence(error.message)
    case let error as CommandError: error.message[language]
    case let error as UsageError: error.message[language]
    case let error as ShapeError: sentence(error.reason)
    default: nil
    }
  }

  private func sentence(_ clause: Localized) -> String {
    let text = clause[language]
    return text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix("?") ? "" : ".")
  }
}
