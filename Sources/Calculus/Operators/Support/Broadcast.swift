import Matrices
import Typesetting

/// How sides of different sizes meet entry by entry: one of them repeats along the axes where its length is 1.
package enum Broadcast {
  /// The shape of the value: that of a side to which every other side is equal or repeats.
  ///
  /// A number fits anything; 1×3 repeats down 2×3, 2×1 across it; 2×1 and 1×3 do not fit, as both would repeat.
  package static func shape(of shapes: [Shape]) throws(ShapeError) -> Shape {
    guard var widest = shapes.first else {
      throw ShapeError(Localized(es: "falta un argumento", en: "an argument is missing"), shapes: [])
    }
    for shape in shapes.dropFirst() where !repeats(shape, to: widest) {
      widest = shape
    }
    for shape in shapes where !repeats(shape, to: widest) {
      throw mismatch(shapes, between: shape, and: widest)
    }
    return widest
  }

  /// Whether a side of this shape is equal to the target or repeats along axes where its length is 1.
  package static func repeats(_ shape: Shape, to target: Shape) -> Bool {
    if shape == target { return true }
    if shape.isScalar { return target.rank > 2 || shape.rank == 2 || !target.isScalar }
    guard shape.rank == target.rank else { return false }
    return zip(shape.sizes, target.sizes).allSatisfy { $0 == $1 || $0 == 1 }
  }

  /// The place in a repeated side that meets a place of the target, both row by row from 0.
  package static func offset(_ offset: Int, of target: Shape, in side: Shape) -> Int {
    if side == target { return offset }
    if side.isScalar { return 0 }
    var rest = offset
    var place = 0
    var stride = 1
    for (size, length) in zip(target.sizes, side.sizes).reversed() {
      let index = rest % max(1, size)
      rest /= max(1, size)
      if length != 1 { place += index * stride }
      stride *= length
    }
    return place
  }

  /// How far to move in a side for one place along each of four axes of the target; 0 where it repeats.
  static func strides(of side: Shape, in target: Shape) -> [Int] {
    var strides = [0, 0, 0, 0]
    if side.isScalar { return strides }
    var stride = 1
    for (axis, length) in side.sizes.reversed().enumerated() {
      strides[3 - axis] = length == 1 ? 0 : stride
      stride *= length
    }
    return strides
  }

  /// The place of each entry of the target in a side, as a table made once.
  static func places(of side: Shape, in target: Shape) -> [Int] {
    (0..<target.count).map { offset($0, of: target, in: side) }
  }

  private static func mismatch(_ shapes: [Shape], between left: Shape, and right: Shape) -> ShapeError {
    guard left.rank == right.rank else {
      return ShapeError(
        Localized(
          es: "\(left) y \(right) no tienen el mismo número de ejes",
          en: "\(left) and \(right) do not have the same number of axes"), shapes: shapes)
    }
    for (first, second) in zip(left.sizes, right.sizes) where first != second && first != 1 && second != 1 {
      return ShapeError(SizeWords.notEqual(first, second, orOne: true), shapes: shapes)
    }
    return ShapeError(
      Localized(
        es:
          "tendrían que repetirse los dos lados, y solo uno puede: el otro debería tener las dimensiones del resultado",
        en: "both sides would have to repeat, and only one may: the other should have the shape of the result"),
      shapes: shapes)
  }
}
