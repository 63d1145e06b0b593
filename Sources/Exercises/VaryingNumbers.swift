import Calculus
import LessonLanguage
import Matrices
import Typesetting

/// Plain numbers in a lesson's text that may be drawn anew: a setting, data or initial values, with what they may be.
///
/// New numbers have as many decimals as the lesson's (one more where there would be too few without a tie), none of them
/// is 0, no two are equal, and none is greater than the greatest of the lesson's, or than 9 units of the last decimal (5 of
/// whole numbers) where that is more: for `[0.1 0.3; 0.2 0.4]` between 0.1 and 0.9. Signs are drawn where the lesson's
/// numbers have both. Data whose numbers add up to 1 for every example go on doing so. A setting below 5 units of its last
/// decimal has one decimal more and goes up to three times as far: 0.1 becomes something between 0.01 and 0.30.
package struct VaryingNumbers: Hashable, Sendable {
  /// As the lesson has it: `W1`, `η`.
  package let name: String
  /// `lr`; nil where there is none.
  package let option: String?
  /// Where they stand, row by row.
  let cells: [Cell]
  /// How many stand in a row.
  let columns: Int
  /// How many decimals new numbers have.
  package let decimals: Int
  /// The greatest of them, in units of the last decimal.
  let greatest: Int
  let hasSigns: Bool
  /// The places of those that add up to 1 together.
  let shares: [[Int]]
  let limits: SettingLimits?

  /// A number as written, with its sign.
  struct Cell: Hashable, Sendable {
    let value: Double
    let decimals: Int
    let range: SourceRange
  }

  /// Numbers that were drawn, in units of the last decimal.
  struct Drawn: Hashable, Sendable {
    let numbers: VaryingNumbers
    let units: [Int]

    /// As written, one for each cell: `−0.30`.
    var texts: [String] { units.map { numbers.unit.text($0) } }

    /// What is written in the place of each.
    var changes: [(range: SourceRange, text: String)] { zip(numbers.cells, texts).map { ($0.range, $1) } }

    /// Whether they are those of the lesson.
    var areUnchanged: Bool { zip(values, numbers.cells).allSatisfy { $0 == $1.value } }

    /// Whether two of them are equal, of those that stand beside each other.
    var haveTies: Bool {
      let groups = numbers.shares.isEmpty ? [Array(units.indices)] : numbers.shares
      return groups.contains { group in
        let own = group.compactMap { units.indices.contains($0) ? units[$0] : nil }
        return Set(own).count < own.count
      }
    }

    var values: [Double] { units.map { numbers.unit.value($0) } }

    var value: Variant.Value {
      Variant.Value(name: numbers.name, numbers: values, digits: texts, columns: numbers.columns)
    }
  }

  /// - Parameters:
  ///   - cells: at least one.
  ///   - shares: the places of those that add up to 1 together; none where they do not.
  init(
    _ name: String, option: String?, _ cells: [Cell], columns: Int, shares: [[Int]] = [], isSetting: Bool = false,
    _ limits: SettingLimits? = nil
  ) {
    self.name = name
    self.option = option
    self.cells = cells
    self.columns = columns
    self.shares = shares
    self.limits = limits
    hasSigns = cells.contains { $0.value < 0 }
    var decimals = cells.reduce(0) { max($0, $1.decimals) }
    // Where there is nothing but 0, tenths are drawn.
    if cells.allSatisfy({ $0.value == 0 }) { decimals = max(1, decimals) }
    let signs = hasSigns ? 2 : 1
    let largest = shares.reduce(0) { max($0, $1.count) }
    var greatest = Self.reach(cells, decimals)
    // At least twice as many numbers as are drawn: whole ones are taken from further away, of others there are finer ones.
    let needed = (2 * cells.count + signs - 1) / signs
    if decimals == 0, needed <= Self.mostWhole { greatest = max(greatest, needed) }
    while decimals < Self.usualDecimals, greatest < needed {
      decimals += 1
      greatest = Self.reach(cells, decimals)
    }
    // 1, 2, …, n units are the least that n different numbers take.
    while largest > 0, DecimalUnit(decimals).count(1) < largest * (largest + 1) { decimals += 1 }
    if isSetting, decimals > 0, decimals < Self.mostDecimals, let only = cells.first?.value.magnitude,
      DecimalUnit(decimals).count(only) < 5
    {
      decimals += 1
      greatest = 3 * DecimalUnit(decimals).count(only)
    }
    self.decimals = decimals
    self.greatest = greatest
  }

  /// The most decimals that more numbers than there would be room for are given.
  private static let usualDecimals = 2

  /// How far whole numbers are looked for where there are too few without a tie.
  private static let mostWhole = 9

  /// How far numbers like these reach, in units of the last decimal.
  private static func reach(_ cells: [Cell], _ decimals: Int) -> Int {
    let unit = DecimalUnit(decimals)
    return cells.reduce(decimals == 0 ? 5 : 9) { max($0, unit.count($1.value.magnitude)) }
  }

  /// The unit of the last decimal.
  var unit: DecimalUnit { DecimalUnit(decimals) }

  /// New numbers.
  func drawn(_ random: inout KeyedRandom) -> Drawn {
    Drawn(numbers: self, units: shares.isEmpty ? free(&random) : parted(&random))
  }

  /// Numbers of which no two are equal.
  private func free(_ random: inout KeyedRandom) -> [Int] {
    var units: [Int] = []
    for _ in cells {
      var unit = 0
      // Numbers outside the limits, or that are there already, are drawn again; where there are no others, they stay, and
      // the draw is refused.
      for _ in 0..<Self.mostTrials {
        unit = 1 + random.index(below: greatest)
        if hasSigns, random.index(below: 2) == 0 { unit = -unit }
        if !units.contains(unit), isWithinLimits(unit), !isOnly(unit) { break }
      }
      units.append(unit)
    }
    return units
  }

  /// Numbers that add up to 1 together, cut at different places.
  private func parted(_ random: inout KeyedRandom) -> [Int] {
    var units = cells.map { _ in 0 }
    let whole = unit.count(1)
    for share in shares {
      var parts: [Int] = []
      for _ in 0..<Self.mostTrials {
        var cuts: [Int] = [0, whole]
        while cuts.count < share.count + 1 {
          let cut = 1 + random.index(below: whole - 1)
          if !cuts.contains(cut) { cuts.append(cut) }
        }
        cuts.sort()
        parts = zip(cuts.dropFirst(), cuts).map { $0 - $1 }
        if Set(parts).count == parts.count { break }
      }
      for (place, part) in zip(share, parts) where units.indices.contains(place) { units[place] = part }
    }
    return units
  }

  /// Whether it is the only number that there is already.
  private func isOnly(_ units: Int) -> Bool { cells.count == 1 && unit.value(units) == cells.first?.value }

  private func isWithinLimits(_ units: Int) -> Bool { limits?.contains(unit.value(units)) ?? true }

  private static let mostTrials = 100
}

/// The unit of the last decimal of numbers with so many: 0.01 of those with two.
struct DecimalUnit: Hashable, Sendable {
  let decimals: Int

  init(_ decimals: Int) { self.decimals = decimals }

  /// So many units as a number is written in a lesson: `−0.30`.
  func text(_ units: Int) -> String {
    let sign = units < 0 ? "−" : ""
    guard decimals > 0 else { return sign + "\(units.magnitude)" }
    var digits = "\(units.magnitude)"
    digits = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
    return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
  }

  /// The nearest Double to so many units.
  func value(_ units: Int) -> Double { DecimalDigits(printed: text(units))?.doubleValue ?? .nan }

  /// How many of them a number is, rounded; of one that is not finite or far too large, none.
  func count(_ number: Double) -> Int {
    let units = (number / value(1)).rounded()
    return units.magnitude < 1e15 ? Int(units) : 0
  }
}
