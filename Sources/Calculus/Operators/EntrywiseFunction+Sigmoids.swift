import Matrices
import Typesetting

/// Functions with the shape of an S, and the one whose slope is such.
extension EntrywiseFunction {
  /// `σ(z) = 1/(1 + exp(−z))`; σ' = σ·(1 − σ).
  package static let sigmoid: EntrywiseFunction = EntrywiseFunction(
    "σ", style: .call(.identifier("σ")), ascii: "sigmoid(z)", es: "sigmoide: 1/(1 + exp(−z))",
    en: "sigmoid: 1/(1 + exp(−z))", fast: .sigmoid,
    value: { 1 / (1 + RealMath.exponential(-$0)) },
    derivative: { z throws(ShapeError) in
      let value = try Formula.apply(EntrywiseFunction.sigmoid, [z])
      return try .entrywise(value, .subtracting(.number(1), value))
    })

  /// `tanh(z)`; tanh' = 1 − tanh².
  package static let tanh: EntrywiseFunction = EntrywiseFunction(
    "tanh", es: "tangente hiperbólica", en: "hyperbolic tangent", fast: .hyperbolicTangent,
    value: RealMath.hyperbolicTangent,
    derivative: { z throws(ShapeError) in
      try .subtracting(.number(1), .power(.apply(EntrywiseFunction.tanh, [z]), 2))
    })

  /// `softplus(z) = ln(1 + exp(z))`, which neither overflows nor loses digits; softplus' = σ.
  package static let softplus: EntrywiseFunction = EntrywiseFunction(
    "softplus", es: "ln(1 + exp(z))", en: "ln(1 + exp(z))",
    value: { max($0, 0) + RealMath.logarithmOfOnePlus(RealMath.exponential(-Swift.abs($0))) },
    derivative: { z throws(ShapeError) in try .apply(sigmoid, [z]) })

  /// `erf(z)`, of which `gelu` is made; erf' = 2/√π·exp(−z²).
  package static let errorFunction: EntrywiseFunction = EntrywiseFunction(
    "erf", es: "función error", en: "error function", hasPrime: false, value: RealMath.errorFunction,
    derivative: { z throws(ShapeError) in
      let bell = try Formula.apply(exp, [.negated(.power(z, 2))])
      return try .scaled(.divided(.number(2), .apply(squareRoot, [.number(.pi, spelling: "π")])), bell)
    })
}
