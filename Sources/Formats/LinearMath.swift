import Typesetting

/// Formulas as one line of text, for data and for whoever measures them: `δ⁽¹⁾₁ = 0.5`.
package struct LinearMath: Sendable {
  private let math = MathLayout(glyphs: .unicode, mark: .point, isInline: true)

  package init() {}

  /// The formula on one line, with a decimal point.
  package func text(_ formula: MathText) -> String { math.text(formula) }
}
