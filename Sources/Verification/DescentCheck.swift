import Calculus
import Typesetting

/// What was found about a step written with `←`, or about what a line with `by` gives to its optimizer.
package struct DescentCheck: Sendable {
  package let parameter: Quantity
  package let objective: Quantity
  /// `∂E/∂W1`
  package let gradient: MathText
  package let subject: Subject
  /// The iteration that it is told of: the first of those in which it is furthest from a step against the gradient.
  package let iteration: Int
  /// The iterations looked at, each with its c, where there is one.
  package let rates: [(iteration: Int, rate: Double)]
  /// Entries of the parameter, and those that the step moves.
  package let count, moved: Int
  /// Entries that stay though their derivative is not 0.
  package let left: Int
  package let direction: Direction
  /// How far the moved entries are from a step of one rate, relative to the largest.
  package let error: Double
  /// The derivative of the objective along the step: what the step changes it by, to first order.
  package let slope: Double

  /// What is held against the gradient.
  package enum Subject: Sendable {
    /// A step as it is written, `W ← W − η·dW`.
    case step
    /// A step that an optimizer has taken.
    case optimized
    /// What an optimizer takes for the gradient, with its sign changed.
    case given
  }

  /// Why a step is not judged.
  package enum Obstacle: Sendable {
    /// It reads what is kept from one iteration to the next.
    case state(Quantity)
    /// The lesson does not say that there is something to descend.
    case noLoss
    /// The loss or its derivative is infinite or not a number.
    case notFinite
    /// The gradient is one of many that a kink allows.
    case kink
  }

  /// Where a step goes.
  package enum Direction: Sendable {
    /// Nowhere, and the derivative is 0.
    case rests
    /// The entries that move go by −c·∂objective/∂P, with one c; up where c is negative.
    case gradient(rate: Double)
    /// Each entry that moves goes against its derivative, at a rate of its own.
    case entries(lowest: Double, highest: Double)
    /// The one entry that moves goes against its derivative, but with other parameters at another c.
    case varying(rate: Double, elsewhere: Double, OtherValues.Place)
    /// Otherwise, but the objective falls along it.
    case falling
    /// Otherwise, and the objective does not fall along it; or nowhere, though the derivative is not 0.
    case other
    /// Nothing can be said of it.
    case unjudged(Obstacle)
  }

  /// c in `P ← P − c·∂objective/∂P`; nil where there is no one c, or any would do.
  package var rate: Double? {
    if case .gradient(let rate) = direction { rate } else { nil }
  }

  /// Whether the objective falls along the step, or there is nothing to descend.
  package var isRight: Bool {
    switch direction {
    case .rests, .entries, .varying, .falling, .unjudged: true
    case .gradient(let rate): rate > 0
    case .other: false
    }
  }

  /// Whether it descends, but not as −c·∂objective/∂P with one c.
  package var isOfAnotherKind: Bool {
    switch direction {
    case .entries, .varying, .falling: true
    case .rests, .gradient, .other, .unjudged: false
    }
  }

  /// Whether something could be said of it.
  package var isJudged: Bool {
    if case .unjudged = direction { false } else { true }
  }
}
