import Typesetting

extension MathText {
  /// On one line, plainly: enough to see signs, parentheses and order.
  var linear: String {
    switch self {
    case .identifier(let name), .entryLetter(let name, of: _), .number(let name), .words(let name): name
    case .sign("@", .tight): "·"
    case .sign(let sign, .tight): sign
    case .sign(let sign, .binary), .sign(let sign, .relation): " \(sign) "
    case .sign(let sign, .punctuation): "\(sign) "
    case .row(let parts): parts.map(\.linear).joined()
    case .scripts(let base, let below, let above):
      base.linear + (below.map { "_{\($0.linear)}" } ?? "") + (above.map { "^{\($0.linear)}" } ?? "")
    case .fraction(let numerator, let denominator): "\(numerator.linear)/\(denominator.linear)"
    case .root(let inside): "√{\(inside.linear)}"
    case .fenced(let left, let inside, let right): left + inside.linear + right
    case .matrix(let rows):
      "[" + rows.map { $0.map(\.linear).joined(separator: " ") }.joined(separator: "; ") + "]"
    case .marked(let inside): inside.linear
    case .under(let inside, let remark): "\(inside.linear)(\(remark.linear))"
    }
  }
}
