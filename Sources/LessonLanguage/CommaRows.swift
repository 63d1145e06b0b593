import Calculus
import Typesetting

/// Rows of two whole numbers with a comma between them and no blank, `[0,5; 1,5; 2,5]`: they may have been meant as
/// decimals.
struct CommaRows {
  /// What is to be said of such matrices in data, parameters and state.
  static func remarks(_ lesson: Lesson) -> [Program.Remark] {
    var remarks: [Program.Remark] = []
    for section in lesson.syntax.sections where [.data, .parameters, .state].contains(section.kind) {
      for case .statement(let statement) in section.lines {
        guard case .equals(.matrix(let rows, let range)) = statement.body, rows.count > 1,
          let decimals = decimals(lesson.source.text(range))
        else { continue }
        remarks.append(
          Program.Remark(
            line: statement.range.line,
            text: Localized(
              es: "es una matriz de \(rows.count)×2; si las comas son decimales, escribe \(decimals)",
              en: "this is a \(rows.count)×2 matrix; if the commas are decimal marks, write \(decimals)")))
      }
    }
    return remarks
  }

  /// The same with points in place of the commas, where all rows are such and not all the numbers are 0 and 1.
  private static func decimals(_ text: String) -> String? {
    guard text.first == "[", text.last == "]" else { return nil }
    let rows = text.dropFirst().dropLast().split { $0 == ";" || $0 == "\n" }.map { String($0).trimmed }
    let cells = rows.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let isWhole = cells.allSatisfy { row in
      row.count == 2 && isDigits(row[1])
        && isDigits(row[0].first == "-" || row[0].first == "−" ? String(row[0].dropFirst()) : row[0])
    }
    guard isWhole, !cells.allSatisfy({ $0.allSatisfy { $0 == "0" || $0 == "1" } }) else { return nil }
    return "[" + cells.map { $0.joined(separator: ".") }.joined(separator: "; ") + "]"
  }

  private static func isDigits(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { ("0"..."9").contains($0) }
  }
}
