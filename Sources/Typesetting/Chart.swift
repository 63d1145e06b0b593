/// A drawing that a format makes of characters, or of lines where it can.
package indirect enum Chart: Hashable, Sendable {
  /// One number against another, in one or several lines over the same axes; a line has a gap where a number is not
  /// finite.
  case curve(title: Text, [Series], x: ChartAxis, y: ChartAxis)
  /// Points joined in their order over a plane, the first and the last marked.
  case path(title: Text, Series, x: ChartAxis, y: ChartAxis)
  /// Marked points of the plane.
  case points(title: Text, [Point], x: ChartAxis, y: ChartAxis)
  /// A length for each name, to the left of zero where a number is negative.
  case bars(title: Text, [Bar])
  /// A grid of classes seen from above, with marked points over it. `cells` goes row by row from the top left;
  /// each is the class there (0, 1, …). The axes end in the middle of the outermost cells.
  case map(title: Text, columns: Int, rows: Int, cells: [Int], points: [Point], x: ChartAxis, y: ChartAxis)
  /// Heights seen from above, with what lies in them.
  case landscape(title: Text, Landscape, x: ChartAxis, y: ChartAxis)
  /// Numbers as shades of grey, row by row from the top left.
  case image(title: Text, columns: Int, rows: Int, values: [Double])

  /// A curve with axes fit to its series, as they are wide.
  ///
  /// - Parameter mayBeLogarithmic: whether the vertical axis has powers of ten where the numbers are above 0 and the largest
  ///   is ten thousand times the smallest.
  package static func curve(
    title: Text, _ series: [Series], xLabel: Text = "", yLabel: Text = "", mayBeLogarithmic: Bool = false
  ) -> Chart {
    let heights = series.flatMap { $0.placesDrawn.y }
    let powers = mayBeLogarithmic ? ChartAxis(decadesOf: heights, spanning: 10_000, label: yLabel) : nil
    return .curve(
      title: title, series, x: ChartAxis(fitting: series.flatMap { $0.placesDrawn.x }, label: xLabel),
      y: powers ?? ChartAxis(fitting: heights, label: yLabel))
  }

  /// A path with axes fit to it.
  package static func path(title: Text, _ series: Series, xLabel: Text = "", yLabel: Text = "") -> Chart {
    .path(
      title: title, series, x: ChartAxis(fitting: series.placesDrawn.x, label: xLabel),
      y: ChartAxis(fitting: series.placesDrawn.y, label: yLabel))
  }

  /// Points with axes fit to them.
  package static func points(title: Text, _ points: [Point], xLabel: Text = "", yLabel: Text = "") -> Chart {
    let drawn = points.filter { $0.x.isFinite && $0.y.isFinite }
    return .points(
      title: title, points, x: ChartAxis(fitting: drawn.map { $0.x }, label: xLabel),
      y: ChartAxis(fitting: drawn.map { $0.y }, label: yLabel))
  }

  /// A line of a chart: places one after the other.
  package struct Series: Hashable, Sendable {
    /// What it shows; empty where there is but one, which the title names.
    package var name: Text
    /// Across; as many as `y`.
    package let x: [Double]
    /// Up; as many as `x`.
    package let y: [Double]

    /// A line through these places; numbers of one axis that have none of the other are left out.
    package init(_ name: Text = "", x: [Double], y: [Double]) {
      self.name = name
      let count = min(x.count, y.count)
      self.x = Array(x.prefix(count))
      self.y = Array(y.prefix(count))
    }

    /// Whether the place of this number is drawn.
    package func isDrawn(_ place: Int) -> Bool { x[place].isFinite && y[place].isFinite }

    /// The coordinates of the places that are drawn.
    package var placesDrawn: (x: [Double], y: [Double]) {
      let places = x.indices.filter(isDrawn)
      return (places.map { x[$0] }, places.map { y[$0] })
    }
  }

  /// A point with the mark drawn at it.
  package struct Point: Hashable, Sendable {
    package var x: Double
    package var y: Double
    /// One character: `0`, `1`, `●`.
    package var mark: String
    package init(x: Double, y: Double, mark: String) {
      self.x = x
      self.y = y
      self.mark = mark
    }
  }

  /// Heights on a grid, with marked points and a path over it. The axes end in the middle of the outermost cells.
  package struct Landscape: Hashable, Sendable {
    package let columns: Int
    package let rows: Int
    /// Row by row from the top left.
    package let heights: [Double]
    /// Where it is cut, from the lowest height.
    package let levels: [Double]
    /// Whether the lines where it is cut are drawn, and not shades of what lies between them.
    package let isContours: Bool
    /// Places joined in their order; empty where there is none.
    package var path: Series
    package var points: [Point]

    package init(
      columns: Int, rows: Int, heights: [Double], levels: [Double], isContours: Bool,
      path: Series = Series(x: [], y: []),
      points: [Point] = []
    ) {
      self.columns = columns
      self.rows = rows
      self.heights = heights
      self.levels = levels
      self.isContours = isContours
      self.path = path
      self.points = points
    }
  }

  /// A number with its name.
  package struct Bar: Hashable, Sendable {
    package var name: Text
    package var value: Double
    /// Between which numbers it lies with some certainty; nil where nothing is said of that.
    package var interval: ClosedRange<Double>?
    package init(_ name: Text, _ value: Double, interval: ClosedRange<Double>? = nil) {
      self.name = name
      self.value = value
      self.interval = interval
    }
  }
}
