import Doctor
import Typesetting
import Verification

/// What somebody's answer to a question is worth.
package struct MarkedAnswer {
  package let question: Question
  /// The answer as written; empty for none.
  package let typed: String
  /// Its line in the file; nil where it has none.
  package let line: Int?
  /// The file; nil where there is only one.
  package var file: String?
  package let outcome: Outcome
  /// The answer held against the run; nil where there is no number.
  package let answer: Answer?

  /// What was found.
  package enum Outcome: Sendable {
    /// Rounded or truncated from the run, or from right rounded numbers.
    case right
    /// Right for an earlier answer of the same person that is wrong.
    case carried(from: Verdict.Root)
    /// No error of its own, and yet not within the rules of printed numbers.
    case remarked(Diagnosis.Finding)
    /// Wrong; what was found of it, where something was looked for.
    case wrong(Diagnosis.Finding?)
    /// Wrong by the same slip as an earlier answer, which has paid for it.
    case repeated(Diagnosis.Finding)
    /// It agrees, or follows, with fewer significant digits than tell.
    case vague(least: Int)
    /// No number; why.
    case unreadable(Localized)
    case missing
  }

  /// Whether it earns the point: what only carries an earlier error on does.
  package var isCredited: Bool {
    switch outcome {
    case .right, .carried, .remarked, .repeated: true
    case .wrong, .vague, .unreadable, .missing: false
    }
  }

  /// Whether it is an error of its own.
  package var isError: Bool { if case .wrong = outcome { true } else { false } }

  /// Whether there is something in its place that is no number.
  package var isUnreadable: Bool { if case .unreadable = outcome { true } else { false } }

  /// Whether it earns its point although an earlier error has changed it.
  package var isCarried: Bool {
    switch outcome {
    case .carried, .repeated: true
    case .remarked(let finding): if case .remark(.followsNearly) = finding.explanation { true } else { false }
    case .right, .wrong, .vague, .unreadable, .missing: false
    }
  }

  /// The causes of a wrong answer, the likeliest first; empty where none is known.
  package var causes: [Diagnosis.Cause] {
    guard case .wrong(let finding?) = outcome, case .causes(let causes) = finding.explanation else { return [] }
    return causes
  }
}

/// The marks of one person, in the order of the derivation.
package struct StudentMarks {
  package let student: String
  package let marks: [MarkedAnswer]

  package var points: Int { marks.count { $0.isCredited } }
  /// Points that an earlier error did not cost.
  package var carried: Int { marks.count { $0.isCarried } }
  /// Errors of their own: numbers that one known slip has made wrong, as it does all over a matrix, are one.
  package var errors: Int { marks.count { $0.isError } }
  /// Answers that are no numbers.
  package var unreadable: Int { marks.count { $0.isUnreadable } }
  /// Answers that agree with too few digits to earn a point.
  package var vague: Int { marks.count { if case .vague = $0.outcome { true } else { false } } }
  package var missing: Int { marks.count { if case .missing = $0.outcome { true } else { false } } }
  /// The first wrong step.
  package var firstError: MarkedAnswer? { marks.first { $0.isError || $0.isUnreadable } }
}

/// What a class has made of one question.
package struct QuestionMarks {
  package let question: Question
  package var right = 0
  package var carried = 0
  package var wrong = 0
  package var missing = 0
  /// The slips behind wrong answers, the most frequent first.
  package var slips: [SlipCount] = []

  /// A slip, or several that give the same number, and how often it was made.
  package struct SlipCount {
    /// Empty where no cause is known.
    package let slips: [String]
    /// One answer that has it.
    package let example: MarkedAnswer
    package var count: Int
  }

  mutating func add(_ mark: MarkedAnswer) {
    switch mark.outcome {
    case .right, .remarked, .carried, .repeated: if mark.isCarried { carried += 1 } else { right += 1 }
    case .missing: missing += 1
    case .unreadable, .vague: wrong += 1
    case .wrong:
      wrong += 1
      let ids = mark.causes.map { $0.slip }
      if let place = slips.firstIndex(where: { $0.slips == ids }) {
        slips[place].count += 1
      } else {
        slips.append(SlipCount(slips: ids, example: mark, count: 1))
      }
    }
  }

  /// The most frequent slips first, what has no known cause last; a sort that keeps the order of what is equal.
  mutating func sort() {
    slips = slips.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      if one.slips.isEmpty != other.slips.isEmpty { return other.slips.isEmpty }
      return (other.count, left.offset) < (one.count, right.offset)
    }.map { $0.element }
  }
}

/// The marks of a class.
package struct ClassMarks {
  package let lesson: String
  package let title: Localized?
  /// In the order of the file.
  package let students: [StudentMarks]
  /// In the order of the derivation.
  package let questions: [QuestionMarks]
  /// Rows of the file that could not be marked, in their order.
  package let unread: [AnswerFileFault.Problem]

  /// Names that look like one person's, each marked by itself.
  package var alike: [[String]] { AlikeNames.groups(of: students.map { $0.student }) }

  /// Whether everybody has answered everything rightly.
  package var isRight: Bool { students.allSatisfy { $0.points == $0.marks.count && $0.carried == 0 } }
}
