import Calculus
import Typesetting

/// What was found about a step written with `←`.
package struct DescentCheck: Sendable {
  package let parameter: Quantity
  package let objective: Quantity
  /// `∂E/∂W1`
  package let gradient: MathText
  /// Entries of the parameter, and those that the step moves.
  package let count, moved: Int
  /// Entries that stay though their derivative is not 0.
  package let left: Int
  package let direction: Direction
  /// How far the moved entries are from a step of one rate, relative to the largest.
  package let error: Double
  /// The derivative of the objective along the step: what the step changes it by, to first order.
  package let slope: Double

  /// Where a step goes.
  package enum Direction: Sendable {
    /// Nowhere, and the derivative is 0.
    case rests
    /// The entries that move go by −c·∂objective/∂P, with one c; up where c is negative.
    case gradient(rate: Double)
    /// Each entry that moves goes against its derivative, at a rate of its own.
    case entries(lowest: Double, highest: Double)
    /// Otherwise, but the objective falls along it.
    case falling
    /// Otherwise, and the objective does not fall along it; or nowhere, though the derivative is not 0.
    case other
  }

  /// c in `P ← P − c·∂objective/∂P`; nil where there is no one c, or any would do.
  package var rate: Double? {
    if case .gradient(let rate) = direction { rate } else { nil }
  }

  /// Whether the objective falls along the step, or there is nothing to descend.
  package var isRight: Bool {
    switch direction {
    case .rests, .entries, .falling: true
    case .gradient(let rate): rate > 0
    case .other: false
    }
  }

  /// Whether it descends, but not as −c·∂objective/∂P with one c.
  package var isOfAnotherKind: Bool {
    switch direction {
    case .entries, .falling: true
    case .rests, .gradient, .other: false
    }
  }
}
