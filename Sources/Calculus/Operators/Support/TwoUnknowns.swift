/// Systems of two equations, by cofactors as a hand solves them.
///
/// Where a product of entries would leave the range of numbers, or come near its end, rows and columns are scaled by
/// powers of two before, which changes no digit.
struct TwoUnknowns {
  /// The matrix, scaled: a b in the first row, c d in the second.
  private let a: Double
  private let b: Double
  private let c: Double
  private let d: Double
  /// The powers of two by which rows and columns have been multiplied; nil where they are as they were given.
  private let scale: (rows: (Int, Int), columns: (Int, Int))?
  private let determinant: Double

  /// - Parameter sides: the right sides that it will be solved for, as far as they decide whether to scale.
  init(_ matrix: (Double, Double, Double, Double), sides: (Double, Double) = (0, 0)) {
    let (a, b, c, d) = matrix
    let isFinite = a.isFinite && b.isFinite && c.isFinite && d.isFinite && sides.0.isFinite && sides.1.isFinite
    let isOrdinary =
      Self.isOrdinary(a, d) && Self.isOrdinary(b, c) && Self.isOrdinary(sides.0, d) && Self.isOrdinary(b, sides.1)
      && Self.isOrdinary(a, sides.1) && Self.isOrdinary(sides.0, c)
    guard isFinite, !isOrdinary else {
      (self.a, self.b, self.c, self.d, scale) = (a, b, c, d, nil)
      determinant = a * d - b * c
      return
    }
    let rows = (Self.lowering(a, b), Self.lowering(c, d))
    let (p, q) = (Self.scaled(a, rows.0), Self.scaled(b, rows.0))
    let (r, s) = (Self.scaled(c, rows.1), Self.scaled(d, rows.1))
    let columns = (Self.lowering(p, r), Self.lowering(q, s))
    (self.a, self.b) = (Self.scaled(p, columns.0), Self.scaled(q, columns.1))
    (self.c, self.d) = (Self.scaled(r, columns.0), Self.scaled(s, columns.1))
    scale = (rows, columns)
    determinant = self.a * self.d - self.b * self.c
  }

  /// The entries of the inverse, row by row.
  var inverse: (Double, Double, Double, Double) {
    let entries = (d / determinant, -b / determinant, -c / determinant, a / determinant)
    guard let (rows, columns) = scale else { return entries }
    return (
      Self.scaled(entries.0, columns.0 + rows.0), Self.scaled(entries.1, columns.0 + rows.1),
      Self.scaled(entries.2, columns.1 + rows.0), Self.scaled(entries.3, columns.1 + rows.1)
    )
  }

  /// The two unknowns for the right sides.
  func solution(_ first: Double, _ second: Double) -> (Double, Double) {
    guard let (rows, columns) = scale, first != 0 || second != 0 else {
      return ((first * d - b * second) / determinant, (a * second - first * c) / determinant)
    }
    // The larger of the scaled right sides becomes a number between 1 and 2.
    let size = max(
      first == 0 ? Int.min : Int(first.exponent) + rows.0, second == 0 ? Int.min : Int(second.exponent) + rows.1)
    let (one, other) = (Self.scaled(first, rows.0 - size), Self.scaled(second, rows.1 - size))
    return (
      Self.scaled((one * d - b * other) / determinant, columns.0 + size),
      Self.scaled((a * other - one * c) / determinant, columns.1 + size)
    )
  }

  /// Whether a product is far from both ends of the range of numbers, or 0 because a factor is.
  private static func isOrdinary(_ left: Double, _ right: Double) -> Bool {
    (0x1p-900...0x1p1000).contains(abs(left * right)) || left == 0 || right == 0
  }

  /// The power of two that brings the larger of two numbers between 1 and 2; of two zeros, none.
  private static func lowering(_ one: Double, _ other: Double) -> Int {
    let larger = max(abs(one), abs(other))
    return larger == 0 ? 0 : -Int(larger.exponent)
  }

  private static func scaled(_ number: Double, _ power: Int) -> Double {
    number.isFinite ? Double(sign: .plus, exponent: power, significand: number) : number
  }
}
