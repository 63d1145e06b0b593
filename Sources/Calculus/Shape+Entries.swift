import Matrices
import Typesetting

extension Shape {
  /// The indices of an entry as a reader types them, from 1: `2,1`; `2` alone in a row or a column, none in a number.
  package func address(of offset: Int) -> String {
    if isScalar { return "" }
    if rank == 2 && (rows == 1 || columns == 1) { return "\(offset + 1)" }
    var rest = offset
    var indices: [Int] = []
    for size in usual.sizes.reversed() {
      indices.append(rest % max(1, size) + 1)
      rest /= max(1, size)
    }
    return indices.reversed().map(String.init).joined(separator: ",")
  }

  /// The place of an entry, row by row, from indices that count from 1; one alone in a row or a column, none in a number.
  /// Nil outside.
  package func offset(of indices: [Int]) -> Int? {
    if indices.isEmpty { return isScalar ? 0 : nil }
    let isLine = indices.count == 1 && rank == 2 && (usual.rows == 1 || usual.columns == 1)
    let sizes = isLine ? [usual.count] : usual.sizes
    guard indices.count == sizes.count, zip(indices, sizes).allSatisfy({ (1...max(1, $1)).contains($0) }) else {
      return nil
    }
    return zip(indices, sizes).reduce(0) { $0 * $1.1 + $1.0 - 1 }
  }

  /// The sizes as they are kept, a length left open among them, for the identity of an operator.
  var key: String { sizes.map(String.init).joined(separator: "×") }

  /// Where an entry lies in the transpose.
  package func transposed(_ offset: Int) -> Int {
    guard rank == 2 else { return offset }
    let (row, column) = offset.quotientAndRemainder(dividingBy: max(1, usual.columns))
    return column * usual.rows + row
  }

  /// The place of an entry and the shape in a batch of one length.
  ///
  /// - Throws: when the batch does not have the entry.
  package func bound(_ offset: Int, _ binding: BatchBinding) throws(ShapeError) -> (place: Int, shape: Shape) {
    let shape = binding.shape(self)
    guard let place = usual.place(of: offset, in: shape) else {
      throw ShapeError(
        Localized(
          es: "índice fuera de rango: [\(address(of: offset))] en una matriz de \(shape)",
          en: "index out of range: [\(address(of: offset))] in a \(shape) matrix"), shapes: [shape])
    }
    return (place, shape)
  }
}
