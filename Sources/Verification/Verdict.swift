import Calculus
import Execution
import LessonLanguage
import Matrices
import Typesetting

/// What was found about one line of the notes.
package struct Verdict: Sendable {
  /// Where in the notes.
  package let place: String
  /// What the heading calls its numbers, besides their place.
  package let title: Localized?
  /// The left side as the reader of the notes knows it.
  package let label: MathText
  /// The left side as typed.
  package let address: String
  /// The iteration looked at, and the settings it ran with when they are not the lesson's own.
  package let iteration: Int
  /// The same as the notes count it.
  package let moment: Moment
  package let settings: String
  package let finding: Finding
  package let result: Result
  /// The notes' reason for a misprint, or a remark.
  package let reason: Localized?
  /// The file and line of the claim.
  package let file: String
  package let line: Int
  /// Whether the line says that its numbers were computed and are printed nowhere.
  package var isComputed = false
  /// The line of the heading, when the claim is a cell of a table.
  package var table: Int?
  /// The claim that the line is about; nil where it is about none.
  package var claim: String?
  /// The heading, by its place in the text.
  var group = 0
  /// What a formula that agrees is with other values; nil where nothing of it could be moved.
  package var elsewhere: OtherValues.Finding?

  /// An iteration or an epoch as the notes count it: from 1, or from 0.
  package struct Moment: Sendable, Hashable {
    package let isEpoch: Bool
    package let number: Int
    /// Whether the notes count from 0.
    package let countsFromZero: Bool
  }

  /// What was compared.
  package enum Finding: Sendable {
    /// Printed numbers, each with the computed one.
    case numbers([Number])
    case shape(printed: [Int], computed: Shape)
    /// `A is B`: the largest relative difference, and the entry that differs most when they do not agree.
    case identity(other: MathText, difference: Double, worst: Difference?)
    case comparison(Comparison)
  }

  /// `A < B`: what holds of two formulas.
  package struct Comparison: Sendable {
    /// `<`
    package let relation: String
    package let other: MathText
    /// When the left side is looked at, where the line says so: its iteration, and as the notes count it.
    package let left: (moment: Moment, iteration: Int)?
    /// Entries compared, and those of which it holds.
    package let count, holding: Int
    /// The first entry of which it does not hold, else that of a number: `value` on the left, `expected` on the right.
    package let sides: Difference?
    /// Whether these sides differ by so little that they are taken as equal.
    package let isTie: Bool
  }

  /// An entry that is not what it should be.
  package struct Difference: Sendable {
    /// Its indices, `2,1`; empty for a number.
    package let indices: String
    /// What it is, and what it should be.
    package let value, expected: Double
  }

  /// A printed number.
  package struct Number: Sendable {
    /// Its indices when it is one of several: `2,1`.
    package let indices: String
    package let printed: String
    /// The decimals that a whole number is read with because its neighbours have them: `1` beside `0.25` is `1.00`.
    package var neighbourDecimals = 0
    /// Not a number where nothing was measured.
    package let computed: Double
    /// What the digits agree with where that is not `computed`: worked out from printed numbers.
    package var fromPrinted: Double?
    /// Of a wrong number, what all that is printed before it gives, wrong numbers too; nil where that is not looked at.
    package var onSheet: Double?
    /// The rules by which the printed digits agree.
    package let rules: Set<Rule>
    /// The one rule that the heading asks for, if it asks for one.
    package var askedRule: PrintedRule?
    package let isMisprint: Bool
    package let judgement: Judgement

    /// Whether it stands as it should: it is right, or it is marked as a misprint and is not.
    package var isAsMarked: Bool { judgement.isRight != isMisprint }

    /// What is printed, with the decimals it is read with; nil when it is no number.
    package var digits: DecimalDigits? {
      if let fraction { return DecimalDigits(fraction) }
      let digits = DecimalDigits(printed: printed)
      // Without neighbours the number keeps the place of its last digit: in `1.2e3` that of the hundreds.
      return neighbourDecimals > 0 ? digits?.padded(toDecimals: neighbourDecimals) : digits
    }
    /// The value of a fraction, `9/8`: no digits are cut off it.
    package var fraction: Double? { PrintedSyntax.fraction(printed) }
    /// Whether it is printed without decimals, `3` or `3e-6`: then nobody has cut it.
    package var isWhole: Bool { PrintedSyntax.decimals(of: printed) == 0 }
    /// A value of a few digits where nothing says with how many decimals it should be printed: then with all of them.
    package func shortValue(_ value: Double) -> DecimalDigits? {
      guard isWhole, askedRule == nil, let digits, digits.exponent == 0,
        let few = DecimalDigits(value)?.rounded(toSignificant: PrintedRule.judgedDigits).withoutTrailingZeros,
        few.digits.count <= 3
      else { return nil }
      return few
    }
    /// Whether more digits are printed than are judged.
    package var hasUnjudgedDigits: Bool {
      fraction == nil && digits.map { $0.digits.count > PrintedRule.judgedDigits } ?? false
    }
  }

  /// What a printed number is.
  package enum Judgement: Sendable, Hashable {
    /// Rounded or truncated from the exact run.
    case right
    /// Rounded or truncated from what printed numbers give: those of the whole page, or of some operands of its line
    /// while the others are exact.
    case fromPrinted(isMixed: Bool)
    /// It agrees only because of a wrong number above.
    case follows(Root)
    case wrong
    /// It was not measured.
    case unjudged

    /// Whether it comes from the exact run or from right printed numbers.
    package var isRight: Bool {
      switch self {
      case .right, .fromPrinted: true
      case .follows, .wrong, .unjudged: false
      }
    }
  }

  /// A wrong number that others follow from.
  package struct Root: Sendable, Hashable {
    /// The left side of its line, with the indices of the number in it.
    package let label: MathText
    /// Its indices when it is one of several: `2,1`.
    package let indices: String
    package let address: String
    package let printed: String
    package let moment: Moment
    package let iteration: Int
    /// Whether it is a cell of a table: then its line alone does not say which.
    package let isCell: Bool
    package let file: String
    package let line: Int
  }

  /// How printed digits can come about.
  package enum Rule: Int, Sendable, Hashable, Comparable, CaseIterable {
    case rounded, truncated, within
    /// It is the printed fraction, as far as digits are judged.
    case exact
    package static func < (left: Rule, right: Rule) -> Bool { left.rawValue < right.rawValue }
  }

  package enum Result: Sendable, Hashable {
    case agrees
    case disagrees
    /// Its numbers agree only because of a wrong one above.
    case follows
    /// The notes are wrong here, as marked.
    case misprint
    /// Marked as a misprint, but right.
    case misprintIsRight
    /// Neither: it is measured only at the last iteration of an epoch, every so many iterations.
    case notMeasured(every: Int)
    /// Neither: all that stands there is `_`.
    case notPrinted
  }

  /// Whether the notes print it: it stands at a place of theirs, not below `expect "computed…"` or `expect ""`, and its
  /// line does not say `computed`.
  package var isFromNotes: Bool { !place.isEmpty && !isComputed && !Self.isComputed(place) }

  /// Whether a place says that its numbers were computed and are printed nowhere: its first word is `computed` or
  /// `calculado`.
  package static func isComputed(_ place: String) -> Bool {
    let word = place.prefix { $0.isLetter }.lowercased()
    return word == "computed" || word == "calculado"
  }

  /// Whether it could be judged.
  package var isJudged: Bool {
    switch result {
    case .notMeasured, .notPrinted: false
    case .agrees, .disagrees, .follows, .misprint, .misprintIsRight: true
    }
  }

  /// Whether it is not as it should be.
  package var isFailure: Bool {
    switch result {
    case .disagrees, .follows, .misprintIsRight: true
    case .agrees, .misprint, .notMeasured, .notPrinted: false
    }
  }

  /// How many numbers, shapes or formulas it is about.
  package var count: Int {
    if case .numbers(let numbers) = finding { numbers.count } else { 1 }
  }
}

extension Verdict.Root {
  /// A number of a line.
  package init(_ number: Verdict.Number, in verdict: Verdict) {
    self.init(
      label: verdict.label, indices: number.indices, address: verdict.address, printed: number.printed,
      moment: verdict.moment, iteration: verdict.iteration, isCell: verdict.table != nil, file: verdict.file,
      line: verdict.line)
  }
}

/// All that was found about a lesson.
package struct Report: Sendable {
  package let lesson: String
  package let title: Localized?
  package var verdicts: [Verdict] = []
  /// What was found of the claims that the lines stand under, in the order of the text.
  package var claims: [ClaimFinding] = []
  /// What studies have to find for some of them, and have found, if they were run.
  package var studies: [StudyVerdict] = []
  package var gradients: [GradientCheck] = []
  /// How many images the gradients were compared on, when the lesson's batches have more.
  package var gradientExamples: Int?
  package var descents: [DescentCheck] = []
  /// Lines of `backward` that promise nothing.
  package var unpromised: [Quantity] = []
  /// The steps' common rate, when there is one.
  package var commonRate: Double?
  /// What the lesson leaves undone or unchecked, and what else a teacher should know.
  package var remarks: [Program.Remark] = []
  /// Whether it was given up half-way because the reader asked for it.
  package var isInterrupted = false
  /// How a hand must have cut the numbers, where only so all that are printed agree.
  package var carry: RunOptions.Carry?
  /// The lesson's functions in whose place the reader gave others, and how many printed lines belong to its own and were
  /// not judged for that.
  package var otherFunctions: [SettingLine] = []
  package var linesOfOwnFunctions = 0

  package init(lesson: String, title: Localized?) {
    self.lesson = lesson
    self.title = title
  }

  /// What was found of the printed numbers whose place in the notes contains a text, and of nothing else.
  package func within(_ place: String) -> Report {
    var within = Report(lesson: lesson, title: title)
    within.verdicts = verdicts.filter { $0.place.range(ofLast: place) != nil }
    within.carry = carry
    return within
  }

  /// Misprints found in the notes, as marked.
  package var misprints: [Verdict] { verdicts.filter { $0.result == .misprint } }
  /// What was judged.
  package var judged: [Verdict] { verdicts.filter { $0.isJudged } }
  /// Lines and derivatives of which nothing could be said.
  package var unjudgedCount: Int { unmeasured.count + gradients.count { !$0.isJudged } + linesOfOwnFunctions }
  /// What was not, because it is not measured in the iteration that the notes give, or nothing is printed.
  package var unmeasured: [Verdict] { verdicts.filter { !$0.isJudged } }
  /// The verdicts cut where the place or the settings change; lines of one part of a document stay together.
  package var parts: [[Verdict]] {
    var parts: [[Verdict]] = []
    for verdict in verdicts {
      if let last = parts.last?.last, last.settings == verdict.settings, last.title == verdict.title,
        PlaceInNotes(last.place).part == PlaceInNotes(verdict.place).part
      {
        parts[parts.count - 1].append(verdict)
      } else {
        parts.append([verdict])
      }
    }
    return parts
  }
  /// The parts whose numbers agree by different rules.
  package var mixedRules: [MixedRules] { parts.compactMap { MixedRules($0) } }
  /// The parts with numbers of which rounding has left a single digit.
  package var singleDigits: [SingleDigits] { parts.compactMap { SingleDigits($0) } }
  /// How many lines, derivatives and steps do not agree.
  package var failureCount: Int {
    let steps = descents.count { !$0.isRight } + (hasCommonRate ? 0 : 1)
    return failures.count + studies.count { $0.holds == false } + gradients.count { !$0.isRight } + steps
  }
  /// What does not agree.
  package var failures: [Verdict] { verdicts.filter { $0.isFailure } }
  /// Whether all steps that move anything have one rate.
  package var hasCommonRate: Bool {
    commonRate != nil || descents.allSatisfy { $0.subject != .step || $0.rates.isEmpty }
  }
  /// Whether everything that was judged agrees; misprints are not failures.
  package var isRight: Bool {
    failures.isEmpty && gradients.allSatisfy { $0.isRight } && descents.allSatisfy { $0.isRight }
      && hasCommonRate && !studies.contains { $0.holds == false }
  }
}
