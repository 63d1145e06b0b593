import Exercises
import Formats
import Typesetting

/// Gaps as Moodle reads them in the text of a question: `{1:NUMERICAL:=0.2311:0.00001~%0%0.5:0.00001#…}`.
///
/// What is said of wrong numbers appears in a small window where no formula is typeset, and so stands there in plain
/// characters.
struct ClozeGaps {
  private let html: MathJaxHTML
  private let options: FormatOptions

  init(_ html: MathJaxHTML, _ options: FormatOptions) {
    self.html = html
    var plain = options
    plain.width = 10_000
    plain.color = false
    self.options = plain
  }

  /// A gap behind a name, or a table of gaps below it.
  func text(_ matrix: GapMatrix) -> String {
    let label = html.text(Text(.row([matrix.label, .sign("=", .relation)])))
    guard matrix.rows.count > 1 || matrix.rows.contains(where: { $0.count > 1 }) else {
      return "<p>\(label) \(matrix.rows.flatMap { $0 }.map(gap).joined())</p>"
    }
    let rows = matrix.rows.map { row in "<tr>\(row.map { "<td>\(gap($0))</td>" }.joined())</tr>" }
    return "<p>\(label)</p><table><tbody>\(rows.joined())</tbody></table>"
  }

  private func gap(_ number: BankNumber) -> String {
    let right = number.right.map { "=" + Self.number($0) }
    let wrong = number.wrong.flatMap { wrong in
      let feedback = Self.feedback(plain(wrong.feedback))
      return wrong.numbers.map { "%0%" + Self.number($0) + "#" + feedback }
    }
    return "{1:NUMERICAL:\((right + wrong).joined(separator: "~"))}"
  }

  private static func number(_ accepted: AcceptedNumber) -> String {
    "\(accepted.number.inFiles):\(accepted.tolerance.inFiles)"
  }

  private func plain(_ text: Text) -> String {
    UnicodeText(options).render(Document([.paragraph(text)])).split(separator: "\n").joined(separator: " ")
  }

  /// Text as HTML, of which Moodle decodes the entities once before it is HTML.
  private static func feedback(_ text: String) -> String {
    var result = ""
    for character in HTML.escaped(text) {
      switch character {
      case "&": result += "&amp;"
      case "}": result += "&#125;"
      case "{": result += "&#123;"
      case "~": result += "&#126;"
      case "#": result += "&#35;"
      // Behind one of these a brace would be taken for escaped.
      case "\\": result += "&#92;"
      default: result.append(character)
      }
    }
    return result
  }
}
