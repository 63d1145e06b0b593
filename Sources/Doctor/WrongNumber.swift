import Calculus
import Typesetting
import Verification

/// A printed number that is wrong, with what it may have been computed from.
final class WrongNumber {
  let root: Verdict.Root
  let number: Verdict.Number
  /// The entry that it is; nil of a formula without a name.
  let entry: Entry?
  let digits: DecimalDigits
  /// The printed number, the right one, and a unit of the last printed place.
  let printed, right, unit: Double
  /// How it is computed, with what the page prints and the lesson is given; nil where it is not opened.
  let tree: Tree?
  /// The numbers that somebody may have computed it with.
  let choices: [Operands]
  let context: SlipContext?
  /// What it is in other runs and iterations.
  let alternatives: [Reruns.Alternative]
  /// What is printed nearby.
  let neighbours: [Neighbour]
  /// Hypotheses that have been tried, and whether a bound ended that.
  private(set) var tried = 0
  private(set) var isCutShort = false

  /// A number that is printed near another one.
  struct Neighbour {
    let root: Verdict.Root
    let digits: DecimalDigits
    let isRight: Bool
  }

  init?(
    _ root: Verdict.Root, _ number: Verdict.Number, _ entry: Entry?, _ tree: Tree?, _ choices: [Operands],
    _ context: SlipContext?,
    alternatives: [Reruns.Alternative], neighbours: [Neighbour]
  ) {
    guard let digits = number.digits, number.fraction == nil, number.computed.isFinite,
      let unit = DecimalDigits(printed: "1e\(digits.exponent)")?.doubleValue
    else { return nil }
    self.root = root
    self.number = number
    self.entry = entry
    self.digits = digits
    self.unit = unit
    self.tree = tree
    self.choices = choices
    self.context = context
    self.alternatives = alternatives
    self.neighbours = neighbours
    printed = digits.doubleValue
    right = number.computed
  }

  /// What the digits say against chance.
  var bits: Double { Scoring.bits(printed: printed, right: right, unit: unit) }

  /// The share of those who would print a value so; 0 where it does not give these digits.
  func share(_ value: Double) -> Double {
    guard value.isFinite, (value - printed).magnitude <= 1.000001 * unit else { return 0 }
    let rules = PrintedRule.accepted(value, printed: digits, isWhole: number.isWhole, asked: number.askedRule)
    return Scoring.share(isRounded: rules.contains(.rounded), isTruncated: rules.contains(.truncated))
  }

  /// Counts a hypothesis; false where there have been too many.
  func mayTry() -> Bool {
    guard tried < Self.mostTried else {
      isCutShort = true
      return false
    }
    tried += 1
    return true
  }

  /// Trees that are evaluated for one number.
  private static let mostTried = 20_000
}

/// How well a hypothesis gives a printed number.
struct Fit: Hashable {
  /// log₂ of what of it is lost by choices.
  let bits: Double
  /// What it comes to, with which numbers.
  let value: Double
  let source: Operands.Source
}
