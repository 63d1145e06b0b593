import Execution
import Exercises
import LessonLanguage
import SampleLessons
import Testing
import Trace
import Typesetting

/// What is right and wrong as an answer, judged by intervals, is so by the exact rule of printed numbers.
@Suite struct AnswerKeyTests {
  private static let lessons = SampleLesson.small.filter { lesson in
    ["clase6", "toy-weight", "xor with start = golden", "softmax-ce", "perceptron"].contains {
      lesson.description.hasPrefix($0)
    }
  }

  @Test(arguments: lessons)
  func `right numbers are right, also with more digits, and wrong ones are not`(lesson: SampleLesson) throws {
    let scope = try lesson.scope()
    let timeline = Timeline(try Run(scope.program))
    try timeline.go(to: 1)
    let moment = timeline.run.moment()
    let rules: [[PrintedRule]] = [[.rounded, .truncated], [.rounded], [.truncated]]
    var (blanks, wrong) = (0, 0)
    for rules in rules {
      for count in [AskedDigits.Count.significant(2), .significant(4), .decimals(3)] {
        for task in try Self.tasks(AskedDigits(count, rules: rules), moment, scope) {
          for blank in task.blanks {
            let key = AnswerKey(blank, in: moment)
            blanks += 1
            wrong += key.wrong.count
            try Self.check(key, blank)
          }
        }
      }
    }
    #expect(blanks > 0 && wrong > 0)
  }

  private static func tasks(_ digits: AskedDigits, _ moment: Moment, _ scope: Scope) throws -> [Exercise.Task] {
    var tasks: [Exercise.Task] = []
    for definition in scope.program.definitions {
      // Names that nobody can ask for are not asked for.
      guard let exercise = try? Exercise(definition.quantity.name, digits, in: moment, scope) else { continue }
      tasks += exercise.tasks
    }
    return tasks
  }

  private static func isTaken(_ number: DecimalDigits, for accepted: [AcceptedNumber]) -> Bool {
    accepted.contains { (number - $0.number).magnitude <= $0.tolerance }
  }

  private static func check(_ key: AnswerKey, _ blank: Blank) throws {
    let name = "\(blank.question.address) = \(blank.value) \(blank.digits)"
    #expect(!key.right.isEmpty, "\(name)")
    for answer in blank.answers {
      #expect(isTaken(answer, for: key.right), "\(name)")
      #expect(!PrintedRule.agrees(value: blank.value, printed: answer).isDisjoint(with: blank.digits.rules), "\(name)")
    }
    if blank.digits.rules != [.truncated], let exact = DecimalDigits(blank.value), !exact.isZero {
      for digits in 6...12 {
        let longer = exact.rounded(toSignificant: digits)
        guard longer.decimals > (blank.answers.map { $0.decimals }.max() ?? 0) else { continue }
        #expect(isTaken(longer, for: key.right), "\(name): \(longer)")
      }
    }
    for (place, one) in key.wrong.enumerated() {
      for number in one.numbers {
        #expect(!isTaken(number.number, for: key.right), "\(name)")
        // With fewer digits than asked it could be anything.
        let decimals = max(number.number.decimals, blank.answers.map { $0.decimals }.max() ?? 0)
        let printed = try #require(DecimalDigits(printed: number.number.fixed(decimals: decimals)))
        let rules = PrintedRule.agrees(value: blank.value, printed: printed)
        #expect(rules.isDisjoint(with: blank.digits.rules), "\(name): \(number.number) is right")
        for other in key.right + key.wrong[..<place].flatMap({ $0.numbers }) {
          #expect(!number.overlaps(other), "\(name)")
        }
      }
    }
  }
}
