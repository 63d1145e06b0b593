import Matrices
import Typesetting

/// A function of one number, applied to each entry: `σ(z)`, `relu(z)`, `leaky_relu(z, 0.1)`.
package final class EntrywiseFunction: Operator {
  /// How it is set.
  package enum Style: Hashable, Sendable {
    /// `name(z)`.
    case call(MathText)
    /// `√z`.
    case root
    /// `|z|`, `⌊z⌋`.
    case fenced(String, String)
  }

  /// Writes the function of so many numbers from the first place on to those from the second on.
  package typealias Values = @Sendable (UnsafePointer<Double>, UnsafeMutablePointer<Double>, Int) -> Void

  /// What tells it from others, parameters included.
  package let identity: String
  package let summary: OperatorSummary
  /// How it is set.
  package let style: Style
  /// The parameters as they are typed after the argument: `slope = 0.1`.
  package let parameters: [MathText]
  /// Whether its derivative is written with a prime, and not with the formula it stands for.
  package let hasPrime: Bool
  /// The function of one number.
  package let value: @Sendable (Double) -> Double
  /// The function of numbers one after another.
  private let values: Values
  /// The derivative at z, as a formula shaped like z.
  package let derivative: @Sendable (Formula) throws(ShapeError) -> Formula
  /// Whether the derivative is 0 wherever it exists.
  package let isFlat: Bool
  /// The function of vector loops that it is, if any.
  package let entryFunction: EntryFunction?
  /// Where it is tested.
  package let bounds: ClosedRange<Double>

  init(
    _ identity: String, style: Style? = nil, parameters: [MathText] = [], usage: String? = nil, ascii: String? = nil,
    es: String, en: String, in bounds: ClosedRange<Double> = -2...2, hasPrime: Bool = true, isFlat: Bool = false,
    fast entryFunction: EntryFunction? = nil, value: @escaping @Sendable (Double) -> Double, values: @escaping Values,
    derivative: @escaping @Sendable (Formula) throws(ShapeError) -> Formula
  ) {
    self.identity = identity
    self.style = style ?? .call(.words(identity))
    self.parameters = parameters
    self.summary = OperatorSummary(usage ?? "\(identity)(z)", ascii: ascii, .functions, es: es, en: en)
    self.bounds = bounds
    self.hasPrime = hasPrime
    self.isFlat = isFlat
    self.entryFunction = entryFunction
    self.value = value
    self.values = values
    self.derivative = derivative
  }

  /// A function that is computed one number at a time.
  convenience init(
    _ identity: String, style: Style? = nil, parameters: [MathText] = [], usage: String? = nil, ascii: String? = nil,
    es: String, en: String, in bounds: ClosedRange<Double> = -2...2, hasPrime: Bool = true, isFlat: Bool = false,
    fast entryFunction: EntryFunction? = nil, value: @escaping @Sendable (Double) -> Double,
    derivative: @escaping @Sendable (Formula) throws(ShapeError) -> Formula
  ) {
    self.init(
      identity, style: style, parameters: parameters, usage: usage, ascii: ascii, es: es, en: en, in: bounds,
      hasPrime: hasPrime, isFlat: isFlat, fast: entryFunction, value: value,
      values: { source, target, count in for index in 0..<count { target[index] = value(source[index]) } },
      derivative: derivative)
  }

  package func fastForm(of arguments: [FastArgument]) -> FastForm {
    entryFunction.map(FastForm.entrywise) ?? .stepwise
  }

  package var samples: [OperatorSample] {
    [OperatorSample([Shape(2, 3)], in: bounds), OperatorSample([.scalar], in: bounds)]
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    return arguments[0]
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (from, to) = (inputs[0].offset, output.offset)
    let count = output.count
    let values = values
    return { block in values(block + from, block + to, count) }
  }

  package func lineEvaluation(_ inputs: [Slot], _ output: Slot, axis: Int) -> LineComputation? {
    guard output.shape.rank == 2 else { return nil }
    let (from, to) = (inputs[0].offset, output.offset)
    let (rows, columns) = (output.shape.rows, output.shape.columns)
    let (count, step, start) = axis == 0 ? (columns, 1, columns) : (rows, columns, 1)
    let value = value
    return { block, line in
      let (source, target) = (block + from + line * start, block + to + line * start)
      for index in 0..<count { target[index * step] = value(source[index * step]) }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    if isFlat { return [nil] }
    let slope = hasPrime ? try .apply(EntrywiseDerivative(of: self), arguments) : try derivative(arguments[0])
    return [try .entrywise(adjoint, slope)]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .apply(self, [arguments[0].entry(at: offset)])
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    sharedExampleAxis(of: arguments, value: value)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula { try .apply(self, arguments) }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    switch style {
    case .call(let name): .call(name, texts: arguments.map { $0.text } + parameters)
    case .root: Typeset(.root(arguments[0].text), .negation)
    case .fenced(let left, let right): Typeset(.fenced(left, arguments[0].text, right), .atom)
    }
  }

  /// `name'(z)`.
  func layoutOfDerivative(_ arguments: [Typeset]) -> Typeset {
    let name: MathText = if case .call(let name) = style { name } else { .words(identity) }
    return .call(.row([name, .sign("'", .tight)]), texts: arguments.map { $0.text } + parameters)
  }

  /// Each function, those with parameters once.
  package static let all: [EntrywiseFunction] = [
    .exp, .ln, .log2, .log10, .sin, .cos, .sinh, .cosh, .sech, .tanh, .sigmoid, .relu, .leakyRelu(slope: 0.01),
    .leakyRelu(slope: 0.25), .elu, .gelu, .errorFunction, .softplus, .squareRoot, .abs, .sign, .floor, .step,
    .stepExact,
  ]
}
