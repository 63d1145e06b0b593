import Typesetting

/// A part of the notes whose numbers agree, but not all by one rule: most are rounded and some truncated, or the other
/// way round.
package struct MixedRules: Sendable {
  /// The rule that explains most numbers; rounding where both explain as many.
  package let rule: PrintedRule
  /// The numbers that need the other one.
  package let exceptions: [(verdict: Verdict, number: Verdict.Number)]

  /// Of the verdicts on one part; nil where one rule explains all that agree.
  package init?(_ verdicts: [Verdict]) {
    var found: [PrintedRule: [(verdict: Verdict, number: Verdict.Number)]] = [:]
    for verdict in verdicts {
      guard case .numbers(let numbers) = verdict.finding else { continue }
      for number in numbers where number.judgement.isRight && !number.isMisprint {
        if number.rules == [.rounded] { found[.rounded, default: []].append((verdict, number)) }
        if number.rules == [.truncated] { found[.truncated, default: []].append((verdict, number)) }
      }
    }
    guard let rounded = found[.rounded], let truncated = found[.truncated] else { return nil }
    rule = rounded.count >= truncated.count ? .rounded : .truncated
    exceptions = rule == .rounded ? truncated : rounded
  }
}
