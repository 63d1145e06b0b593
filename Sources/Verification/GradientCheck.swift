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
  /// An entry that lies at a kink, where its derivative is whatever lies between two slopes.
  package var kink: AtKink?
  /// What could not be judged, because it is not finite.
  package var unjudged: Unjudged?
  /// Entries that could be compared, over all iterations.
  package var compared = 0
  /// Entries compared.
  package let count: Int
  /// Entries that, in all iterations looked at, agree with the automatic derivative and, where they were compared, with central differences.
  package let agreeing: Int
  /// How many entries are wrong in the first iteration in which one is.
  package var wrong: (count: Int, iteration: Int)?
  /// The largest difference from the mechanical derivative, relative to the entry.
  package let mechanicalError: Double
  /// What central differences have shown; nil where there are none.
  package var differences: Differences?

  /// Whether the line is marked as a misprint.
  package var isMisprint = false
  /// The wrong line above that it is wrong because of: with what that one should be, this one is right.
  package var cause: (subject: MathText, line: Int?)?
  /// What it is with other values of the parameters.
  package var elsewhere: OtherValues.Finding?
  /// Whether every number that was compared is 0.
  package var hasOnlyZeros = false

  /// Whether the mechanical derivative agrees, and differences do as far as they can be measured; where nothing but
  /// zeros could be compared, whether it agrees with other values of the parameters.
  package var agrees: Bool {
    mechanicalError <= Self.mechanicalTolerance && differences?.disagree != true
      && !(hasOnlyZeros && elsewhere?.differs != nil)
  }

  /// Whether it is as it should be: it agrees, or it is marked as a misprint and does not.
  package var isRight: Bool { !isJudged || agrees != isMisprint }

  /// Whether something could be said of it.
  package var isJudged: Bool { unjudged == nil || compared > 0 }

  /// The first entry that lies at a kink.
  package struct AtKink: Sendable {
    /// `∂E/∂w[2]`, and its slopes.
    package let derivative: MathText
    package let kink: Kink
    /// What the lesson takes.
    package let used: Double
    package let iteration: Int
    /// How many entries lie at one in this iteration, and of those how many are not what the automatic derivative takes.
    package let count, own: Int
  }

  /// What is not finite where something should be compared with it.
  package struct Unjudged: Sendable {
    /// The loss, or whatever the derivative is of; else the derivative itself.
    package let isNumerator: Bool
    package let name: MathText
    package let iteration: Int
    /// Entries that are not judged then.
    package let count: Int
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
