import Typesetting

/// Formulas in LaTeX (amsmath, and what MathJax and KaTeX read): `\delta_{\mathrm{out}}\cdot W_2^{\top}`.
package struct LaTeXMath: Sendable {
  let mark: DecimalMark
  /// Whether a LaTeX engine reads it: its texts do not have the signs of formulas, and those of MathJax do.
  private let isForEngine: Bool

  /// A writer; a decimal comma is written `{,}` so that no blank follows it.
  ///
  /// - Parameter isForEngine: whether a LaTeX engine reads it, and not MathJax or KaTeX.
  package init(decimalMark: DecimalMark = .point, isForEngine: Bool = false) {
    self.isForEngine = isForEngine
    mark = decimalMark
  }

  /// The formula, without dollars around it.
  package func text(_ math: MathText) -> String {
    switch math {
    case .identifier(let name), .entryLetter(let name, of: _): return LaTeXSymbols.identifier(name)
    case .number(let digits): return number(digits)
    case .sign(let sign, let spacing): return self.sign(sign, spacing)
    case .words(let words):
      if Self.areIndices(words) { return words }
      // The shape of a matrix is a product.
      return Self.isShape(words) ? number(words) : upright(words)
    case .row(let parts):
      let parts = mark == .comma && math.hasDecimals ? parts.map { $0.withSemicolon } : parts
      return Self.joined(parts.map(text))
    case .scripts(let base, let below, let above): return scripts(base, below, above)
    case .fraction(let top, let bottom): return "\\frac{\(text(Self.bare(top)))}{\(text(Self.bare(bottom)))}"
    case .root(let inner): return "\\sqrt{\(text(Self.bare(inner)))}"
    case .fenced(let left, let inner, let right):
      let tall = Self.isTall(inner)
      return Self.joined([
        (tall ? "\\left" : "") + LaTeXSymbols.delimiter(left), text(inner),
        (tall ? "\\right" : "") + LaTeXSymbols.delimiter(right),
      ])
    case .matrix(let rows):
      return matrix(rows.map { $0.map(text) })
    case .marked(let inner): return "\\boxed{\(text(inner))}"
    case .under(let inner, let remark): return "\\underset{\(text(remark))}{\(text(inner))}"
    }
  }

  /// Rows of cells between brackets.
  package func matrix(_ rows: [[String]]) -> String {
    let lines = rows.map { $0.joined(separator: " & ") }.joined(separator: " \\\\ ")
    return "\\begin{bmatrix} " + lines + " \\end{bmatrix}"
  }

  /// A number as formatted for a reader: `−9.78·10⁻⁶` → `-9.78\cdot 10^{-6}`.
  package func number(_ digits: String) -> String {
    var result = ""
    var power = ""
    for character in digits {
      if let small = LaTeXSymbols.raised[character] {
        power += small
        continue
      }
      if !power.isEmpty { result += "^{\(power)}" }
      power = ""
      switch character {
      case ".": result += mark == .comma ? "{,}" : "."
      case _ where character.isLetter: result += String(character)
      default: result = Self.joined([result, LaTeXSymbols.sign(character)])
      }
    }
    if !power.isEmpty { result += "^{\(power)}" }
    return result == "NaN" ? "\\mathrm{NaN}" : result
  }

  /// Running text as it stands inside a formula.
  package func words(_ text: Text) -> String {
    Self.joined(
      text.parts.map { part in
        switch part {
        case .plain(let words), .code(let words), .faint(let words): upright(words)
        case .strong(let words): "\\textbf{" + plain(words) + "}"
        case .math(let math): self.text(math)
        case .strip(let strip): self.words(strip.words)
        }
      })
  }

  private func sign(_ sign: String, _ spacing: MathText.Spacing) -> String {
    // A sum over an axis says below it which.
    if sign.hasPrefix("Σ"), sign.count > 1 { return "\\sum_{\\mathrm{\(sign.dropFirst())}}" }
    let symbol = Self.joined(sign.map(LaTeXSymbols.sign))
    // Braces keep LaTeX from setting blanks of its own around a sign that touches its neighbours.
    switch (sign, spacing) {
    case ("/", _): return symbol
    case (_, .tight) where symbol == "-" || symbol == "+" || symbol == "=": return "{\(symbol)}"
    case (_, .tight), (_, .binary), (_, .relation), (_, .punctuation): return symbol
    }
  }

  /// Words within a formula, blanks kept.
  private func upright(_ words: String) -> String {
    if words.isEmpty { return "" }
    return "\\text{\(plain(words))}"
  }

  private func plain(_ words: String) -> String {
    isForEngine ? LaTeXText(decimalMark: mark).plain(words) : LaTeXSymbols.escaped(words)
  }

  private func scripts(_ base: MathText, _ below: MathText?, _ above: MathText?) -> String {
    var text = self.text(base)
    // A raised sign beside a name with a remark would hang as high as one beside a box.
    if case .under = base, below == nil, let above { return text + "{}^{\(script(above))}" }
    switch base {
    // A name with an index of its own takes no second one beside it.
    case .identifier, .entryLetter: if below != nil, text.range(ofLast: "_{") != nil { text = "{\(text)}" }
    // A power takes no second one.
    case .number: if text.contains("^") { text = "{\(text)}" }
    case .sign, .fenced: break
    case .words, .row, .scripts, .fraction, .root, .matrix, .marked, .under: text = "{\(text)}"
    }
    if let below { text += "_{\(script(below))}" }
    if let above { text += "^{\(script(above))}" }
    return text
  }

  private func script(_ math: MathText) -> String {
    switch math {
    case .sign("T", _), .sign("ᵀ", _), .words("T"), .words("ᵀ"): return "\\top"
    case .sign("′", _), .sign("'", _), .identifier("′"), .words("′"), .words("'"): return "\\prime"
    case .words(let indices) where Self.areIndices(indices): return indices
    case .row(let parts): return Self.joined(parts.map(script))
    case .identifier, .entryLetter, .number, .sign, .words, .scripts, .fraction, .root, .fenced, .matrix, .marked,
      .under:
      return text(math)
    }
  }

  /// The indices of an entry are numbers: `1,2`.
  private static func areIndices(_ words: String) -> Bool {
    words.allSatisfy { $0 == "," || ("0"..."9").contains($0) }
  }

  /// `2×3`
  private static func isShape(_ words: String) -> Bool {
    words.contains("×") && words.allSatisfy { $0 == "×" || ("0"..."9").contains($0) }
  }

  /// A part of a quotient or a root without the parentheses that only one line needs.
  private static func bare(_ math: MathText) -> MathText {
    if case .fenced("(", let inner, ")") = math { return inner }
    return math
  }

  private static func isTall(_ math: MathText) -> Bool {
    switch math {
    case .fraction, .matrix: true
    case .row(let parts): parts.contains(where: isTall)
    case .scripts(let base, _, _): isTall(base)
    case .fenced(_, let inner, _), .root(let inner), .marked(let inner), .under(let inner, _): isTall(inner)
    case .identifier, .entryLetter, .number, .sign, .words: false
    }
  }

  /// Pieces one after the other, with a blank where a command would swallow the next letter.
  static func joined(_ pieces: [String]) -> String {
    var result = ""
    for piece in pieces where !piece.isEmpty {
      if endsInCommand(result), let first = piece.first, first.isLetter || first.isNumber { result += " " }
      result += piece
    }
    return result
  }

  private static func endsInCommand(_ text: String) -> Bool {
    let letters = text.reversed().prefix { $0.isASCII && $0.isLetter }.count
    return letters > 0 && text.dropLast(letters).last == "\\"
  }
}
