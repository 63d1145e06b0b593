import Doctor
import Typesetting
import Verification

extension ClassMarks {
  /// The marks of everybody and of every question, for programs.
  package var fact: Fact {
    let alike = alike
    return .record(
      ("lesson", .text(lesson)), ("title", title.map { .words($0) }), ("right", .flag(isRight)),
      ("students", .list(students.map { $0.fact })), ("questions", .list(questions.map { $0.fact })),
      ("alikeNames", alike.isEmpty ? nil : .list(alike.map { .list($0.map { .text($0) }) })),
      (
        "unread",
        unread.isEmpty
          ? nil
          : .list(
            unread.map {
              .record(
                ("file", $0.file.map { .text($0) }), ("line", $0.line.map { .integer($0) }),
                ("message", .words($0.message)))
            })
      ))
  }
}

extension StudentMarks {
  fileprivate var fact: Fact {
    .record(
      ("student", .text(student)), ("points", .integer(points)), ("of", .integer(marks.count)),
      ("carried", .integer(carried)), ("errors", .integer(errors)), ("vague", .integer(vague)),
      ("unreadable", .integer(unreadable)), ("missing", .integer(missing)),
      ("firstError", firstError.map { .text($0.question.address) }), ("answers", .list(marks.map { $0.fact })))
  }
}

extension MarkedAnswer {
  /// The answer, its verdict and what was found of it.
  package var fact: Fact {
    var from: String?
    var finding: Diagnosis.Finding?
    var reason: Localized?
    switch outcome {
    case .carried(let root): from = root.address
    case .remarked(let found): finding = found
    case .wrong(let found): finding = found
    case .repeated(let found): from = found.numbers.first?.root.address
    case .unreadable(let words): reason = words
    case .right, .vague, .missing: break
    }
    return .record(
      ("address", .text(question.address)), ("iteration", .integer(question.iteration)),
      ("value", typed.isEmpty ? nil : .text(typed)), ("file", file.map { .text($0) }),
      ("line", line.map { .integer($0) }), ("verdict", .text(outcome.name)), ("from", from.map { .text($0) }),
      ("computed", answer.map { .number($0.number.computed) }), ("reason", reason.map { .words($0) }),
      ("finding", finding?.ownFact))
  }
}

extension MarkedAnswer.Outcome {
  fileprivate var name: String {
    switch self {
    case .right: "right"
    case .carried: "carried"
    case .remarked: "remarked"
    case .wrong: "wrong"
    case .repeated: "repeated"
    case .vague: "vague"
    case .unreadable: "unreadable"
    case .missing: "missing"
    }
  }
}

extension QuestionMarks {
  fileprivate var fact: Fact {
    .record(
      ("address", .text(question.address)), ("iteration", .integer(question.iteration)), ("right", .integer(right)),
      ("carried", .integer(carried)), ("wrong", .integer(wrong)), ("missing", .integer(missing)),
      (
        "slips",
        .list(
          slips.map { .record(("slips", .list($0.slips.map { .text($0) })), ("count", .integer($0.count))) })
      ))
  }
}
