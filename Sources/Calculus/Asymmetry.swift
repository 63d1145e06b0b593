import Matrices
import Typesetting

/// What keeps a matrix from being symmetric.
package struct Asymmetry: Hashable, Sendable {
  /// The pair of entries that differ most, by row and column from 0: the one above the diagonal.
  package let row: Int
  package let column: Int
  /// That entry, and the one that should be equal to it.
  package let entry: Double
  package let mirrored: Double
  /// How many pairs differ.
  package let pairs: Int

  /// By how much two entries may differ that are equal but for rounding.
  package enum Tolerance: Sendable {
    case double, single

    /// Relative to the larger of the two, and to the largest entry: a derivative may be a small rest of large terms.
    fileprivate var shares: (ofPair: Double, ofLargest: Double) { self == .double ? (1e-9, 1e-12) : (1e-4, 1e-5) }
  }

  /// - Parameter numbers: of a square matrix with so many rows.
  /// - Returns: nil where it is symmetric, rounding aside; numbers that are not finite are not judged.
  package init?(_ numbers: UnsafePointer<Double>, size: Int, _ tolerance: Tolerance) {
    var largest = 0.0
    for place in 0..<(size * size) where abs(numbers[place]) > largest { largest = abs(numbers[place]) }
    let (ofPair, ofLargest) = tolerance.shares
    var (worst, found, count) = (0.0, (row: 0, column: 0), 0)
    for row in 0..<size {
      for column in 0..<row {
        let (low, high) = (numbers[row * size + column], numbers[column * size + row])
        let difference = abs(high - low)
        guard difference > ofPair * max(abs(low), abs(high)), difference > ofLargest * largest else { continue }
        count += 1
        if difference > worst { (worst, found) = (difference, (column, row)) }
      }
    }
    guard count > 0 else { return nil }
    (row, column) = found
    entry = numbers[row * size + column]
    mirrored = numbers[column * size + row]
    pairs = count
  }
}

extension Asymmetry {
  /// What is wrong, and what would be right.
  ///
  /// - Parameters:
  ///   - rule: what needs a symmetric matrix.
  ///   - argument: what it was given.
  package func reason(_ rule: any Operator, of argument: Formula) -> Localized {
    let (one, other) = NumberStyle().format(entry, apartFrom: mirrored)
    let (place, mirror) = ("[\(row + 1),\(column + 1)]", "[\(column + 1),\(row + 1)]")
    let more = Localized(
      es: pairs == 1 ? "" : " (y así \(pairs) pares)", en: pairs == 1 ? "" : " (and so for \(pairs) pairs)")
    guard case .reference(let quantity) = argument else {
      return Localized(
        es: "\(rule.identity) necesita una matriz simétrica, y aquí la entrada \(place) es \(one) y la \(mirror) es "
          + "\(other)\(more.es); con la matriz en una línea propia, A = …, los de su parte simétrica son "
          + "\(rule.identity)(½·(A + Aᵀ))",
        en: "\(rule.identity) needs a symmetric matrix, and here entry \(place) is \(one) and \(mirror) is "
          + "\(other)\(more.en); with the matrix on a line of its own, A = …, those of its symmetric part are "
          + "\(rule.identity)(½·(A + Aᵀ))")
    }
    let name = "\(quantity.symbol)"
    let transpose = name.count == 1 ? "\(name)ᵀ" : "(\(name))ᵀ"
    return Localized(
      es: "\(rule.identity) necesita una matriz simétrica, y \(name) no lo es: \(name)\(place) = \(one) y "
        + "\(name)\(mirror) = \(other)\(more.es); los de su parte simétrica son "
        + "\(rule.identity)(½·(\(name) + \(transpose)))",
      en: "\(rule.identity) needs a symmetric matrix, and \(name) is not: \(name)\(place) = \(one) and "
        + "\(name)\(mirror) = \(other)\(more.en); those of its symmetric part are "
        + "\(rule.identity)(½·(\(name) + \(transpose)))")
  }
}
