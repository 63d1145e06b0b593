/// A typeset formula, free of any meaning: what to draw, not what it computes.
///
/// Every format is one exhaustive switch over these cases.
package indirect enum MathText: Hashable, Sendable {
  /// A letter or name: `W`, `δ`, `ŷ`, `error`.
  case identifier(String)
  /// The small letter that a matrix lends its entries: `w` of `W`; where an entry is written as its address, `W` it is.
  case entryLetter(String, of: String)
  /// Digits, already rounded for the reader, with a decimal point and `−` (U+2212) as the sign: `−0.25`.
  case number(String)
  /// An operator, relation or comma: `+`, `·`, `=`; `@` is the `·` of a product of matrices.
  case sign(String, Spacing)
  /// Upright words.
  case words(String)
  /// Parts side by side.
  case row([MathText])
  /// A base with something below right, above right, or both.
  case scripts(MathText, below: MathText?, above: MathText?)
  /// A quotient; `numerator/denominator` on one line (the parts already carry the parentheses one line needs).
  case fraction(MathText, MathText)
  /// A square root.
  case root(MathText)
  /// Something between two delimiters, such as `(` and `)`.
  case fenced(String, MathText, String)
  /// A matrix of parts, row by row.
  case matrix([[MathText]])
  /// A part singled out for the reader, as in a box.
  case marked(MathText)
  /// A part with a remark, which stands below it where there is room, as the shape of a matrix below its name.
  case under(MathText, remark: MathText)

  /// The blanks around a sign.
  package enum Spacing: Hashable, Sendable {
    /// No blanks: `·`, `/`, a unary minus.
    case tight
    /// A blank on both sides: `+`, `−`, `⊙`.
    case binary
    /// A blank on both sides, and a good place to break a line: `=`, `≥`.
    case relation
    /// A blank after: a comma.
    case punctuation
  }
}

extension MathText {
  /// Whether it is a number written as a product with a power of ten, `7.28·10⁻⁶`, which needs parentheses wherever a
  /// product does.
  package var isNumberWithPower: Bool {
    if case .number(let digits) = self { digits.unicodeScalars.contains("·") } else { false }
  }
}
