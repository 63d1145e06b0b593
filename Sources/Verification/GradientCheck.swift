import Calculus
import Typesetting

/// What was found about a promised gradient.
package struct GradientCheck: Sendable {
  /// The lesson's quantity, and what it is claimed to be.
  package let quantity: Quantity
  /// The same as it is named, or the formula that the line has in its place.
  package let subject: MathText
  package let claim: MathText
  package let line: Int?
  /// Whether it is a gradient that the lesson descends: of its objective, by one of its parameters.
  package var isOfParameter = false
  /// Whether the claim is a derivative, or a multiple of one.
  package var isDerivative = true
  /// What the quantity is a multiple of its claim by, when it is not right but a multiple of it.
  package var factor: ClaimFactor?
  /// The entry that is furthest from what it promises, in the first iteration in which one is wrong.
  package var worst: (difference: Verdict.Difference, iteration: Int)?
  /// The entry of the claimed derivative in which central differences (`value`) are furthest from the mechanical
  /// derivative (`expected`), when they do not agree, and the name of that derivative.
  package var worstOfDifferences: (difference: Verdict.Difference, derivative: MathText)?
  /// Entries compared.
  package let count: Int
  /// Entries that agree with the automatic derivative and, where they were compared, with central differences.
  package let agreeing: Int
  /// The largest difference from the mechanical derivative, relative to the entry.
  package let mechanicalError: Double
  /// What central differences have shown; nil where there are none.
  package var differences: Differences?

  /// Whether the mechanical derivative agrees, and differences do as far as they can be measured.
  package var isRight: Bool {
    mechanicalError <= Self.mechanicalTolerance && differences?.disagree != true
  }

  /// The mechanical derivative beside central differences, in the iterations looked at.
  package struct Differences: Sendable {
    /// Entries that were compared.
    package var count: Int { measured.union(unmeasured).count }
    /// Entries that could be measured in no iteration, because rounding hides what is looked for, or because the
    /// slopes on both sides are not the same or not there.
    package var unmeasuredCount: Int { unmeasured.subtracting(measured).count }
    /// The largest difference, relative to the entry, and what rounding may have to do with any, as far as they could be
    /// measured; where none could, those of what was tried.
    package private(set) var error = 0.0
    package private(set) var floor = 0.0
    /// Whether one of them is relative to the terms of a sum, because the derivative is 0 but for rounding.
    package private(set) var areOfTerms = false
    /// Whether there is a difference that is neither small nor from rounding.
    package private(set) var disagree = false
    private var measured: Set<Int> = []
    private var unmeasured: Set<Int> = []

    /// Whether nothing could be measured at all.
    package var cannotBeMeasured: Bool { measured.isEmpty && !unmeasured.isEmpty }

    mutating func note(_ difference: CentralDifference) {
      guard difference.slope != nil else {
        unmeasured.insert(difference.offset)
        return
      }
      if difference.finding == .cannotBeMeasured {
        unmeasured.insert(difference.offset)
        // Where rounding hides nothing, something else is in the way, and there is no size to it.
        guard measured.isEmpty, difference.floor > GradientCheck.differenceTolerance else { return }
      } else {
        if measured.isEmpty { (error, floor) = (0, 0) }
        measured.insert(difference.offset)
        if difference.isOfTerms { areOfTerms = true }
        if difference.finding == .disagrees { disagree = true }
      }
      error = max(error, difference.error)
      floor = max(floor, difference.floor)
    }
  }

  package static let mechanicalTolerance = 1e-9
  package static let differenceTolerance = 1e-6
}
