/// How many numbers, shapes and formulas were judged.
package struct VerificationCounts {
  package private(set) var numbers = 0
  package private(set) var shapes = 0
  package private(set) var identities = 0

  package init(_ verdicts: [Verdict]) {
    for verdict in verdicts {
      switch verdict.finding {
      case .numbers(let found): numbers += found.count
      case .shape: shapes += 1
      case .identity: identities += 1
      }
    }
  }
}
