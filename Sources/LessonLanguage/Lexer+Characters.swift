extension Lexer {
  static func isBlank(_ character: Character) -> Bool {
    switch character.unicodeScalars.first {
    case " ", "\u{A0}", "\u{202F}", "\u{2009}": character.unicodeScalars.count == 1
    default: false
    }
  }

  static func isDigit(_ character: Character) -> Bool {
    character.asciiValue.map { (48...57).contains($0) } ?? false
  }

  /// Letters of any script; not the sums' Σ nor letters that are marks (ᵀ).
  static func isLetter(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    if scalar.isASCII { return (65...90).contains(scalar.value & ~32) }
    // The Greek letters of a lesson, Σ apart, and the Latin ones with their marks.
    if (0x3B1...0x3C9).contains(scalar.value) || (0xE0...0xF6).contains(scalar.value) { return true }
    if scalar == "Σ" || scalar == "ª" || scalar == "º" { return false }
    if scalar == "\u{2206}" { return true }
    return scalar.properties.isAlphabetic && scalar.properties.generalCategory != .modifierLetter
      && scalar.properties.numericType == nil
  }

  static func isNameCharacter(_ character: Character) -> Bool {
    isLetter(character) || isDigit(character) || character == "_" || isSubscript(character)
  }

  /// `₀` to `₉`.
  private static func isSubscript(_ character: Character) -> Bool {
    character.unicodeScalars.first.map { (0x2080...0x2089).contains($0.value) } ?? false
  }

  static let sums: [String: Token.Sign] = [
    "sum": .sum, "sum_rows": .sumRows, "sum_cols": .sumColumns, "sum_epoch": .sumEpoch,
  ]

  static let fractions: [Character: Double] = [
    "½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1.0 / 3, "⅔": 2.0 / 3, "⅛": 0.125,
  ]

  static let superscripts: [Character: Int] = [
    "⁰": 0, "¹": 1, "²": 2, "³": 3, "⁴": 4, "⁵": 5, "⁶": 6, "⁷": 7, "⁸": 8, "⁹": 9,
  ]

  /// Every spelling of every sign, of one or two characters.
  static let signs: [String: Token.Sign] = [
    "+": .plus, "−": .minus, "-": .minus, "·": .dot, "⋅": .dot, "∙": .dot, "@": .dot, "⊙": .entrywise, ".*": .entrywise,
    "*": .star, "/": .divide, "×": .cross, "^": .power, "ᵀ": .transpose, ".T": .transpose, "'": .prime, "′": .prime,
    "’": .prime, "√": .root, "∂": .partial, "<": .less, "<=": .lessOrEqual, "≤": .lessOrEqual, ">": .greater,
    ">=": .greaterOrEqual, "≥": .greaterOrEqual, "=": .equal, "!=": .notEqual, "≠": .notEqual, "←": .assign,
    "<-": .assign, "~": .draw, "∼": .draw, "|": .bar, ",": .comma, ";": .semicolon, ":": .colon, "..": .span,
    "…": .span, "(": .openParenthesis, ")": .closeParenthesis, "[": .openBracket, "]": .closeBracket, "{": .openBrace,
    "}": .closeBrace, "_": .lowLine, "!": .bang,
  ]

  /// What was probably meant by characters that are not in the language.
  static let lookalikes: [Character: String] = [
    "“": "\"", "”": "\"", "«": "\"", "»": "\"", "–": "−", "—": "−", "÷": "/", "∗": "*", "•": "·", "∘": "⊙", "⊗": "⊙",
    "≔": "=", "→": "←", "⟵": "←", "ⁿ": "^n", "⊤": "ᵀ", "ᵗ": "ᵀ",
  ]
}
