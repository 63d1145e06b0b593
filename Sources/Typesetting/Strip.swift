/// A drawing in a line of text, as long as there is room.
package struct Strip: Hashable, Sendable {
  /// What is drawn.
  package enum Shape: Hashable, Sendable {
    /// Heights from left to right.
    case course([Point])
    /// From the left, a part of the room from 0 to 1; nil where there is nothing to be drawn.
    case bar(Double?)
  }

  /// A height at a place, both from 0 to 1; nil is a gap.
  package struct Point: Hashable, Sendable {
    package let place: Double
    package let height: Double?
    package init(place: Double, height: Double?) {
      self.place = place
      self.height = height
    }
  }

  package let shape: Shape
  /// What is said where nothing is drawn: its numbers.
  package let words: Text
  /// How many characters it is long.
  package var columns: Int

  /// A drawing as long as it is where there is room enough.
  package init(_ shape: Shape, words: Text) {
    self.shape = shape
    self.words = words
    columns =
      switch shape {
      case .course(let points): min(Self.longestCourse, max(1, points.count))
      case .bar: Self.longestBar
      }
  }

  /// Characters of a course, where there is room.
  package static let longestCourse = 36
  /// Characters of the longest bar, where there is room.
  package static let longestBar = 24
  /// Characters that are always drawn.
  package static let shortest = 8

  /// The height at each character: that of the point which is nearest to it, and none where there is a gap among those
  /// that are nearer to it than to any other character.
  package var heights: [Double?] {
    guard case .course(let points) = shape, !points.isEmpty else { return [] }
    var nearest = 0
    var heights = (0..<columns).map { column -> Double? in
      let place = columns > 1 ? Double(column) / Double(columns - 1) : 0
      while nearest + 1 < points.count,
        (points[nearest + 1].place - place).magnitude <= (points[nearest].place - place).magnitude
      {
        nearest += 1
      }
      return points[nearest].height
    }
    for point in points where point.height == nil {
      let column = Int((point.place * Double(columns - 1)).rounded())
      if heights.indices.contains(column) { heights[column] = nil }
    }
    return heights
  }

  /// Half characters of a bar.
  package var halves: Int {
    guard case .bar(let part?) = shape else { return 0 }
    return Int((min(1, max(0, part)) * Double(2 * columns)).rounded())
  }
}

extension Text {
  /// The drawing, where the text is nothing else.
  package var strip: Strip? { if parts.count == 1, case .strip(let strip)? = parts.first { strip } else { nil } }
}
