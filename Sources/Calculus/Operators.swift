import Matrices

/// Every operator of the language, once for each of its variants; tested by laws and listed by `lesson help language`.
package enum Operators {
  /// The operators, in the order in which they are listed within their groups.
  package static let all: [any Operator] =
    arithmetic + functions + reductions + algebra + comparisons + shapes + classes
    + images

  private static let arithmetic: [any Operator] =
    [
      Addition(), Subtraction(), Negation(), MatrixProduct(), Scaling(), EntrywiseProduct(), Division(), SafeDivision(),
      Power(), PairExtreme(.minimum), PairExtreme(.maximum),
    ]
    + [EntrywiseFunction.ln, .log2, .log10].flatMap {
      [LogarithmProduct(of: $0), LogarithmProduct(of: $0, isOfNumbers: true)]
    }

  private static let functions: [any Operator] =
    EntrywiseFunction.all.map { $0 as any Operator } + EntrywiseFunction.all.map { EntrywiseDerivative(of: $0) } + [
      Clip()
    ]

  private static let reductions: [any Operator] =
    [Total(), RowTotal(), ColumnTotal(), Norm()]
    + Axis.allCases.map { Mean($0) } + Axis.allCases.map { Variance($0) }
    + Extreme.Kind.allCases.flatMap { kind -> [any Operator] in
      Axis.allCases.map { Extreme(kind, $0) } + Axis.allCases.map { FirstExtreme(kind, $0) }
    }
    + Axis.allCases.map { Argmin($0) }
    + [AxesTotal(to: Shape(1, 3)), AxesTotal(to: Shape(2, 1))]
    + [[1, 3, 1, 1], [2, 1, 2, 2]].compactMap(Shape.init(sizes:)).map(AxesTotal.init(to:))

  private static let algebra: [any Operator] = [Inverse(), LinearSolution(), Eigenvalues(), Eigenvectors()]

  private static let comparisons: [any Operator] =
    Comparison.Kind.allCases.flatMap { kind -> [any Operator] in
      [
        Comparison(kind: kind, isExact: false), Comparison(kind: kind, isExact: true),
        Comparison(kind: kind, isExact: false, isRelative: true),
      ]
    }
    + [Choice()]

  private static let shapes: [any Operator] = [
    Transposition(), Indexing(offset: 4, of: Shape(2, 3)), UnitMatrix(offset: 4, shape: Shape(2, 3)),
    Slice(rows: 1..<3, columns: 0..<2, of: Shape(4, 3)), Slice(rows: 0..<1, columns: 1..<3, of: Shape(1, 3)),
    PartReplacement(offset: 4, of: Shape(2, 3)), PartReplacement([1..<3, 0..<2], of: Shape(4, 3)),
    PartReplacement([0..<1, 1..<3], of: Shape(1, 3)),
    PartReplacement(offset: 5, of: images(2, 1, 2, 2)), Indexing(offset: 5, of: images(2, 1, 2, 2)),
    Slice(MatrixPart([1..<2, 0..<1, 0..<2, 1..<3], dropping: 2, of: images(2, 2, 2, 3))),
    Slice(MatrixPart([0..<2, 1..<2, 0..<2, 1..<3], of: images(2, 2, 2, 3))),
    Slice(MatrixPart([1..<2, 0..<2, 0..<1, 0..<2], dropping: 1, of: images(2, 2, 2, 2))),
    PartReplacement(MatrixPart([1..<2, 0..<1, 0..<2, 1..<3], dropping: 2, of: images(2, 2, 2, 3))),
    PartialDerivatives(of: named("z", nil), by: named("x", nil), perRow: 2),
    PartialDerivatives(of: named("z", nil), by: named("x", 1), perRow: 2),
    PartialDerivatives(of: named("E", nil), by: nil, perRow: nil),
    Join(cellsPerRow: [2, 2]), Join(cellsPerRow: [1, 3]), Join(cellsPerRow: [3]), Reshape(to: Shape(2, 3)),
    Flatten(axis: .rows), Flatten(axis: .columns), Filled(value: 0, shape: Shape(2, 3)),
    Filled(value: 1, shape: Shape(2, 3)), Filled(value: 0.25, shape: Shape(2, 3)), IdentityMatrix(3),
    RangeOf(from: -1, to: 1, count: 4), RangeOf(from: -1, to: 1, count: 4, axis: .columns),
    BatchSize([BatchLength.size(usual: 4), 3]),
  ]

  private static func named(_ name: String, _ offset: Int?) -> PartialDerivatives.Moved {
    PartialDerivatives.Moved(Symbol(canonical: name), Shape(2, 3), offset)
  }

  private static func images(_ images: Int, _ channels: Int, _ rows: Int, _ columns: Int) -> Shape {
    Shape(sizes: [images, channels, rows, columns]) ?? .scalar
  }

  private static let images: [any Operator] = {
    let attributes = [ConvolutionGeometry.Attributes(), ConvolutionGeometry.Attributes(stride: 2, padding: 1)]
    let windows = [PoolingGeometry.Attributes(window: 2), PoolingGeometry.Attributes(window: 3, stride: 1)]
    return attributes.map { Convolution($0) }
      + attributes.flatMap { attributes in
        [Shape(4, 3), Shape(3, 4), Shape(5, 4)].map { ConvolutionInputGradient(to: $0, attributes) }
      }
      + attributes.flatMap { attributes in
        [Shape(2, 2), Shape(3, 2)].map { ConvolutionKernelGradient(to: $0, attributes) }
      } + windows.map { MaxPooling($0) } + windows.map { MaxPoolingGradient($0) }
      + windows.map { MaxPoolingSelection($0) }
  }()

  private static let classes: [any Operator] =
    ExampleAxis.allCases.flatMap { axis -> [any Operator] in
      [Softmax(axis: axis), LogSoftmax(axis: axis), Argmax(axis: axis), OneHot(classes: 3, axis: axis)]
    }
}
