import Matrices
import Testing

@testable import Calculus

/// Products of matrices with many zeros have the bits of all their products added in order.
@Suite struct ListedProductTests {
  private static let sizes = [(40, 64, 33), (8, 900, 10), (130, 71, 8), (9, 101, 150)]

  /// Numbers with many bits, among them zeros of both signs, and small ones whose products are lost.
  private static func numbers(_ count: Int, zeros: Double, _ name: String) -> [Double] {
    var random = KeyedRandom(seed: 3, iteration: count, name: name)
    return (0..<count).map { _ in
      if random.uniform() < zeros { return random.uniform() < 0.5 ? 0 : -0.0 }
      let number = random.uniform(-2, 2)
      return random.uniform() < 0.01 ? number * 1e-200 : number
    }
  }

  /// Whether the zeros are left out; where they are, each entry is compared with the sum of all products.
  private static func compare(
    _ left: [Double], _ right: [Double], _ rows: Int, _ inner: Int, _ columns: Int, lanes: Int32 = ProductTile.lanes
  ) -> Bool {
    var found = [Double](repeating: 7, count: rows * columns)
    guard ListedProduct.fill(&found, left, right, rows: rows, inner: inner, columns: columns, lanes: lanes) else {
      #expect(found == [Double](repeating: 7, count: rows * columns))
      return false
    }
    for place in found.indices {
      let (row, column) = place.quotientAndRemainder(dividingBy: columns)
      var sum = left[row * inner] * right[column]
      for index in 1..<inner { sum += left[row * inner + index] * right[index * columns + column] }
      if found[place].bitPattern != sum.bitPattern {
        Issue.record("entry \(row),\(column) of \(rows)×\(inner)·\(inner)×\(columns): \(found[place]), not \(sum)")
        break
      }
    }
    return true
  }

  @Test(arguments: [2, 4, 8].filter { $0 <= ProductTile.lanes }, sizes)
  func `zeros on either side change no bit`(lanes: Int32, sizes: (Int, Int, Int)) {
    let (rows, inner, columns) = sizes
    let full = (Self.numbers(rows * inner, zeros: 0.05, "left"), Self.numbers(inner * columns, zeros: 0.05, "right"))
    let sparse = (Self.numbers(rows * inner, zeros: 0.8, "left"), Self.numbers(inner * columns, zeros: 0.8, "right"))
    #expect(Self.compare(sparse.0, full.1, rows, inner, columns, lanes: lanes))
    #expect(Self.compare(full.0, sparse.1, rows, inner, columns, lanes: lanes))
    #expect(Self.compare(sparse.0, sparse.1, rows, inner, columns, lanes: lanes))
    #expect(!Self.compare(full.0, full.1, rows, inner, columns, lanes: lanes))
  }

  @Test func `a sum of nothing but products that are −0 is −0`() {
    let (rows, inner, columns) = (8, 16, 8)
    var left = [Double](repeating: 0, count: rows * inner)
    var right = [Double](repeating: 1, count: inner * columns)
    for index in 0..<inner {
      left[index] = -0.0
      right[index * columns + 6] = -1
    }
    right[5 * columns + 3] = -1
    // Zeros of both signs in a row, and numbers of both signs in a column.
    left[2 * inner + 5] = -0.0
    #expect(Self.compare(left, right, rows, inner, columns))
    var found = [Double](repeating: 7, count: rows * columns)
    #expect(ListedProduct.fill(&found, left, right, rows: rows, inner: inner, columns: columns))
    #expect(found[0].sign == .minus && found[3].sign == .plus && found[6].sign == .plus)
    #expect(found[columns].sign == .plus && found[columns + 6].sign == .minus)
    #expect(found[2 * columns + 3].sign == .plus && found[2 * columns + 6].sign == .plus)
  }

  @Test(arguments: [Double.infinity, -.infinity, .nan])
  func `what is not finite is multiplied by zeros, too`(number: Double) {
    let (rows, inner, columns) = (40, 64, 33)
    var left = Self.numbers(rows * inner, zeros: 0, "left")
    let right = Self.numbers(inner * columns, zeros: 0.9, "right")
    left[inner + 1] = number
    #expect(!Self.compare(left, right, rows, inner, columns))
    // On the side of the zeros it is a number as any other.
    var sparse = right
    sparse[7] = number
    let full = Self.numbers(rows * inner, zeros: 0, "left")
    var found = [Double](repeating: 0, count: rows * columns)
    #expect(ListedProduct.fill(&found, full, sparse, rows: rows, inner: inner, columns: columns))
    var dense = [Double](repeating: 0, count: rows * columns)
    ProductTile.fill(&dense, full, sparse, rows: rows, inner: inner, columns: columns)
    #expect(zip(found, dense).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN })
  }

  @Test func `where too many are not 0 after all, nothing is written`() {
    let (rows, inner, columns) = (64, 64, 32)
    // Zeros where the sample looks, and none elsewhere.
    var right = Self.numbers(inner * columns, zeros: 0, "right")
    let step = inner * columns / 64 | 1
    for place in stride(from: 0, to: right.count, by: step) { right[place] = 0 }
    #expect(!Self.compare(Self.numbers(rows * inner, zeros: 0, "left"), right, rows, inner, columns))
  }

  @Test func `the operator takes it and keeps the bits`() {
    let (rows, inner, columns) = (40, 64, 33)
    #expect(ListedProduct.isFor(rows: rows, inner: inner, columns: columns))
    let left = Self.numbers(rows * inner, zeros: 0.02, "left")
    let right = Self.numbers(inner * columns, zeros: 0.9, "right")
    var memory = left + right + [Double](repeating: 0, count: rows * columns)
    let slots = [Slot(0, Shape(rows, inner)), Slot(rows * inner, Shape(inner, columns))]
    let compute = MatrixProduct().evaluation(slots, Slot(left.count + right.count, Shape(rows, columns)))
    memory.withUnsafeMutableBufferPointer { buffer in
      if let start = buffer.baseAddress { compute(start) }
    }
    var dense = [Double](repeating: 0, count: rows * columns)
    ProductTile.fill(&dense, left, right, rows: rows, inner: inner, columns: columns)
    #expect(memory.suffix(rows * columns).map(\.bitPattern) == dense.map(\.bitPattern))
  }
}
