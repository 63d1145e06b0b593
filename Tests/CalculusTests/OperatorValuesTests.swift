import Matrices
import Testing

@testable import Calculus

/// Values at the places that drawn numbers do not reach: ties, zeros, large numbers.
struct OperatorValuesTests {
  private func value(_ rule: any Operator, _ arguments: Matrix...) throws -> [Double] {
    let quantities = arguments.enumerated().map { quantity($0, "a", $1.shape) }
    return try Formula.apply(rule, quantities.map(Formula.reference)).evaluate { arguments[$0.id] }.values
  }

  private func gradients(_ rule: any Operator, _ arguments: Matrix...) throws -> [[Double]?] {
    let quantities = arguments.enumerated().map { quantity($0, "a", $1.shape) }
    let references = quantities.map(Formula.reference)
    let formula = try Formula.apply(rule, references)
    return try rule.pullback(.filled(1, formula.shape), references, value: formula).map { gradient in
      gradient.map { $0.evaluate { arguments[$0.id] }.values }
    }
  }

  private func row(_ values: Double...) -> Matrix { Matrix(Shape(1, values.count), values) ?? Matrix(0) }

  @Test func `what differs by a billionth of the larger is equal, unless ties are exact`() throws {
    let (left, right) = (Matrix(0.1 + 0.2), Matrix(0.3))
    for (kind, near) in [
      (Comparison.Kind.less, 0.0), (.lessOrEqual, 1), (.greater, 0), (.greaterOrEqual, 1), (.equal, 1), (.notEqual, 0),
    ] {
      #expect(try value(Comparison(kind: kind, isExact: false), left, right) == [near])
    }
    #expect(try value(Comparison(kind: .greater, isExact: true), left, right) == [1])
    #expect(try value(Comparison(kind: .equal, isExact: false), Matrix(2e9), Matrix(2e9 + 1)) == [1])
    #expect(try value(Comparison(kind: .equal, isExact: false), Matrix(2e8), Matrix(2e8 + 1)) == [0])
    #expect(try value(Comparison(kind: .equal, isExact: false), Matrix(.infinity), Matrix(.infinity)) == [1])
    #expect(try value(Comparison(kind: .less, isExact: false), Matrix(1), Matrix(.infinity)) == [1])
  }

  @Test func `where takes the second side where the condition is 0`() throws {
    #expect(try value(Choice(), row(1, 0, -2), row(1, 2, 3), row(4, 5, 6)) == [1, 5, 3])
    let flowing = try gradients(Choice(), row(1, 0, -2), row(1, 2, 3), row(4, 5, 6))
    #expect(flowing == [nil, [1, 0, 1], [0, 1, 0]])
  }

  @Test func `the derivative of a maximum flows to the first of equal entries`() throws {
    #expect(try gradients(Extreme(.maximum, .all), row(1, 3, 3)) == [[0, 1, 0]])
  }

  @Test func `the derivative of the greater of two does not depend on which stands first`() throws {
    let rule = PairExtreme(.maximum)
    #expect(try gradients(rule, row(3, 2, 1), row(1, 2, 3)) == [[1, 0.5, 0], [0, 0.5, 1]])
    #expect(try gradients(rule, row(1, 2, 3), row(3, 2, 1)) == [[0, 0.5, 1], [1, 0.5, 0]])
    #expect(try gradients(PairExtreme(.minimum), Matrix(2), Matrix(2)) == [[0.5], [0.5]])
    // Beside a number it is that of relu.
    let z = Formula.reference(Quantity(id: 0, symbol: Symbol(canonical: "z"), shape: Shape(1, 3)))
    for (arguments, place) in [([z, .number(0)], 0), ([.number(0), z], 1)] {
      let value = try Formula.apply(rule, arguments)
      let flowing = try rule.pullback(.filled(1, Shape(1, 3)), arguments, value: value)
      #expect(flowing[1 - place] == nil)
      #expect(flowing[place]?.evaluate { _ in row(-1, 0, 2) }.values == [0, 0, 1])
    }
  }

  @Test func `a logarithm counts for nothing where its factor is 0, and so does its derivative`() throws {
    let rule = LogarithmProduct(of: .ln)
    #expect(try value(rule, row(0, 1), row(0, 1)) == [0, 0])
    #expect(try gradients(rule, row(0, 1), row(0, 2))[1] == [0, 0.5])
  }

  @Test func `a softmax of large numbers does not overflow`() throws {
    let large = row(1000, 1000)
    #expect(try value(Softmax(axis: .rows), large) == [0.5, 0.5])
    #expect(try value(LogSoftmax(axis: .rows), row(0, -2000)) == [0, -2000])
    #expect(try value(EntrywiseFunction.softplus, row(1000, -1000)) == [1000, 0])
  }

  @Test func `classes count from 0 and the first of equal ones wins`() throws {
    #expect(try value(Argmax(axis: .rows), row(1, 4, 4)) == [1])
    #expect(try value(OneHot(classes: 3, axis: .rows), row(2, 0)) == [0, 0, 1, 1, 0, 0])
    #expect(try value(OneHot(classes: 3, axis: .columns), row(2, 0)) == [0, 1, 0, 0, 1, 0])
  }

  @Test func `derivatives that are not there are 0`() throws {
    for function in [EntrywiseFunction.relu, .abs, .step, .sign, .floor] {
      #expect(try value(EntrywiseDerivative(of: function), Matrix(0)) == [0])
    }
    #expect(try value(EntrywiseFunction.step, row(0, 1e-12, 1e-6, -1)) == [0, 0, 1, 0])
    #expect(try value(EntrywiseFunction.stepExact, row(0, 1e-12)) == [0, 1])
  }

  @Test func `gelu is exact`() throws {
    // ½·(1 + erf(1/√2)), as published: Φ(1) = 0.8413447460685429.
    #expect(try agree(value(EntrywiseFunction.gelu, Matrix(1))[0], 0.841_344_746_068_542_9, within: 1e-15))
  }

  @Test func `a square is a product`() throws {
    #expect(try value(Power(), row(0.1, -3), Matrix(2)) == [0.1 * 0.1, 9])
  }

  @Test func `what is not a number stays, wherever it stands`() throws {
    for kind in [Extreme.Kind.minimum, .maximum] {
      for line in [row(.nan, 1, 2), row(1, .nan, 2), row(1, 2, .nan)] {
        #expect(try value(Extreme(kind, .all), line)[0].isNaN)
      }
      #expect(try value(PairExtreme(kind), row(.nan, 1), row(1, .nan)).allSatisfy(\.isNaN))
      #expect(try value(FirstExtreme(kind, .all), row(1, .nan, .nan)) == [0, 1, 0])
    }
    #expect(try value(EntrywiseFunction.sign, Matrix(.nan))[0].isNaN)
    #expect(try value(EntrywiseFunction.sign, row(-0.0, 0, -3)) == [0, 0, -1])
    #expect(try value(EntrywiseFunction.relu, Matrix(.nan))[0].isNaN)
    #expect(try value(Argmax(axis: .rows), row(1, .nan, 5, .nan)) == [1])
    #expect(try value(Argmin(.all), row(1, .nan, 0, .nan)) == [2])
    let pool = PoolingGeometry.Attributes(window: 2, stride: 2)
    let image = try #require(Matrix(Shape(2, 4), [1, 2, .nan, 4, 3, .nan, 5, 6]))
    #expect(try value(MaxPooling(pool), image).allSatisfy(\.isNaN))
    #expect(try value(MaxPoolingGradient(pool), row(7, 8), image) == [0, 0, 8, 0, 0, 7, 0, 0])
    // A comparison with what is not a number does not hold.
    let holds = try value(Comparison(kind: .greater, isExact: false), Matrix(.nan), Matrix(1))
    #expect(try value(Choice(), Matrix(holds[0]), Matrix(5), Matrix(7)) == [7])
  }

  @Test func `the bounds of a clip are kept`() throws {
    #expect(try value(Clip(), row(-2, 0.5, 2), Matrix(-1), Matrix(1)) == [-1, 0.5, 1])
    #expect(try gradients(Clip(), row(-2, 0.5, 2), Matrix(-1), Matrix(1)) == [[0, 1, 0], [1], [1]])
  }

  @Test func `eigenvalues are in ascending order`() throws {
    let matrix = try #require(Matrix(Shape(3, 3), [2, 1, 0, 1, 2, 0, 0, 0, -1]))
    for (found, known) in zip(try value(Eigenvalues(), matrix), [-1.0, 1, 3]) {
      #expect(agree(found, known, within: 1e-14))
    }
    // Their sum is the trace, and the sum of their squares that of the entries.
    var draws = Draws(seed: 3)
    let drawn = draws.matrix(Shape(12, 12))
    let symmetric = try #require(
      Matrix(Shape(12, 12), zip(drawn.values, transpose(drawn).values).map { $0 + $1 }))
    let found = try value(Eigenvalues(), symmetric)
    #expect(found == found.sorted())
    #expect(agree(found.reduce(0, +), (0..<12).reduce(0) { $0 + symmetric[$1, $1] }, within: 1e-12))
    #expect(agree(found.reduce(0) { $0 + $1 * $1 }, symmetric.values.reduce(0) { $0 + $1 * $1 }, within: 1e-12))
  }

  @Test func `a range has exact ends`() throws {
    #expect(try value(RangeOf(from: -1, to: 1, count: 5)) == [-1, -0.5, 0, 0.5, 1])
    #expect(try value(RangeOf(from: 0, to: 0.3, count: 4)).last == 0.3)
    #expect(try value(RangeOf(from: 2, to: 3, count: 1)) == [2])
  }

  @Test func `blocks that do not fit are refused`() {
    #expect(throws: ShapeError.self) { try Join(cellsPerRow: [2]).shape(of: [Shape(2, 1), Shape(3, 1)]) }
    #expect(throws: ShapeError.self) { try Join(cellsPerRow: [1, 1]).shape(of: [Shape(1, 2), Shape(1, 3)]) }
    #expect(throws: ShapeError.self) {
      try Slice(rows: 0..<3, columns: 0..<1, of: Shape(2, 2)).shape(of: [Shape(2, 2)])
    }
  }
}
