import Calculus
import Trace
import Typesetting

/// An entry worked out on two lines: the line of the lesson that computes it, and the same for this entry, with the
/// numbers put in, and its value.
package struct WorkedEntry {
  private let lines: SubstitutedLine

  package init(_ moment: Moment, _ style: NumberStyle, _ language: Language) {
    lines = SubstitutedLine(moment, style, language)
  }

  /// `dW1 = δ1·xᵀ`, then `dw⁽¹⁾₁,₁ = δ⁽¹⁾₁·x₁ = 0.011081·0.1 = 0.0011081`; the value alone of what no line computes.
  package func blocks(_ entry: Entry) -> [Block] {
    let moment = lines.moment
    let name = lines.notation.entry(entry.quantity, entry.offset)
    let value = moment.entry(entry.quantity, entry.offset)
    guard let explanation = try? Explainer(moment).explain(entry, depth: 0),
      case .computed(let line, let short) = explanation.origin
    else { return [.formula(.row([name, .sign("=", .relation), lines.math(value)]), remark: "")] }
    let substituted = lines.text(name, short, explanation.value)
    var blocks: [Block] = []
    if !entry.quantity.shape.isScalar {
      blocks.append(.formula(lines.notation.line(entry.quantity, line), remark: ""))
    }
    blocks.append(.formula(substituted, remark: ""))
    return blocks + short.winners.compactMap(lines.won)
      + SolvedEntry(lines, of: entry.quantity, line).blocks(short.formula)
  }
}
