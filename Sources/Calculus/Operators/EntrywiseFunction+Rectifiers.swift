import Matrices
import Typesetting

/// Functions that let positive numbers pass.
extension EntrywiseFunction {
  /// `relu(z) = max(z, 0)`; relu'(0) = 0.
  package static let relu: EntrywiseFunction = EntrywiseFunction(
    "relu", es: "z si es positivo y 0 si no", en: "z if positive, else 0", fast: .relu, value: Rectifier.value,
    values: Rectifier.values,
    derivative: { z throws(ShapeError) in try positive(z) })

  /// `leaky_relu(z, slope = 0.01)`: z if positive, else slope·z; at 0 the derivative is the slope.
  package static func leakyRelu(slope: Double = 0.01) -> EntrywiseFunction {
    let parameter = MathText.row([.words("slope"), .sign("=", .relation), Formula.typeset(number: slope).text])
    return EntrywiseFunction(
      "leaky_relu(\(slope))", style: .call(.words("leaky_relu")), parameters: slope == 0.01 ? [] : [parameter],
      usage: "leaky_relu(z, slope = 0.01)", es: "z si es positivo y slope·z si no", en: "z if positive, else slope·z",
      value: { $0 > 0 ? $0 : slope * $0 },
      derivative: { z throws(ShapeError) in
        try .apply(Choice(), [positive(z), .number(1), .number(slope)])
      })
  }

  /// `elu(z)`: z if positive, else exp(z) − 1.
  package static let elu: EntrywiseFunction = EntrywiseFunction(
    "elu", es: "z si es positivo y exp(z) − 1 si no", en: "z if positive, else exp(z) − 1",
    value: { $0 > 0 ? $0 : RealMath.exponentialLessOne($0) },
    derivative: { z throws(ShapeError) in
      try .apply(Choice(), [positive(z), .number(1), .apply(exp, [z])])
    })

  /// `gelu(z) = ½·z·(1 + erf(z/√2))`, exact and not the approximation with tanh.
  package static let gelu: EntrywiseFunction = EntrywiseFunction(
    "gelu", es: "½·z·(1 + erf(z/√2))", en: "½·z·(1 + erf(z/√2))",
    value: { 0.5 * $0 * (1 + RealMath.errorFunction($0 / 2.0.squareRoot())) },
    derivative: { z throws(ShapeError) in
      // Φ(z) + z·φ(z)
      let half = Formula.number(0.5, spelling: "½")
      let rootOfTwo = try Formula.apply(squareRoot, [.number(2)])
      let area = try Formula.scaled(
        half, .adding(.number(1), .apply(errorFunction, [.divided(z, rootOfTwo)])))
      let bell = try Formula.apply(exp, [.negated(.divided(.power(z, 2), .number(2)))])
      let height = try Formula.apply(squareRoot, [.scaled(.number(2), .number(.pi, spelling: "π"))])
      return try .adding(area, .divided(.entrywise(z, bell), height))
    })

  /// 1 where z > 0 and 0 elsewhere, at 0 too.
  private static func positive(_ z: Formula) throws(ShapeError) -> Formula {
    try .apply(Comparison(kind: .greater, isExact: true), [z, .number(0)])
  }
}

/// `max(z, 0)`; NaN stays.
private enum Rectifier: VectorFunction {
  static func value(_ z: Double) -> Double { z <= 0 ? 0 : z }
}
