import Matrices
import Typesetting

/// Exponential and logarithms.
extension EntrywiseFunction {
  /// `exp(z)`.
  package static let exp: EntrywiseFunction = EntrywiseFunction(
    "exp", es: "exponencial", en: "exponential", hasPrime: false, fast: .exponential,
    value: RealMath.exponential,
    derivative: { z throws(ShapeError) in try .apply(EntrywiseFunction.exp, [z]) })

  /// `ln(z)`, the natural logarithm.
  package static let ln: EntrywiseFunction = EntrywiseFunction(
    "ln", es: "logaritmo natural", en: "natural logarithm", in: 0.25...2, hasPrime: false, fast: .logarithm,
    value: RealMath.logarithm,
    derivative: { z throws(ShapeError) in try .divided(.number(1), z) })

  /// `log2(z)`.
  package static let log2: EntrywiseFunction = EntrywiseFunction(
    "log2", style: .call(.scripts(.words("log"), below: .number("2"), above: nil)), es: "logaritmo en base 2",
    en: "logarithm to base 2", in: 0.25...2, hasPrime: false, value: RealMath.binaryLogarithm,
    derivative: { z throws(ShapeError) in try .divided(.number(1), .scaled(.apply(ln, [.number(2)]), z)) })

  /// `log10(z)`.
  package static let log10: EntrywiseFunction = EntrywiseFunction(
    "log10", style: .call(.scripts(.words("log"), below: .number("10"), above: nil)), es: "logaritmo decimal",
    en: "logarithm to base 10", in: 0.25...2, hasPrime: false, value: RealMath.decimalLogarithm,
    derivative: { z throws(ShapeError) in try .divided(.number(1), .scaled(.apply(ln, [.number(10)]), z)) })

  /// Whether it is one of the logarithms.
  package var isLogarithm: Bool { ["ln", "log2", "log10"].contains(identity) }
}
