import Matrices
import Typesetting

/// `conv_kernel(X, G, k×k)`: what flows back through `conv(X, K)` to its filters, which are k×k: each entry of a filter
/// gathers G over all the places at which it was used.
///
/// k[f,c,a,b] = Σ x[n,c,i·stride+a−padding,j·stride+b−padding]·g[n,f,i,j] over images n, then rows i and columns j of the
/// map; what lies in the padding is left out.
package final class ConvolutionKernelGradient: Operator {
  /// k×k.
  package let size: Shape
  package let attributes: ConvolutionGeometry.Attributes

  package init(to size: Shape, _ attributes: ConvolutionGeometry.Attributes = ConvolutionGeometry.Attributes()) {
    self.size = size
    self.attributes = attributes
  }

  package var identity: String { "conv_kernel(\(size.key), \(attributes.key))" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "conv_kernel(X, G, 3×3)", ascii: "conv_kernel(X, G, 3, 3)", .images,
      es: "∂E/∂K, de filtros de 3×3, cuando G = ∂E/∂conv(X, K)",
      en: "∂E/∂K, of filters 3×3, where G = ∂E/∂conv(X, K)")
  }
  package var samples: [OperatorSample] {
    ConvolutionGeometry.samples(attributes).filter { $0.kernel.plane == size }
      .map { OperatorSample([$0.image, $0.map]) }
  }

  private func geometry(_ image: Shape, _ map: Shape) throws(ShapeError) -> ConvolutionGeometry {
    try ConvolutionGeometry(size: size, image: image, map: map, attributes)
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(2, arguments)
    return try geometry(arguments[0], arguments[1]).kernel
  }

  package func fastForm(of arguments: [FastArgument]) -> FastForm {
    guard let geometry = try? geometry(arguments[0].shape, arguments[1].shape) else { return .stepwise }
    return .convolution(.kernelGradient, geometry)
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    guard let geometry = try? geometry(inputs[0].shape, inputs[1].shape) else { return { _ in } }
    let (one, other, to, count) = (inputs[0].offset, inputs[1].offset, output.offset, output.count)
    if geometry.isProduct(columns: geometry.taps), geometry.images > 0 {
      return { block in
        geometry.withPatches { patches in
          for image in 0..<BatchLength.usual(geometry.images) {
            geometry.unfoldByPlaces(block + one + geometry.imagePlace(image, 0, 0, 0), to: patches)
            ProductTile.fill(
              block + to, block + other + geometry.mapPlace(image, 0, 0, 0), patches, rows: geometry.filters,
              inner: geometry.places, columns: geometry.taps, accumulates: image > 0)
          }
        }
      }
    }
    return { block in
      (block + to).update(repeating: -0.0, count: count)
      geometry.eachMeeting { image, filter, channel in
        let pixels = block + one + geometry.imagePlace(image, channel, 0, 0)
        let flowing = block + other + geometry.mapPlace(image, filter, 0, 0)
        let sums = block + to + geometry.kernelPlace(filter, channel, 0, 0)
        geometry.eachTapLine { tap, pixel, place, count, step in
          let (line, source) = (pixels + pixel, flowing + place)
          var sum = sums[tap]
          for index in 0..<count { sum += line[index * step] * source[index] }
          sums[tap] = sum
        }
      }
      // No image at all.
      if geometry.images == 0 { (block + to).update(repeating: 0, count: count) }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [
      try .apply(ConvolutionInputGradient(to: arguments[0].shape.plane, attributes), [arguments[1], adjoint]),
      try .apply(Convolution(attributes), [arguments[0], adjoint]),
    ]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let geometry = try geometry(arguments[0].shape, arguments[1].shape)
    let (rows, columns) = (geometry.rows, geometry.columns)
    let (filter, channel, down, across) = ConvolutionGeometry.location(
      offset, planes: geometry.channels, rows: rows.filter, columns: columns.filter)
    var places: [(Int, Int)] = []
    for image in 0..<BatchLength.usual(geometry.images) {
      for row in rows.places(down) {
        for column in columns.places(across) {
          places.append(
            (
              geometry.imagePlace(image, channel, rows.pixel(row, down), columns.pixel(column, across)),
              geometry.mapPlace(image, filter, row, column)
            ))
        }
      }
    }
    return try .products(arguments, at: places)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    let isMatrix = arguments[0].shape.rank == 2
    return try .apply(ConvolutionKernelGradient(to: isMatrix ? size.transposed : size, attributes), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    .call(.words("conv_kernel"), texts: arguments.map { $0.text } + [.sizes(size)] + attributes.layout)
  }
}
