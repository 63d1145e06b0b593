import Matrices
import Testing

@testable import Calculus

/// Wide products are computed some entries at a time; each has the bits of its sum in the written order.
@Suite struct ProductTileTests {
  @Test(arguments: [
    (1, 1, 8), (3, 130, 17), (2, 64, 15), (5, 65, 8), (4, 129, 31), (1, 200, 9), (7, 3, 23),
  ])
  func `an entry adds its products in order`(rows: Int, inner: Int, columns: Int) {
    var state: UInt64 = 88_172_645_463_325_252
    var memory = (0..<(rows * inner + inner * columns + rows * columns)).map { place -> Double in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      // Zeros of both signs among numbers with many bits.
      return place % 7 == 0 ? (place % 2 == 0 ? 0 : -0.0) : Double(state >> 11) * 0x1p-51 - 2
    }
    // A row and a column of which every product is −0.
    for index in 0..<inner { (memory[index], memory[rows * inner + index * columns]) = (-0.0, 1) }
    let inputs = memory
    let slots = [Slot(0, Shape(rows, inner)), Slot(rows * inner, Shape(inner, columns))]
    let target = rows * inner + inner * columns
    let compute = MatrixProduct().evaluation(slots, Slot(target, Shape(rows, columns)))
    memory.withUnsafeMutableBufferPointer { buffer in
      if let start = buffer.baseAddress { compute(start) }
    }
    for row in 0..<rows {
      for column in 0..<columns {
        var sum = inputs[row * inner] * inputs[rows * inner + column]
        for index in 1..<max(1, inner) {
          sum += inputs[row * inner + index] * inputs[rows * inner + index * columns + column]
        }
        let found = memory[target + row * columns + column]
        #expect(found.bitPattern == sum.bitPattern, "entry \(row),\(column): \(found), not \(sum)")
      }
    }
    #expect(Array(memory.prefix(target)).map(\.bitPattern) == inputs.prefix(target).map(\.bitPattern))
  }

  /// Numbers with many bits.
  private static func numbers(_ count: Int) -> [Double] {
    (0..<count).map { (place: Int) -> Double in
      let part = (place &* 2_654_435_761) % 1_000_003
      return Double(part) / 7 - 70_000
    }
  }

  @Test(arguments: [2, 4, 8].filter { $0 <= ProductTile.lanes }, [(4, 70, 8), (5, 3, 21), (1, 64, 40), (9, 129, 35)])
  func `vectors of every length give the same bits, and go on from sums that are there`(
    lanes: Int32, sizes: (rows: Int, inner: Int, columns: Int)
  ) {
    let (rows, inner, columns) = sizes
    let (left, right) = (Self.numbers(rows * inner), Array(Self.numbers(inner * columns).reversed()))
    for accumulates in [false, true] {
      let start = Self.numbers(rows * columns)
      var found = start
      ProductTile.fill(
        &found, left, right, rows: rows, inner: inner, columns: columns, accumulates: accumulates, lanes: lanes)
      var expected = start
      for row in 0..<rows {
        for column in 0..<columns {
          var sum = accumulates ? start[row * columns + column] : -0.0
          for index in 0..<inner { sum += left[row * inner + index] * right[index * columns + column] }
          expected[row * columns + column] = sum
        }
      }
      #expect(found.map(\.bitPattern) == expected.map(\.bitPattern), "\(accumulates)")
    }
  }
}
