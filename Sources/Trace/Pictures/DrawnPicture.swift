import Calculus
import Matrices

/// What a line of `pictures` shows after a run, in numbers.
package struct DrawnPicture {
  /// The line of the lesson.
  package let picture: Picture
  package let content: Content

  /// What is drawn, or why nothing is.
  package enum Content {
    case curve(Curve)
    case points(Points)
    case steps(Rows)
    case map(ClassMap)
    /// The numbers of an image, as they lie in it.
    case image(Matrix)
    case inequalities(Inequalities)
    case derivation(Derivation)
    case trace(ExpressionTrace)
    case methods(DerivativeMethods)
    case missing(Reason)
  }

  /// Why a picture is not drawn.
  package enum Reason: Hashable, Sendable {
    /// A curve needs two iterations, or two finished epochs.
    case tooFewPoints(perEpoch: Bool)
    /// A map is drawn over finite numbers, and this quantity has none.
    case nothingFinite(Quantity)
  }

  /// How a number went over a run.
  package struct Curve: Hashable, Sendable {
    /// Whether it is there at the ends of epochs only; then `places` are epochs, else iterations.
    package let isPerEpoch: Bool
    package let places: [Int]
    package let values: [Double]
  }

  /// An example in the plane.
  package struct Point: Hashable, Sendable {
    /// Its one or two coordinates.
    package let place: [Double]
    /// Its class; nil where the lesson names none.
    package let label: Int?
  }

  /// The examples after a run and, if it had more than one iteration, after the first.
  package struct Points: Hashable, Sendable {
    package let before: [Point]?
    package let after: [Point]
    /// What is measured across and up, as it is written: `A1[:,2]`; nil where points have one coordinate.
    package let x: String?
    package let y: String?
  }

  /// A row of numbers for each of the first iterations.
  package struct Rows {
    /// What stands in each column.
    package let columns: [Scalar]
    package let rows: [Row]
    /// The iterations that the run had.
    package let iterations: Int
    /// Whether an iteration has a batch of an epoch's examples.
    package let hasBatches: Bool

    /// The numbers of an iteration, nil where it has none.
    package struct Row: Hashable, Sendable {
      package let iteration: Int
      package let epoch: Int
      package let batch: Int
      package let values: [Double?]
    }
  }

  /// The classes of a whole region of the plane, and the examples over it.
  package struct ClassMap: Hashable, Sendable {
    package let columns: Int
    package let rows: Int
    /// The class of each cell, row by row from the top left.
    package let cells: [Int]
    package let points: [Point]
    /// From the middle of the first cell across, and from that of the lowest, to that of the last.
    package let xRange: ClosedRange<Double>
    package let yRange: ClosedRange<Double>
    /// What is measured across and up, as it is written: `X[:,1]`.
    package let x: String
    package let y: String
  }
}
