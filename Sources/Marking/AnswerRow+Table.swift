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
    var reader = CSVReader(text)
    guard let (heading, first) = try next(&reader), let separator = reader.separator else {
      throw AnswerFileFault(line: nil, es: "está vacío", en: "it is empty")
    }
    let (columns, ignored) = try columns(heading, line: first)
    var file = AnswerFile()
    file.ignoredColumns = ignored
    while let (cells, line) = try next(&reader) {
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
        file.rows.append(
          try AnswerRow({ column in columns[column].map { CSVStyle.original(cells[$0].trimmed) } }, line: line))
      } catch {
        file.problems += error.problems
      }
    }
    return file
  }

  private static func next(_ reader: inout CSVReader) throws(AnswerFileFault) -> (cells: [String], line: Int)? {
    do throws(CSVReader.Fault) {
      return try reader.row()
    } catch {
      throw AnswerFileFault([AnswerFileFault.Problem(line: error.line, error.message)])
    }
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

extension AnswerRow {
  /// A table to be filled in: a row for each number that is asked for, and each student.
  package static func template(
    _ questions: [(address: String, iteration: Int)], students: [String], _ language: Language
  ) -> String {
    let names = AnswerColumn.allCases.map { language == .spanish ? $0.names.es : $0.names.en }
    let style = CSVStyle(separator: ";")
    var text = CSVStyle.byteOrderMark + style.row(names)
    for student in students.isEmpty ? [""] : students {
      for (address, iteration) in questions {
        text += style.row([style.text(student), style.text(address), "\(iteration)", ""])
      }
    }
    return text
  }
}
