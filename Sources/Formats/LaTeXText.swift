import Typesetting

/// Running text in LaTeX: words as words, and what LaTeX only has in formulas between dollars.
struct LaTeXText {
  private let math: LaTeXMath
  private let mark: DecimalMark

  init(decimalMark: DecimalMark) {
    math = LaTeXMath(decimalMark: decimalMark)
    mark = decimalMark
  }

  /// The text on one line.
  func text(_ text: Text) -> String {
    text.parts.map { part in
      switch part {
      case .plain(let words), .faint(let words), .code(let words): plain(words)
      case .strong(let words): "\\textbf{" + plain(words) + "}"
      case .math(let formula): "$" + math.text(formula) + "$"
      case .strip(let strip): self.text(strip.words)
      }
    }.joined()
  }

  /// Words with `η`, `∂`, `₁`, `−` and their like as formulas.
  func plain(_ words: String) -> String {
    var text = ""
    var formula: [String] = []
    // Raised or lowered characters that stand together.
    var small = (sign: "", text: "")
    func finishSmall() {
      if !small.text.isEmpty { formula.append("\(small.sign){\(small.text)}") }
      small = ("", "")
    }
    func add(_ character: String, _ sign: String) {
      if small.sign != sign { finishSmall() }
      small = (sign, small.text + character)
    }
    func finish() {
      finishSmall()
      if !formula.isEmpty { text += "$" + LaTeXMath.joined(formula) + "$" }
      formula = []
    }
    for character in words.visible {
      if let raised = LaTeXSymbols.raised[character] {
        add(raised, "^")
      } else if let lowered = Self.lowered[character] {
        add(lowered, "_")
      } else if let sign = Self.sign(character) {
        finishSmall()
        formula.append(sign)
      } else {
        finish()
        text += LaTeXSymbols.escaped(String(character))
      }
    }
    finish()
    return text
  }

  /// What a character is in a formula; nil for what running text has.
  private static func sign(_ character: Character) -> String? {
    if character.isASCII { return "<>|".contains(character) ? String(character) : nil }
    if "áéíóúüñÁÉÍÓÚÜÑ¿¡«»–—“”‘’…".contains(character) { return nil }
    let sign = LaTeXSymbols.sign(character)
    return sign == String(character) ? nil : sign
  }

  private static let lowered: [Character: String] = Dictionary(
    uniqueKeysWithValues: zip("₀₁₂₃₄₅₆₇₈₉", "0123456789").map { ($0, String($1)) })
}
