import LessonLanguage
import Testing

@testable import Verification

/// Where the notes' numbers are from: counted from 0 or 1, and only where they are measured.
@Suite struct MomentTests {
  /// k is 1 in the first epoch of three batches and ½ afterwards; S is Σ 2·k·x over the epoch; R is measured after it.
  private static func report(_ expectations: String) throws -> Report {
    let text = """
      lesson moments
      data
        x = [1; 2; 4]
        x for test = [3; 5]
      state
        k = 1
      forward
        a = 2·k·x
      metrics
        S = Σepoch a
        T = S + 1
      metrics on test
        R = Σ a
      update
        k ← k − (iteration = 3)/2
      run
        x in batches of 1, in order
        stop after 3 epochs
      \(expectations)
      """
    let lesson = try LessonParser.parse(text, file: "moments.lesson")
    return try Verifier(lesson[0], source: SourceText(file: "moments.lesson", text: text)).verify()
  }

  @Test func `epochs count from 0 where the notes do`() throws {
    let table = try Self.report("expect \"p\" counting from 0\n  epoch S\n  0 14\n  1 7")
    #expect(table.isRight && table.verdicts.map(\.iteration) == [3, 6])
    #expect(table.verdicts.map(\.moment.number) == [0, 1] && table.verdicts.allSatisfy(\.moment.isEpoch))
    #expect(try Self.report("expect \"p\" counting from 0\n  S = 7 at epoch 1").isRight)
    #expect(try !Self.report("expect \"p\" counting from 0\n  S = 14 at epoch 1").isRight)
    #expect(try !Self.report("expect \"p\" counting from 0\n  epoch S\n  1 14").isRight)
    #expect(try Self.report("expect \"p\"\n  epoch S\n  1 14\n  2 7").isRight)
  }

  @Test(arguments: [
    "  S = 14 at epoch 0", "  S = 14 at epoch −1000000000000", "  epoch S\n  0 14", "  a = 2 at 0",
    "  S = 14 at epoch 4000000",
    "  epoch S\n  9223372036854775807 1", "  a = 2 at 10000001",
  ])
  func `what is not counted is refused`(lines: String) throws {
    #expect(throws: LessonError.self) { try Self.report("expect \"p\"\n\(lines)") }
    let far = lines.replacing(" 0", with: " 10000000").replacing("\n  0", with: "\n  10000000")
    #expect(throws: LessonError.self) { try Self.report("expect \"p\" counting from 0\n\(far)") }
  }

  @Test(arguments: ["S = 6.000 at 2", "T = 1 at 2", "R = 0.000 at 1", "R = 8 at 4", "Σ [S R] = 1 at 5", "S is a at 2"])
  func `a quantity is not judged where it is not measured`(line: String) throws {
    let report = try Self.report("expect \"p\"\n  \(line)\n  a = 2 at 1")
    #expect(report.unmeasured.count == 1 && report.judged.count == 1 && report.isRight)
    #expect(report.verdicts[0].result == .notMeasured(every: 3))
  }

  @Test func `at the end of an epoch it is judged`() throws {
    #expect(try Self.report("expect \"p\"\n  S = 14 at 3\n  T = 15 at 3\n  R = 8 at 3").judged.count == 3)
    #expect(try !Self.report("expect \"p\"\n  R = 16 at 3").isRight)
  }
}
