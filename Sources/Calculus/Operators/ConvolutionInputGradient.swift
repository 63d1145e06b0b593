import Matrices
import Typesetting

/// `conv_input(G, K, H×W)`: what flows back through `conv(X, K)` to its images, which are H×W: each entry of G spreads
/// over the pixels that it was made of, as the filter says (a transposed convolution).
///
/// x[n,c,u,v] = Σ g[n,f,i,j]·k[f,c,a,b] over filters f, then rows a and columns b of the filter, for those (i, j) that read
/// the pixel (u, v) with (a, b); 0 where none does.
package final class ConvolutionInputGradient: Operator {
  /// H×W.
  package let size: Shape
  package let attributes: ConvolutionGeometry.Attributes

  package init(to size: Shape, _ attributes: ConvolutionGeometry.Attributes = ConvolutionGeometry.Attributes()) {
    self.size = size
    self.attributes = attributes
  }

  package var identity: String { "conv_input(\(size.key), \(attributes.key))" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "conv_input(G, K, 28×28)", ascii: "conv_input(G, K, 28, 28)", .images,
      es: "∂E/∂X, de 28×28 cada imagen, cuando G = ∂E/∂conv(X, K)",
      en: "∂E/∂X, of images 28×28, where G = ∂E/∂conv(X, K)")
  }
  package var samples: [OperatorSample] {
    ConvolutionGeometry.samples(attributes).filter { $0.image.plane == size }
      .map { OperatorSample([$0.map, $0.kernel]) }
  }

  private func geometry(_ map: Shape, _ kernel: Shape) throws(ShapeError) -> ConvolutionGeometry {
    try ConvolutionGeometry(size: size, map: map, kernel: kernel, attributes)
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(2, arguments)
    return try geometry(arguments[0], arguments[1]).image
  }

  package func fastForm(of arguments: [FastArgument]) -> FastForm {
    guard let geometry = try? geometry(arguments[0].shape, arguments[1].shape) else { return .stepwise }
    return .convolution(.inputGradient, geometry)
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    guard let geometry = try? geometry(inputs[0].shape, inputs[1].shape) else { return { _ in } }
    let (one, other, to, count) = (inputs[0].offset, inputs[1].offset, output.offset, output.count)
    let planes = BatchLength.usual(geometry.images) * geometry.channels
    let (rows, columns) = (geometry.rows, geometry.columns)
    let (unmetRows, unmetColumns) = (rows.unmet, columns.unmet)
    return { block in
      (block + to).update(repeating: -0.0, count: count)
      geometry.eachMeeting { image, filter, channel in
        let flowing = block + one + geometry.mapPlace(image, filter, 0, 0)
        let numbers = block + other + geometry.kernelPlace(filter, channel, 0, 0)
        let pixels = block + to + geometry.imagePlace(image, channel, 0, 0)
        geometry.eachTapLine { tap, pixel, place, count, step in
          let (number, line, source) = (numbers[tap], pixels + pixel, flowing + place)
          if step == 1 {
            for index in 0..<count { line[index] += source[index] * number }
          } else {
            for index in 0..<count { line[index * step] += source[index] * number }
          }
        }
      }
      for plane in 0..<planes {
        let pixels = block + to + plane * rows.image * columns.image
        for row in unmetRows { (pixels + row * columns.image).update(repeating: 0, count: columns.image) }
        for column in unmetColumns {
          for row in 0..<rows.image { pixels[row * columns.image + column] = 0 }
        }
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [
      try .apply(Convolution(attributes), [adjoint, arguments[1]]),
      try .apply(ConvolutionKernelGradient(to: arguments[1].shape.plane, attributes), [adjoint, arguments[0]]),
    ]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let geometry = try geometry(arguments[0].shape, arguments[1].shape)
    let (rows, columns) = (geometry.rows, geometry.columns)
    let (image, channel, row, column) = ConvolutionGeometry.location(
      offset, planes: geometry.channels, rows: rows.image, columns: columns.image)
    var places: [(Int, Int)] = []
    for filter in 0..<geometry.filters {
      for down in 0..<rows.filter {
        for across in 0..<columns.filter {
          guard let i = rows.place(of: row, down), let j = columns.place(of: column, across) else { continue }
          places.append(
            (geometry.mapPlace(image, filter, i, j), geometry.kernelPlace(filter, channel, down, across)))
        }
      }
    }
    return try .products(arguments, at: places)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    let isMatrix = arguments[0].shape.rank == 2
    return try .apply(ConvolutionInputGradient(to: isMatrix ? size.transposed : size, attributes), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    .call(.words("conv_input"), texts: arguments.map { $0.text } + [.sizes(size)] + attributes.layout)
  }
}
