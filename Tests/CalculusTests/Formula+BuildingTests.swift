import Matrices
import Testing

@testable import Calculus

struct FormulaBuildingTests {
  private static let square = Formula.reference(quantity(0, "A", Shape(3, 3)))
  private static let number = Formula.reference(quantity(1, "c"))
  private static let row = Formula.reference(quantity(2, "r", Shape(1, 3)))
  private static let column = Formula.reference(quantity(3, "k", Shape(3, 1)))

  /// Formulas among which the simplifications find what they look for.
  private static func parts() throws -> [Formula] {
    var parts: [Formula] = [square, number, row, column, .number(0), .number(1), .number(-1), .number(2)]
    for value in [0.0, 1, -1, 2] { parts.append(try .filled(value, Shape(3, 3))) }
    parts.append(try .apply(Negation(), [square]))
    parts.append(try .apply(Subtraction(), [square, row]))
    parts.append(try .apply(Transposition(), [square]))
    parts.append(try .apply(Scaling(), [.number(0.5), square]))
    parts.append(try .spread(column, to: Shape(3, 3)))
    parts.append(try .spread(number, to: Shape(3, 3)))
    return parts
  }

  @Test(arguments: [1, 7, 8, 9, 40])
  func `quantities are told once each, in the order of first reading`(count: Int) throws {
    let quantities = (0..<count).map { quantity(count - $0, "q\($0)") }
    let read = quantities + quantities.reversed() + quantities
    var sum = Formula.number(0)
    for quantity in read { sum = try .apply(Addition(), [sum, .reference(quantity)]) }
    #expect(sum.references.map(\.id) == quantities.map(\.id))
    var visited: [Int] = []
    sum.visitReferences { visited.append($0.id) }
    #expect(visited == read.map(\.id))
  }

  private func value(_ formula: Formula) -> [Double] {
    formula.evaluate { quantity in
      var draws = Draws(seed: quantity.id)
      return draws.matrix(quantity.shape)
    }.values
  }

  private func expectSame(_ built: () throws -> Formula, _ plain: () throws -> Formula) throws {
    guard let plain = try? plain() else {
      #expect(throws: ShapeError.self) { try built() }
      return
    }
    let built = try built()
    #expect(built.shape == plain.shape)
    for (left, right) in zip(value(built), value(plain)) {
      #expect(agree(left, right, within: 1e-15) || (left.isNaN && right.isNaN), "\(left) \(right)")
    }
  }

  @Test func `simplifying two parts keeps the value and the shape, or the error`() throws {
    let parts = try Self.parts()
    for left in parts {
      for right in parts {
        try expectSame({ try .adding(left, right) }, { try .apply(Addition(), [left, right]) })
        try expectSame({ try .subtracting(left, right) }, { try .apply(Subtraction(), [left, right]) })
        try expectSame({ try .entrywise(left, right) }, { try .apply(EntrywiseProduct(), [left, right]) })
        if left.shape.isScalar || right.shape.isScalar {
          try expectSame({ try .scaled(left, right) }, { try .apply(Scaling(), [left, right]) })
          try expectSame({ try .product(left, right) }, { try .apply(Scaling(), [left, right]) })
        } else {
          try expectSame({ try .product(left, right) }, { try .apply(MatrixProduct(), [left, right]) })
        }
        if value(right).allSatisfy({ $0 != 0 }) {
          try expectSame({ try .divided(left, right) }, { try .apply(Division(), [left, right]) })
        }
      }
    }
  }

  @Test func `simplifying one part keeps the value and the shape`() throws {
    for part in try Self.parts() {
      try expectSame({ try .negated(part) }, { try .apply(Negation(), [part]) })
      try expectSame({ try .transpose(part) }, { try .apply(Transposition(), [part]) })
      try expectSame({ try .total(part) }, { try .apply(Total(), [part]) })
      try expectSame({ try .rowTotal(part) }, { try .apply(RowTotal(), [part]) })
      try expectSame({ try .columnTotal(part) }, { try .apply(ColumnTotal(), [part]) })
      for exponent in [0.0, 1, 2] {
        try expectSame({ try .power(part, exponent) }, { try .apply(Power(), [part, .number(exponent)]) })
      }
    }
  }

  @Test func `what is trivial is left out`() throws {
    let (square, number) = (Self.square, Self.number)
    #expect(try Formula.scaled(.number(1), square) == square)
    #expect(try Formula.adding(.filled(0, Shape(3, 3)), square) == square)
    #expect(try Formula.transpose(.transpose(square)) == square)
    #expect(try Formula.negated(.negated(square)) == square)
    #expect(try Formula.scaled(.number(0.5), .scaled(.number(2), square)) == square)
    #expect(try Formula.product(number, square) == .apply(Scaling(), [number, square]))
    #expect(try Formula.negated(.subtracting(square, Self.row)) == .apply(Subtraction(), [Self.row, square]))
    #expect(try Formula.entrywise(.spread(number, to: Shape(3, 3)), square) == .apply(Scaling(), [number, square]))
    #expect(
      try Formula.entrywise(.spread(Self.column, to: Shape(3, 3)), square)
        == .apply(EntrywiseProduct(), [Self.column, square]))
  }

  @Test func `summing undoes repeating, for images too`() throws {
    let images = try #require(Shape(sizes: [2, 3, 2, 2]))
    let channels = try #require(Shape(sizes: [1, 3, 1, 1]))
    for (shape, side) in [
      (Shape(3, 3), Shape(1, 3)), (Shape(3, 3), Shape(3, 1)), (Shape(3, 3), .scalar), (images, channels),
      (images, .scalar),
    ] {
      let summed = try Formula.summed(.filled(1, shape), to: side)
      #expect(summed.shape == side)
      #expect(summed.evaluate().values.allSatisfy { $0 == Double(shape.count / side.count) })
    }
  }
}
