import Calculus
import Formats
import OperatingSystem
import Typesetting

/// Writes documents to the console in the format the reader chose.
package struct Presentation {
  private let format: Format
  private let console: Console
  private let surroundings: Surroundings
  /// The format's name.
  package let name: FormatName

  /// `--format`, `--plain`: the options of every command that writes documents.
  package static let options: [Option] = [
    Option(
      "format",
      value: .init(
        Localized(es: "formato", en: "format"), choices: choices,
        usual: FormatName.text.rawValue),
      help: Localized(
        es: "text, ascii, plain (una línea por dato), markdown o json.",
        en: "text, ascii, plain (one fact per line), markdown or json.")),
    Option(
      "json",
      help: Localized(
        es: "Los datos, para programas: --format json ('lesson help json').",
        en: "The facts, for programs: --format json ('lesson help json').")),
    Option(
      "plain",
      help: Localized(
        es: "Una línea por dato, sin dibujos: para lectores de pantalla.",
        en: "One fact per line, no drawings: for screen readers.")),
  ]

  /// `--significant`, of the commands that show numbers they have computed.
  package static let significant = Option(
    "significant", value: .init(Localized(es: "n", en: "n")),
    help: Localized(
      es: "Cifras significativas, de 1 a 17; por omisión, 5, y 6 en las tablas. JSON las lleva todas.",
      en: "Significant digits, from 1 to 17; default: 5, and 6 in tables. JSON has all of them."))

  /// `--notation`, of the commands that show formulas.
  package static let notation = Option(
    "notation",
    value: .init(Localized(es: "notación", en: "notation"), choices: Notation.Layers.allCases.map(\.rawValue)),
    help: Localized(
      es: "En fórmulas, la capa debajo (W₁, W₁[1,2]) o encima (W⁽¹⁾, w⁽¹⁾₁,₂); por omisión, como la lección.",
      en: "In formulas, the layer below (W₁, W₁[1,2]) or above (W⁽¹⁾, w⁽¹⁾₁,₂); default: as the lesson has it."))

  /// The digits that `--significant` asks for; nil without it. Throws `UsageError`.
  package static func digits(_ arguments: ParsedArguments) throws -> Int? {
    try arguments.integer("significant", in: 1...17)
  }

  /// The presentation that a command line asks for; text in ASCII where the terminal is not a UTF-8 one.
  package init(_ context: Context) {
    let surroundings = context.surroundings
    var name = context.arguments.value("format").flatMap(FormatName.init(rawValue:)) ?? .text
    if context.arguments.has("plain") { name = .plain }
    if name == .text && surroundings.usesASCII { name = .ascii }
    self.name = name
    isData = context.arguments.has("json") || context.arguments.value("format") == Self.json
    self.surroundings = surroundings
    console = context.console
    format = name.format(
      FormatOptions(
        width: surroundings.width, color: surroundings.hasColour(.output), decimalMark: surroundings.decimalMark,
        language: surroundings.language))
  }

  /// Whether no more than one format was asked for; throws `UsageError`.
  static func check(_ arguments: ParsedArguments) throws {
    var asked = arguments.values(Self.option)
    asked += [json, FormatName.plain.rawValue].filter(arguments.has)
    guard let first = asked.first, let other = asked.first(where: { $0 != first }) else { return }
    throw UsageError(
      es: "Un solo formato: \(first) o \(other). --json es --format json, y --plain es --format plain.",
      en: "One format only: \(first) or \(other). --json is --format json, and --plain is --format plain.")
  }

  private static let option = "format"

  /// Whether a program reads it: then the facts are written, and no document.
  package let isData: Bool

  /// What `--format` calls the facts.
  private static let json = "json"

  /// What `--format` takes: the formats of documents, and the facts.
  package static let choices = ["text", "markdown", json, "plain", "ascii"]

  /// Writes the facts of a command, for programs.
  package func show(_ facts: Fact, of command: String) throws {
    try console.output.write(FactsJSON().text(facts, of: command))
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
