import Formats
import Typesetting

/// HTML on one line whose formulas are LaTeX between the delimiters that MathJax looks for, `\( \)` and `\[ \]`: for the
/// texts of questions, which a learning platform shows on pages of its own.
///
/// Names, notes and titles are text, whatever stands in them: neither HTML nor LaTeX nor a gap of a question.
package struct MathJaxHTML: Sendable {
  private let options: FormatOptions
  private let latex: LaTeXMath

  /// A writer; of the options it uses the decimal mark and the language.
  package init(_ options: FormatOptions = FormatOptions()) {
    self.options = options
    latex = LaTeXMath(decimalMark: options.decimalMark)
  }

  /// A part of a page, without ends of lines.
  package func fragment(_ blocks: [Block]) -> String { blocks.map(block).joined() }

  private func block(_ block: Block) -> String {
    switch block {
    case .heading(_, let words): return "<p><strong>\(text(words))</strong></p>"
    case .paragraph(let words): return "<p>\(text(words))</p>"
    case .formula(let formula, let remark):
      return remark.isEmpty
        ? "<p>\(display(latex.text(formula)))</p>" : "<p>\(inline(latex.text(formula))) &#160; \(text(remark))</p>"
    case .matrix(let matrix):
      return MatrixFormulas(matrix).formulas.map { "<p>\(display(latex.text($0)))</p>" }.joined()
    case .table(let table): return self.table(table)
    case .list(let items):
      let lines = items.map { item in
        "<li>" + ([item.text] + item.columns).filter { !$0.isEmpty }.map(text).joined(separator: ", ") + "</li>"
      }
      return "<ul>\(lines.joined())</ul>"
    case .verbatim(let words): return Self.verbatim(words)
    case .chart:
      // A drawing of characters.
      return Self.verbatim(UnicodeText(options).render(Document([block])))
    case .factors(let factors): return fragment(factors.lines)
    case .indented(let blocks): return "<blockquote>\(fragment(blocks))</blockquote>"
    }
  }

  private static func verbatim(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return "<pre>\(lines.map { escaped(String($0)) }.joined(separator: "<br>"))</pre>"
  }

  private func table(_ table: Table) -> String {
    func row(_ cells: [Text], _ tag: String) -> String {
      "<tr>" + cells.map { "<\(tag)>\(text($0))</\(tag)>" }.joined() + "</tr>"
    }
    let head = table.headings.contains { !$0.isEmpty } ? "<thead>\(row(table.headings, "th"))</thead>" : ""
    return "<table>\(head)<tbody>\(table.rows.map { row($0, "td") }.joined())</tbody></table>"
  }

  /// Running text.
  package func text(_ text: Text) -> String {
    text.parts.map { part in
      switch part {
      case .plain(let words), .faint(let words): Self.escaped(words)
      case .math(let formula): inline(latex.text(formula))
      case .code(let words): "<code>\(Self.escaped(words))</code>"
      case .strong(let words): "<strong>\(Self.escaped(words))</strong>"
      case .strip(let strip): self.text(strip.words)
      }
    }.joined()
  }

  private func inline(_ formula: String) -> String { "\\(\(HTML.escaped(formula.onOneLine))\\)" }
  private func display(_ formula: String) -> String { "\\[\(HTML.escaped(formula.onOneLine))\\]" }

  /// Text in which no character means anything: not to HTML; not to MathJax, which reads no formula across an element;
  /// not to a question with gaps, which begin with a brace.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for character in HTML.escaped(text) {
      switch character {
      case "\\": result += "<span>\\</span>"
      case "$": result += "<span>$</span>"
      case "{": result += "&#123;"
      case "}": result += "&#125;"
      case "\n", "\r\n", "\r", "\t": result += " "
      default: result.append(character)
      }
    }
    return result
  }
}
