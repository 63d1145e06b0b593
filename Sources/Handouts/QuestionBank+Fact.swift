import Exercises
import Typesetting

extension QuestionBank {
  /// The questions with what is right and wrong, for programs.
  package var fact: Fact {
    .record(
      ("lesson", .text(name)), ("title", .text(title)), ("category", .text(MoodleCategory.text(path(of: nil)))),
      (
        "groups",
        .list(
          groups.map { group in
            .record(("name", .text(group.name)), ("questions", .list(group.questions.map { $0.fact })))
          })
      ))
  }
}

extension BankQuestion {
  fileprivate var fact: Fact {
    .record(("name", .text(name)), ("numbers", .list(numbers.map { $0.fact })))
  }
}

extension BankNumber {
  fileprivate var fact: Fact {
    .record(
      ("right", .list(right.map { $0.fact })),
      ("wrong", .list(wrong.flatMap { wrong in wrong.numbers.map { $0.fact } })))
  }
}

extension AcceptedNumber {
  fileprivate var fact: Fact {
    .record(("number", .number(number.doubleValue)), ("tolerance", .number(tolerance.doubleValue)))
  }
}
