import Matrices

/// A matrix that a program computes or is given, with a shape.
public struct Quantity: Hashable, Sendable {
  /// Its place among the quantities of its program, from 0; what tells two quantities apart.
  public let id: Int
  private let details: Details

  /// Its name.
  public var symbol: Symbol { details.symbol }
  /// Its sizes.
  public var shape: Shape { details.shape }
  /// What kind of value the name stands for here.
  public var role: Role { details.role }
  /// Where its examples lie, if it has a value for each; of a weight, where those lie that it is multiplied by.
  public var examples: ExampleAxis { details.examples }

  /// What a quantity is in the course of an iteration.
  public enum Role: Hashable, Sendable {
    /// Defined once, or the `occurrence`-th definition of its name (from 1) when there are several.
    case defined(occurrence: Int)
    /// The value after the `ordinal`-th `←` to it in an iteration (from 1): `new(W)` is the last, `new(W, 1)` the first
    /// of several.
    case updated(ordinal: Int, isLast: Bool = true)
    /// The value computed again with what the updates have left: `new(E)`.
    case recomputed
    /// The derivative of one entry of a quantity: `∂E/∂W1`; the numerator is named as in an address, and for a reader
    /// spelled like a symbol.
    case derivative(numerator: String, spelledLike: Symbol? = nil)
  }

  /// Whether it is a setting: the digits its name ends with are then an index (`n₁`, `η₀`) and no layer.
  package var isSetting: Bool { details.isSetting }

  /// All but the place, which copies share: quantities are copied all the time.
  private final class Details: Sendable {
    let symbol: Symbol
    let shape: Shape
    let role: Role
    let isSetting: Bool
    let examples: ExampleAxis

    init(_ symbol: Symbol, _ shape: Shape, _ role: Role, isSetting: Bool, _ examples: ExampleAxis) {
      self.symbol = symbol
      self.shape = shape
      self.role = role
      self.isSetting = isSetting
      self.examples = examples
    }
  }

  package init(
    id: Int, symbol: Symbol, shape: Shape, role: Role = .defined(occurrence: 1), isSetting: Bool = false,
    examples: ExampleAxis = .rows
  ) {
    self.id = id
    details = Details(symbol, shape, role, isSetting: isSetting, examples)
  }

  /// The same quantity with other sizes, its examples along the same axis.
  package func shaped(_ shape: Shape) -> Quantity {
    Quantity(id: id, symbol: symbol, shape: shape, role: role, isSetting: isSetting, examples: examples)
  }

  /// How many examples it has: a size, on which the length of the batch may decide (`BatchLength`).
  package var exampleCount: Int { examples.count(shape) }

  /// What a reader types to ask for it: `W1`, `new(W1)`, `∂E/∂W1`.
  public var name: String {
    switch role {
    case .defined: symbol.name
    case .updated(_, isLast: true), .recomputed: "new(\(symbol.name))"
    case .updated(let ordinal, isLast: false): "new(\(symbol.name), \(ordinal))"
    case .derivative(let numerator, _): "∂\(numerator)/∂\(symbol.name)"
    }
  }

  /// Whether it is a value after an update.
  package var isUpdated: Bool {
    if case .updated = role { true } else { false }
  }

  /// Whether it is a derivative that was made mechanically.
  package var isDerivative: Bool {
    if case .derivative = role { true } else { false }
  }

  /// Quantities are told apart by their place in the program.
  public static func == (left: Quantity, right: Quantity) -> Bool { left.id == right.id }
  /// Hashes the place in the program.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
