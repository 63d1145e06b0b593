import Calculus
import Matrices
import Trace

/// One entry of the mechanical derivative beside the slope that differences give.
struct CentralDifference {
  let offset: Int
  /// The mechanical derivative.
  let expected: Double
  /// Nil where the numerator has no value on one of the sides.
  let slope: Double?
  /// How far both are apart, relative to the larger (to a ten-thousandth of the largest entry where that is larger; to
  /// the terms of the sum where the derivative is 0 but for their rounding).
  let error: Double
  /// How far rounding alone is likely to put them apart, relative to the same.
  let floor: Double
  /// Whether both are relative to the terms of a sum, because the derivative is 0 but for their rounding.
  var isOfTerms = false
  /// Whether spacings of several lengths see the same slope, and the same on both sides.
  var isCorroborated = false
  /// The kink at which the entry lies, if any.
  var kink: Kink?

  enum Finding { case agrees, disagrees, cannotBeMeasured }

  /// What it shows: where rounding hides a difference of the tolerance, only that there is a much larger one, or nothing;
  /// where spacings of several lengths do not see the same slope, nothing.
  var finding: Finding {
    let tolerance = GradientCheck.differenceTolerance
    guard slope != nil, !error.isNaN, !floor.isNaN else { return .cannotBeMeasured }
    // The mean of two slopes is none.
    if let kink, kink.isNested || kink.contains(expected) { return .cannotBeMeasured }
    guard !isFar else { return isCorroborated ? .disagrees : .cannotBeMeasured }
    return floor <= tolerance && error <= tolerance + floor ? .agrees : .cannotBeMeasured
  }

  /// Whether both are further apart than rounding is likely to put them.
  var isFar: Bool { error > GradientCheck.differenceTolerance + Self.doubt * floor }

  /// How many times what is likely rounding may be before a formula is called wrong.
  static let doubt = 8.0
}

extension Verifier {
  /// The mechanical derivative against differences, entry by entry; of a large quantity, entries spread evenly over it.
  ///
  /// - Parameters:
  ///   - others: entries that are looked at besides.
  ///   - mechanical: the derivative with other numbers; asked for only where differences disagree.
  ///   - noise: what rounding may have left in each entry of the derivative; asked for only where nothing can be
  ///     measured without.
  func centralDifferences(
    _ gradient: Program.Claim.Gradient, _ moment: Moment, derivative: Matrix, others: [Int] = [],
    mechanical: ((Moment) -> Matrix)? = nil, noise: () -> [Double]
  ) -> [CentralDifference] {
    let start = moment.value(of: gradient.denominator).values
    let stride = Self.stride(over: gradient.denominator.shape, most: mostDifferences)
    let scale = 1e-4 * derivative.values.reduce(0.0) { $1.isFinite ? max($0, abs($1)) : $0 }
    let center = moment.entry(gradient.numerator, gradient.offset)
    var found: [CentralDifference] = []
    var known: [Double]?
    var offsets = gradient.entry.map { [$0] } ?? Array(Swift.stride(from: 0, to: start.count, by: stride))
    let usual = Set(offsets)
    if gradient.entry == nil { offsets += others.filter { !usual.contains($0) } }
    for offset in offsets where start.indices.contains(offset) {
      // What is not complete is not reported.
      if isInterrupted() { break }
      let expected = derivative.values.count == 1 ? derivative.values[0] : derivative.values[offset]
      // What the numerator is when the entry is moved by so much.
      var values: [Double: Double] = [:]
      func moved(by spacing: Double) -> Double {
        // Of several methods, some look at the same place.
        if let known = values[spacing] { return known }
        let value = near(spacing).entry(gradient.numerator, gradient.offset)
        values[spacing] = value
        return value
      }
      func near(_ spacing: Double) -> Moment {
        moment.replacing(Entry(gradient.denominator, offset), with: start[offset] + spacing)
      }
      // Nearest of what the methods say, relative to the larger of both and of what is known of their size.
      func compared(atLeast smallest: Double) -> CentralDifference? {
        var best: CentralDifference?
        var slopes: [Slope] = []
        for method in DifferenceMethod.all
        where best.map({ $0.isFar || !method.isForKinks && $0.finding != .agrees }) ?? true {
          let slope = method.slope(at: start[offset], center: center, of: moved)
          guard slope.value.isFinite, expected.isFinite else { continue }
          slopes.append(slope)
          let size = max(abs(expected), abs(slope.value), smallest)
          let next = CentralDifference(
            offset: offset, expected: expected, slope: slope.value,
            // Two zeros are the same number, whatever rounding may hide.
            error: size == 0 ? 0 : abs(slope.value - expected) / size, floor: size == 0 ? 0 : slope.rounding / size)
          if next.error + next.floor < best.map({ $0.error + $0.floor }) ?? .infinity { best = next }
        }
        best?.isCorroborated = Slope.areCorroborated(slopes, against: expected)
        return best
      }
      var best = compared(atLeast: scale)
      if let first = best, first.finding == .cannotBeMeasured {
        let all = known ?? noise()
        known = all
        let own = all.isEmpty ? 0 : all[all.count == 1 ? 0 : offset]
        if own > 0, abs(expected) <= own {
          best = compared(atLeast: max(scale, RoundingNoise.terms(own)))
          best?.isOfTerms = true
        }
      }
      var difference =
        best ?? CentralDifference(offset: offset, expected: expected, slope: nil, error: .infinity, floor: .infinity)
      difference.kink = Kink(at: start[offset], center: center, of: moved)
      if difference.finding == .disagrees, let mechanical {
        difference.kink = Kink.nested(
          difference.kink, at: start[offset], derivative: expected, center: center, of: moved
        ) { spacing in
          let slopes = mechanical(near(spacing)).values
          return slopes.count == 1 ? slopes[0] : slopes[offset]
        }
      }
      found.append(difference)
    }
    return found
  }

  /// The way from one entry that is compared to the next: through all columns, not down one of them or along its
  /// neighbours, which may belong to pixels that are never lit.
  static func stride(over shape: Shape, most: Int) -> Int {
    var stride = max(1, shape.count / max(1, most))
    guard stride > 1 else { return 1 }
    // The golden section of a row spreads few columns as evenly as many.
    if shape.columns > 2, stride >= shape.columns {
      stride += Int((0.618 * Double(shape.columns)).rounded()) - stride % shape.columns
    }
    while Self.commonDivisor(stride, shape.columns) > 1 { stride += 1 }
    return stride
  }

  private static func commonDivisor(_ left: Int, _ right: Int) -> Int {
    right == 0 ? left : commonDivisor(right, left % right)
  }
}
