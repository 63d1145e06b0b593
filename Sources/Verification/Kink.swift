/// A place at which a number has one slope to the left and another to the right, as relu has at 0: it has no derivative
/// there, and whatever lies between both serves as one (a subgradient).
package struct Kink: Sendable {
  package let left, right: Double
  /// Whether the automatic derivative is none of what lies between both slopes, as where several kinks meet in one place:
  /// each of them has its own subgradient, and these together need be none. Nothing is then judged by the slopes.
  package private(set) var isNested = false

  /// The place of a derivative that differences contradict, where it is a kink: where the derivative lies outside of both
  /// slopes, or where it is right a little to the left and a little to the right, and only between these is another one.
  ///
  /// - Parameters:
  ///   - found: the kink that is seen there, if any.
  ///   - derivative: the automatic derivative there.
  ///   - center: the value there.
  ///   - value: the value so far from there.
  ///   - nearby: the automatic derivative so far from there.
  static func nested(
    _ found: Kink?, at place: Double, derivative: Double, center: Double, of value: (Double) -> Double,
    nearby: (Double) -> Double
  ) -> Kink? {
    if var found {
      found.isNested = !found.contains(derivative)
      return found
    }
    for length in [length, length / 10, length / 100] {
      let spacing = length * max(1, abs(place))
      let slopes = (left: (center - value(-spacing)) / spacing, right: (value(spacing) - center) / spacing)
      let sides = (left: nearby(-spacing / 2), right: nearby(spacing / 2))
      // A chord is the slope in its middle, but for what the curve bends within it and for rounding.
      let margin = least * max(abs(slopes.left), abs(slopes.right)) + roundings * center.ulp / spacing
      guard abs(slopes.left - sides.left) <= margin, abs(slopes.right - sides.right) <= margin else { continue }
      guard abs(derivative - sides.left) > 2 * margin || abs(derivative - sides.right) > 2 * margin else { return nil }
      return Kink(left: sides.left, right: sides.right)
    }
    return nil
  }

  private init(left: Double, right: Double) {
    self.left = left
    self.right = right
    isNested = true
  }

  /// Whether a number lies between both slopes.
  package func contains(_ slope: Double) -> Bool {
    let margin = GradientCheck.differenceTolerance * max(abs(left), abs(right))
    return min(left, right) - margin <= slope && slope <= max(left, right) + margin
  }

  /// The kink at a place, if there is one: the gap between the slopes of both sides does not close with the spacing, as
  /// it does on a curve, and does not grow, as it does at a jump.
  ///
  /// - Parameters:
  ///   - center: the value there.
  ///   - value: the value so far from there.
  init?(at place: Double, center: Double, of value: (Double) -> Double) {
    struct Sides {
      let left, right, rounding: Double
      var gap: Double { right - left }
    }
    func sides(_ length: Double) -> Sides {
      let spacing = length * max(1, abs(place))
      let (above, below) = (value(spacing), value(-spacing))
      return Sides(
        left: (center - below) / spacing, right: (above - center) / spacing,
        rounding: Self.roundings * max(abs(above), abs(below), abs(center)).ulp / spacing)
    }
    let middle = sides(Self.length)
    guard middle.gap.isFinite, abs(middle.gap) > Self.least * max(abs(middle.left), abs(middle.right)),
      abs(middle.gap) > middle.rounding
    else { return nil }
    let (near, twice) = (sides(Self.length / 100), sides(Self.length * 2))
    guard near.gap.isFinite, abs(near.gap) > 2 * near.rounding, twice.gap.isFinite,
      abs(near.gap - middle.gap) <= Self.steadiness * abs(middle.gap) + near.rounding
    else { return nil }
    // What the slopes are when the spacing goes to 0.
    left = 2 * middle.left - twice.left
    right = 2 * middle.right - twice.right
  }

  /// The spacing for a place that is not larger than 1.
  private static let length = 1e-5
  /// The gap of a kink at least, as a part of the slopes.
  private static let least = 1e-3
  /// By which part of itself the gap may change when the spacing is a hundredth.
  private static let steadiness = 0.05
  private static let roundings = 16.0
}
