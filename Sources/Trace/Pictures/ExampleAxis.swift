import Calculus
import Matrices

/// The axis along which the examples of a matrix lie: its rows or its columns; of images the first.
struct ExampleAxis {
  let shape: Shape
  private let inRows: Bool

  init(_ shape: Shape, _ program: Program) {
    self.shape = shape
    inRows = program.examplesInRows || shape.rank != 2
  }

  /// How many examples there are.
  var count: Int { inRows ? shape.rows : shape.columns }

  /// How many numbers each has.
  var width: Int { inRows ? shape.columns : shape.rows }

  /// A list of numbers for each example.
  func lists(_ matrix: Matrix) -> [[Double]] {
    (0..<count).map { example in (0..<width).map { matrix.values[place(example, $0)] } }
  }

  /// A matrix of this shape with so many lists of numbers, the last again where there are too few.
  func matrix(_ lists: [[Double]]) -> Matrix {
    var matrix = Matrix(shape)
    guard let last = lists.last else { return matrix }
    for example in 0..<count {
      let numbers = example < lists.count ? lists[example] : last
      for (index, number) in numbers.prefix(width).enumerated() { matrix.values[place(example, index)] = number }
    }
    return matrix
  }

  /// As many examples as the shape holds, from `first` on, of a matrix with more of them.
  func cut(_ all: Matrix, from first: Int) -> Matrix {
    var matrix = Matrix(shape)
    let last = (inRows ? all.shape.rows : all.shape.columns) - 1
    guard last >= 0, all.values.count == (last + 1) * width else { return matrix }
    for example in 0..<count {
      let source = min(first + example, last)
      for index in 0..<width {
        matrix.values[place(example, index)] = all.values[inRows ? source * width + index : index * (last + 1) + source]
      }
    }
    return matrix
  }

  private func place(_ example: Int, _ index: Int) -> Int { inRows ? example * width + index : index * count + example }
}
