/// What single characters mean. A character with marks that no single scalar stands for arrives here as
/// `LineCharacters` says.
extension Lexer {
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\u{A0}", "\u{202F}", "\u{2009}": true
    default: false
    }
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9": true
    default: false
    }
  }

  static func isDigit(_ character: Character) -> Bool {
    character >= "0" && character <= "9" && character.isASCII
  }

  /// Letters of any script; not the sums' Σ nor letters that are marks (ᵀ).
  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "α"..."ω", "\u{2206}": return true
    case "\0"..."\u{7F}", "Σ", "ª", "º": return false
    default:
      let properties = scalar.properties
      return properties.isAlphabetic && properties.generalCategory != .modifierLetter && properties.numericType == nil
    }
  }

  static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "_", "₀"..."₉": true
    default: isLetter(scalar)
    }
  }

  static func isNameCharacter(_ character: Character) -> Bool {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return false }
    return scalars.count == 1 ? isNameCharacter(first) : isLetter(first)
  }

  /// The sum that a word is.
  static func sum(_ word: String) -> Token.Sign? {
    switch word {
    case "sum": .sum
    case "sum_rows": .sumRows
    case "sum_cols": .sumColumns
    case "sum_epoch": .sumEpoch
    default: nil
    }
  }

  static func fraction(_ scalar: Unicode.Scalar) -> Double? {
    fractionParts(scalar).map { Double($0.above) / Double($0.below) }
  }

  /// What stands above and below in a fraction of one character.
  static func fractionParts(_ scalar: Unicode.Scalar) -> (above: Int, below: Int)? {
    switch scalar {
    case "½": (1, 2)
    case "¼": (1, 4)
    case "¾": (3, 4)
    case "⅓": (1, 3)
    case "⅔": (2, 3)
    case "⅛": (1, 8)
    default: nil
    }
  }

  static func superscript(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "¹": 1
    case "²": 2
    case "³": 3
    case "⁰", "⁴"..."⁹": Int(scalar.value & 0xF)
    default: nil
    }
  }

  /// A sign of one character, in any of its spellings.
  static func sign(_ scalar: Unicode.Scalar) -> Token.Sign? {
    switch scalar {
    case "+": .plus
    case "−", "-": .minus
    case "·", "⋅", "∙", "@": .dot
    case "⊙": .entrywise
    case "*": .star
    case "/": .divide
    case "×": .cross
    case "^": .power
    case "ᵀ": .transpose
    case "'", "′", "’": .prime
    case "√": .root
    case "∂": .partial
    case "<": .less
    case "≤": .lessOrEqual
    case ">": .greater
    case "≥": .greaterOrEqual
    case "=": .equal
    case "≠": .notEqual
    case "←": .assign
    case "~", "∼": .draw
    case "|": .bar
    case ",": .comma
    case ";": .semicolon
    case ":": .colon
    case "…": .span
    case "(": .openParenthesis
    case ")": .closeParenthesis
    case "[": .openBracket
    case "]": .closeBracket
    case "{": .openBrace
    case "}": .closeBrace
    case "_": .lowLine
    case "!": .bang
    default: nil
    }
  }

  /// A sign of two characters.
  static func sign(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Token.Sign? {
    switch (first, second) {
    case (".", "*"): .entrywise
    case (".", "T"): .transpose
    case (".", "."): .span
    case ("<", "="): .lessOrEqual
    case (">", "="): .greaterOrEqual
    case ("!", "="): .notEqual
    case ("<", "-"): .assign
    default: nil
    }
  }

  /// What was probably meant by a character that is not in the language.
  static func lookalike(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "“", "”", "«", "»": "\""
    case "–", "—": "−"
    case "÷": "/"
    case "∗": "*"
    case "•": "·"
    case "∘", "⊗": "⊙"
    case "≔": "="
    case "→", "⟵": "←"
    case "ⁿ": "^n"
    case "⊤", "ᵗ": "ᵀ"
    default: nil
    }
  }
}
