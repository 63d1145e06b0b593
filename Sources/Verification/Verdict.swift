import Calculus
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
  package let settings: String
  package let finding: Finding
  package let result: Result
  /// The notes' reason for a misprint, or a remark.
  package let reason: Localized?
  /// The file and line of the claim.
  package let file: String
  package let line: Int
  /// The line of the heading, when the claim is a cell of a table.
  package var table: Int?

  /// What was compared.
  package enum Finding: Sendable {
    /// Printed numbers, each with the computed one.
    case numbers([Number])
    case shape(printed: [Int], computed: Shape)
    /// `A is B`: the largest relative difference, and the entry that differs most when they do not agree.
    case identity(other: MathText, difference: Double, worst: Difference?)
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
    package let computed: Double
    /// The rules by which the printed digits agree.
    package let rules: Set<Rule>
    package let isMisprint: Bool
    /// Whether it stands as it should: it agrees, or it is marked as a misprint and disagrees.
    package let isAsMarked: Bool
  }

  /// How printed digits can come about.
  package enum Rule: Int, Sendable, Hashable, Comparable, CaseIterable {
    case rounded, truncated, carried, within
    package static func < (left: Rule, right: Rule) -> Bool { left.rawValue < right.rawValue }
  }

  package enum Result: Sendable, Hashable {
    case agrees
    case disagrees
    /// The notes are wrong here, as marked.
    case misprint
    /// Marked as a misprint, but right.
    case misprintIsRight
  }

  /// Whether the notes print it: it stands at a place of theirs, not below `expect "computed…"` or `expect ""`.
  package var isFromNotes: Bool { !place.isEmpty && !Self.isComputed(place) }

  /// Whether a place says that its numbers were computed and are printed nowhere: its first word is `computed` or
  /// `calculado`.
  package static func isComputed(_ place: String) -> Bool {
    let word = place.prefix { $0.isLetter }.lowercased()
    return word == "computed" || word == "calculado"
  }

  /// How many numbers, shapes or formulas were judged.
  package var count: Int {
    if case .numbers(let numbers) = finding { numbers.count } else { 1 }
  }
}

/// What was found about a promised gradient.
package struct GradientCheck: Sendable {
  /// The lesson's quantity, and what it is claimed to be.
  package let quantity: Quantity
  package let claim: MathText
  package let line: Int?
  /// Whether it is a gradient that the lesson descends: of its objective, by one of its parameters.
  package var isOfParameter = false
  /// Whether the claim is a derivative, or a multiple of one.
  package var isDerivative = true
  /// What the quantity is a multiple of its claim by, when it is not right but a multiple of it: −1 for a wrong sign.
  ///
  /// Only when two numbers or more that are not the same, in other entries or other iterations, have that ratio.
  package var ratio: Double?
  /// The entry that is furthest from what it promises, in the first iteration in which one is wrong.
  package var worst: (difference: Verdict.Difference, iteration: Int)?
  /// The entry of the claimed derivative in which central differences (`value`) are furthest from the mechanical
  /// derivative (`expected`), when they do not agree, and the name of that derivative.
  package var worstOfDifferences: (difference: Verdict.Difference, derivative: MathText)?
  /// Entries compared.
  package let count: Int
  /// Entries that agree with the mechanical derivative and, where they were compared, with central differences.
  package let agreeing: Int
  /// The largest difference from the mechanical derivative, relative to the largest entry.
  package let mechanicalError: Double
  /// The largest difference between the mechanical derivative and central differences; nil where there are none.
  package let differenceError: Double?
  /// Entries compared with central differences.
  package let differenceCount: Int

  /// Whether both agree.
  package var isRight: Bool {
    mechanicalError <= Self.mechanicalTolerance && (differenceError ?? 0) <= Self.differenceTolerance
  }

  package static let mechanicalTolerance = 1e-9
  package static let differenceTolerance = 1e-6
}

/// What was found about a step written with `←`.
package struct StepCheck: Sendable {
  package let parameter: Quantity
  /// `∂E/∂W1`
  package let gradient: MathText
  /// c in `P ← P − c·∂objective/∂P`.
  package let rate: Double
  /// How far the step is from that, relative to its largest entry.
  package let error: Double
  /// Whether it is such a step, with c > 0.
  package var isRight: Bool { rate > 0 && error <= GradientCheck.mechanicalTolerance }
}

/// All that was found about a lesson.
package struct Report: Sendable {
  package let lesson: String
  package let title: Localized?
  package var verdicts: [Verdict] = []
  package var gradients: [GradientCheck] = []
  /// How many images the gradients were compared on, when the lesson's batches have more.
  package var gradientExamples: Int?
  package var steps: [StepCheck] = []
  /// Lines of `backward` that promise nothing.
  package var unpromised: [Quantity] = []
  /// The steps' common rate, when there is one.
  package var commonRate: Double?
  /// Whether it was given up half-way because the reader asked for it.
  package var isInterrupted = false

  package init(lesson: String, title: Localized?) {
    self.lesson = lesson
    self.title = title
  }

  /// Misprints found in the notes, as marked.
  package var misprints: [Verdict] { verdicts.filter { $0.result == .misprint } }
  /// What does not agree.
  package var failures: [Verdict] {
    verdicts.filter { $0.result == .disagrees || $0.result == .misprintIsRight }
  }
  /// Whether everything agrees; misprints are not failures.
  package var isRight: Bool {
    failures.isEmpty && gradients.allSatisfy(\.isRight) && steps.allSatisfy(\.isRight)
      && (steps.isEmpty || commonRate != nil)
  }
}
