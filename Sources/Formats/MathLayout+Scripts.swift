import Typesetting

extension MathLayout {
  /// A base with an index, a power, or both: `w⁽¹⁾₁,₁`, `W2ᵀ`; an entry is written as its address where its indices have
  /// no small characters: `δ_out[1]`, and `w1[1,1]` in ASCII.
  func scripts(_ base: Box, below: MathText?, above: MathText?) -> Box {
    let lower = below.map(scriptText)
    let upper = above.map(powerText)
    if base.height > 1 { return corners(base, below: lower, above: upper) }
    let index = below.map { lowered($0, of: base) }
    if !glyphs.hasSmallScripts, !(glyphs.isASCII && above.map(Self.isWrittenOut) ?? false),
      let layer = upper.flatMap(Self.layer)
    {
      return base + Box(Line(glyphs.math(layer) + (index ?? "")))
    }
    let power = above == .words("T") ? glyphs.transpose : upper.map(raised)
    // A layer in parentheses belongs to the name and comes first; a power comes last.
    let powerFirst = upper?.hasPrefix("(") ?? false
    let text = powerFirst ? (power ?? "") + (index ?? "") : (index ?? "") + (power ?? "")
    return base + Box(Line(text))
  }

  /// `(1)` of a layer; a power as it stands on a line.
  private func powerText(_ math: MathText) -> String {
    if case .fenced("(", .number, ")") = math { return scriptText(math) }
    return text(math)
  }

  /// What stands small beside a base, on one line and without blanks around its signs.
  private func scriptText(_ math: MathText) -> String {
    switch math {
    case .row(let parts): return parts.map(scriptText).joined()
    case .sign(let text, _): return glyphs.math(text)
    case .fenced(let left, let inner, let right): return glyphs.math(left) + scriptText(inner) + glyphs.math(right)
    case .fraction(let top, let bottom): return scriptText(top) + "/" + scriptText(bottom)
    case .identifier, .entryLetter, .number, .words, .scripts, .root, .matrix, .marked, .under: return text(math)
    }
  }

  /// `₁,₁`, or `[1,1]` and `_out[1]`; a plain number is written right after a letter, since `W1` is the name `W₁`.
  private func lowered(_ below: MathText, of base: Box) -> String {
    if glyphs.hasSmallScripts, let small = SmallScripts.lowered(scriptText(below)) { return small }
    let (name, indices) = Self.parted(below)
    let address = indices.map { "[" + scriptText($0) + "]" } ?? ""
    guard let name else { return address }
    let spelled = scriptText(name)
    if !glyphs.hasSmallScripts, base.baseLine.text.last?.isLetter ?? false {
      if case .number = name { return spelled + address }
      // Where the reader has asked for layers below; read aloud, the name is the lesson's.
      if case .identifier(let digits) = name, !glyphs.isASCII, Self.isAddress(digits) { return spelled + address }
    }
    return fallback("_", spelled) + address
  }

  /// `W⁽¹⁾` of `(W⁽¹⁾)` where nothing is small: read aloud it is the name `W1`, to which a power goes as it is.
  func unlayered(_ base: MathText) -> MathText {
    guard !glyphs.hasSmallScripts, !glyphs.isASCII, case .fenced("(", let inner, ")") = base,
      case .scripts(_, nil, let above?) = inner, Self.isWrittenOut(above)
    else { return base }
    return inner
  }

  /// Whether it is a layer that stands above also where nothing is small, `W^(1)`: an identifier, and no number.
  private static func isWrittenOut(_ above: MathText) -> Bool {
    if case .fenced("(", .identifier(let digits), ")") = above { isAddress(digits) } else { false }
  }

  /// What belongs to the name, and the indices of an entry: words that are numbers, as in `out,1` and `1,1`.
  private static func parted(_ below: MathText) -> (name: MathText?, indices: MathText?) {
    switch below {
    case .words(let text) where isAddress(text): return (nil, below)
    case .row(let parts):
      guard parts.count == 3, case .sign(",", _) = parts[1] else { return (below, nil) }
      if case .number = parts[0], case .number = parts[2] { return (nil, below) }
      switch parts[2] {
      case .words(let text) where isAddress(text): return (parts[0], parts[2])
      case .number(let text) where isAddress(text): return (parts[0], parts[2])
      case .identifier, .entryLetter, .number, .sign, .words, .row, .scripts, .fraction, .root, .fenced, .matrix,
        .marked, .under:
        return (below, nil)
      }
    case .identifier, .entryLetter, .number, .sign, .words, .scripts, .fraction, .root, .fenced, .matrix, .marked,
      .under:
      return (below, nil)
    }
  }

  /// `3`, `1,2`
  private static func isAddress(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { $0 == "," || ("0"..."9").contains($0) }
  }

  /// The number of a layer: `(1)` → `1`; nil for a power.
  private static func layer(_ above: String) -> String? {
    guard above.hasPrefix("("), above.hasSuffix(")") else { return nil }
    let digits = above.dropFirst().dropLast()
    return !digits.isEmpty && digits.allSatisfy { ("0"..."9").contains($0) } ? String(digits) : nil
  }

  private func raised(_ text: String) -> String {
    if text == "ᵀ" || text == "⊤" { return glyphs.transpose }
    if text == "'" || text == "′" { return glyphs.isASCII ? "'" : "′" }
    if glyphs.hasSmallScripts, let small = SmallScripts.raised(text) { return small }
    return fallback("^", text)
  }

  /// `_out,1`, `^(a + b)`.
  private func fallback(_ sign: String, _ text: String) -> String {
    let unsigned = text.first == "−" || text.first == "-" ? text.dropFirst() : text[...]
    // A power in an exponent is not simple: 2^(x²), where 2^x² would be two powers in a row.
    let isSimple = unsigned.allSatisfy {
      ($0.isLetter || $0.isNumber || ",_.'′".contains($0)) && !"⁰¹²³⁴⁵⁶⁷⁸⁹".contains($0)
    }
    let isFenced = text.hasPrefix("(") && text.firstIndex(of: ")") == text.indices.last
    return sign + (isSimple || isFenced ? text : "(" + text + ")")
  }

  /// The scripts of a base of several lines, at its right corners.
  private func corners(_ base: Box, below: String?, above: String?) -> Box {
    let upper =
      above.map { $0 == "T" ? glyphs.transpose : raised($0) }.map { $0.hasPrefix("^") ? String($0.dropFirst()) : $0 }
      ?? ""
    let lower = below.map { (glyphs.hasSmallScripts ? SmallScripts.lowered($0) : nil) ?? $0 } ?? ""
    let last = base.height - 1
    let lines = base.lines.enumerated().map { row, line in
      row == 0 ? line + Line(upper) : row == last ? line + Line(lower) : line
    }
    return Box(lines, baseline: base.baseline)
  }
}
