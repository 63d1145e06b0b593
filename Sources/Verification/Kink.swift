/// A place at which a number has one slope to the left and another to the right, as relu has at 0: it has no derivative
/// there, and whatever lies between both serves as one (a subgradient).
package struct Kink: Sendable {
  package let left, right: Double

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
