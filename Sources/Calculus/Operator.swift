import Matrices
import Typesetting

/// One operation of the language, whole in one file: shape rule, evaluation, derivative, how one entry reads,
/// how it is typeset, how it is transposed.
///
/// Laws that hold for each operator in `Operators.all`, tested on its `samples`:
/// the shape rule tells the shape of the value; `entry` evaluates to the entry bit for bit; `pullback` agrees with
/// central differences, and the derivatives of `entry` with `pullback`; `transposed` evaluates to the transpose.
package protocol Operator: AnyObject, Sendable {
  /// What tells it from other operators, attributes included: `product`, `leaky_relu(0.01)`, `entry(2,1)`.
  var identity: String { get }

  /// What it is, for `lesson help language`.
  var summary: OperatorSummary { get }

  /// Shapes and attributes on which the laws are tested.
  var samples: [OperatorSample] { get }

  /// The shape of the value, or why the arguments do not fit.
  func shape(of arguments: [Shape]) throws(ShapeError) -> Shape

  /// What computes the value from the inputs into the output, on any block with these slots; called only with shapes
  /// that fit. The output never overlaps an input. Sums run in the written order, with nothing fused.
  func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation

  /// What computes one row (axis 0) or one column (axis 1) of the value again, to the same bits; nil where that saves
  /// nothing, or is not known.
  func lineEvaluation(_ inputs: [Slot], _ output: Slot, axis: Int) -> LineComputation?

  /// The same value as a formula of simpler operators, when the operator is only a name for one
  /// (`σ'(z)` is `σ(z)·(1 − σ(z))`). The plan runs that formula instead, so results computed before are shared.
  func lowered(_ arguments: [Formula]) throws(ShapeError) -> Formula?

  /// For each argument, the gradient that flows back to it (shaped like it); nil where none can.
  ///
  /// - Parameters:
  ///   - adjoint: the derivative of the objective with respect to `value`, shaped like it.
  ///   - value: the application itself.
  func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?]

  /// One entry of the value, as a scalar tree over entries of the arguments.
  func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar

  /// The transpose of the value in terms of the transposes of the arguments (which are given already transposed).
  func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula

  /// Whether it is of symmetric matrices only: a run refuses another, and otherwise it is that of ½·(A + Aᵀ).
  var needsSymmetry: Bool { get }

  /// The value in a batch of one length, from the arguments in that batch: what shapes and sizes the operator holds are
  /// bound.
  func bound(_ binding: BatchBinding, _ arguments: [Formula]) throws(ShapeError) -> Formula

  /// The axis of the value along which examples lie, where what belongs to an example is computed from what the arguments
  /// have of that example alone; nil where it is not, or where that is not known.
  func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int?

  /// What it is for the fast way of a plan; stepwise unless it says otherwise.
  func fastForm(of arguments: [FastArgument]) -> FastForm

  /// The typeset form of the value from the typeset arguments.
  func layout(_ arguments: [Typeset]) -> Typeset
}

extension Operator {
  package func lineEvaluation(_ inputs: [Slot], _ output: Slot, axis: Int) -> LineComputation? { nil }

  package func lowered(_ arguments: [Formula]) throws(ShapeError) -> Formula? { nil }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? { nil }

  package var needsSymmetry: Bool { false }

  package func bound(_ binding: BatchBinding, _ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(self, arguments)
  }
}

/// What `lesson help language` prints of an operator.
package struct OperatorSummary: Hashable, Sendable {
  /// How it is written: `A·B`, `softmax(Z)`.
  package var usage: String
  /// ASCII spelling, when different: `A@B`.
  package var ascii: String?
  /// One sentence.
  package var meaning: Localized
  /// The group it is listed under.
  package var group: Group

  package enum Group: Int, Hashable, Sendable, CaseIterable {
    case arithmetic, functions, reductions, algebra, comparisons, shapes, classes, images
  }

  package init(_ usage: String, ascii: String? = nil, _ group: Group, es: String, en: String) {
    self.usage = usage
    self.ascii = ascii
    self.group = group
    self.meaning = Localized(es: es, en: en)
  }
}

/// Arguments on which an operator's laws are tested.
package struct OperatorSample: Hashable, Sendable {
  /// The shapes of the arguments.
  package var shapes: [Shape]
  /// Numbers are drawn between these bounds (a logarithm needs positive ones).
  package var bounds: ClosedRange<Double>
  /// What is added to the diagonal of the first argument, once in the first row, twice in the second, …: what is far
  /// from singular, with eigenvalues far from one another, is computed to all digits.
  package var diagonal: Double
  /// Whether the derivative exists there (a step or an `argmax` has none to compare).
  package var isDifferentiable: Bool

  package init(
    _ shapes: [Shape], in bounds: ClosedRange<Double> = -2...2, diagonal: Double = 0, isDifferentiable: Bool = true
  ) {
    self.shapes = shapes
    self.bounds = bounds
    self.diagonal = diagonal
    self.isDifferentiable = isDifferentiable
  }
}

/// A typeset formula with how tightly it binds, so that whoever uses it knows when to add parentheses.
package struct Typeset: Hashable, Sendable {
  package var text: MathText
  package var binding: Binding

  /// From the loosest to the tightest.
  package enum Binding: Int, Comparable, Sendable {
    case comparison, sum, reduction, matrixProduct, product, negation, power, atom
    package static func < (left: Binding, right: Binding) -> Bool { left.rawValue < right.rawValue }
  }

  package init(_ text: MathText, _ binding: Binding) {
    self.text = text
    self.binding = binding
  }

  /// The text where it stands behind `=` or `←` on a line: a comparison goes in parentheses.
  package var line: MathText { fenced(below: .sum) }

  /// The text, in parentheses unless it binds at least as tightly as `minimum`.
  package func fenced(below minimum: Binding) -> MathText {
    binding < minimum ? .fenced("(", text, ")") : text
  }
}
