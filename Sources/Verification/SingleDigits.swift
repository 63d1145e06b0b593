import Typesetting

/// Numbers of a part of the notes that agree because they are rounded to units, of which that leaves a single digit, and
/// nothing says that they are: 1 for 0.54.
package struct SingleDigits: Sendable {
  package let numbers: [(verdict: Verdict, number: Verdict.Number)]

  /// Of the verdicts on one part; nil where there are none.
  package init?(_ verdicts: [Verdict]) {
    let found = verdicts.flatMap { verdict -> [(verdict: Verdict, number: Verdict.Number)] in
      guard case .numbers(let numbers) = verdict.finding else { return [] }
      return numbers.filter { $0.isRoundedToOneDigit }.map { (verdict, $0) }
    }
    guard !found.isEmpty else { return nil }
    numbers = found
  }
}

extension Verdict.Number {
  fileprivate var isRoundedToOneDigit: Bool {
    guard judgement.isRight, !isMisprint, askedRule == nil, fraction == nil, neighbourDecimals == 0, isWhole,
      rules.contains(.rounded), let digits, digits.digits.count <= 1, digits.exponent == 0
    else { return false }
    return !PrintedRule.isEqual(fromPrinted ?? computed, to: digits)
  }
}
