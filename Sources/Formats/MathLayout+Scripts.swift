import Typesetting

extension MathLayout {
  /// A base with an index, a power, or both: `w⁽¹⁾₁,₁`, `δ_out,1`, `W2ᵀ`.
  func scripts(_ base: Box, below: MathText?, above: MathText?) -> Box {
    let lower = below.map(scriptText)
    let upper = above.map(scriptText)
    if base.height > 1 { return corners(base, below: lower, above: upper) }
    let index = lower.map { lowered($0, of: base) }
    let power = upper.map(raised)
    // A layer in parentheses belongs to the name and comes first; a power comes last.
    let powerFirst = upper?.hasPrefix("(") ?? false
    let text = powerFirst ? (power ?? "") + (index ?? "") : (index ?? "") + (power ?? "")
    return base + Box(Line(text))
  }

  /// What stands small beside a base, on one line and without blanks around its signs.
  private func scriptText(_ math: MathText) -> String {
    switch math {
    case .row(let parts): return parts.map(scriptText).joined()
    case .sign(let text, _): return glyphs.math(text)
    case .fenced(let left, let inner, let right): return glyphs.math(left) + scriptText(inner) + glyphs.math(right)
    case .fraction(let top, let bottom): return scriptText(top) + "/" + scriptText(bottom)
    case .identifier, .number, .words, .scripts, .root, .matrix, .marked: return text(math)
    }
  }

  /// `₁,₁` or `_1,1`; a plain number is written right after a letter, since `W1` is the name `W₁`.
  private func lowered(_ text: String, of base: Box) -> String {
    if glyphs.hasSmallScripts { return SmallScripts.lowered(text) ?? fallback("_", text) }
    let isNumber = text.allSatisfy { ("0"..."9").contains($0) }
    return isNumber && (base.baseLine.text.last?.isLetter ?? false) ? text : fallback("_", text)
  }

  private func raised(_ text: String) -> String {
    switch text {
    case "T", "ᵀ", "⊤": return glyphs.transpose
    case "'", "′": return glyphs.isASCII ? "'" : "′"
    default: break
    }
    if glyphs.hasSmallScripts, let small = SmallScripts.raised(text) { return small }
    return fallback("^", text)
  }

  /// `_out,1`, `^(a + b)`.
  private func fallback(_ sign: String, _ text: String) -> String {
    let isSimple = text.allSatisfy { $0.isLetter || $0.isNumber || ",_.−-'′".contains($0) }
    let isFenced = text.hasPrefix("(") && text.firstIndex(of: ")") == text.indices.last
    return sign + (isSimple || isFenced ? text : "(" + text + ")")
  }

  /// The scripts of a base of several lines, at its right corners.
  private func corners(_ base: Box, below: String?, above: String?) -> Box {
    let upper = above.map(raised).map { $0.hasPrefix("^") ? String($0.dropFirst()) : $0 } ?? ""
    let lower = below.map { (glyphs.hasSmallScripts ? SmallScripts.lowered($0) : nil) ?? $0 } ?? ""
    let last = base.height - 1
    let lines = base.lines.enumerated().map { row, line in
      row == 0 ? line + Line(upper) : row == last ? line + Line(lower) : line
    }
    return Box(lines, baseline: base.baseline)
  }
}
