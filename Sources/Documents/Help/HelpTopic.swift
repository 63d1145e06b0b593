import Typesetting

/// Something to read that belongs to no command: `lesson help language`.
package struct HelpTopic: Sendable {
  /// What is typed after `lesson help`.
  package let name: String
  /// What it is about, in one line.
  package let summary: Localized
  /// The text; where the terminal shows ASCII alone, examples are written with it.
  package let blocks: @Sendable (_ language: Language, _ isASCII: Bool) -> [Block]

  /// A topic with its text.
  package init(
    _ name: String, _ summary: Localized, blocks: @escaping @Sendable (_ language: Language, _ isASCII: Bool) -> [Block]
  ) {
    self.name = name
    self.summary = summary
    self.blocks = blocks
  }

  /// Every topic, in the order of the help.
  package static let all: [HelpTopic] = [
    LanguageHelp.topic,
    TraceHelp.topic,
    JSONHelp.topic,
    ExitCodesHelp.topic,
  ]
}
