/// How a table is written for spreadsheets: a row a line, cells parted by commas, or by semicolons where numbers have a
/// decimal comma, as Excel expects in Spain. RFC 4180 for the quotes; lines end with a line feed.
///
/// A spreadsheet takes what begins with `=`, `+`, `-` or `@` for a formula. Of a text that does and is no number, the
/// first character is an apostrophe, so that nothing that somebody has written is ever run.
package struct CSVStyle: Hashable, Sendable {
  /// What parts the cells.
  package let separator: Unicode.Scalar
  /// The mark of the numbers.
  package let mark: DecimalMark

  /// Commas between cells whose numbers have a point, semicolons between those whose numbers have a comma.
  package init(_ mark: DecimalMark) {
    self.mark = mark
    separator = mark == .comma ? ";" : ","
  }

  /// A table with this separator, in which numbers are as somebody has written them.
  package init(separator: Unicode.Scalar) {
    self.separator = separator
    mark = .point
  }

  /// What a file begins with, by which Excel knows that its accents and Greek letters are UTF-8.
  package static let byteOrderMark = "\u{FEFF}"

  /// A row of cells that are ready, with its line end.
  package func row(_ cells: [String]) -> String {
    cells.joined(separator: String(separator)) + "\n"
  }

  // MARK: - Cells

  /// A text as a cell: in quotes where it needs them, and never a formula.
  package func text(_ text: String) -> String {
    guard Self.isTakenForFormula(Self.withoutApostrophes(text)) else { return quoted(text, always: false) }
    return quoted("'" + text, always: true)
  }

  /// A number as a cell, with all its digits: the shortest decimal that reads back as the same, `NaN`, `Infinity` or
  /// `-Infinity`.
  package func number(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value > 0 ? "Infinity" : "-Infinity" }
    let text = value.description
    return mark.applied(to: text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  /// A number that is written with a point, `-0.250e-6`, as a cell; quotes are needed only beside a separator that is a
  /// decimal mark, too.
  package func number(written digits: String) -> String { quoted(mark.applied(to: digits), always: false) }

  private func quoted(_ text: String, always: Bool) -> String {
    guard always || needsQuotes(text) else { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  /// Whether a text would not be one cell without quotes: here, or where another separator is expected. A comma between
  /// semicolons needs them only with a formula behind it: whoever guesses takes the semicolons.
  private func needsQuotes(_ text: String) -> Bool {
    var isBehindComma = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case separator, ";", "\"", "\n", "\r", "\t": return true
      case ",": isBehindComma = true
      case _ where Self.isBlank(scalar): continue
      default:
        if isBehindComma, Self.beginsFormula(scalar) { return true }
        isBehindComma = false
      }
    }
    return text.unicodeScalars.first.map(Self.isBlank) == true || text.unicodeScalars.last.map(Self.isBlank) == true
  }

  // MARK: - Formulas

  /// Whether a spreadsheet would run a text: it begins like a formula, behind blanks or not, and is no number.
  package static func isTakenForFormula(_ text: String) -> Bool {
    let rest = text.unicodeScalars.drop(while: isBlank)
    guard let first = rest.first, beginsFormula(first) else { return false }
    return !isNumber(String(String.UnicodeScalarView(rest)).trimmed)
  }

  /// What a text was before an apostrophe kept it from being run.
  package static func original(_ text: String) -> String {
    text.first == "'" && isTakenForFormula(withoutApostrophes(text)) ? String(text.dropFirst()) : text
  }

  private static func withoutApostrophes(_ text: String) -> String { String(text.drop { $0 == "'" }) }

  /// Whether a text is a number as people type them: `-0.08`, `+1,5`, `2.2e-5`.
  package static func isNumber(_ text: String) -> Bool {
    var digits = 0
    var marks = 0
    var scalars = Array(text.unicodeScalars)[...]
    if let sign = scalars.first, sign == "-" || sign == "+" { scalars = scalars.dropFirst() }
    while let scalar = scalars.first, scalar == "." || scalar == "," || isDigit(scalar) {
      if isDigit(scalar) { digits += 1 } else { marks += 1 }
      scalars = scalars.dropFirst()
    }
    guard digits > 0, marks <= 1 else { return false }
    guard let power = scalars.first else { return true }
    scalars = scalars.dropFirst()
    if let sign = scalars.first, sign == "-" || sign == "+" { scalars = scalars.dropFirst() }
    return (power == "e" || power == "E") && !scalars.isEmpty && scalars.allSatisfy(isDigit)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// Also as wide characters, which some spreadsheets read like the usual ones.
  private static func beginsFormula(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\n", "\r", "\u{A0}", "\u{FEFF}", "\u{200B}": true
    default: false
    }
  }
}
