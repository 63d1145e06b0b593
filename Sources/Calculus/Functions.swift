import Matrices
import Typesetting

/// The functions a lesson calls by name, and the formulas they stand for.
package enum Functions {
  /// What stands between two commas of a call.
  package struct Argument: Hashable, Sendable {
    /// The name before a `=`: `slope = 0.1`.
    package var name: String?
    package var formula: Formula
    /// The number, when it is known without running: a number, a setting, arithmetic of those.
    package var constant: Double?
    /// The size that it is in shapes, when the length of the batch decides on it (`BatchLength`).
    package var size: Int?
    /// Whether the length of the batch decides the number.
    package var isDecidedByLength = false
    /// Sizes written `2×3` or `(2, 3)`.
    package var sizes: [Int]?

    package init(
      name: String? = nil, formula: Formula, constant: Double? = nil, size: Int? = nil, sizes: [Int]? = nil
    ) {
      self.name = name
      self.size = size
      self.formula = formula
      self.constant = constant ?? formula.constant
      self.sizes = sizes
    }
  }

  /// What a call depends on besides its arguments.
  package struct Context: Hashable, Sendable {
    /// Where the lesson says that examples lie.
    package var convention: ExampleAxis
    /// Whether only identical numbers are equal (`ties exact`).
    package var tiesExact: Bool

    package init(convention: ExampleAxis = .rows, tiesExact: Bool = false) {
      self.convention = convention
      self.tiesExact = tiesExact
    }
  }

  /// The formula a call stands for; nil when there is no such function.
  ///
  /// - Throws: what is expected, when the number, the kind or the shapes of the arguments do not fit.
  package static func make(
    _ name: String, _ arguments: [Argument], context: Context
  ) throws(ShapeError) -> Formula? {
    if name == "log" { throw ambiguousLogarithm }
    guard let function = table[name] else { return nil }
    return try function.build(Call(name: name, usage: function.usage, arguments: arguments, context: context))
  }

  /// The formula that `name'(…)` stands for; nil when `name` is no function entry by entry.
  package static func makeDerivative(
    _ name: String, _ arguments: [Argument], context: Context
  ) throws(ShapeError) -> Formula? {
    guard case .apply(let application)? = try make(name, arguments, context: context),
      let function = application.rule as? EntrywiseFunction
    else { return nil }
    return try .apply(EntrywiseDerivative(of: function), application.arguments)
  }

  /// The function entry by entry that a prime may follow, parameters at their defaults; nil for any other name.
  package static func derivative(_ name: String) -> EntrywiseFunction? { entrywise[name] }

  /// Every name, in alphabetical order.
  package static let names: [String] = table.keys.sorted()

  /// Functions of one number, by every name they are called by.
  static let entrywise: [String: EntrywiseFunction] = [
    "exp": .exp, "ln": .ln, "log2": .log2, "log10": .log10, "sin": .sin, "cos": .cos, "sinh": .sinh,
    "cosh": .cosh, "sech": .sech, "tanh": .tanh, "sigmoid": .sigmoid, "σ": .sigmoid, "relu": .relu,
    "leaky_relu": .leakyRelu(), "elu": .elu,
    "gelu": .gelu, "softplus": .softplus, "sqrt": .squareRoot, "abs": .abs, "sign": .sign, "floor": .floor,
    "step": .step,
  ]

  private static let ambiguousLogarithm = ShapeError(
    Localized(
      es: "log no dice en qué base; se escribe ln, log2 o log10",
      en: "log does not say to which base; it is written ln, log2 or log10"), shapes: [])
}
