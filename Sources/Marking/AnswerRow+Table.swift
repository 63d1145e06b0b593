import Typesetting

/// Files of answers as tables: `student;address;iteration;value`.
///
/// RFC 4180 for the quotes; cells are parted by semicolons or tabs, or by commas, between which a cell with a comma needs
/// quotes. The first row names the columns, in either language and in any order; empty rows count for nothing.
extension AnswerRow {
  /// The answers of a table.
  ///
  /// - Throws: what makes the whole file illegible.
  package static func table(_ text: String) throws(AnswerFileFault) -> AnswerFile {
    var reader = TableReader(text)
    guard let (heading, first) = try reader.row(), let separator = reader.separator else {
      throw AnswerFileFault(line: nil, es: "está vacío", en: "it is empty")
    }
    let (columns, ignored) = try columns(heading, line: first)
    var file = AnswerFile()
    file.ignoredColumns = ignored
    while let (cells, line) = try reader.row() {
      guard cells.count == heading.count else {
        file.problems.append(wrongCount(cells.count, heading.count, separator, line))
        continue
      }
      if cells.allSatisfy({ $0.trimmed.isEmpty }) { continue }
      guard file.rows.count < mostRows else {
        throw AnswerFileFault(
          line: line, es: "hay más de \(mostRows) respuestas", en: "there are more than \(mostRows) answers")
      }
      do throws(AnswerFileFault) {
        file.rows.append(try AnswerRow({ column in columns[column].map { cells[$0] } }, line: line))
      } catch {
        file.problems += error.problems
      }
    }
    return file
  }

  private static func wrongCount(
    _ count: Int, _ expected: Int, _ separator: Unicode.Scalar, _ line: Int
  ) -> AnswerFileFault.Problem {
    let advice =
      separator == "," && count > expected
      ? Localized(
        es: "; entre comas, lo que lleva una coma va entre comillas: \"dW1[1,1]\", \"0,25\"",
        en: "; between commas, what has a comma stands in quotes: \"dW1[1,1]\", \"0,25\"") : Localized(both: "")
    return AnswerFileFault.Problem(
      line: line,
      Localized(
        es: "tiene \(Noun.cell(count).es) y la primera fila \(expected)",
        en: "it has \(Noun.cell(count).en) and the first row \(expected)") + advice)
  }

  private static func columns(
    _ heading: [String], line: Int
  ) throws(AnswerFileFault) -> (known: [AnswerColumn: Int], ignored: [String]) {
    let wanted = Localized(
      es: "la primera fila es estudiante;dirección;iteración;valor",
      en: "the first row is student;address;iteration;value")
    var columns: [AnswerColumn: Int] = [:]
    var ignored: [String] = []
    for (place, name) in heading.enumerated() {
      let shown = name.visible.onOneLine.bounded(whole: 60)
      guard let column = AnswerColumn(name) else {
        ignored.append(shown)
        continue
      }
      guard columns[column] == nil else {
        throw AnswerFileFault(
          line: line, es: "la columna «\(shown)» está dos veces", en: "the column “\(shown)” is there twice")
      }
      columns[column] = place
    }
    for column in [AnswerColumn.address, .value] where columns[column] == nil {
      let (es, en, _) = column.names
      throw AnswerFileFault([
        AnswerFileFault.Problem(
          line: line,
          Localized(es: "falta la columna «\(es)»: ", en: "the column “\(en)” is missing: ") + wanted)
      ])
    }
    return (columns, ignored)
  }
}

/// Rows of cells, one after another.
private struct TableReader {
  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var line = 1
  /// What parts the cells, decided by the first row.
  private(set) var separator: Unicode.Scalar?

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { place = 1 }
  }

  /// The next row that is not empty, and its line; nil at the end.
  mutating func row() throws(AnswerFileFault) -> (cells: [String], line: Int)? {
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

  private mutating func cells(_ separator: Unicode.Scalar) throws(AnswerFileFault) -> [String] {
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
          throw AnswerFileFault(
            line: start, es: "tras unas comillas no viene el separador",
            en: "quotation marks are not followed by the separator")
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

  private mutating func quoted(from start: Int) throws(AnswerFileFault) -> String {
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
    throw AnswerFileFault(
      line: start, es: "unas comillas no se cierran", en: "quotation marks are not closed")
  }
}

extension AnswerRow {
  /// A table to be filled in: a row for each number that is asked for, and each student.
  package static func template(
    _ questions: [(address: String, iteration: Int)], students: [String], _ language: Language
  ) -> String {
    let names = AnswerColumn.allCases.map { language == .spanish ? $0.names.es : $0.names.en }
    // By this mark Excel knows that Greek letters and accents are UTF-8.
    var text = "\u{FEFF}" + names.joined(separator: ";") + "\n"
    for student in students.isEmpty ? [""] : students {
      for (address, iteration) in questions {
        text += [student, address, "\(iteration)", ""].map { quoted($0) }.joined(separator: ";") + "\n"
      }
    }
    return text
  }

  private static func quoted(_ cell: String) -> String {
    let needsQuotes = cell.unicodeScalars.contains {
      $0 == ";" || $0 == "\"" || $0 == "\n" || $0 == "\r" || $0 == "\t"
    }
    guard needsQuotes else { return cell }
    var text = "\""
    for scalar in cell.unicodeScalars {
      if scalar == "\"" { text += "\"" }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}
