import Calculus
import Typesetting

/// A slip of somebody who computes by hand; one file for each.
package protocol Slip: AnyObject, Sendable {
  /// What tells it from others, for programs: `forgot-derivative`.
  var id: String { get }

  /// How often it is made, beside the weights of the others.
  var weight: Double { get }

  /// Slips that can come to the same number belong together: which of them it was cannot be told.
  var family: SlipFamily? { get }

  /// What a reader is told, with `{x}`, `{y}` and `{f}` for what the slip was made on.
  var words: Localized { get }

  /// The same as a question for whoever may have made it, which does not yet say where.
  var question: Localized { get }

  /// What becomes of one part of a tree when the slip is made there, in each way in which it can be.
  func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting]

  /// How the slip makes printed digits of a right value when it is copied; nil where it does not.
  func copying(_ value: Double, as printed: DecimalDigits) -> Copying?
}

extension Slip {
  package var family: SlipFamily? { nil }
  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] { [] }
  package func copying(_ value: Double, as printed: DecimalDigits) -> Copying? { nil }
}

/// Slips that often come to the same number.
package enum SlipFamily: String, Hashable, Sendable {
  case sign, factor
}

/// One part of a tree with a slip made in it.
package struct PartRewriting: Sendable {
  /// What stands in its place.
  package let part: Tree
  /// What the slip was made on, and what beside it.
  package let x: Tree?
  package let y: Tree?
  /// The matrix that it was made on, in the place of x, and that beside it, in the place of y.
  package let matrix: Quantity?
  package let otherMatrix: Quantity?
  /// The function that it is about.
  package let function: EntrywiseFunction?
  /// Which of the parts of the part it is about, where it is about one.
  package let place: Int?
  /// What tells it from other rewritings of the same part by the same slip.
  package let variant: String
  /// What a reader is told of this way of making the slip; nil for the slip's own words.
  package let words: Localized?

  package init(
    _ part: Tree, x: Tree? = nil, y: Tree? = nil, matrix: Quantity? = nil, otherMatrix: Quantity? = nil,
    function: EntrywiseFunction? = nil, place: Int? = nil, variant: String = "",
    words: Localized? = nil
  ) {
    self.part = part
    self.words = words
    self.x = x
    self.y = y
    self.matrix = matrix
    self.otherMatrix = otherMatrix
    self.function = function
    self.place = place
    self.variant = variant
  }
}

/// How digits came about when a value was copied.
package struct Copying: Hashable, Sendable {
  /// One in how many strings that the slip can make of the value the printed one is.
  package let strings: Int
  /// What tells it from other ways of the same slip.
  package let variant: String
  /// What it makes of the value, where that is another number and not other digits.
  package let value: Double?
  /// Whether it is a slip in the digits of this number, and says nothing of others.
  package let isOfOneNumber: Bool

  package init(strings: Int, variant: String = "", value: Double? = nil, isOfOneNumber: Bool = false) {
    self.strings = strings
    self.value = value
    self.variant = variant
    self.isOfOneNumber = isOfOneNumber
  }
}
