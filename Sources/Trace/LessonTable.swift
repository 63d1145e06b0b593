import LessonLanguage
import Matrices
import Typesetting

/// A `table` section of a lesson with its formulas worked out: the first row is the heading.
package struct LessonTable: Sendable {
  /// What a cell holds.
  package enum Cell: Sendable {
    case text(Localized)
    case value(Matrix)
    /// A formula that reads what is measured at an epoch's end, before it.
    case notMeasured
    /// What a run never came to: an iteration after its end, a condition that never held.
    case never
    /// What only a run can tell, before there is one.
    case withRun
    /// A number that is drawn from zero.
    case bar(Double)
    case course(Course)
    case printed(Printed)
  }

  /// Numbers from left to right, over the iterations of a run or over a number that is moved.
  package struct Course: Sendable {
    /// Where each number stands, and the number.
    package let points: [(place: Double, value: Double)]
    package let first, last: Double
    /// Of the finite ones; not a number where there is none.
    package let least, greatest: Double
    /// How many of the numbers are not finite.
    package let notFinite: Int
  }

  /// A number that the notes print.
  package struct Printed: Sendable {
    package let digits: String
    /// What the lesson computes.
    package let value: Double
    /// Whether it prints so, rounded or truncated; nil where a reader has changed the lesson, and the notes cannot say.
    package let agrees: Bool?
  }

  /// The line of the lesson that opens it.
  package let line: Int
  /// Its title, if it has one.
  package let title: Localized?
  package let rows: [[Cell]]
  /// How many rows of entries or examples there would be besides.
  package let leftOut: Int
  /// How many rows are missing since a run was interrupted.
  package var interrupted = 0
  /// Which of its rows begin from their own initial values since what was loaded does not fit them, from 1.
  package var unloaded: [Int] = []
  /// Whether its rows need runs of their own, which have not been made.
  package var needsRuns = false
  /// The iteration whose values it has, where a run goes on past it and they change; nil otherwise.
  package var iteration: Int?

  /// Whether there is something that only a run can tell.
  package var waitsForRun: Bool {
    needsRuns || rows.contains { row in row.contains { if case .withRun = $0 { true } else { false } } }
  }

  /// The title and the cells, row by row.
  package var fact: Fact {
    .record(
      ("title", title.map { .words($0) }), ("rows", .list(rows.map { row in .list(row.map { $0.fact }) })),
      ("leftOut", leftOut > 0 ? .integer(leftOut) : nil),
      ("iteration", iteration.map { .integer($0) }),
      ("interrupted", interrupted > 0 ? .integer(interrupted) : nil),
      ("unloaded", unloaded.isEmpty ? nil : .list(unloaded.map { .integer($0) })),
      ("waitsForRun", waitsForRun ? .flag(true) : nil))
  }
}

extension LessonTable.Cell {
  /// The cell's words or numbers; nothing where there are none.
  package var fact: Fact {
    switch self {
    case .text(let text): .words(text)
    case .value(let value): value.fact
    case .notMeasured, .never, .withRun: Fact.none
    case .bar(let value): Matrix(value).fact
    case .course(let course):
      .record(
        ("first", .number(course.first)), ("last", .number(course.last)), ("least", .number(course.least)),
        ("greatest", .number(course.greatest)),
        ("notFinite", course.notFinite > 0 ? .integer(course.notFinite) : nil))
    case .printed(let printed):
      .record(
        ("printed", .text(printed.digits)), ("value", .number(printed.value)),
        ("agrees", printed.agrees.map { .flag($0) }))
    }
  }
}

extension LessonTable.Course {
  /// All the numbers of a course, in order.
  init(_ points: [(place: Double, value: Double)]) {
    var extremes = Extremes()
    for point in points { extremes.note(point.value) }
    self.init(points, extremes)
  }

  /// A course of which some numbers are kept, and all have been noted.
  init(_ points: [(place: Double, value: Double)], _ extremes: Extremes) {
    self.points = points
    first = extremes.first ?? .nan
    last = extremes.last ?? .nan
    least = extremes.range?.lowerBound ?? .nan
    greatest = extremes.range?.upperBound ?? .nan
    notFinite = extremes.notFinite
  }

  /// What is told of numbers that come one after another.
  struct Extremes {
    private(set) var first, last: Double?
    private(set) var range: ClosedRange<Double>?
    private(set) var notFinite = 0

    mutating func note(_ value: Double) {
      if first == nil { first = value }
      last = value
      guard value.isFinite else {
        notFinite += 1
        return
      }
      range = range.map { min($0.lowerBound, value)...max($0.upperBound, value) } ?? value...value
    }
  }
}

extension LessonTable.Printed {
  /// What is printed beside what is computed, judged as `verify` judges one printed number.
  ///
  /// - Parameters:
  ///   - isJudged: whether the lesson is as it is written.
  ///   - noise: how far rounding may have put the value from what exact arithmetic gives.
  init?(_ printed: PrintedSyntax, _ value: Double, isJudged: Bool, noise: @autoclosure () -> Double) {
    guard let text = printed.digits else { return nil }
    guard isJudged else {
      self.init(digits: text, value: value, agrees: nil)
      return
    }
    let agrees: Bool
    if let fraction = PrintedSyntax.fraction(text) {
      guard let digits = DecimalDigits(fraction) else { return nil }
      agrees = PrintedRule.isEqual(value, to: digits)
    } else {
      guard let digits = DecimalDigits(printed: text) else { return nil }
      let isBareZero = digits.isZero && PrintedSyntax.isPlainWhole(text)
      let isWhole = PrintedSyntax.decimals(of: text) == 0
      agrees =
        (!isBareZero || RoundingNoise.isZero(value, most: noise()))
        && !PrintedRule.accepted(value, printed: digits, isWhole: isWhole, asked: nil).isEmpty
    }
    self.init(digits: text, value: value, agrees: agrees)
  }
}
