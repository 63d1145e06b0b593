#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The functions of the C library under names that no operator shadows.
enum RealMath {
  static func exponential(_ number: Double) -> Double { exp(number) }
  static func exponentialLessOne(_ number: Double) -> Double { expm1(number) }
  static func logarithm(_ number: Double) -> Double { log(number) }
  static func logarithmOfOnePlus(_ number: Double) -> Double { log1p(number) }
  static func binaryLogarithm(_ number: Double) -> Double { log2(number) }
  static func decimalLogarithm(_ number: Double) -> Double { log10(number) }
  static func sine(_ number: Double) -> Double { sin(number) }
  static func cosine(_ number: Double) -> Double { cos(number) }
  static func hyperbolicTangent(_ number: Double) -> Double { tanh(number) }
  static func hyperbolicSine(_ number: Double) -> Double { sinh(number) }
  static func hyperbolicCosine(_ number: Double) -> Double { cosh(number) }
  static func errorFunction(_ number: Double) -> Double { erf(number) }
}
