import Matrices

/// What a step does to each entry of a parameter, beside the derivative by it.
struct WrittenStep {
  var count: Int { entries.count }
  private(set) var moved = 0
  private(set) var left = 0
  private(set) var direction = DescentCheck.Direction.other
  private(set) var error = 0.0
  let slope: Double
  /// Whether every entry that moves goes uphill.
  private(set) var isClimbing = false

  private let entries: [Entry]

  /// An entry's change and derivative, and how much of each may be rounding.
  private struct Entry {
    let change, slope: Double
    /// The change is a difference of two nearly equal numbers: what rounding them leaves is no error of the lesson's.
    let rounding: Double
    /// What rounding may have left in the derivative, and so in a step of it.
    let noise: Double

    var isSloped: Bool { abs(slope) > noise }
    var moves: Bool { abs(change) > max(rounding, isSloped ? 0 : noise) }
    var isDescending: Bool { isSloped && change * slope < 0 }
  }

  /// From one value to another.
  ///
  /// - Parameter noise: what rounding may have left in each entry of the derivative.
  init(from old: Matrix, to new: Matrix, _ gradient: Matrix, noise: [Double]) {
    self.init(
      zip(old.values, new.values).enumerated().map { index, ends in
        Entry(
          change: ends.1 - ends.0, slope: Self.at(index, gradient.values),
          rounding: 4 * max(abs(ends.0).ulp, abs(ends.1).ulp), noise: Self.at(index, noise))
      })
  }

  /// By what an optimizer takes for the gradient, against it.
  ///
  /// - Parameters:
  ///   - noise: what rounding may have left in each entry of the derivative; asked for only where both differ.
  ///   - ownNoise: the same of what is given.
  init(giving given: Matrix, _ gradient: Matrix, noise: () -> [Double], ownNoise: () -> [Double]) {
    var (slopes, changes) = ([0.0], [0.0])
    let differences = EntryDifferences(given, gradient) {
      (slopes, changes) = (noise(), ownNoise())
      return (changes, slopes)
    }
    let isEqual = differences.largest <= GradientCheck.mechanicalTolerance
    self.init(
      given.values.enumerated().map { index, value in
        let slope = Self.at(index, gradient.values)
        return Entry(
          change: -(isEqual ? slope : value), slope: slope, rounding: Self.at(index, changes),
          noise: Self.at(index, slopes))
      })
  }

  private static func at(_ index: Int, _ numbers: [Double]) -> Double {
    numbers.count == 1 ? numbers[0] : numbers[index]
  }

  private init(_ entries: [Entry]) {
    self.entries = entries
    slope = entries.reduce(0) { $0 + $1.change * $1.slope }
    guard entries.allSatisfy({ $0.change.isFinite && $0.slope.isFinite }) else {
      error = .infinity
      return
    }
    let moving = entries.filter { $0.moves }
    isClimbing = !moving.isEmpty && moving.allSatisfy { $0.isSloped && $0.change * $0.slope > 0 }
    moved = moving.count
    left = entries.count { !$0.moves && $0.isSloped }
    if moving.isEmpty {
      direction = left == 0 ? .rests : .other
    } else if let rate = commonRate(moving) {
      direction = .gradient(rate: rate)
      // What such a step would not move, either, is not left out.
      left = entries.count { !$0.moves && $0.isSloped && abs(rate * $0.slope) > 2 * $0.rounding }
    } else if moving.allSatisfy({ $0.isDescending }) {
      let rates = moving.map { -$0.change / $0.slope }
      direction = .entries(lowest: rates.min() ?? 0, highest: rates.max() ?? 0)
    } else {
      let doubt = entries.reduce(0) { $0 + abs($1.change) * $1.noise + $1.rounding * abs($1.slope) }
      direction = slope < -doubt ? .falling : .other
    }
  }

  /// Holds the step against the same one elsewhere: of one entry alone any change is some c times its derivative, and
  /// only from another place is it seen whether it is made of that; false where that place does not show it.
  mutating func compare(with there: WrittenStep, at place: OtherValues.Place) -> Bool {
    guard case .gradient(let rate) = direction, moved == 1, let index = entries.firstIndex(where: { $0.moves }),
      there.entries.indices.contains(index), there.error.isFinite, there.entries[index].isSloped
    else { return false }
    let (own, other) = (entries[index], there.entries[index])
    let expected = -rate * other.slope
    // What rounding may have made of the four numbers.
    let doubt =
      other.rounding + abs(rate) * other.noise
      + abs(expected) * (own.rounding / abs(own.change) + own.noise / abs(own.slope))
    if abs(other.change - expected) > doubt + 1e-6 * max(abs(other.change), abs(expected)) {
      direction = .varying(rate: rate, elsewhere: -other.change / other.slope, place)
    }
    return true
  }

  /// The one c of the entries that move, if there is one.
  private mutating func commonRate(_ moving: [Entry]) -> Double? {
    let square = moving.reduce(0) { $0 + $1.slope * $1.slope }
    guard square > 0 else { return nil }
    let rate = -moving.reduce(0) { $0 + $1.change * $1.slope } / square
    let largest = moving.reduce(0) { max($0, abs($1.change)) }
    let worst = moving.reduce(0) { max($0, abs($1.change + rate * $1.slope)) }
    let rounding = moving.reduce(0) { max($0, $1.rounding) }
    error = worst <= rounding ? 0 : worst / largest
    return error <= GradientCheck.mechanicalTolerance ? rate : nil
  }
}
