import Matrices
import Testing

@testable import Calculus

/// Values of what solves systems of equations and turns axes, held against what defines them.
struct LinearAlgebraTests {
  private func value(_ rule: any Operator, _ arguments: Matrix...) throws -> Matrix {
    let quantities = arguments.enumerated().map { quantity($0, "a", $1.shape) }
    return try Formula.apply(rule, quantities.map(Formula.reference)).evaluate { arguments[$0.id] }
  }

  private func square(_ size: Int, _ values: [Double]) throws -> Matrix {
    try #require(Matrix(Shape(size, size), values))
  }

  private func product(_ left: Matrix, _ right: Matrix) throws -> Matrix { try value(MatrixProduct(), left, right) }

  @Test func `the inverse of two by two is the cofactors over the determinant`() throws {
    #expect(try value(Inverse(), square(2, [4, 7, 2, 6])).values == [0.6, -0.7, -0.2, 0.4])
    #expect(try value(LinearSolution(), square(2, [4, 7, 2, 6]), Matrix(Shape(2, 1), [5, 6])!).values == [-1.2, 1.4])
  }

  @Test(arguments: [1, 2, 3, 5, 12]) func `a matrix times its inverse is the identity`(size: Int) throws {
    var draws = Draws(seed: size)
    for _ in 0..<20 {
      let matrix = draws.matrix(Shape(size, size))
      let inverse = try value(Inverse(), matrix)
      let scale = inverse.values.reduce(1) { max($0, abs($1)) }
      for (index, found) in try product(matrix, inverse).values.enumerated() {
        let wanted: Double = index / size == index % size ? 1 : 0
        #expect(abs(found - wanted) <= 1e-14 * Double(size) * scale)
      }
      let right = draws.matrix(Shape(size, 3))
      let solution = try value(LinearSolution(), matrix, right)
      for (found, wanted) in zip(try product(matrix, solution).values, right.values) {
        #expect(abs(found - wanted) <= 1e-14 * Double(size) * scale)
      }
    }
  }

  @Test func `rows are exchanged where a pivot is 0, whatever the scale of a column`() throws {
    #expect(
      try value(Inverse(), square(3, [0, 0, 2, 4, 0, 0, 0, 1e-20, 0])).values == [0, 0.25, 0, 0, 0, 1e20, 0.5, 0, 0])
  }

  @Test func `two by two is right at both ends of the range of numbers, where products are not`() throws {
    func solution(_ matrix: [Double], _ sides: [Double]) throws -> [Double] {
      try value(LinearSolution(), square(2, matrix), #require(Matrix(Shape(2, 1), sides))).values
    }
    for size in [1e-200, 1e-160, 1e160, 1e200] {
      let inverse = try value(Inverse(), square(2, [size, 0, 0, size])).values
      #expect(zip(inverse, [1, 0, 0, 1]).allSatisfy { abs($0 * size - $1) <= 0x1p-52 }, "\(inverse)")
      #expect(try solution([size, 0, 0, size], [size, 2 * size]) == [1, 2])
    }
    // Powers of two change no digit.
    let inverse = try value(Inverse(), square(2, [4, 7, 2, 6])).values
    let small = try value(Inverse(), square(2, [4, 7, 2, 6].map { $0 * 0x1p-700 })).values
    #expect(small == inverse.map { $0 * 0x1p700 })
    // Rows and columns of very different sizes.
    let uneven = try value(Inverse(), square(2, [0x1p660, 0x1p660, 0x1p-660, -0x1p-660])).values
    #expect(uneven == [0x1p-661, 0x1p659, 0x1p-661, -0x1p659])
    #expect(try solution([1e200, 0, 0, 1e-200], [1e300, 0]) == [1e300 / 1e200, 0])
    #expect(try value(Inverse(), square(2, [1e200, 2e200, 2e200, 4e200])).values.allSatisfy { !$0.isFinite })
    #expect(try value(Inverse(), square(2, [0, 0, 0, 0])).values.allSatisfy(\.isNaN))
    #expect(try value(Inverse(), square(2, [.nan, 0, 0, 1])).values.allSatisfy(\.isNaN))
  }

  @Test func `symmetric is what differs by rounding alone`() throws {
    func asymmetry(_ size: Int, _ values: [Double], _ tolerance: Asymmetry.Tolerance = .double) -> Asymmetry? {
      values.withUnsafeBufferPointer { numbers in
        numbers.baseAddress.flatMap { Asymmetry($0, size: size, tolerance) }
      }
    }
    #expect(asymmetry(2, [1, 0.3, 0.1 + 0.2, 1]) == nil)
    #expect(asymmetry(2, [1e3, 1e-16, -2e-16, 1e3]) == nil, "what cancels has the rounding of what it comes of")
    #expect(asymmetry(2, [.nan, .nan, .infinity, 1]) == nil)
    #expect(asymmetry(2, [1, 1, 1 + 1e-6, 1], .single) == nil)
    #expect(asymmetry(2, [1, 1, 1 + 1e-6, 1])?.pairs == 1)
    let found = try #require(asymmetry(3, [1, 2, 3, 2.5, 1, 4, 3, 6, 1]))
    #expect((found.row, found.column, found.entry, found.mirrored, found.pairs) == (1, 2, 4, 6, 2))
  }

  @Test func `of a singular matrix nothing is finite`() throws {
    // Elimination leaves 10⁻¹⁶ of the third pivot, which is rounding.
    let singular = try square(3, [1, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(try value(Inverse(), singular).values.allSatisfy(\.isNaN))
    #expect(try value(LinearSolution(), singular, Matrix(Shape(3, 1))).values.allSatisfy(\.isNaN))
    #expect(try value(Inverse(), square(2, [1, 2, 2, 4])).values.allSatisfy { !$0.isFinite })
    #expect(try value(Inverse(), Matrix(0)).values == [.infinity])
    #expect(try value(Inverse(), square(3, [.nan, 0, 0, 0, 1, 0, 0, 0, 1])).values.allSatisfy(\.isNaN))
    // Only just not singular: 9 and not 9 − 10⁻¹².
    let nearly = try square(3, [1, 2, 3, 4, 5, 6, 7, 8, 9 - 1e-12])
    #expect(try value(Inverse(), nearly).values.allSatisfy(\.isFinite))
  }

  @Test func `what is not square, or does not fit, is refused`() {
    func reason(_ rule: any Operator, _ shapes: Shape...) -> String? {
      do { _ = try rule.shape(of: shapes) } catch { return error.reason.en }
      return nil
    }
    #expect(reason(Inverse(), Shape(2, 3)) == "inv needs a square matrix, and this one is 2×3")
    #expect(reason(LinearSolution(), Shape(2, 3), Shape(2, 1)) == "solve needs a square matrix, and this one is 2×3")
    #expect(reason(LinearSolution(), Shape(2, 2), Shape(3, 1)) == "the 2 and the 3 should be equal")
    #expect(reason(Eigenvectors(), Shape(3, 2)) == "eigenvectors needs a square matrix, and this one is 3×2")
    #expect(
      reason(Inverse(), Shape(1001, 1001)) == "inv is computed of up to 1000×1000, and the matrix is 1001×1001")
    #expect(reason(Argmin(.all), Shape(2, 3))?.contains("argmin_rows gives the row in each column") == true)
    #expect(reason(Argmin(.all), Shape(0, 1)) == "it has no entries")
  }

  @Test func `eigenvectors are of length 1, at right angles, and only stretched by the matrix`() throws {
    var draws = Draws(seed: 5)
    for size in [1, 2, 4, 9] {
      let drawn = draws.matrix(Shape(size, size))
      let matrix = try square(size, zip(drawn.values, transpose(drawn).values).map { 0.5 * ($0 + $1) })
      let (vectors, values) = (try value(Eigenvectors(), matrix), try value(Eigenvalues(), matrix))
      for (index, found) in try product(transpose(vectors), vectors).values.enumerated() {
        #expect(abs(found - (index / size == index % size ? 1 : 0)) < 1e-13)
      }
      for (index, found) in try product(matrix, vectors).values.enumerated() {
        #expect(abs(found - values.values[index % size] * vectors.values[index]) < 1e-13)
      }
      for column in 0..<size {
        let entries = (0..<size).map { vectors[$0, column] }
        #expect(entries.max() == entries.map(abs).max())
      }
    }
  }

  @Test func `of entries that are equally large the first is positive`() throws {
    let half = 0.5.squareRoot()
    for (found, known) in zip(try value(Eigenvectors(), square(2, [2, 1, 1, 2])).values, [half, half, -half, half]) {
      #expect(agree(found, known, within: 1e-15))
    }
    #expect(try value(Eigenvectors(), square(2, [.nan, 1, 1, 2])).values.allSatisfy(\.isNaN))
  }

  @Test func `a variance is over as many numbers as there are`() throws {
    let matrix = try #require(Matrix(Shape(2, 3), [1, 2, 6, 3, 2, 0]))
    #expect(try value(Variance(.all), Matrix(Shape(1, 4), [2, 4, 4, 6])!).values == [2])
    #expect(try value(Variance(.rows), matrix).values == [1, 0, 9])
    #expect(try value(Variance(.columns), matrix).values[0] == 14.0 / 3)
    #expect(try value(Variance(.all), Matrix(7)).values == [0])
  }

  @Test func `an index counts from 1, and the first of equal ones is meant`() throws {
    #expect(try value(Argmin(.all), Matrix(Shape(2, 1), [1.1147, 1.1102])!).values == [2])
    #expect(try value(Argmin(.all), Matrix(Shape(1, 3), [5, 3, 3])!).values == [2])
    let matrix = try #require(Matrix(Shape(2, 3), [1, 5, 2, 0, 7, 2]))
    #expect(try value(Argmin(.rows), matrix).values == [2, 1, 1])
    #expect(try value(Argmin(.columns), matrix).values == [1, 1])
  }

  @Test func `hyperbolic functions at places that are known`() throws {
    let row = Matrix(Shape(1, 3), [0, 1, -1])!
    // Abramowitz and Stegun, table 4.15
    for (rule, known) in [
      (EntrywiseFunction.cosh, [1, 1.543_080_634_815_243_8, 1.543_080_634_815_243_8]),
      (.sinh, [0, 1.175_201_193_643_801_5, -1.175_201_193_643_801_5]),
      (.sech, [1, 0.648_054_273_663_885_4, 0.648_054_273_663_885_4]),
    ] {
      for (found, known) in zip(try value(rule, row).values, known) { #expect(agree(found, known, within: 1e-15)) }
    }
    #expect(try value(EntrywiseFunction.sech, Matrix(800)).values == [0])
  }
}
