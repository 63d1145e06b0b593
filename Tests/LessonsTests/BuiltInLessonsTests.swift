import Calculus
import LessonLanguage
import Lessons
import Testing

@testable import Execution

@Suite struct BuiltInLessonsTests {
  @Test(
    arguments: [
      ("clase6", [:]), ("xor", ["start": "random"]), ("xor", ["start": "golden"]),
      ("perceptron", ["gate": "and", "start": "random"]), ("perceptron", ["gate": "or", "start": "random"]),
      ("perceptron", ["gate": "xor", "start": "random"]), ("perceptron", ["gate": "and", "start": "zero"]),
      ("perceptron", ["gate": "or", "start": "zero"]), ("perceptron", ["gate": "xor", "start": "zero"]),
    ] as [(String, [String: String])])
  func `every choice makes a lesson that runs`(name: String, choices: [String: String]) throws {
    let timeline = try BuiltIn.timeline(name, choices)
    try timeline.go(to: 3)
    #expect(timeline.run.program.remarks.isEmpty)
  }

  @Test func `clase6 stops after its second iteration, which shows the new error`() throws {
    let timeline = try BuiltIn.timeline("clase6")
    _ = try timeline.goToEnd()
    #expect(timeline.run.stoppedAt == 2)
    #expect(abs(try BuiltIn.values("E", timeline, BuiltIn.scope("clase6"))[0] - 0.23638922) < 5e-9)
  }

  @Test func `the contributions of w11 in clase6 are those of the slides and add up`() throws {
    let timeline = try BuiltIn.timeline("clase6")
    try timeline.go(to: 1)
    let parts = try BuiltIn.values("[c_1 c_2 c]", timeline, BuiltIn.scope("clase6"))
    #expect(parts[0] + parts[1] == parts[2])
    #expect(zip(parts, [0.00159970, -0.00049164, 0.00110806]).allSatisfy { abs($0 - $1) < 5e-9 })
  }

  @Test(arguments: [(1, 4.0), (11, 2.0)] as [(UInt32, Double)])
  func `xor is learned from seed 1 and gets stuck from seed 11, as its note says`(seed: UInt32, most: Double) throws {
    let timeline = try BuiltIn.timeline("xor", seed: seed)
    try timeline.go(to: 3000)
    let hits = try BuiltIn.values("hits", timeline, BuiltIn.scope("xor"))[0]
    let error = try BuiltIn.values("MSE", timeline, BuiltIn.scope("xor"))[0]
    #expect(seed == 1 ? hits == 4 && error < 0.01 : hits < 4 && error > 0.1)
  }

  @Test func `with three hidden neurons the fixed weights do not fit and the message says so`() throws {
    let (lesson, source) = try BuiltIn.lesson("xor")
    var options = LessonSettings()
    options.overrides = ["hidden": .number(3), "start": .choice("golden")]
    let error = #expect(throws: LessonError.self) {
      try Lesson(lesson, source: source).program(settings: options)
    }
    #expect(error?.description(.english).contains("W1") == true)
  }

  @Test(arguments: BuiltIn.names) func `every picture shows quantities of the lesson`(name: String) throws {
    let (lesson, _) = try BuiltIn.lesson(name)
    let scope = try BuiltIn.scope(name)
    var count = 0
    for section in lesson.sections where section.kind == .pictures {
      for case .picture(let picture) in section.lines {
        count += 1
        // What moves in a picture has its name there alone; `check` makes these pictures.
        guard picture.moved.isEmpty else { continue }
        // What is derived may be a function of the lesson's own.
        if picture.kind == .derive, let by = picture.by {
          #expect(throws: Never.self) { try scope.derivation(of: picture.subject, by: by) }
          continue
        }
        for formula in [picture.subject, picture.over, picture.by].compactMap(\.self) where picture.conditions.isEmpty {
          #expect(throws: Never.self) { try scope.resolve(formula) }
        }
      }
    }
    #expect(count >= 1 || lesson.sections.contains { if case .table = $0.kind { true } else { false } })
  }

  @Test(arguments: BuiltIn.names) func `the options of a lesson are short words`(name: String) throws {
    for setting in try BuiltIn.scope(name).program.settings {
      #expect(setting.option.count <= 12, "--\(setting.option)")
      // What is no ASCII has its English name as an option, too.
      #expect(Spelling.inASCII(setting.option).allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" })
    }
  }
}
