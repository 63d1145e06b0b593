import Calculus
import Execution
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// Holds a lesson with other numbers against the lesson itself: what is well there has to be well with them.
///
/// What the lesson has itself (a saturated unit that it is about, a line that is wrong on purpose) a variant may have.
struct VariantJudge: Sendable {
  private let digits: AskedDigits
  private let settings: LessonSettings
  /// What the lesson itself has.
  private let own: Findings
  private let shapes: [Shape]
  /// How the lesson's run ends; nil where it is too long to be run.
  private let ending: Ending?

  /// What is found of a lesson.
  struct Findings: Sendable {
    var marks: Set<Mark> = []
    /// The numbers of the first iteration that lie at an edge, or are lost in rounding, whatever is drawn: a step of Adam is
    /// almost η. By quantity, with their places.
    var inherent: [Int: Set<Int>] = [:]

    /// Something that is not as it should be.
    struct Mark: Hashable, Sendable {
      let kind: VariantRefusal.Kind
      let place: Place
    }

    enum Place: Hashable, Sendable {
      case quantity(Int)
      /// The n-th gradient, update or printed line.
      case gradient(Int)
      case step(Int)
      case printed(Int)
    }
  }

  /// - Parameters:
  ///   - lesson: without numbers printed for it.
  ///   - others: the same with some other numbers; what all of them have lies in the lesson, and not in its numbers.
  ///   - settings: what it reads besides its text.
  init(
    _ lesson: Lesson, besides others: [LessonText], _ digits: AskedDigits, _ settings: LessonSettings
  ) throws(LessonError) {
    self.digits = digits
    self.settings = settings
    let scope = try lesson.program(settings: settings).scope
    shapes = scope.program.quantities.map { $0.shape }
    let isSmall = !scope.program.readsDigits && shapes.reduce(0) { $0 + $1.count } <= Self.mostNumbers
    let moment = try Self.moment(scope)
    var own = Findings()
    own.inherent = Self.doubtful(moment, digits)
    for text in others {
      // Numbers that the lesson does not take say nothing.
      guard let other = try? Self.moment(text.lesson().program(settings: settings).scope) else { continue }
      let doubtful = Self.doubtful(other, digits)
      for (id, places) in own.inherent { own.inherent[id] = places.intersection(doubtful[id] ?? []) }
    }
    Self.look(at: moment, digits, besides: own) { mark, _ in
      if mark.kind != .rounding, mark.kind != .noise { own.marks.insert(mark) }
      return true
    }
    try Self.verify(lesson, settings) { mark, _ in
      own.marks.insert(mark)
      return true
    }
    self.own = own
    ending = isSmall ? try Self.ending(scope) : nil
  }

  /// Why a lesson with other numbers cannot be used.
  struct Refusal: Error {
    let kind: VariantRefusal.Kind
    let message: Localized

    init(_ kind: VariantRefusal.Kind, _ message: Localized) {
      self.kind = kind
      self.message = message
    }
  }

  /// A lesson with other numbers, where it can be used; throws why it cannot.
  func accepted(_ text: LessonText) throws(Refusal) -> Lesson {
    let lesson: Lesson
    var found: Refusal?
    func note(_ mark: Findings.Mark, _ name: String) -> Bool {
      if own.marks.contains(mark) { return true }
      found = Refusal(mark.kind, Words.of(mark.kind, name))
      return false
    }
    do throws(LessonError) {
      lesson = try text.lesson()
      let scope = try lesson.program(settings: settings).scope
      if scope.program.quantities.map({ $0.shape }) != shapes {
        found = Refusal(.program, Words.otherShapes)
      } else {
        Self.look(at: try Self.moment(scope), digits, besides: own, note)
        if found == nil, let ending, let words = ending.refusal(of: try Self.ending(scope)) {
          found = Refusal(.ending, words)
        }
        if found == nil { try Self.verify(lesson, settings, note) }
      }
    } catch {
      throw Refusal(.program, error.message)
    }
    if let found { throw found }
    return lesson
  }

  private static func moment(_ scope: Scope) throws(LessonError) -> Moment {
    try scope.locating { () throws(ProgramError) in
      let run = try Run(scope.program)
      try run.advance(keepingEverything: true)
      return run.moment()
    }
  }
}
