import Typesetting

/// Functions that NumPy does not have and an operator or a check needs: each is written out in the notebook that uses it.
enum NumPyHelper: String, CaseIterable, Hashable, Sendable {
  case sigmoid
  case leakyRelu = "leaky_relu"
  case elu
  case erf
  case gelu
  case softplus
  case sech
  case step
  case xlogy
  case xlog2y
  case xlog10y
  case divideSafely = "divide_safely"
  case tied
  case less
  case lessOrEqual = "less_or_equal"
  case greater
  case greaterOrEqual = "greater_or_equal"
  case equal
  case notEqual = "not_equal"
  case softmax
  case logSoftmax = "log_softmax"
  case oneHot = "one_hot"
  case firstExtreme = "first_extreme"
  case replaced
  case eigenvectors
  case planes
  case conv
  case convInput = "conv_input"
  case convKernel = "conv_kernel"
  case windows
  case maxpool
  case maxpoolInput = "maxpool_input"
  case maxpoolAt = "maxpool_at"
  case keyedRandom = "KeyedRandom"
  case close
  case printsAs = "prints_as"
  case isRight = "is_right"

  /// What Python calls it.
  var name: String { rawValue }

  /// Those that it calls.
  var needs: [NumPyHelper] {
    switch self {
    case .gelu: [.erf]
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: [.tied]
    case .conv, .convInput, .convKernel: [.planes]
    case .maxpool, .maxpoolInput, .maxpoolAt: [.windows]
    default: []
    }
  }

  /// The modules that it imports besides NumPy.
  var imports: [String] {
    switch self {
    case .erf: ["import math"]
    case .keyedRandom: ["import math"]
    case .printsAs: ["from decimal import ROUND_DOWN, Decimal"]
    default: []
    }
  }

  /// These and all that they call, in the order in which they are defined.
  static func all(with some: Set<NumPyHelper>) -> [NumPyHelper] {
    var found = some
    for helper in some { found.formUnion(helper.needs) }
    return allCases.filter(found.contains)
  }

  /// Its definition.
  func source(_ language: Language) -> String {
    let remark = remark[language]
    return (remark.isEmpty ? "" : "# \(remark)\n") + code
  }

  private var remark: Localized {
    switch self {
    case .sigmoid: Localized(es: "σ(z)", en: "σ(z)")
    case .step:
      Localized(es: "1 donde z > 0; lo que no llega a 10⁻⁹ cuenta como 0", en: "1 where z > 0; up to 10⁻⁹ counts as 0")
    case .xlogy, .xlog2y, .xlog10y:
      Localized(es: "a por el logaritmo de b, y 0 donde a es 0", en: "a times the logarithm of b, and 0 where a is 0")
    case .divideSafely: Localized(es: "a/b, y 0 donde a es 0", en: "a/b, and 0 where a is 0")
    case .tied:
      Localized(
        es: "si dos números cuentan como iguales: difieren en 10⁻⁹ del mayor, o de 1 si es menor",
        en: "whether two numbers count as equal: they differ by 10⁻⁹ of the larger, or of 1 where that is less")
    case .firstExtreme:
      Localized(es: "1 en la primera entrada extrema y 0 en las demás", en: "1 at the first extreme entry, else 0")
    case .replaced: Localized(es: "A con otra parte en ese lugar", en: "A with another part in that place")
    case .eigenvectors:
      Localized(
        es: "columnas de longitud 1, con la entrada mayor positiva",
        en: "columns of length 1, the largest entry positive")
    case .conv:
      Localized(
        es: "los filtros recorren las imágenes, sin voltearse", en: "filters move over the images, not flipped")
    case .convInput:
      Localized(es: "lo que vuelve por conv a sus imágenes", en: "what flows back through conv to its images")
    case .convKernel:
      Localized(es: "lo que vuelve por conv a sus filtros", en: "what flows back through conv to its filters")
    case .maxpoolInput:
      Localized(
        es: "lo que vuelve por maxpool: va a la primera de las mayores de cada ventana",
        en: "what flows back through maxpool: to the first of the greatest of each window")
    case .maxpoolAt:
      Localized(
        es: "las entradas de B donde están las mayores de A", en: "the entries of B where the greatest of A are")
    case .keyedRandom:
      Localized(
        es: "los números al azar de la lección: dependen de la semilla, la iteración y el nombre (SplitMix64)",
        en: "the lesson's random numbers: they depend on the seed, the iteration and the name (SplitMix64)")
    case .close:
      Localized(
        es: "si los números son estos, salvo los últimos bits (10⁻¹² del mayor)",
        en: "whether the numbers are these, up to the last bits (10⁻¹² of the largest)")
    case .printsAs:
      Localized(
        es: "si el número, redondeado o truncado, es el que está impreso",
        en: "whether the number, rounded or truncated, is the printed one")
    case .isRight:
      Localized(
        es: "si el número es una de las respuestas, con las cifras que se piden",
        en: "whether the number is one of the answers, with the digits asked for")
    default: Localized(both: "")
    }
  }

  private var code: String {
    switch self {
    case .sigmoid:
      """
      def sigmoid(z):
          return 1 / (1 + np.exp(-z))
      """
    case .leakyRelu:
      """
      def leaky_relu(z, slope):
          return np.where(z > 0, z, slope * z)
      """
    case .elu:
      """
      def elu(z):
          return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))
      """
    case .erf: "erf = np.vectorize(math.erf, otypes=[float])"
    case .gelu:
      """
      def gelu(z):
          return 0.5 * z * (1 + erf(z / np.sqrt(2)))
      """
    case .softplus:
      """
      def softplus(z):
          return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
      """
    case .sech:
      """
      def sech(z):
          return 1 / np.cosh(z)
      """
    case .step:
      """
      def step(z):
          return (z > 1e-9) * 1.0
      """
    case .xlogy: Self.product("xlogy", "np.log")
    case .xlog2y: Self.product("xlog2y", "np.log2")
    case .xlog10y: Self.product("xlog10y", "np.log10")
    case .divideSafely:
      """
      def divide_safely(a, b):
          return np.where(a == 0, 0.0, a / np.where(a == 0, 1.0, b))
      """
    case .tied:
      """
      def tied(a, b, least=1.0):
          a, b = np.asarray(a, float), np.asarray(b, float)
          with np.errstate(invalid="ignore"):
              near = np.abs(a - b) <= 1e-9 * np.maximum(least, np.maximum(np.abs(a), np.abs(b)))
          return (a == b) | (near & np.isfinite(a) & np.isfinite(b))
      """
    case .less: Self.comparison("less", "(a < b) & ~tied(a, b, least)")
    case .lessOrEqual: Self.comparison("less_or_equal", "(a < b) | tied(a, b, least)")
    case .greater: Self.comparison("greater", "(a > b) & ~tied(a, b, least)")
    case .greaterOrEqual: Self.comparison("greater_or_equal", "(a > b) | tied(a, b, least)")
    case .equal: Self.comparison("equal", "tied(a, b, least)")
    case .notEqual: Self.comparison("not_equal", "~tied(a, b, least)")
    case .softmax:
      """
      def softmax(Z, axis):
          powers = np.exp(Z - np.max(Z, axis=axis, keepdims=True))
          return powers / np.sum(powers, axis=axis, keepdims=True)
      """
    case .logSoftmax:
      """
      def log_softmax(Z, axis):
          shifted = Z - np.max(Z, axis=axis, keepdims=True)
          return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))
      """
    case .oneHot:
      """
      def one_hot(c, n, axis):
          rows = np.reshape(c, (-1, 1)) == np.arange(n)
          return (rows if axis == 1 else rows.T) * 1.0
      """
    case .firstExtreme:
      """
      def first_extreme(A, place, axis=None):
          result = np.zeros(A.shape)
          if axis is None:
              result.flat[place(A)] = 1
          else:
              np.put_along_axis(result, np.expand_dims(place(A, axis=axis), axis), 1.0, axis)
          return result
      """
    case .replaced:
      """
      def replaced(A, place, part):
          result = np.array(A, float)
          result[place] = part
          return result
      """
    case .eigenvectors:
      """
      def eigenvectors(A):
          vectors = np.linalg.eigh(A)[1]
          size = np.abs(vectors)
          first = np.argmax(size >= (1 - 1e-9) * np.max(size, axis=0), axis=0)
          return vectors * np.where(vectors[first, np.arange(len(A))] < 0, -1.0, 1.0)
      """
    default: imageCode
    }
  }

  private static func product(_ name: String, _ logarithm: String) -> String {
    """
    def \(name)(a, b):
        return np.where(a == 0, 0.0, a * \(logarithm)(np.where(a == 0, 1.0, b)))
    """
  }

  private static func comparison(_ name: String, _ condition: String) -> String {
    """
    def \(name)(a, b, least=1.0):
        return (\(condition)) * 1.0
    """
  }
}
