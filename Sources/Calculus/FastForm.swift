/// What an operator is for the fast way of a plan, where it is something that vector loops know.
package enum FastForm: Hashable, Sendable {
  /// Nothing that they know: its own step runs, in double precision.
  case stepwise
  /// A·B
  case product
  /// Aᵀ, which a product takes in
  case transposition
  /// Sums, means or extremes along an axis
  case fold(Fold, Axis)
  /// Along the classes of each example
  case softmax(Examples)
  /// Entry by entry, with repetition of a number, a row or a column
  case entrywise(Entrywise)

  package enum Fold: Hashable, Sendable { case sum, mean, maximum, minimum }

  /// An operation on entries; a comparison gives 1 or 0.
  package enum Entrywise: Hashable, Sendable {
    case negate, absolute, sign, squareRoot, floor, relu, exponential, logarithm, sigmoid, hyperbolicTangent
    case add, subtract, multiply, divide, divideSafely, maximum, minimum
    case greater, greaterOrEqual, equal
    /// where(a, b, c)
    case choose
    /// a ⊙ ln(b), 0 where a is 0
    case logarithmProduct
    /// a², when the exponent is the number 2
    case power
  }
}

extension Operator {
  package var fastForm: FastForm { .stepwise }
}
