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
    case bars([Bar])
    case landscape(Landscape)
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
    /// A number that is moved starts from nowhere: it is not finite.
    case nowhere(String)
  }

  /// How numbers went over a run, or how formulas go with a number that is moved.
  package struct Curve: Hashable, Sendable {
    /// What goes across.
    package enum Axis: Hashable, Sendable {
      /// Epochs for what is there at their ends only.
      case iterations, epochs
      /// A number that is moved, as the lesson writes it.
      case over(String)
    }
    package let axis: Axis
    package let series: [Series]
    /// Where an entry of the lesson is, of which one formula is drawn.
    package var here: Here?

    /// A place on a curve.
    package struct Here: Hashable, Sendable {
      package let x: Double
      package let y: Double
    }

    /// One of its lines.
    package struct Series: Hashable, Sendable {
      /// What it shows, as the lesson writes it.
      package let name: String
      package let places: [Double]
      package let values: [Double]
    }
  }

  /// A number with what stands at it.
  package struct Bar {
    package enum Name {
      case entry(Scalar)
      /// As the lesson writes it.
      case written(String)
    }
    package let name: Name
    package let value: Double
  }

  /// Where two numbers were in an iteration; after the last one, what its update has left.
  package struct Place: Hashable, Sendable {
    package let iteration: Int
    package let x: Double
    package let y: Double
  }

  /// Heights over a plane, and what lies in it.
  package struct Landscape: Hashable, Sendable {
    package let columns: Int
    package let rows: Int
    /// Row by row from the top left.
    package let heights: [Double]
    /// Heights at which it is cut, from the lowest.
    package let levels: [Double]
    /// Whether its cuts are drawn, and not what lies between them.
    package let isContours: Bool
    /// The way of a descent, where two numbers of the lesson are moved.
    package let path: [Place]
    /// The examples, where it lies over the plane of two inputs.
    package let points: [Point]
    package let xRange: ClosedRange<Double>
    package let yRange: ClosedRange<Double>
    /// What is measured across and up, as it is written.
    package let x: String
    package let y: String
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
