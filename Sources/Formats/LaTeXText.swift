import Typesetting

/// Running text in LaTeX: words as words, and what LaTeX only has in formulas between dollars.
struct LaTeXText {
  private let math: LaTeXMath
  /// Whether what is to be typed is set like typing.
  private let setsCode: Bool

  init(decimalMark: DecimalMark, setsCode: Bool = false) {
    math = LaTeXMath(decimalMark: decimalMark, isForEngine: true)
    self.setsCode = setsCode
  }

  /// The text on one line.
  ///
  /// - Parameter width: the characters of a formula beyond which it is made smaller, in a file with `LaTeXPreamble`.
  func text(_ text: Text, width: Int = .max) -> String {
    text.parts.map { part in
      switch part {
      case .plain(let words), .faint(let words): plain(words)
      case .code(let words): setsCode ? code(words) : plain(words)
      case .strong(let words): "\\textbf{" + plain(words) + "}"
      case .math(let formula):
        width < .max && LaTeXMath.breadth(formula) > width
          ? "\\fitted{" + math.text(formula) + "}" : "$" + math.text(formula) + "$"
      case .strip(let strip): self.text(strip.words, width: width)
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
    let characters = Array(words.visible)
    for (place, character) in characters.enumerated() {
      let next = characters.indices.contains(place + 1) ? characters[place + 1] : " "
      if character == ",", small.sign == "_", Self.lowered[next] != nil {
        add(",", "_")
      } else if let raised = LaTeXSymbols.raised[character] {
        add(raised, "^")
      } else if let lowered = Self.lowered[character] {
        add(lowered, "_")
      } else if let sign = Self.sign(character) {
        finishSmall()
        formula.append(sign)
      } else {
        finish()
        if character == "-", text.hasSuffix("-") {
          // Two hyphens would be a dash, and a line would end behind them.
          text = text.dropLast() + "\\mbox{-{}-}"
        } else {
          text += LaTeXSymbols.escaped(String(character))
        }
      }
    }
    finish()
    return text
  }

  /// What is to be typed: each character as it is, blanks too.
  func code(_ words: String) -> String {
    var text = ""
    var previous: Character?
    for character in words.visible {
      // Many pairs of signs would become one.
      if character == previous, character.isASCII, !character.isLetter, !character.isNumber { text += "{}" }
      switch character {
      case "'": text += "\\textquotesingle{}"
      case "`": text += "\\textasciigrave{}"
      case " ": text += "\\ "
      case "<", ">", "|": text.append(character)
      default: text += plain(String(character))
      }
      previous = character
    }
    return "\\texttt{" + text + "}"
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
