import Formats
import Typesetting

/// Writes documents to the console in the format the reader chose.
package struct Presentation {
  private let format: any Format
  private let console: Console
  private let surroundings: Surroundings
  /// The format's name, for a command that writes JSON of its own.
  package let name: FormatName

  /// `--format`, `--plain`: the options of every command that writes documents.
  package static let options: [Option] = [
    Option(
      "format",
      value: .init(
        Localized(es: "formato", en: "format"), choices: FormatName.allCases.map(\.rawValue),
        usual: FormatName.text.rawValue),
      help: Localized(
        es: "text, ascii, plain (una línea por dato), markdown o json.",
        en: "text, ascii, plain (one fact per line), markdown or json.")),
    Option(
      "plain",
      help: Localized(
        es: "Una línea por dato, sin dibujos: para lectores de pantalla.",
        en: "One fact per line, no drawings: for screen readers.")),
  ]

  /// The presentation that a command line asks for; text in ASCII where the terminal is not a UTF-8 one.
  package init(_ context: Context) {
    let surroundings = context.surroundings
    var name = context.arguments.value("format").flatMap(FormatName.init(rawValue:)) ?? .text
    if context.arguments.has("plain") { name = .plain }
    if context.arguments.has("json") { name = .json }
    if name == .text && surroundings.usesASCII { name = .ascii }
    self.name = name
    self.surroundings = surroundings
    console = context.console
    format = name.format(
      FormatOptions(
        width: surroundings.width, color: surroundings.hasColour(.output), decimalMark: surroundings.decimalMark,
        language: surroundings.language))
  }

  /// Writes a document.
  package func show(_ document: Document) throws {
    try console.output.write(format.render(document))
  }

  /// Says something on standard error.
  package func say(_ text: String) throws {
    try console.message(surroundings.shown(text.bounded()))
  }

  /// Writes a few blocks.
  package func show(_ blocks: [Block]) throws {
    try show(Document(blocks))
  }
}
