/// Rows of cells, one after another: RFC 4180 for the quotes, cells parted by commas, semicolons or tabs as the first row
/// has them.
package struct CSVReader {
  /// Why a table cannot be read.
  package struct Fault: Error, Hashable, Sendable {
    /// From 1.
    package let line: Int
    /// As a clause.
    package let message: Localized
  }

  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var line = 1
  /// What parts the cells, decided by the first row; nil before it.
  package private(set) var separator: Unicode.Scalar?

  /// A table of this text, whose byte order mark counts for nothing.
  package init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { place = 1 }
  }

  /// The next row that is not empty, and its line; nil at the end.
  package mutating func row() throws(Fault) -> (cells: [String], line: Int)? {
    while place < scalars.count {
      let start = line
      let separator = separator ?? Self.separator(of: scalars[place...])
      let cells = try cells(separator)
      guard cells.count > 1 || cells.contains(where: { !$0.trimmed.isEmpty }) else { continue }
      self.separator = separator
      return (cells, start)
    }
    return nil
  }

  private static func separator(of rest: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar {
    var isQuoted = false
    var found: Unicode.Scalar = ","
    for scalar in rest {
      if scalar == "\"" { isQuoted.toggle() }
      if isQuoted { continue }
      if scalar == "\n" || scalar == "\r" { break }
      if scalar == "\t" { return "\t" }
      if scalar == ";" { found = ";" }
    }
    return found
  }

  private mutating func cells(_ separator: Unicode.Scalar) throws(Fault) -> [String] {
    var cells = [""]
    let start = line
    var isAtStart = true
    while place < scalars.count {
      let scalar = scalars[place]
      place += 1
      if scalar == "\"", isAtStart {
        cells[cells.count - 1] = try quoted(from: start)
        // Behind the quotes there is nothing but blanks.
        while place < scalars.count, scalars[place] == " " { place += 1 }
        if place < scalars.count, scalars[place] != separator, scalars[place] != "\n", scalars[place] != "\r" {
          throw Fault(
            line: start,
            message: Localized(
              es: "tras unas comillas no viene el separador",
              en: "quotation marks are not followed by the separator"))
        }
        isAtStart = false
      } else if scalar == separator {
        cells.append("")
        isAtStart = true
      } else if scalar == "\n" || scalar == "\r" {
        if scalar == "\r", place < scalars.count, scalars[place] == "\n" { place += 1 }
        line += 1
        return cells
      } else {
        if scalar != " " { isAtStart = false }
        cells[cells.count - 1].unicodeScalars.append(scalar)
      }
    }
    return cells
  }

  private mutating func quoted(from start: Int) throws(Fault) -> String {
    var text = ""
    while place < scalars.count {
      let scalar = scalars[place]
      place += 1
      if scalar == "\"" {
        guard place < scalars.count, scalars[place] == "\"" else { return text }
        place += 1
      }
      if scalar == "\n" { line += 1 }
      text.unicodeScalars.append(scalar)
    }
    throw Fault(
      line: start, message: Localized(es: "unas comillas no se cierran", en: "quotation marks are not closed"))
  }
}
