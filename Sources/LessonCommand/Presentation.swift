import Calculus
import Formats
import OperatingSystem
import Typesetting

/// Writes documents to the console in the format the reader chose.
package struct Presentation {
  private let format: Format
  private let console: Console
  private let surroundings: Surroundings
  private let pending: PendingDocument
  /// The format's name.
  package let name: FormatName

  /// `--format`, `--plain`: the options of every command that writes documents.
  package static let options = options(hasTables: false)

  /// The same of commands whose documents have tables, which can be written for a spreadsheet.
  package static let tableOptions = options(hasTables: true)

  private static func options(hasTables: Bool) -> [Option] {
    let forTables = Localized(
      es: " csv: solo las tablas y curvas, para hojas de cálculo; con --decimal comma, entre puntos y coma.",
      en: " csv: the tables and curves alone, for spreadsheets; with --decimal comma, between semicolons.")
    return [
      Option(
        "format",
        value: .init(
          Localized(es: "formato", en: "format"),
          choices: hasTables ? choices : choices.filter { $0 != FormatName.csv.rawValue },
          usual: FormatName.text.rawValue, elsewhere: hasTables ? [:] : [FormatName.csv.rawValue: whereTablesAre]),
        help: Localized(
          es: "text, ascii, plain (una línea por dato), markdown, latex o json.",
          en: "text, ascii, plain (one fact per line), markdown, latex or json.")
          + (hasTables ? forTables : Localized(both: ""))),
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
  }

  /// Why `csv` is no format of a command without tables.
  private static let whereTablesAre = Localized(
    es: "csv es para las tablas de run, compare, study y check-work",
    en: "csv is for the tables of run, compare, study and check-work")

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

  /// The digits that `--significant` asks for; nil without it, but all that spreadsheets have where one reads them.
  /// Throws `UsageError`.
  package static func digits(_ arguments: ParsedArguments) throws -> Int? {
    if let digits = try arguments.integer("significant", in: 1...17) { return digits }
    return arguments.value(option) == FormatName.csv.rawValue ? 15 : nil
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
    pending = context.pending
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
  package static let choices = ["text", "markdown", "latex", json, "csv", "plain", "ascii"]

  /// Writes the facts of a command, for programs.
  package func show(_ facts: Fact, of command: String) throws {
    try console.output.write(FactsJSON().text(facts, of: command))
  }

  /// Writes a document.
  ///
  /// Tables for spreadsheets begin with a mark by which these know UTF-8, and an empty line parts those of two documents;
  /// throws `CommandError` where a document has none.
  package func show(_ document: Document) throws {
    // In LaTeX parts make one file, which is written once the command has ended.
    guard name != .latex else { return pending.add(document.blocks) }
    let rendered = format.render(document)
    let text = name == .plain && surroundings.usesASCII ? Transliteration.prose(rendered) : rendered
    if name == .csv {
      guard !text.isEmpty else { throw CommandError(Self.noTable, exitCode: .usage) }
      try console.output.write(tables.areBegun ? "\n" : CSVStyle.byteOrderMark)
      tables.areBegun = true
    }
    try console.output.write(text)
  }

  /// Writes what is to be one file and has been shown in parts.
  static func finish(_ context: Context) throws {
    let blocks = context.pending.take()
    guard !blocks.isEmpty else { return }
    try context.console.output.write(Presentation(context).format.render(Document(blocks)))
  }

  /// Whether a table has been written.
  private final class Tables { var areBegun = false }
  private let tables = Tables()

  private static let noTable = Localized(
    es: "Aquí no hay ninguna tabla que escribir con --format csv: quita --format csv para ver lo que hay.",
    en: "There is no table here to be written with --format csv: leave --format csv out to see what there is.")

  /// Says something on standard error.
  package func say(_ text: String) throws {
    try console.message(surroundings.shown(text.bounded()))
  }

  /// Writes a few blocks.
  package func show(_ blocks: [Block]) throws {
    try show(Document(blocks))
  }
}
