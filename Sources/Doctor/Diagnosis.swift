import Typesetting
import Verification

/// What was found of the wrong numbers of a lesson.
package struct Diagnosis: Sendable {
  /// In the order of the page.
  package var findings: [Finding] = []
  /// What mends lines that are not the derivatives that they promise, by their places among the lesson's gradients.
  package var mends: [Int: Mend] = [:]

  package init() {}

  /// What was found of a number and of others after it; nil where it is not the first.
  package func finding(startingWith root: Verdict.Root) -> Finding? {
    findings.first { $0.numbers.first?.root == root }
  }

  /// What was found of the numbers in a report that tells of a part of them; the lesson's own lines stand in no part.
  package func within(_ report: Report) -> Diagnosis {
    var lines: [String: Set<Int>] = [:]
    for verdict in report.verdicts { lines[verdict.file, default: []].insert(verdict.line) }
    var within = Diagnosis()
    within.findings = findings.filter { finding in
      finding.numbers.contains { lines[$0.root.file]?.contains($0.root.line) == true }
    }
    return within
  }

  /// Wrong numbers that have one cause, or one for which none is known.
  package struct Finding: Sendable {
    /// The numbers, the first of them first.
    package let numbers: [Wrong]
    package let explanation: Explanation
    /// Right and wrong numbers that follow from these.
    package let followers: [Verdict.Root]
    /// Hypotheses tried for the first number, and whether there were more than a bound allows.
    package let tried: Int
    package let isCutShort: Bool
  }

  /// A wrong number.
  package struct Wrong: Hashable, Sendable {
    package let root: Verdict.Root
    /// The right number, and as it should have been printed.
    package let right: Double
    package let due: String
    /// Significant digits that are printed.
    package let digits: Int
    /// Whether the lesson says that it is a misprint.
    package let isMisprint: Bool
  }

  /// Why numbers are what they are.
  package enum Explanation: Sendable {
    /// Causes, the likeliest first; where there are several they fit alike.
    case causes([Cause])
    /// No error of the line's own, but closer than the rules of printed numbers allow.
    case remark(Remark)
    /// No known slip; what can be seen of it nevertheless.
    case open(Description?)
  }

  /// A slip that gives the printed digits.
  package struct Cause: Sendable {
    package let slip: String
    /// Other slips that come to the same number.
    package let alike: [String]
    /// What a reader is told, with `{x}`, `{y}` and `{f}`.
    package let words: Localized
    /// What stands for them.
    package let parts: [Character: MathText]
    /// Where in the tree of the line.
    package let path: [Int]
    package let isEverywhere: Bool
    /// With which numbers, and what it comes to.
    package let source: Operands.Source
    package let value: Double
    /// The line with the slip in it; nil where digits were copied.
    package let formula: MathText?
    /// Bits above the threshold of no cause.
    package let margin: Double
    /// What was done to its digits on top of it.
    package let copied: Copied?

    /// Whether it is stated, and not only probable.
    package var isCertain: Bool { margin >= Scoring.certain }
  }

  /// A slip in copying what another one came to.
  package struct Copied: Sendable {
    package let slip: String
    /// With `{y}` for the number that should have been copied.
    package let words: Localized
    package let due: MathText
  }

  package enum Remark: Hashable, Sendable {
    /// It comes out if every step is written down with so many decimals.
    case cutAlong(decimals: Int, truncates: Bool)
    /// It is no further off than the rounded numbers that it may be computed from explain.
    case withinRounding
    /// What all that is printed before it gives, up to the last digit.
    case followsNearly
  }

  /// What can be seen of a number without a cause being claimed.
  package enum Description: Hashable, Sendable {
    case lastPlace, sign, swappedDigits, oneDigit, lostDigit, addedDigit
    /// About so many times the right number.
    case ratio(Double)
  }
}
