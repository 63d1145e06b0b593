import Matrices
import Typesetting

/// The windows of a pooling: w×w entries each, `stride` apart, as many as fit; what is left at the right and below is in
/// none.
///
/// Of N×C×H×W each channel of each image has windows of its own, of a matrix the matrix has.
package struct PoolingGeometry: Hashable, Sendable {
  /// The size of a window and how far the next one is.
  package struct Attributes: Hashable, Sendable {
    package let window: Int
    package let stride: Int

    package init(window: Int, stride: Int? = nil) {
      self.window = window
      self.stride = stride ?? window
    }
  }

  package let attributes: Attributes
  /// What is pooled, and what comes of it.
  package let source: Shape
  package let pooled: Shape
  /// Rows and columns of a plane before and after.
  package let rows: Int
  package let columns: Int
  package let pooledRows: Int
  package let pooledColumns: Int

  /// - Throws: what does not fit.
  package init(_ source: Shape, _ attributes: Attributes) throws(ShapeError) {
    self.attributes = attributes
    self.source = source
    guard !source.sizes.dropFirst(source.rank == 4 ? 1 : 0).contains(where: BatchLength.decides) else {
      throw ShapeError(
        Localized(
          es: "maxpool necesita imágenes N×C×H×W o una matriz H×W, y \(source) depende del lote: "
            + "reshape(X, m×C×H×W)",
          en: "maxpool needs images N×C×H×W or a matrix H×W, and \(source) depends on the batch: reshape(X, m×C×H×W)"),
        shapes: [source])
    }
    (rows, columns) = (source.sizes[source.rank - 2], source.sizes[source.rank - 1])
    guard rows >= attributes.window, columns >= attributes.window else {
      throw ShapeError(
        Localized(
          es: "una ventana de \(attributes.window)×\(attributes.window) no cabe en \(rows)×\(columns)",
          en: "a window of \(attributes.window)×\(attributes.window) does not fit in \(rows)×\(columns)"),
        shapes: [source])
    }
    pooledRows = (rows - attributes.window) / attributes.stride + 1
    pooledColumns = (columns - attributes.window) / attributes.stride + 1
    guard let pooled = Shape(sizes: source.sizes.dropLast(2) + [pooledRows, pooledColumns]) else {
      throw FormulaLimits.sizeTooLarge([source])
    }
    self.pooled = pooled
  }

  /// How many planes there are; called where the batch has its length.
  package var planes: Int { source.usual.sizes.dropLast(2).reduce(1, *) }

  /// The places of a window's entries in memory, in reading order.
  func window(at offset: Int) -> [Int] {
    let (line, column) = offset.quotientAndRemainder(dividingBy: max(1, pooledColumns))
    let (plane, row) = line.quotientAndRemainder(dividingBy: max(1, pooledRows))
    return (0..<attributes.window).flatMap { down in
      (0..<attributes.window).map { across in
        (plane * rows + row * attributes.stride + down) * columns + column * attributes.stride + across
      }
    }
  }

  /// The windows that an entry is in, as places of the pooled value, in reading order.
  func windows(around offset: Int) -> [Int] {
    let (line, column) = offset.quotientAndRemainder(dividingBy: max(1, columns))
    let (plane, row) = line.quotientAndRemainder(dividingBy: max(1, rows))
    func places(_ place: Int, _ count: Int) -> Range<Int> {
      let first = max(0, (place - attributes.window + attributes.stride) / attributes.stride)
      return first..<max(first, min(count, place / attributes.stride + 1))
    }
    return places(row, pooledRows).flatMap { row in
      places(column, pooledColumns).map { (plane * pooledRows + row) * pooledColumns + $0 }
    }
  }

  /// Calls `visit` for each window with its place in the pooled value and the place of its first greatest entry.
  func eachWinner(in numbers: UnsafePointer<Double>, _ visit: (_ place: Int, _ winner: Int) -> Void) {
    let (window, stride) = (attributes.window, attributes.stride)
    var place = 0
    for plane in 0..<planes {
      for row in 0..<pooledRows {
        let top = (plane * rows + row * stride) * columns
        for column in 0..<pooledColumns {
          let start = top + column * stride
          var winner = start
          for down in 0..<window {
            let line = start + down * columns
            for rival in line..<(line + window)
            where Extreme.Kind.maximum.isFurther(numbers[rival], than: numbers[winner]) {
              winner = rival
            }
          }
          visit(place, winner)
          place += 1
        }
      }
    }
  }

  /// Sizes on which the laws of poolings are tested: windows that fit, leave something over and, where they are less
  /// than a window apart, overlap.
  static func samples(_ attributes: Attributes) -> [PoolingGeometry] {
    [[2, 2, 4, 5], [2, 4, 4], [5, 4]].compactMap(Shape.init(sizes:)).compactMap { shape in
      try? PoolingGeometry(shape, attributes)
    }
  }
}

extension PoolingGeometry.Attributes {
  /// The size of a window, and how far the next one is where that is not as usual: `2`, `stride = 1`.
  var layout: [MathText] {
    [.number(String(window))] + (stride == window ? [] : [.named("stride", stride)])
  }

  /// For the identity of an operator.
  var key: String { "\(window), stride \(stride)" }
}

extension Formula {
  /// Whether an entry is the first greatest of a window: above all before it, and no less than all after it.
  func wins(_ place: Int, among places: [Int]) throws(ShapeError) -> Scalar {
    var wins: Scalar?
    let own = try entry(at: place)
    for rival in places where rival != place {
      let kind: Comparison.Kind = rival < place ? .greater : .greaterOrEqual
      let beats = try Scalar.apply(Comparison(kind: kind, isExact: true), [own, entry(at: rival)])
      wins = try wins.map { earlier throws(ShapeError) in try .apply(Scaling(), [earlier, beats]) } ?? beats
    }
    return wins ?? .number(1)
  }
}
