import Matrices
import Typesetting

/// The sizes of a convolution, and which entry of a filter meets which pixel for each entry of a map.
///
/// Image N×C×H×W, filters F×C×k×k, map N×F×H'×W', H' = ⌊(H + 2·padding − k)/stride⌋ + 1; the map's entry (i, j) reads
/// with the filter's entry (a, b) the pixel (i·stride + a − padding, j·stride + b − padding). C×H×W is one image; a matrix
/// H×W with a filter k×k gives a matrix.
package struct ConvolutionGeometry: Hashable, Sendable {
  /// How far filters move from one entry of the map to the next, and how many rows and columns of zeros stand around the
  /// image.
  package struct Attributes: Hashable, Sendable {
    package let stride: Int
    package let padding: Int

    package init(stride: Int = 1, padding: Int = 0) {
      self.stride = stride
      self.padding = padding
    }
  }

  /// Along one axis of an image.
  package struct Axis: Hashable, Sendable {
    /// Sizes of the image, the filter and the map.
    package let image: Int
    package let filter: Int
    package let map: Int
    fileprivate let stride: Int
    fileprivate let padding: Int

    /// The pixel that a filter's entry meets for an entry of the map; it may lie in the padding.
    package func pixel(_ place: Int, _ tap: Int) -> Int { place * stride + tap - padding }

    /// The entries of the map for which a filter's entry meets a pixel of the image.
    package func places(_ tap: Int) -> Range<Int> {
      let first = tap < padding ? (padding - tap + stride - 1) / stride : 0
      let end = image + padding > tap ? min(map, (image + padding - tap - 1) / stride + 1) : 0
      return first..<max(first, end)
    }

    /// The entry of the map for which a filter's entry meets a pixel, if there is one.
    package func place(of pixel: Int, _ tap: Int) -> Int? {
      let distance = pixel + padding - tap
      guard distance >= 0, distance % stride == 0, distance / stride < map else { return nil }
      return distance / stride
    }

    /// The pixels that no entry of the filter meets.
    var unmet: [Int] {
      (0..<image).filter { pixel in !(0..<filter).contains { place(of: pixel, $0) != nil } }
    }
  }

  package let attributes: Attributes
  /// The image, the filters and the map as their owners have them.
  package let image: Shape
  package let kernel: Shape
  package let map: Shape
  /// How many images, which the length of the batch may decide.
  package let images: Int
  package let channels: Int
  package let filters: Int
  package let rows: Axis
  package let columns: Axis

  /// - Throws: what does not fit.
  package init(image: Shape, kernel: Shape, _ attributes: Attributes) throws(ShapeError) {
    let shapes = [image, kernel]
    guard image.rank == 2 ? kernel.rank == 2 : kernel.rank == 4 else {
      throw ShapeError(
        Localized(
          es: "las imágenes N×C×H×W van con filtros F×C×k×k, y una matriz con un filtro k×k; aquí, \(image) con "
            + "\(kernel)",
          en: "images N×C×H×W go with filters F×C×k×k, and a matrix with one filter k×k; here \(image) goes with "
            + "\(kernel)"), shapes: shapes)
    }
    guard !image.sizes.dropFirst(image.rank == 4 ? 1 : 0).contains(where: BatchLength.decides),
      !kernel.dependsOnBatch
    else {
      throw ShapeError(
        Localized(
          es: "en una convolución solo cuántas imágenes hay puede depender del lote: ponlas en el primer eje, "
            + "reshape(X, m×C×H×W)",
          en: "in a convolution only how many images there are may depend on the batch: have them on the first axis, "
            + "reshape(X, m×C×H×W)"), shapes: shapes)
    }
    let sizes = [1, 1].suffix(4 - image.rank) + image.sizes
    let filter = [1, 1].suffix(4 - kernel.rank) + kernel.sizes
    guard sizes[1] == filter[1] else {
      let (own, other) = (Noun.channel(sizes[1]), Noun.channel(filter[1]))
      throw ShapeError(
        Localized(
          es: "las imágenes de \(image) tienen \(own.es) y los filtros de \(kernel) son para \(other.es)",
          en: "the images, \(image), have \(own.en), and the filters, \(kernel), are for \(other.en)"), shapes: shapes)
    }
    let padding = attributes.padding
    guard padding < min(filter[2], filter[3]) else {
      throw ShapeError(
        Localized(
          es: "padding = \(padding) deja lugares donde el filtro, de \(filter[2])×\(filter[3]), no toca la imagen; es "
            + "como mucho \(max(0, min(filter[2], filter[3]) - 1))",
          en:
            "padding = \(padding) leaves places where the filter, \(filter[2])×\(filter[3]), does not touch the image; "
            + "it is at most \(max(0, min(filter[2], filter[3]) - 1))"), shapes: shapes)
    }
    guard sizes[2] + 2 * padding >= filter[2], sizes[3] + 2 * padding >= filter[3] else {
      let (height, width) = (sizes[2] + 2 * padding, sizes[3] + 2 * padding)
      throw ShapeError(
        Localized(
          es: "el filtro de \(filter[2])×\(filter[3]) no cabe en \(height)×\(width)",
          en: "the filter of \(filter[2])×\(filter[3]) does not fit in \(height)×\(width)"), shapes: shapes)
    }
    func axis(_ place: Int) -> Axis {
      let size = (sizes[place] + 2 * padding - filter[place]) / attributes.stride + 1
      return Axis(
        image: sizes[place], filter: filter[place], map: size, stride: attributes.stride, padding: padding)
    }
    (rows, columns) = (axis(2), axis(3))
    (images, channels, filters) = (sizes[0], sizes[1], filter[0])
    let mapped = image.rank == 2 ? [] : image.rank == 3 ? [filters] : [images, filters]
    guard let map = Shape(sizes: mapped + [rows.map, columns.map]) else { throw FormulaLimits.sizeTooLarge(shapes) }
    self.attributes = attributes
    (self.image, self.kernel, self.map) = (image, kernel, map)
    let multiplications = [map.count, channels, rows.filter, columns.filter].reduce(Int64(1)) { product, size in
      let (more, overflow) = product.multipliedReportingOverflow(by: Int64(size))
      return overflow ? .max : more
    }
    guard multiplications <= FormulaLimits.multiplications else {
      throw ShapeError(
        Localized(
          es: "la convolución de \(image) con \(kernel) es demasiado: más de \(FormulaLimits.multiplications) "
            + "multiplicaciones",
          en: "the convolution of \(image) with \(kernel) is too much: more than \(FormulaLimits.multiplications) "
            + "multiplications"), shapes: shapes)
    }
  }

  /// That of the images of such a size behind a map with these filters.
  init(size: Shape, map: Shape, kernel: Shape, _ attributes: Attributes) throws(ShapeError) {
    let leading = map.rank == 2 ? [] : map.rank == 3 ? [kernel.sizes[safe: 1]] : [map.sizes[0], kernel.sizes[safe: 1]]
    guard let image = Shape(sizes: leading.map { $0 ?? 1 } + size.sizes) else {
      throw FormulaLimits.sizeTooLarge([size])
    }
    try self.init(image: image, kernel: kernel, attributes)
    try expect(map)
  }

  /// That of the filters of such a size between images and a map.
  init(size: Shape, image: Shape, map: Shape, _ attributes: Attributes) throws(ShapeError) {
    guard map.rank == image.rank else {
      throw ShapeError(
        Localized(
          es: "las imágenes son de \(image) y lo que vuelve de \(map): deberían tener los mismos ejes",
          en: "the images are \(image) and what flows back is \(map): they should have the same axes"),
        shapes: [image, map])
    }
    let leading = image.rank == 2 ? [] : [map.sizes[map.rank - 3], image.sizes[image.rank - 3]]
    guard let kernel = Shape(sizes: leading + size.sizes) else { throw FormulaLimits.sizeTooLarge([size]) }
    try self.init(image: image, kernel: kernel, attributes)
    try expect(map)
  }

  private func expect(_ found: Shape) throws(ShapeError) {
    guard found == map else {
      throw ShapeError(
        Localized(
          es: "\(image) con filtros de \(kernel) da un mapa de \(map), y aquí es de \(found)",
          en: "\(image) with filters \(kernel) gives a map of \(map), and here it is \(found)"), shapes: [found])
    }
  }

  // MARK: - Places

  /// Calls `visit` for each entry (a, b) of a filter with the entries of a map for which it meets a pixel.
  func eachTap(_ visit: (_ tap: Int, _ row: Int, _ column: Int, _ rows: Range<Int>, _ columns: Range<Int>) -> Void) {
    for row in 0..<rows.filter {
      for column in 0..<columns.filter {
        visit(row * columns.filter + column, row, column, rows.places(row), columns.places(column))
      }
    }
  }

  /// Which image (or filter), channel, row and column a place is in memory, where each plane has such a size.
  static func location(
    _ offset: Int, planes: Int, rows: Int, columns: Int
  ) -> (outer: Int, plane: Int, row: Int, column: Int) {
    let (line, column) = offset.quotientAndRemainder(dividingBy: max(1, columns))
    let (plane, row) = line.quotientAndRemainder(dividingBy: max(1, rows))
    let (outer, inner) = plane.quotientAndRemainder(dividingBy: max(1, planes))
    return (outer, inner, row, column)
  }

  /// The place of a pixel in memory.
  func imagePlace(_ image: Int, _ channel: Int, _ row: Int, _ column: Int) -> Int {
    ((image * channels + channel) * rows.image + row) * columns.image + column
  }

  /// The place of a filter's entry in memory.
  func kernelPlace(_ filter: Int, _ channel: Int, _ row: Int, _ column: Int) -> Int {
    ((filter * channels + channel) * rows.filter + row) * columns.filter + column
  }

  /// The place of a map's entry in memory.
  func mapPlace(_ image: Int, _ filter: Int, _ row: Int, _ column: Int) -> Int {
    ((image * filters + filter) * rows.map + row) * columns.map + column
  }
}

extension ConvolutionGeometry.Attributes {
  /// What is not as usual, as a call has it: `stride = 2`, `padding = 1`.
  var layout: [MathText] {
    var texts: [MathText] = []
    if stride != 1 { texts.append(.named("stride", stride)) }
    if padding != 0 { texts.append(.named("padding", padding)) }
    return texts
  }

  /// For the identity of an operator.
  var key: String { "stride \(stride), padding \(padding)" }
}

extension MathText {
  /// `stride = 2`, as an argument.
  static func named(_ name: String, _ number: Int) -> MathText {
    .row([.words(name), .sign("=", .relation), .number(String(number))])
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
