import Typesetting

extension MathText {
  /// Whether it shows decimals, so that a comma beside it could be taken for a decimal mark.
  var hasDecimals: Bool {
    switch self {
    case .number(let text): text.contains(".")
    case .row(let parts): parts.contains { $0.hasDecimals }
    case .fraction(let top, let bottom): top.hasDecimals || bottom.hasDecimals
    case .marked(let inner), .root(let inner), .under(let inner, _): inner.hasDecimals
    case .identifier, .entryLetter, .sign, .words, .scripts, .fenced, .matrix: false
    }
  }

  /// A semicolon for a comma, anything else as it is: the separator beside decimal commas.
  var withSemicolon: MathText {
    if case .sign(",", .punctuation) = self { return .sign(";", .punctuation) }
    return self
  }
}
