/// A slope that differences give, with what is needed to trust it.
struct Slope {
  let value: Double
  /// How much of it may be what rounding left.
  let rounding: Double
  /// The slopes of the two sides alone.
  let left, right: Double
  /// The spacing, and whether values twice as far away were used, too.
  let spacing: Double
  let hasFivePoints: Bool

  /// Whether what they say against a derivative can be relied on.
  ///
  /// Of spacings as long as a function bends within, or that leave its domain, each sees another slope, and at a kink each
  /// side has its own however short the spacing is: a derivative between the two is then as good as any.
  static func areCorroborated(_ slopes: [Slope], against expected: Double) -> Bool {
    let near = slopes.filter { !$0.hasFivePoints && CentralDifference.doubt * $0.rounding < abs($0.value - expected) }
    let values = near.map { $0.value }
    guard near.count > 1, let low = values.min(), let high = values.max(),
      let doubt = values.map({ abs($0 - expected) }).min(), high - low <= doubt / 2,
      let shortest = near.min(by: { $0.spacing < $1.spacing }), let longest = near.max(by: { $0.spacing < $1.spacing })
    else { return false }
    let gaps = (short: abs(shortest.right - shortest.left), long: abs(longest.right - longest.left))
    let hasKink =
      gaps.short > CentralDifference.doubt * shortest.rounding
      && gaps.short * longest.spacing > 10 * gaps.long * shortest.spacing
    let margin = CentralDifference.doubt * shortest.rounding + 1e-3 * gaps.short
    let isBetween =
      min(shortest.left, shortest.right) - margin <= expected
      && expected <= max(shortest.left, shortest.right) + margin
    return !(hasKink && isBetween)
  }
}

/// A way to find a slope from values on both sides.
///
/// A spacing that goes over a kink, such as that of relu at 0, sees both slopes, and a shorter one may not reach it; of a
/// long spacing rounding takes less.
struct DifferenceMethod {
  /// The spacing for an entry that is not larger than 1.
  let length: Double
  /// Whether the values twice as far away are used, too, which removes the third derivative.
  let hasFivePoints: Bool

  /// In the order in which they are tried.
  static let all = [
    DifferenceMethod(length: 1e-5, hasFivePoints: false), DifferenceMethod(length: 1e-3, hasFivePoints: true),
    DifferenceMethod(length: 1e-4, hasFivePoints: false), DifferenceMethod(length: 1e-7, hasFivePoints: false),
  ]

  /// Whether it serves only where others have seen another slope: rounding takes more of it.
  var isForKinks: Bool { length < Self.all[0].length }

  /// Units in the last place by which rounding moves a value that was added up from many: of the built-in lessons, whose
  /// losses are means over up to 256 examples, at most 6.
  private static let roundings = 8.0

  /// (a(b + h) − a(b − h))/2h, or (8(a(b + h) − a(b − h)) − (a(b + 2h) − a(b − 2h)))/12h.
  ///
  /// Rounding moves the values of a, and also the place at which they are taken, which matters where the slope itself is
  /// small and changes fast.
  func slope(at place: Double, center: Double, of value: (Double) -> Double) -> Slope {
    let spacing = length * max(1, abs(place))
    let (above, below) = (value(spacing), value(-spacing))
    let bend = abs((above - center) - (center - below)) / (spacing * spacing)
    let rounding =
      Self.roundings
      * (max(abs(above), abs(below)).ulp / (2 * spacing) + bend * max(abs(place), spacing).ulp)
    let (left, right) = ((center - below) / spacing, (above - center) / spacing)
    guard hasFivePoints else {
      return Slope(
        value: (above - below) / (2 * spacing), rounding: rounding, left: left, right: right, spacing: spacing,
        hasFivePoints: false)
    }
    let far = value(2 * spacing) - value(-2 * spacing)
    return Slope(
      value: (8 * (above - below) - far) / (12 * spacing), rounding: 1.5 * rounding, left: left, right: right,
      spacing: spacing,
      hasFivePoints: true)
  }
}
