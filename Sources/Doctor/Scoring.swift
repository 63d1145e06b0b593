#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How much a printed number speaks for a cause, in bits: what it would cost to have it by chance, less what the cause
/// costs.
///
/// u is a unit of the last printed place, p the printed number and R the right one.
package enum Scoring {
  /// From here on a cause is stated.
  package static let certain = 5.0
  /// From here on it is said to be probable; below, nothing is said.
  package static let probable = 3.0
  /// Others within this (a factor of 10) fit as well.
  package static let alike = 3.3

  /// How likely an error that nobody knows prints this number.
  ///
  ///     0.6·u/(2·ln 10⁴·|p|) + 0.4·min(¼, 1/(2m(m + 1))),  m = |p − R|/u
  package static func background(printed: Double, right: Double, unit: Double) -> Double {
    let size = max(printed.magnitude, unit)
    let decades = 0.6 * unit / (2 * 4 * log(10) * size)
    let steps = (printed - right).magnitude / unit
    return decades + 0.4 * min(0.25, 1 / (2 * steps * (steps + 1)))
  }

  /// What a number says against chance.
  package static func bits(printed: Double, right: Double, unit: Double) -> Double {
    -log2(background(printed: printed, right: right, unit: unit))
  }

  /// What numbers one has computed with costs.
  package static func cost(_ source: Operands.Source, choices: Int) -> Double {
    switch source {
    case .exact, .page: 1.5
    case .mixed: 3 + log2(Double(max(1, choices)))
    }
  }

  /// How well a cause fits: log₂ Σ 2^−cost·q over the choices of numbers by which it prints these digits.
  package static func fit(_ ways: [(cost: Double, share: Double)]) -> Double {
    log2(ways.reduce(0) { $0 + pow(2, -$1.cost) * $1.share })
  }

  /// The share of those who round and of those who cut off that a way of printing has.
  package static func share(isRounded: Bool, isTruncated: Bool) -> Double {
    (isRounded ? 0.85 : 0) + (isTruncated ? 0.15 : 0)
  }

  /// How likely a slip is before anything is known of the number.
  ///
  /// - Parameters:
  ///   - total: the weights of all slips.
  ///   - places: where in the block, and in how many ways, the slip can be made.
  ///   - isKnown: whether it has been found elsewhere on the page, in two numbers or more.
  package static func prior(weight: Double, total: Double, places: Int, isKnown: Bool = false) -> Double {
    let usual = 0.35 * weight / total
    return log2((isKnown ? max(0.2, usual) : usual) / Double(max(1, places)))
  }

  /// From here on two slips in one number are said.
  package static let two = 6.0

  /// How likely a slip with another one in copying on top is.
  ///
  /// - Parameter copying: the weight of the second.
  package static func prior(weight: Double, total: Double, places: Int, copying: Double) -> Double {
    log2(0.05 * weight / total / Double(max(1, places)) * copying / 40)
  }

  /// What it costs to choose which numbers of a block the slip was made in: log₂ C(n, k) + log₂ n.
  package static func choice(of count: Int, from all: Int) -> Double {
    guard count > 0, all > 1 else { return 0 }
    var bits = log2(Double(all))
    for place in 0..<min(count, all - count) { bits += log2(Double(all - place) / Double(place + 1)) }
    return bits
  }

  /// What a probability costs.
  package static func bits(of probability: Double) -> Double { log2(probability) }

  /// What one of several choices costs.
  package static func bits(ofChoices count: Int) -> Double { log2(Double(max(1, count))) }

  /// What is left above the chance that none of the slips was made, 0.1.
  package static func margin(score: Double) -> Double { score - log2(0.1) }

  /// What several numbers gain together: of those with one ratio to the right number only the most precise counts in full,
  /// every other 1 bit at most, since one unknown factor would make them all.
  package static func gain(_ numbers: [(gain: Double, printed: Double, right: Double, unit: Double)]) -> Double {
    var seen: [(ratio: Double, error: Double)] = []
    var sum = 0.0
    for number in numbers.sorted(by: { $0.gain > $1.gain }) {
      let ratio = number.printed / number.right
      let error = ratio.magnitude * number.unit / max(number.printed.magnitude, number.unit)
      if seen.contains(where: { ($0.ratio - ratio).magnitude <= $0.error + error }) {
        sum += min(1, number.gain)
      } else {
        seen.append((ratio, error))
        sum += number.gain
      }
    }
    return sum
  }
}
