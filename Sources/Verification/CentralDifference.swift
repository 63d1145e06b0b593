import Calculus
import Matrices
import Trace

/// One entry of the mechanical derivative beside the slope that differences give.
struct CentralDifference {
  let offset: Int
  /// The mechanical derivative.
  let expected: Double
  let slope: Double
  /// How far both are apart, relative to the larger (to a ten-thousandth of the largest entry where that is larger).
  let error: Double
  /// How far rounding alone is likely to put them apart, relative to the same.
  let floor: Double

  enum Finding { case agrees, disagrees, cannotBeMeasured }

  /// What it shows: where rounding hides a difference of the tolerance, only that there is a much larger one, or nothing.
  var finding: Finding {
    let tolerance = GradientCheck.differenceTolerance
    guard error.isFinite, error <= tolerance + Self.doubt * floor else { return .disagrees }
    return floor <= tolerance && error <= tolerance + floor ? .agrees : .cannotBeMeasured
  }

  /// How many times what is likely rounding may be before a formula is called wrong.
  private static let doubt = 8.0
}

extension Verifier {
  /// The mechanical derivative against differences, entry by entry; of a large quantity, entries spread evenly over it.
  func centralDifferences(
    _ gradient: Program.Claim.Gradient, _ moment: Moment, derivative: Matrix
  ) -> [CentralDifference] {
    let start = moment.value(of: gradient.denominator).values
    let stride = Self.stride(over: gradient.denominator.shape, most: mostDifferences)
    let scale = 1e-4 * derivative.values.reduce(0.0) { $1.isFinite ? max($0, abs($1)) : $0 }
    var found: [CentralDifference] = []
    for offset in Swift.stride(from: 0, to: start.count, by: stride) {
      // What is not complete is not reported.
      if isInterrupted() { break }
      let expected = derivative.values.count == 1 ? derivative.values[0] : derivative.values[offset]
      // What the numerator is when the entry is moved by so much.
      func moved(by step: Double) -> Double {
        moment.replacing(Entry(gradient.denominator, offset), with: start[offset] + step)
          .entry(gradient.numerator, gradient.offset)
      }
      var best: CentralDifference?
      for method in DifferenceMethod.all
      where best?.finding != .agrees && (!method.isForKinks || best?.finding != .cannotBeMeasured) {
        let (slope, rounding) = method.slope(unit: max(1, abs(start[offset])), of: moved)
        guard slope.isFinite, expected.isFinite else { continue }
        let size = max(abs(expected), abs(slope), scale)
        let next = CentralDifference(
          offset: offset, expected: expected, slope: slope, error: size == 0 ? 0 : abs(slope - expected) / size,
          floor: rounding == 0 ? 0 : rounding / size)
        if next.error + next.floor < best.map({ $0.error + $0.floor }) ?? .infinity { best = next }
      }
      found.append(
        best
          ?? CentralDifference(offset: offset, expected: expected, slope: .nan, error: .infinity, floor: 0))
    }
    return found
  }

  /// The step from one entry that is compared to the next: through all columns, not down one of them or along its
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

/// A way to find a slope from values on both sides.
///
/// A step that goes over a kink, such as that of relu at 0, sees both slopes, and a shorter one may not reach it; of a
/// long step rounding takes less.
private struct DifferenceMethod {
  /// The step for an entry that is not larger than 1.
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

  /// (a(b + h) − a(b − h))/2h, or (8(a(b + h) − a(b − h)) − (a(b + 2h) − a(b − 2h)))/12h; and how much of it may be
  /// what rounding a left.
  func slope(unit: Double, of value: (Double) -> Double) -> (slope: Double, rounding: Double) {
    let step = length * unit
    let (above, below) = (value(step), value(-step))
    let rounding = Self.roundings * max(abs(above), abs(below)).ulp / (2 * step)
    guard hasFivePoints else { return ((above - below) / (2 * step), rounding) }
    let far = value(2 * step) - value(-2 * step)
    return ((8 * (above - below) - far) / (12 * step), 1.5 * rounding)
  }
}
