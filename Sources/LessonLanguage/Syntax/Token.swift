/// The smallest piece of a lesson file that means something.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// `W1`, `for`, `c.1`
    case word
    /// What follows the brace of `a{ℓ}_out`.
    case tail
    case number(Double)
    /// What stands between the quotes, with `\"` and `\\` read.
    case string(String)
    /// `²`, `¹⁰`
    case superscript(Int)
    case sign(Sign)
  }

  enum Sign: String, Hashable, Sendable {
    case plus = "+"
    case minus = "−"
    case dot = "·"
    case entrywise = "⊙"
    case star = "*"
    case divide = "/"
    case cross = "×"
    case power = "^"
    case transpose = "ᵀ"
    case prime = "'"
    case root = "√"
    case sum = "Σ"
    case sumRows = "Σrows"
    case sumColumns = "Σcols"
    case sumEpoch = "Σepoch"
    case partial = "∂"
    case less = "<"
    case lessOrEqual = "≤"
    case greater = ">"
    case greaterOrEqual = "≥"
    case equal = "="
    case notEqual = "≠"
    case assign = "←"
    case draw = "~"
    case bar = "|"
    case comma = ","
    case semicolon = ";"
    case colon = ":"
    case span = ".."
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
    case lowLine = "_"
    case bang = "!"
  }

  var kind: Kind
  /// As typed (composed); `\n` for a line end that stands for `;`.
  var text: String
  var range: SourceRange
  /// Whether a blank or the beginning of a line stands before it.
  var isApart: Bool

  var sign: Sign? { if case .sign(let sign) = kind { sign } else { nil } }
  /// The text of a word.
  var word: String? { kind == .word ? text : nil }
}

/// A line as the grammar sees it: with the lines that an open bracket runs on to.
struct TokenLine: Hashable, Sendable {
  /// Blanks at its beginning.
  var indent: Int
  /// At least one.
  var tokens: [Token]

  /// The whole line, as far as it stands on its first line.
  var range: SourceRange {
    guard let first = tokens.first else { return SourceRange(line: 1, column: 1) }
    return tokens.last { $0.range.line == first.range.line }.map { first.range.through($0.range) } ?? first.range
  }
}
