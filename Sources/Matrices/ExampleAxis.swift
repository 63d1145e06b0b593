/// The axis along which examples lie, and what follows from it: how many there are, which numbers are those of some of
/// them, and how a list for each becomes a matrix.
///
/// A lesson has the examples of its matrices in rows or in columns; those of images N×C×H×W lie along the first axis in
/// every lesson.
public enum ExampleAxis: String, Hashable, Sendable, CaseIterable {
  /// The first axis: each row of a matrix is an example, each image of several.
  case rows
  /// The second axis of a matrix: each column is an example.
  case columns

  /// Where they lie in the transpose of a matrix.
  package var transposed: ExampleAxis { self == .rows ? .columns : .rows }

  /// Where they lie in a shape, in a lesson that has those of its matrices along this axis: of images along the first.
  package func axis(in shape: Shape) -> ExampleAxis { shape.rank == 2 ? self : .rows }

  // MARK: - Count

  /// How many examples there are: a size, on which the length of the batch may decide (`BatchLength`).
  package func count(_ shape: Shape) -> Int { self == .rows ? shape.rows : shape.columns }

  /// How many numbers each example has, a size too.
  package func width(_ shape: Shape) -> Int { self == .rows ? shape.columns : shape.rows }

  /// How far apart two neighbouring examples are in memory, and two neighbouring numbers of an example.
  package func strides(_ shape: Shape) -> (example: Int, number: Int) {
    self == .rows ? (shape.columns, 1) : (1, shape.columns)
  }

  // MARK: - Slice

  /// The shape of a matrix with so many examples of so many numbers each: count×width in rows, width×count in columns.
  package func shape(_ count: Int, width: Int) -> Shape {
    self == .rows ? Shape(count, width) : Shape(width, count)
  }

  /// The shape of so many examples like those of another shape; the number may be a length left open (`BatchLength`).
  package func shape(_ count: Int, like shape: Shape) -> Shape {
    guard shape.rank > 2 else { return self.shape(count, width: width(shape)) }
    return Shape(sizes: [count] + shape.sizes.dropFirst()) ?? shape
  }

  /// Copies `count` examples out of all those of a shape, which lie at `all`, to the examples of a matrix of their own.
  ///
  /// - Parameter order: the examples are `order[first]`, `order[first + 1]`, …, or `first`, `first + 1`, … without an
  ///   order; all of them must exist.
  @inlinable
  package func copy<Scalar>(
    _ count: Int, from first: Int, order: UnsafePointer<Int32>?, of all: UnsafePointer<Scalar>, _ shape: Shape,
    to target: UnsafeMutablePointer<Scalar>
  ) {
    let (rows, columns) = (shape.rows, shape.columns)
    switch self {
    case .rows:
      for index in 0..<count {
        (target + index * columns).update(from: all + order.example(at: first + index) * columns, count: columns)
      }
    case .columns:
      for row in 0..<rows {
        for index in 0..<count {
          target[row * count + index] = all[row * columns + order.example(at: first + index)]
        }
      }
    }
  }

  /// Copies all examples of a matrix into those of a larger one, from its example `first` on.
  @inlinable
  package func put<Scalar>(
    _ examples: UnsafePointer<Scalar>, _ shape: Shape, at first: Int, of all: UnsafeMutablePointer<Scalar>,
    _ whole: Shape
  ) {
    if self == .rows || whole.rank > 2 {
      (all + first * whole.columns).update(from: examples, count: shape.rows * shape.columns)
      return
    }
    let (count, columns) = (shape.columns, whole.columns)
    for row in 0..<whole.rows { (all + row * columns + first).update(from: examples + row * count, count: count) }
  }

  /// `count` examples of a matrix from `first` on, the last one again where there are no more; zeros of none at all.
  package func slice(_ all: Matrix, from first: Int, count: Int) -> Matrix {
    var matrix = Matrix(shape(count, like: all.shape))
    let last = self.count(all.shape) - 1
    guard last >= 0 else { return matrix }
    let order = (0..<count).map { Int32(clamping: min(max(0, first + $0), last)) }
    matrix.values.withUnsafeMutableBufferPointer { target in
      all.values.withUnsafeBufferPointer { source in
        guard let target = target.baseAddress, let source = source.baseAddress else { return }
        copy(count, from: 0, order: order, of: source, all.shape, to: target)
      }
    }
    return matrix
  }

  // MARK: - Orient

  /// A list of numbers for each example.
  package func lists(_ matrix: Matrix) -> [[Double]] {
    let (shape, strides) = (matrix.shape, strides(matrix.shape))
    return (0..<count(shape)).map { example in
      (0..<width(shape)).map { matrix.values[example * strides.example + $0 * strides.number] }
    }
  }

  /// The matrix, or the images, with a list of numbers for each example; `shape` has examples like them, and a list that
  /// is too short leaves zeros.
  package func matrix(_ lists: [[Double]], like shape: Shape) -> Matrix {
    var matrix = Matrix(self.shape(lists.count, like: shape))
    let (width, strides) = (width(matrix.shape), strides(matrix.shape))
    for (example, numbers) in lists.enumerated() {
      for (place, number) in numbers.prefix(width).enumerated() {
        matrix.values[example * strides.example + place * strides.number] = number
      }
    }
    return matrix
  }
}

extension UnsafePointer<Int32>? {
  /// The example at a place of the order in which examples come; without an order it is the place itself.
  @inlinable
  package func example(at place: Int) -> Int { map { Int($0[place]) } ?? place }
}
