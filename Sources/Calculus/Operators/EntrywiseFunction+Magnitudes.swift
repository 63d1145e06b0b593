import Matrices
import Typesetting

/// Roots, magnitudes and steps.
extension EntrywiseFunction {
  /// `√z`.
  package static let squareRoot: EntrywiseFunction = EntrywiseFunction(
    "√", style: .root, usage: "√z", ascii: "sqrt(z)", es: "raíz cuadrada", en: "square root", in: 0.25...2,
    hasPrime: false, fast: .squareRoot, value: SquareRoot.value, values: SquareRoot.values,
    derivative: { z throws(ShapeError) in
      try .divided(.number(1), .scaled(.number(2), .apply(EntrywiseFunction.squareRoot, [z])))
    })

  /// `abs(z)`; abs'(0) = 0.
  package static let abs: EntrywiseFunction = EntrywiseFunction(
    "abs", style: .fenced("|", "|"), es: "valor absoluto", en: "absolute value", hasPrime: false, fast: .absolute,
    value: { Swift.abs($0) },
    derivative: { z throws(ShapeError) in try .apply(sign, [z]) })

  /// `sign(z)`: −1, 0 or 1, and NaN of NaN; its derivative is 0.
  package static let sign: EntrywiseFunction = EntrywiseFunction(
    "sign", es: "signo: −1, 0 o 1", en: "sign: −1, 0 or 1", isFlat: true, fast: .sign,
    value: { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 - $0 }, derivative: nothing)

  /// `floor(z)`, the greatest integer that is not greater; its derivative is 0.
  package static let floor: EntrywiseFunction = EntrywiseFunction(
    "floor", style: .fenced("⌊", "⌋"), es: "parte entera", en: "greatest integer not above", isFlat: true, fast: .floor,
    value: { $0.rounded(.down) }, derivative: nothing)

  /// `step(z)`: 1 where z > 0, and what is within 10⁻⁹ of 0 is 0; its derivative is 0.
  package static let step: EntrywiseFunction = EntrywiseFunction(
    "step", es: "escalón: 1 si z > 0 y 0 si no", en: "step: 1 if z > 0, else 0", isFlat: true, fast: .clearlyPositive,
    value: { Comparison(kind: .greater, isExact: false).value($0, 0) }, derivative: nothing)

  /// `step(z)` where ties are exact: 1 where z > 0, however small.
  package static let stepExact: EntrywiseFunction = EntrywiseFunction(
    "step exactly", style: .call(.words("step")), usage: "step(z)", es: "escalón con empates exactos",
    en: "step with exact ties", isFlat: true, fast: .positive, value: { $0 > 0 ? 1 : 0 }, derivative: nothing)

  @Sendable private static func nothing(_ z: Formula) throws(ShapeError) -> Formula { try .filled(0, z.shape) }
}

/// `√z`, which the processor has for several numbers at once.
private enum SquareRoot: VectorFunction {
  static func value(_ z: Double) -> Double { z.squareRoot() }
}
