import CEntryFunctions

/// The product of matrices of which one is mostly zeros: only what is not 0 is multiplied, and the bits are those of all
/// products added in order.
///
/// A product by 0 is 0 where the other number is finite, and adding it changes a sum only from −0 to 0.
enum ListedProduct {
  /// Multiplications that a product has at least: below, looking for zeros costs as much.
  private static let fewest = 1 << 16
  /// Whether a product of these sizes is one to look for zeros in.
  static func isFor(rows: Int, inner: Int, columns: Int) -> Bool {
    rows >= ProductTile.width && columns >= ProductTile.width
      && Int64(rows * columns) * Int64(inner) >= Int64(fewest)
  }

  /// The share of numbers that may be other than 0: two of five.
  private static func most(of count: Int) -> Int { count * 2 / 5 }
  /// So many numbers are looked at first.
  private static let sampled = 64

  /// The product of `rows`×`inner` numbers by `inner`×`columns`, each at least `ProductTile.width`; false, and nothing is
  /// written, where neither has enough zeros or the other is not finite.
  static func fill(
    _ target: UnsafeMutablePointer<Double>, _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, rows: Int,
    inner: Int, columns: Int, lanes: Int32 = ProductTile.lanes
  ) -> Bool {
    if isOftenZero(left, rows * inner) {
      return areFinite(right, inner * columns)
        && multiply(target, left, right, rows: rows, inner: inner, columns: columns, lanes)
    } else if isOftenZero(right, inner * columns) {
      guard areFinite(left, rows * inner) else { return false }
      let counts = [inner * columns, rows * inner, rows * columns]
      return withUnsafeTemporaryAllocation(of: Double.self, capacity: counts.reduce(0, +)) { memory in
        guard let turnedRight = memory.baseAddress else { return false }
        let turnedLeft = turnedRight + counts[0]
        let product = turnedLeft + counts[1]
        TurnedMatrix.fill(turnedRight, right, rows: inner, columns: columns)
        TurnedMatrix.fill(turnedLeft, left, rows: rows, columns: inner)
        guard multiply(product, turnedRight, turnedLeft, rows: columns, inner: inner, columns: rows, lanes) else {
          return false
        }
        TurnedMatrix.fill(target, product, rows: columns, columns: rows)
        return true
      }
    } else {
      return false
    }
  }

  /// The product from lists of what is not 0 on the left side; false where that is too much.
  private static func multiply(
    _ target: UnsafeMutablePointer<Double>, _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, rows: Int,
    inner: Int, columns: Int, _ lanes: Int32
  ) -> Bool {
    let most = most(of: rows * inner)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: most + inner + columns) { memory in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: most + inner + rows + 1) { indices in
        guard let zeros = memory.baseAddress, let starts = indices.baseAddress else { return false }
        let (numbers, places) = (zeros + columns, starts + (rows + 1))
        var count = 0
        for row in 0..<rows {
          starts[row] = UInt32(truncatingIfNeeded: count)
          guard count <= most else { return false }
          let line = left + row * inner
          for index in 0..<inner {
            numbers[count] = line[index]
            places[count] = UInt32(truncatingIfNeeded: index)
            count += line[index] == 0 ? 0 : 1
          }
        }
        starts[rows] = UInt32(truncatingIfNeeded: count)
        exact_multiply_listed(lanes, rows, columns, starts, places, numbers, right, target)
        fillZeros(zeros, right, inner, columns)
        for row in 0..<rows {
          let (line, sums) = (left + row * inner, target + row * columns)
          if starts[row] == starts[row + 1], arePlusZeros(line, inner) {
            sums.update(from: zeros, count: columns)
          } else {
            restoreZeros(sums, line, right, inner, columns)
          }
        }
        return true
      }
    }
  }

  /// The sums of products by nothing but 0, one for each column: −0 where all its numbers are negative.
  private static func fillZeros(
    _ zeros: UnsafeMutablePointer<Double>, _ right: UnsafePointer<Double>, _ inner: Int, _ columns: Int
  ) {
    for column in 0..<columns { zeros[column] = -0.0 }
    for index in 0..<inner {
      let numbers = right + index * columns
      for column in 0..<columns {
        zeros[column] = Double(bitPattern: zeros[column].bitPattern & numbers[column].bitPattern)
      }
    }
  }

  /// A sum that is −0 is 0 where one of its products is: those that were left out, too.
  private static func restoreZeros(
    _ sums: UnsafeMutablePointer<Double>, _ line: UnsafePointer<Double>, _ right: UnsafePointer<Double>, _ inner: Int,
    _ columns: Int
  ) {
    var index = 0
    // Most sums that are left have a product of each sign among the first ones.
    while hasMinusZero(sums, columns), index < inner {
      let end = min(index + 4, inner)
      while index < end {
        let (factor, numbers) = (line[index], right + index * columns)
        for column in 0..<columns {
          let isZero = (factor * numbers[column]).bitPattern == 0 && sums[column] == 0
          sums[column] = isZero ? 0 : sums[column]
        }
        index += 1
      }
    }
  }

  private static func arePlusZeros(_ numbers: UnsafePointer<Double>, _ count: Int) -> Bool {
    var found: UInt64 = 0
    for place in 0..<count { found |= numbers[place].bitPattern }
    return found == 0
  }

  private static func hasMinusZero(_ numbers: UnsafePointer<Double>, _ count: Int) -> Bool {
    var found: UInt64 = 0
    for place in 0..<count { found |= numbers[place].bitPattern == (-0.0).bitPattern ? 1 : 0 }
    return found != 0
  }

  /// Whether most of some numbers spread over all are 0.
  private static func isOftenZero(_ numbers: UnsafePointer<Double>, _ count: Int) -> Bool {
    // An odd step does not stay in the columns that it begins in.
    let step = max(1, count / sampled) | 1
    var zeros = 0
    var looked = 0
    for place in stride(from: 0, to: count, by: step) {
      zeros += numbers[place] == 0 ? 1 : 0
      looked += 1
    }
    return 2 * zeros > looked
  }

  private static func areFinite(_ numbers: UnsafePointer<Double>, _ count: Int) -> Bool {
    // x − x is 0 exactly when x is finite.
    var found: UInt64 = 0
    for place in 0..<count { found |= (numbers[place] - numbers[place]).bitPattern }
    return found == 0
  }
}
