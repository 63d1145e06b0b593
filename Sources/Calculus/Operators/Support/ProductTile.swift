/// Some entries of a matrix product side by side, whose sums are held in registers; each adds its products in order.
enum ProductTile {
  /// How many entries of a row are computed at once.
  static let width = 8
  private typealias Sums = SIMD8<Double>

  /// So many products are added to the entries of all rows before the next ones: what they take of the right matrix stays
  /// near meanwhile.
  private static let depth = 64

  /// The product of `rows`×`inner` numbers by `inner`×`columns`, at least one of the first and `width` of the second.
  @inline(__always)
  static func fill(
    _ target: UnsafeMutablePointer<Double>, _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, rows: Int,
    inner: Int, columns: Int
  ) {
    for next in stride(from: 0, to: columns, by: width) {
      // Where no whole tile is left, the last one begins earlier and computes some entries again, to the same bits.
      let column = min(next, columns - width)
      for start in stride(from: 0, to: inner, by: depth) {
        let count = min(depth, inner - start)
        let others = right + start * columns + column
        var row = 0
        while row + 1 < rows {
          let factors = left + row * inner + start
          let sums = target + row * columns + column
          let (one, other) = twoRows(
            factors, factors + inner, others, count, columns,
            from: start == 0 ? nil : (numbers(at: sums), numbers(at: sums + columns)))
          put(one, at: sums)
          put(other, at: sums + columns)
          row += 2
        }
        guard row < rows else { continue }
        let sums = target + row * columns + column
        put(
          Self.row(left + row * inner + start, others, count, columns, from: start == 0 ? nil : numbers(at: sums)),
          at: sums)
      }
    }
  }

  /// Entries of one row of the product, side by side.
  ///
  /// - Parameters:
  ///   - factors: numbers of the row of the left matrix.
  ///   - others: the numbers of the right matrix that the first of them meets.
  ///   - count: how many products are added.
  ///   - step: how far apart the rows of the right matrix are.
  ///   - sums: what they are added to; nil for nothing, and not 0, which −0 is not.
  @inline(__always)
  private static func row(
    _ factors: UnsafePointer<Double>, _ others: UnsafePointer<Double>, _ count: Int, _ step: Int, from sums: Sums?
  ) -> Sums {
    var others = others
    let first = factors[0] * numbers(at: others)
    var sums = sums.map { $0 + first } ?? first
    for index in 1..<count {
      others += step
      sums += factors[index] * numbers(at: others)
    }
    return sums
  }

  /// The same of two rows.
  @inline(__always)
  private static func twoRows(
    _ first: UnsafePointer<Double>, _ second: UnsafePointer<Double>, _ others: UnsafePointer<Double>, _ count: Int,
    _ step: Int, from sums: (Sums, Sums)?
  ) -> (Sums, Sums) {
    var others = others
    let start = numbers(at: others)
    var (one, other) = (first[0] * start, second[0] * start)
    if let sums { (one, other) = (sums.0 + one, sums.1 + other) }
    for index in 1..<count {
      others += step
      let numbers = numbers(at: others)
      one += first[index] * numbers
      other += second[index] * numbers
    }
    return (one, other)
  }

  @inline(__always)
  private static func numbers(at place: UnsafePointer<Double>) -> Sums {
    UnsafeRawPointer(place).loadUnaligned(as: Sums.self)
  }

  @inline(__always)
  private static func put(_ sums: Sums, at place: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(place).storeBytes(of: sums, as: Sums.self)
  }
}
