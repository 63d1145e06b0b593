import Matrices
import Typesetting

/// Hyperbolic functions; their tangent is with the functions that have the shape of an S.
extension EntrywiseFunction {
  /// `sinh(z) = ½·(exp(z) − exp(−z))`.
  package static let sinh: EntrywiseFunction = EntrywiseFunction(
    "sinh", es: "seno hiperbólico", en: "hyperbolic sine", hasPrime: false, fast: .hyperbolicSine,
    value: RealMath.hyperbolicSine,
    derivative: { z throws(ShapeError) in try .apply(EntrywiseFunction.cosh, [z]) })

  /// `cosh(z) = ½·(exp(z) + exp(−z))`.
  package static let cosh: EntrywiseFunction = EntrywiseFunction(
    "cosh", es: "coseno hiperbólico", en: "hyperbolic cosine", hasPrime: false, fast: .hyperbolicCosine,
    value: RealMath.hyperbolicCosine,
    derivative: { z throws(ShapeError) in try .apply(EntrywiseFunction.sinh, [z]) })

  /// `sech(z) = 1/cosh(z)`, whose square is the derivative of tanh.
  package static let sech: EntrywiseFunction = EntrywiseFunction(
    "sech", es: "secante hiperbólica: 1/cosh(z)", en: "hyperbolic secant: 1/cosh(z)", hasPrime: false,
    fast: .hyperbolicSecant, value: { 1 / RealMath.hyperbolicCosine($0) },
    derivative: { z throws(ShapeError) in
      try .negated(.entrywise(.apply(EntrywiseFunction.sech, [z]), .apply(EntrywiseFunction.tanh, [z])))
    })
}
