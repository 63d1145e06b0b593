/// A dense matrix of numbers, row by row.
@frozen
public struct Matrix: Hashable, Sendable {
  /// Its sizes.
  public let shape: Shape
  /// Its entries, row by row: `shape.count` of them.
  public var values: [Double]

  /// A matrix with the same number everywhere.
  @inlinable
  public init(_ shape: Shape, repeating value: Double = 0) {
    self.shape = shape
    values = [Double](repeating: value, count: shape.count)
  }

  /// A matrix of these entries, row by row; nil when there are not `shape.count` of them.
  @inlinable
  public init?(_ shape: Shape, _ values: [Double]) {
    guard values.count == shape.count else { return nil }
    self.shape = shape
    self.values = values
  }

  /// A number as a 1×1 matrix.
  @inlinable
  public init(_ number: Double) {
    shape = .scalar
    values = [number]
  }

  /// The entry in a row and a column, both counted from 0.
  @inlinable
  public subscript(row: Int, column: Int) -> Double {
    get { values[row * shape.columns + column] }
    set { values[row * shape.columns + column] = newValue }
  }

  /// Rows for columns; of rank 2.
  public var transposed: Matrix {
    var turned = Matrix(shape.transposed)
    guard shape.rank == 2 else { return self }
    for row in 0..<shape.rows {
      for column in 0..<shape.columns { turned[column, row] = self[row, column] }
    }
    return turned
  }
}
