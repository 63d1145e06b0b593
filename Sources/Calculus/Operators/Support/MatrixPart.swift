import Matrices
import Typesetting

/// A part of a matrix: a range along each axis, from 0, as `A[i,:]` and `K[1,2,:,:]` mean it.
///
/// Of images, the first axes that have one index alone are not axes of the part, as long as two are left:
/// `K[1,2,:,:]` is k×k, `K[1,:,:,:]` C×k×k, `K[:,1,:,:]` F×1×k×k.
package struct MatrixPart: Hashable, Sendable {
  /// What is meant along each axis, without the upper bound.
  package let ranges: [Range<Int>]
  /// How many of the first axes are not axes of the part.
  package let dropped: Int
  /// The shape of the matrix.
  package let source: Shape
  /// Whether it was told with one index, as it may be in what is a row or a column in every batch.
  let isAlongLine: Bool

  package init(_ ranges: [Range<Int>], dropping dropped: Int = 0, of source: Shape, isAlongLine: Bool = false) {
    self.ranges = ranges
    self.dropped = max(0, min(dropped, source.rank - 2))
    self.source = source
    self.isAlongLine = isAlongLine
  }

  /// One entry, at its place row by row from 0.
  package init(offset: Int, of source: Shape) {
    var rest = offset
    var ranges: [Range<Int>] = []
    for size in source.usual.sizes.reversed() {
      let place = rest % max(1, size)
      ranges.append(place..<(place + 1))
      rest /= max(1, size)
    }
    self.init(ranges.reversed(), dropping: source.rank - 2, of: source)
  }

  /// The shape of the part; nil when it does not lie in the matrix.
  package var shape: Shape? {
    let isInside =
      ranges.count == source.rank
      && zip(ranges, source.sizes).allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= $1 }
    return isInside ? Shape(sizes: ranges.dropFirst(dropped).map { $0.count }) : nil
  }

  /// The places of the part's entries in the matrix, row by row.
  package var offsets: [Int] {
    Self.places(of: ranges[...], in: source.usual.sizes[...])
  }

  /// The places, row by row, of what lies in ranges along some axes.
  static func places(of ranges: ArraySlice<Range<Int>>, in sizes: ArraySlice<Int>) -> [Int] {
    var places = [0]
    for (range, size) in zip(ranges, sizes) {
      let own = usual(range)
      places = places.flatMap { start in own.map { start * size + $0 } }
    }
    return places
  }

  /// The place in the part of an entry of the matrix; nil for one that is not in it.
  package func place(of offset: Int) -> Int? {
    var rest = offset
    var place = 0
    var step = 1
    for (range, size) in zip(ranges, source.usual.sizes).reversed() {
      let index = rest % max(1, size)
      let range = Self.usual(range)
      guard range.contains(index) else { return nil }
      place += (index - range.lowerBound) * step
      step *= range.count
      rest /= max(1, size)
    }
    return place
  }

  /// The place in the matrix of an entry of the part.
  func offset(of place: Int) -> Int {
    var rest = place
    var offset = 0
    var step = 1
    for (range, size) in zip(ranges, source.usual.sizes).reversed() {
      let range = Self.usual(range)
      let (more, index) = rest.quotientAndRemainder(dividingBy: max(1, range.count))
      offset += (range.lowerBound + index) * step
      step *= size
      rest = more
    }
    return offset
  }

  /// The same part of the transpose.
  package var transposed: MatrixPart {
    MatrixPart(
      source.rank == 2 ? ranges.reversed() : ranges, dropping: dropped, of: source.transposed,
      isAlongLine: isAlongLine)
  }

  /// The part in a batch of one length; nil where the batch does not have it.
  func bound(_ binding: BatchBinding) -> MatrixPart? {
    let shape = binding.shape(source)
    var bounds: [Range<Int>] = []
    for (range, size) in zip(ranges, shape.sizes) {
      let (from, to) = (binding.size(range.lowerBound), binding.size(range.upperBound))
      guard from <= to, to <= size else { return nil }
      bounds.append(from..<to)
    }
    return MatrixPart(bounds, dropping: dropped, of: shape, isAlongLine: isAlongLine)
  }

  /// What stands in the brackets, counted from 1: `1,2`, `1..2,:`; one index alone where it was so told.
  package var address: String {
    let indices = ranges.indices.map { axis -> String in
      let (range, size) = (ranges[axis], source.sizes[axis])
      if range == 0..<size && axis >= dropped { return ":" }
      let (from, to) = (BatchLength.usual(range.lowerBound) + 1, BatchLength.usual(range.upperBound))
      // Of images one index alone takes its axis away where it is among the first.
      let isRange = from != to || source.rank > 2 && axis == dropped && axis < source.rank - 2
      return isRange ? "\(from)..\(to)" : "\(from)"
    }
    guard isAlongLine else { return indices.joined(separator: ",") }
    if source.rank == 2, source.rows == 1, ranges[0] == 0..<1 { return indices[1] }
    if source.rank == 2, source.columns == 1, ranges[1] == 0..<1 { return indices[0] }
    return indices.joined(separator: ",")
  }

  /// As it is in a full batch.
  private static func usual(_ range: Range<Int>) -> Range<Int> {
    let (from, to) = (BatchLength.usual(range.lowerBound), BatchLength.usual(range.upperBound))
    return from..<max(from, to)
  }
}
