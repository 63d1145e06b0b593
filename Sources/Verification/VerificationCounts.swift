/// How many numbers, shapes and formulas were judged.
package struct VerificationCounts {
  package private(set) var numbers = 0
  package private(set) var shapes = 0
  package private(set) var identities = 0
  /// Of the numbers, those that are right from the exact run, from printed numbers, only because of a wrong one above,
  /// and not at all; and those that are marked as misprints, whatever they are.
  package private(set) var right = 0, fromPrinted = 0, following = 0, wrong = 0, misprinted = 0
  /// Shapes and formulas that do not agree.
  package private(set) var disagreeing = 0
  /// The first wrong number that is not marked as a misprint, or that others follow from.
  package private(set) var firstCause: Verdict.Root?

  package init(_ verdicts: [Verdict]) {
    for verdict in verdicts {
      switch verdict.finding {
      case .numbers(let found):
        numbers += found.count
        for number in found { count(number, verdict) }
      case .shape:
        shapes += 1
        if verdict.isFailure { disagreeing += 1 }
      case .identity, .comparison:
        identities += 1
        if verdict.isFailure { disagreeing += 1 }
      }
    }
  }

  private mutating func count(_ number: Verdict.Number, _ verdict: Verdict) {
    if number.isMisprint {
      misprinted += 1
      return
    }
    switch number.judgement {
    case .right: right += 1
    case .fromPrinted: fromPrinted += 1
    case .follows(let root):
      following += 1
      firstCause = firstCause ?? root
    case .wrong:
      wrong += 1
      firstCause = firstCause ?? Verdict.Root(number, in: verdict)
    case .unjudged: break
    }
  }
}
