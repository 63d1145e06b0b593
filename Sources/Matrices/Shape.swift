/// The sizes of a matrix along its axes: rows × columns, or N×C×H×W for images.
@frozen
public struct Shape: Hashable, Sendable, CustomStringConvertible {
  /// Sizes from the outermost axis to the innermost, between two and four of them.
  public let sizes: [Int]

  /// rows × columns.
  @inlinable
  public init(_ rows: Int, _ columns: Int) {
    sizes = [rows, columns]
  }

  /// A shape of two to four axes; nil for any other number, a negative size or a product that overflows, of the axes
  /// but the first also with the length of the batch as it is kept.
  public init?(sizes: [Int]) {
    guard (2...4).contains(sizes.count), sizes.allSatisfy({ $0 >= 0 }) else { return nil }
    var count = 1
    for size in sizes {
      let (product, overflow) = count.multipliedReportingOverflow(by: BatchLength.usual(size))
      if overflow { return nil }
      count = product
    }
    var columns = 1
    for size in sizes.dropFirst() {
      let (product, overflow) = columns.multipliedReportingOverflow(by: size)
      if overflow { return nil }
      columns = product
    }
    self.sizes = sizes
  }

  /// The sizes of another shape, bound to a length; there may be more entries than can be (`count`).
  init(kept sizes: [Int]) {
    self.sizes = sizes
  }

  /// 1×1, the shape of a number.
  public static let scalar = Shape(1, 1)

  /// How many axes there are.
  public var rank: Int { sizes.count }
  /// The size of the first axis.
  public var rows: Int { sizes[0] }
  /// The entries in each row: the product of all axes but the first.
  public var columns: Int { sizes.dropFirst().reduce(1, *) }
  /// The number of entries; where the length of the batch decides, that in a full batch. The greatest number there is
  /// where there would be more.
  public var count: Int {
    sizes.reduce(1) { count, size in
      let (product, overflow) = count.multipliedReportingOverflow(by: BatchLength.usual(size))
      return overflow ? .max : product
    }
  }
  /// Whether it is 1×1 (or has one entry), however long the batch is.
  public var isScalar: Bool { sizes.allSatisfy { $0 == 1 } }

  /// The shape with its two axes exchanged; images stay as they are.
  public var transposed: Shape { rank == 2 ? Shape(columns, rows) : self }

  /// `2×3`.
  public var description: String { sizes.map { String(BatchLength.usual($0)) }.joined(separator: "×") }
}
