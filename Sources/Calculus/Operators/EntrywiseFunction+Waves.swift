import Matrices
import Typesetting

/// Sine and cosine.
extension EntrywiseFunction {
  /// `sin(z)`.
  package static let sin: EntrywiseFunction = EntrywiseFunction(
    "sin", es: "seno", en: "sine", hasPrime: false, value: RealMath.sine,
    derivative: { z throws(ShapeError) in try .apply(EntrywiseFunction.cos, [z]) })

  /// `cos(z)`.
  package static let cos: EntrywiseFunction = EntrywiseFunction(
    "cos", es: "coseno", en: "cosine", hasPrime: false, value: RealMath.cosine,
    derivative: { z throws(ShapeError) in try .negated(.apply(EntrywiseFunction.sin, [z])) })
}
