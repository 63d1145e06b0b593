import Matrices
import Typesetting

/// `conv(X, K)`: filters moved over images, N×C×H×W with F×C×k×k → N×F×H'×W', or H×W with k×k → H'×W'.
///
/// z[n,f,i,j] = Σ x[n,c,i·stride+a−padding,j·stride+b−padding]·k[f,c,a,b] over channels c, then rows a and columns b of the
/// filter, in this order; what lies in the padding is 0 and left out. The filter is not flipped (cross-correlation, as in
/// PyTorch).
package final class Convolution: Operator {
  package let attributes: ConvolutionGeometry.Attributes

  package init(stride: Int = 1, padding: Int = 0) {
    attributes = ConvolutionGeometry.Attributes(stride: stride, padding: padding)
  }

  package init(_ attributes: ConvolutionGeometry.Attributes) {
    self.attributes = attributes
  }

  package var identity: String { "conv(\(attributes.key))" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "conv(X, K)", .images,
      es: "los filtros recorren las imágenes, sin voltearse: N×C×H×W con F×C×k×k → N×F×H'×W'; una matriz con un filtro "
        + "k×k → H'×W'",
      en:
        "filters move over images, not flipped: N×C×H×W with F×C×k×k → N×F×H'×W'; a matrix with one filter k×k → H'×W'")
  }
  package var samples: [OperatorSample] {
    ConvolutionGeometry.samples(attributes).map { OperatorSample([$0.image, $0.kernel]) }
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(2, arguments)
    return try ConvolutionGeometry(image: arguments[0], kernel: arguments[1], attributes).map
  }

  package func fastForm(of arguments: [FastArgument]) -> FastForm {
    guard let geometry = try? ConvolutionGeometry(image: arguments[0].shape, kernel: arguments[1].shape, attributes)
    else { return .stepwise }
    return .convolution(.map, geometry)
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    guard let geometry = try? ConvolutionGeometry(image: inputs[0].shape, kernel: inputs[1].shape, attributes) else {
      return { _ in }
    }
    let (one, other, to, count) = (inputs[0].offset, inputs[1].offset, output.offset, output.count)
    if geometry.isProduct(columns: geometry.places) {
      return { block in
        geometry.withPatches { patches in
          for image in 0..<BatchLength.usual(geometry.images) {
            geometry.unfold(block + one + geometry.imagePlace(image, 0, 0, 0), to: patches)
            ProductTile.fill(
              block + to + geometry.mapPlace(image, 0, 0, 0), block + other, patches, rows: geometry.filters,
              inner: geometry.taps, columns: geometry.places)
          }
        }
      }
    }
    return { block in
      // −0 is what adding begins with so that nothing of the first product changes.
      (block + to).update(repeating: -0.0, count: count)
      geometry.eachMeeting { image, filter, channel in
        let pixels = block + one + geometry.imagePlace(image, channel, 0, 0)
        let numbers = block + other + geometry.kernelPlace(filter, channel, 0, 0)
        let target = block + to + geometry.mapPlace(image, filter, 0, 0)
        geometry.eachTapLine { tap, pixel, place, count, step in
          let (number, line, sums) = (numbers[tap], pixels + pixel, target + place)
          if step == 1 {
            for index in 0..<count { sums[index] += line[index] * number }
          } else {
            for index in 0..<count { sums[index] += line[index * step] * number }
          }
        }
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    let (image, kernel) = (arguments[0], arguments[1])
    return [
      try .apply(ConvolutionInputGradient(to: image.shape.plane, attributes), [adjoint, kernel]),
      try .apply(ConvolutionKernelGradient(to: kernel.shape.plane, attributes), [image, adjoint]),
    ]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let geometry = try ConvolutionGeometry(image: arguments[0].shape, kernel: arguments[1].shape, attributes)
    let (rows, columns) = (geometry.rows, geometry.columns)
    let (image, filter, row, column) = ConvolutionGeometry.location(
      offset, planes: geometry.filters, rows: rows.map, columns: columns.map)
    var places: [(Int, Int)] = []
    for channel in 0..<geometry.channels {
      geometry.eachTap { _, down, across, inRows, inColumns in
        guard inRows.contains(row), inColumns.contains(column) else { return }
        places.append(
          (
            geometry.imagePlace(image, channel, rows.pixel(row, down), columns.pixel(column, across)),
            geometry.kernelPlace(filter, channel, down, across)
          ))
      }
    }
    return try .products(arguments, at: places)
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    imagesExampleAxis(of: arguments)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula { try .apply(self, arguments) }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    .call(.words("conv"), texts: arguments.map { $0.text } + attributes.layout)
  }
}

extension Scalar {
  /// Products of entries of two formulas, added up in order.
  static func products(_ factors: [Formula], at places: [(Int, Int)]) throws(ShapeError) -> Scalar {
    var terms: [Scalar] = []
    var size = 0
    for (left, right) in places {
      guard size <= FormulaLimits.terms else { throw FormulaLimits.tooLong() }
      terms.append(try .apply(Scaling(), [factors[0].entry(at: left), factors[1].entry(at: right)]))
      size += terms.last?.extent.terms ?? 0
    }
    return try .gathered(.sum, terms)
  }
}

extension Shape {
  /// The last two axes: H×W of images, k×k of filters.
  var plane: Shape { Shape(sizes[rank - 2], sizes[rank - 1]) }
}

extension ConvolutionGeometry {
  /// Calls `visit` with each image, each filter and each channel, in this order.
  func eachMeeting(_ visit: (_ image: Int, _ filter: Int, _ channel: Int) -> Void) {
    for image in 0..<BatchLength.usual(images) {
      for filter in 0..<filters {
        for channel in 0..<channels { visit(image, filter, channel) }
      }
    }
  }

  /// Calls `visit` for each entry of a filter and each row of a map in which it meets pixels: the first of those, the
  /// first entry of the map that reads one, how many there are, and how far apart the pixels are.
  func eachTapLine(_ visit: (_ tap: Int, _ pixel: Int, _ place: Int, _ count: Int, _ step: Int) -> Void) {
    eachTap { tap, down, across, inRows, inColumns in
      guard !inColumns.isEmpty else { return }
      let column = columns.pixel(inColumns.lowerBound, across)
      for row in inRows {
        visit(
          tap, rows.pixel(row, down) * columns.image + column, row * columns.map + inColumns.lowerBound,
          inColumns.count, attributes.stride)
      }
    }
  }

  /// Sizes on which the laws of convolutions are tested: images, one image and a matrix.
  static func samples(_ attributes: Attributes) -> [ConvolutionGeometry] {
    let sizes = [([2, 2, 4, 3], [2, 2, 2, 2]), ([2, 3, 4], [2, 2, 3, 2]), ([5, 4], [3, 2])]
    return sizes.compactMap { image, kernel in
      guard let image = Shape(sizes: image), let kernel = Shape(sizes: kernel) else { return nil }
      return try? ConvolutionGeometry(image: image, kernel: kernel, attributes)
    }
  }
}
