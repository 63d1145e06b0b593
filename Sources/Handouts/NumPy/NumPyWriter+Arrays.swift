import Calculus
import Matrices
import Typesetting

/// Sums, extremes, shapes and images in NumPy.
extension NumPyWriter {
  /// `axis=0, keepdims=True` for what puts rows together.
  private static func along(_ axis: Axis) -> [String] {
    switch axis {
    case .all: []
    case .rows: ["axis=0", "keepdims=True"]
    case .columns: ["axis=1", "keepdims=True"]
    }
  }

  /// The axis along which the classes of an example lie.
  private static func classes(_ axis: ExampleAxis) -> String { axis == .rows ? "axis=1" : "axis=0" }

  private mutating func reduced(_ name: String, _ axis: Axis, _ argument: Formula) throws(NumPyRefusal)
    -> NumPyExpression
  {
    let inner = try expression(argument)
    if argument.shape == .scalar { return inner }
    return .call(name, [inner.text] + Self.along(axis))
  }

  mutating func reduction(
    _ application: Formula.Application
  ) throws(NumPyRefusal) -> NumPyExpression? {
    guard let source = application.arguments.first else { return nil }
    switch application.rule {
    case is Total: return try reduced("np.sum", .all, source)
    case is RowTotal: return try reduced("np.sum", .rows, source)
    case is ColumnTotal: return try reduced("np.sum", .columns, source)
    case let rule as Mean: return try reduced("np.mean", rule.axis, source)
    case let rule as Variance: return .call("np.var", [try array(source).text] + Self.along(rule.axis))
    case let rule as Extreme:
      return try reduced(rule.kind == .minimum ? "np.min" : "np.max", rule.axis, source)
    case let rule as FirstExtreme:
      let place = rule.kind == .minimum ? "np.argmin" : "np.argmax"
      return call(.firstExtreme, [try array(source).text, place] + Self.along(rule.axis).prefix(1))
    case let rule as Argmin:
      return NumPyExpression(
        "np.argmin(" + ([try array(source).text] + Self.along(rule.axis)).joined(separator: ", ") + ") + 1.0", .sum)
    case let rule as AxesTotal:
      let axes = source.shape.sizes.indices.filter { rule.target.sizes[$0] == 1 && source.shape.sizes[$0] != 1 }
      guard !axes.isEmpty else { return try expression(source) }
      let list = axes.map { "\($0)" }.joined(separator: ", ") + (axes.count == 1 ? "," : "")
      return .call("np.sum", [try expression(source).text, "axis=(\(list))", "keepdims=True"])
    case let rule as Softmax: return call(.softmax, [try expression(source).text, Self.classes(rule.axis)])
    case let rule as LogSoftmax: return call(.logSoftmax, [try expression(source).text, Self.classes(rule.axis)])
    case let rule as Argmax:
      return NumPyExpression(
        "np.argmax(\(try expression(source).text), \(Self.classes(rule.axis)), keepdims=True) * 1.0", .product)
    case let rule as OneHot:
      return call(.oneHot, [try expression(source).text, "\(rule.classes)", Self.classes(rule.axis)])
    case is Inverse: return .call("np.linalg.inv", [try array(source).text])
    case is LinearSolution:
      return .call("np.linalg.solve", [try array(source).text, try array(application.arguments[1]).text])
    case is Eigenvalues: return NumPyExpression("np.linalg.eigvalsh(\(try array(source).text)).reshape(-1, 1)")
    case is Eigenvectors: return call(.eigenvectors, [try array(source).text])
    default: return nil
    }
  }

  /// `0, 1:3` for a part; along axes that are left out a single place, unless every axis is to stay.
  private static func places(_ part: MatrixPart, keepingAxes: Bool = false) -> String {
    part.ranges.indices.map { axis in
      let (range, size) = (part.ranges[axis], part.source.sizes[axis])
      if axis < part.dropped, !keepingAxes { return "\(range.lowerBound)" }
      return range == 0..<size && size > 1 ? ":" : "\(range.lowerBound):\(range.upperBound)"
    }.joined(separator: ", ")
  }

  mutating func shaping(_ application: Formula.Application) throws(NumPyRefusal) -> NumPyExpression? {
    let arguments = application.arguments
    let shape = application.shape
    let sizes = NumPyNumber.sizes(shape)
    switch application.rule {
    case let rule as Indexing:
      let inner = try expression(arguments[0])
      if rule.source == .scalar { return inner }
      let places = MatrixPart(offset: rule.offset, of: rule.source).ranges.map { "\($0.lowerBound)" }
      return NumPyExpression(inner.fenced(below: .atom) + "[\(places.joined(separator: ", "))]")
    case let rule as Slice:
      let inner = try expression(arguments[0])
      if rule.part.source == .scalar { return inner }
      return NumPyExpression(inner.fenced(below: .atom) + "[\(Self.places(rule.part))]")
    case let rule as PartReplacement:
      if rule.source == .scalar { return try expression(arguments[1]) }
      let place = "np.s_[\(Self.places(rule.part, keepingAxes: true))]"
      return call(.replaced, [try expression(arguments[0]).text, place, try expression(arguments[1]).text])
    case let rule as UnitMatrix:
      if shape == .scalar { return NumPyExpression("1", isPlainNumber: true) }
      return .call("np.reshape", ["np.eye(1, \(shape.count), \(rule.offset))", sizes])
    case let rule as Filled: return Self.filled(rule.value, shape)
    case let rule as IdentityMatrix: return .call("np.eye", ["\(rule.size)"])
    case let rule as RangeOf:
      let ends = [rule.first, rule.last].map { NumPyNumber.text($0) }
      return NumPyExpression("np.linspace(\(ends[0]), \(ends[1]), \(rule.count)).reshape(\(sizes))")
    case let rule as Join: return try joined(rule, arguments)
    case is Reshape: return .call("np.reshape", [try expression(arguments[0]).text, sizes])
    case let rule as Flatten:
      let inner = try expression(arguments[0]).text
      guard arguments[0].shape.rank > 2, rule.axis == .columns else { return .call("np.reshape", [inner, sizes]) }
      return NumPyExpression("np.reshape(\(inner), \(NumPyNumber.sizes(shape.transposed))).T")
    case is PartialDerivatives:
      let pieces = try expressions(arguments).map { "np.ravel(\($0.text))" }.joined(separator: ", ")
      return NumPyExpression("np.concatenate([\(pieces)]).reshape(\(sizes))")
    default: return nil
    }
  }

  private mutating func joined(_ rule: Join, _ arguments: [Formula]) throws(NumPyRefusal) -> NumPyExpression {
    let numbers = arguments.compactMap { $0.constant }
    let cells =
      numbers.count == arguments.count
      ? numbers.map { NumPyNumber.text($0, isFloating: true) } : try expressions(arguments).map { $0.text }
    var start = 0
    let rows = rule.cellsPerRow.map { count in
      defer { start += count }
      return "[" + cells[start..<(start + count)].joined(separator: ", ") + "]"
    }
    return .call(
      numbers.count == arguments.count ? "np.array" : "np.block", ["[" + rows.joined(separator: ", ") + "]"])
  }

  mutating func ofImages(_ application: Formula.Application) throws(NumPyRefusal) -> NumPyExpression? {
    func options(_ attributes: ConvolutionGeometry.Attributes) -> [String] {
      (attributes.stride == 1 ? [] : ["stride=\(attributes.stride)"])
        + (attributes.padding == 0 ? [] : ["padding=\(attributes.padding)"])
    }
    func options(_ attributes: PoolingGeometry.Attributes) -> [String] {
      ["\(attributes.window)", "\(attributes.stride)"]
    }
    var arguments: [String] = []
    for argument in application.arguments { arguments.append(try array(argument).text) }
    let written: NumPyExpression
    switch application.rule {
    case let rule as Convolution: written = call(.conv, arguments + options(rule.attributes))
    case let rule as ConvolutionInputGradient:
      written = call(.convInput, arguments + [NumPyNumber.sizes(rule.size)] + options(rule.attributes))
    case let rule as ConvolutionKernelGradient:
      written = call(.convKernel, arguments + [NumPyNumber.sizes(rule.size)] + options(rule.attributes))
    case let rule as MaxPooling: written = call(.maxpool, arguments + options(rule.attributes))
    case let rule as MaxPoolingGradient: written = call(.maxpoolInput, arguments + options(rule.attributes))
    case let rule as MaxPoolingSelection: written = call(.maxpoolAt, arguments + options(rule.attributes))
    default: return nil
    }
    return written
  }
}
