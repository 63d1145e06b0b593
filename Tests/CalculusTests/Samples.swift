import Matrices

@testable import Calculus

/// Numbers that look random and are the same each time.
struct Draws {
  private var state: UInt64

  init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678 }

  mutating func next(in bounds: ClosedRange<Double>) -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return bounds.lowerBound + (bounds.upperBound - bounds.lowerBound) * Double(mixed >> 11) * 0x1p-53
  }

  mutating func matrix(_ shape: Shape, in bounds: ClosedRange<Double> = -2...2) -> Matrix {
    var matrix = Matrix(shape)
    for index in matrix.values.indices { matrix.values[index] = next(in: bounds) }
    return matrix
  }
}

/// An operator at work on quantities with drawn values.
struct Trial: CustomStringConvertible {
  let rule: any Operator
  let sample: OperatorSample
  let quantities: [Quantity]
  var values: [Matrix]

  init(_ rule: any Operator, _ sample: OperatorSample, seed: Int) {
    self.rule = rule
    self.sample = sample
    var draws = Draws(seed: seed)
    quantities = sample.shapes.enumerated().map { quantity($0, ["ux", "vx", "wx", "px", "qx"][$0 % 5], $1) }
    values = sample.shapes.map { draws.matrix($0, in: sample.bounds) }
    guard sample.diagonal != 0, let first = values.first else { return }
    for index in 0..<first.shape.rows { values[0][index, index] += sample.diagonal * Double(index + 1) }
  }

  var arguments: [Formula] { quantities.map(Formula.reference) }

  func formula() throws -> Formula { try .apply(rule, arguments) }

  func value(_ formula: Formula) -> Matrix {
    formula.evaluate { $0.id < values.count ? values[$0.id] : Matrix($0.shape, repeating: .nan) }
  }

  func number(_ scalar: Scalar) -> Double {
    scalar.evaluate { $0.id < values.count ? values[$0.id] : Matrix($0.shape, repeating: .nan) }
  }

  var description: String { "\(rule.identity) on \(sample.shapes)" }

  /// Every operator on each of its samples.
  static let all: [Trial] = Operators.all.enumerated().flatMap { number, rule in
    rule.samples.enumerated().map { Trial(rule, $1, seed: 100 * number + $0) }
  }
}

func quantity(_ id: Int, _ name: String, _ shape: Shape = .scalar, _ role: Quantity.Role = .defined(occurrence: 1))
  -> Quantity
{
  Quantity(id: id, symbol: Symbol(canonical: name), shape: shape, role: role)
}

/// The numbers as bits, so that even the sign of a zero counts.
func bits(_ values: [Double]) -> [UInt64] { values.map(\.bitPattern) }

/// Whether two numbers differ by at most this much of the larger, at least 1.
func agree(_ left: Double, _ right: Double, within tolerance: Double) -> Bool {
  left == right || abs(left - right) <= tolerance * max(1, abs(left), abs(right))
}
