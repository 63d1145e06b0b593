import LessonLanguage
import Testing

@testable import Verification

/// Printed digits are judged by the exact rule, not within a tolerance.
@Suite struct NumberJudgeTests {
  /// The verdicts on lines about x = 0.70462, v = [1/3 2/3], n = 25 and y = x².
  private static func report(_ expectations: String) throws -> Report {
    let text = """
      lesson numbers
      forward
        x = 0.70462
        v = [(1/3) (2/3)]
        n = 25
        y = x²
      \(expectations)
      """
    let lesson = try LessonParser.parse(text, file: "numbers.lesson")
    return try Verifier(lesson[0], source: SourceText(file: "numbers.lesson", text: text)).verify()
  }

  private static func number(_ line: String, _ heading: String = "") throws -> Verdict.Number {
    let verdict = try #require(try report("expect \"p. 1\" \(heading)\n  \(line)").verdicts.first)
    guard case .numbers(let numbers) = verdict.finding else { throw LocatedError(verdict.line) }
    return try #require(numbers.first)
  }

  private struct LocatedError: Error {
    let line: Int
    init(_ line: Int) { self.line = line }
  }

  @Test(arguments: [
    ("x = 0.7046", [Verdict.Rule.rounded, .truncated]), ("x = 0.705", [.rounded]), ("x = 0.704", [.truncated]),
    ("x = 0.70", [.rounded, .truncated]), ("x = 0.70462", [.rounded, .truncated]), ("x = 0.7047", []),
    ("x = 0.7045", []), ("x = 0.71", []), ("x = 0.7", [.rounded, .truncated]), ("x = 1", [.rounded]),
    ("x = 0", []), ("n = 25", [.rounded, .truncated]), ("n = 25.0", [.rounded, .truncated]), ("n = 24", []),
    ("n = -25", []), ("v[1] = 0.333", [.rounded, .truncated]), ("v[2] = 0.667", [.rounded]),
    ("v[2] = 0.666", [.truncated]),
    ("x = \"0,705\"", [.rounded]),
  ])
  func `digits fit by rounding, by truncation, by both or not at all`(line: String, rules: [Verdict.Rule]) throws {
    let number = try Self.number(line)
    #expect(number.rules == Set(rules))
    #expect(number.isAsMarked == !rules.isEmpty)
  }

  @Test func `a heading that names one rule allows that one only`() throws {
    #expect(try Self.number("x = 0.705", "truncated").rules.isEmpty)
    #expect(try Self.number("x = 0.704", "rounded").rules.isEmpty)
    #expect(try Self.number("x = 0.704", "truncated").rules == [.truncated])
    #expect(try Self.number("x = 0.7", "within 0.01").rules == [.within])
    #expect(try Self.number("x = 0.7", "within 0.001").rules.isEmpty)
  }

  @Test func `a tolerance is as many decimals as are written`() throws {
    #expect(try Self.number("0.1 + 0.2 = 0.2", "within 0.1").rules == [.within])
    #expect(try Self.number("0.1 + 0.2 = 0.4", "within 0.1").rules == [.within])
    #expect(try Self.number("n/25 = 1.1", "within 0.1").rules == [.within])
    #expect(try Self.number("n/25 = 0.9", "within 0.1").rules == [.within])
    #expect(try Self.number("n/25 = 1.1000001", "within 0.1").rules.isEmpty)
    #expect(try Self.number("n/25 = 0.89999", "within 0.1").rules.isEmpty)
    #expect(try Self.number("v[1] = 0.33333333333333", "within 1e-14").rules == [.within])
    #expect(try Self.number("v[1] = 0.3333333333333", "within 1e-14").rules.isEmpty)
  }

  /// Whether each number of some lines agrees.
  private static func agree(_ lines: String, _ heading: String = "") throws -> [Bool] {
    try report("expect \"p. 1\" \(heading)\n\(lines)").verdicts.flatMap { verdict -> [Bool] in
      guard case .numbers(let numbers) = verdict.finding else { return [] }
      return numbers.map { !$0.rules.isEmpty }
    }
  }

  @Test func `a zero without decimals is a rounded number only where something says so`() throws {
    #expect(try Self.agree("  x/5 = 0\n  (0.1 + 0.2 − 0.3) = 0\n  n − 25 = 0") == [false, true, true])
    #expect(try Self.agree("  x/5 = 0", "rounded") == [true])
    #expect(try Self.agree("  x = 0", "truncated") == [true])
    #expect(try Self.agree("  x/5 = 0.0\n  x/5 = 0e0") == [false, true])
    // Its neighbours say it, and so do the other numbers of the page.
    #expect(try Self.agree("  [(x/5) 25.3] = [0 25]\n  [(x/5) n] = [0 25]") == [true, true, false, true])
    #expect(try Self.agree("  x = 0.705\n  x/5 = 0\n  x/1500 = 0") == [true, false, true])
    let column = "  iteration x/5·iteration\n  1 0\n"
    #expect(try Self.agree(column + "  2 0\n  3 0") == [false, false, false])
    #expect(try Self.agree(column + "  20 3") == [true, true])
    let advice = try Self.number("x/5 = 0")
    #expect(advice.judgement == .wrong && advice.neighbourDecimals == 0)
  }

  @Test func `a single digit is remarked on, and is none where numbers are carried on`() throws {
    let single = try Self.report("expect \"p. 1\"\n  x = 1\n  n = 25\n  y = 0.5\n  30·x = 21").singleDigits
    #expect(single.flatMap { $0.numbers }.map { $0.verdict.address } == ["x"])
    #expect(try Self.agree("  x = 1\n  y = 0.5", "carried") == [false, true])
    #expect(try Self.agree("  x = 1", "carried") == [true])
    #expect(try Self.agree("  n/5 = 5\n  y = 0.5", "carried") == [true, true])
  }

  @Test func `a number without decimals is not taken for a truncated one`() throws {
    #expect(try Self.number("x = 0", "truncated").rules == [.truncated])
    #expect(try Self.number("3·n/4 = 18").rules == [])
    #expect(try Self.number("3·n/4 = 18", "truncated").rules == [.truncated])
    #expect(try Self.number("3·n/4 = 19").rules == [.rounded])
  }

  @Test(arguments: [
    ("1234.5678 = 1.2e3", [Verdict.Rule.rounded, .truncated]), ("1234.5678 = 1.23e3", [.rounded, .truncated]),
    ("1234.5678 = 1.3e3", []), ("1234.5678 = 1e3", [.rounded, .truncated]), ("1234.5678 = 2e3", []),
    ("123456789.4 = 1.23457e+08", [.rounded]), ("6.02214e23 = 6.02e23", [.rounded, .truncated]),
    ("(−31415.9) = -3.14e4", [.rounded, .truncated]), ("12.345 = 1e1", [.rounded, .truncated]),
    ("0.0012345 = 12e-4", [.rounded, .truncated]), ("12.345 = 1.3e1", []),
  ])
  func `of a number with a power of ten the digits that are printed are judged`(
    line: String, rules: [Verdict.Rule]
  ) throws {
    #expect(try Self.number(line).rules == Set(rules))
  }

  @Test func `a whole number among others has as many decimals as they have`() throws {
    func rules(_ line: String) throws -> [Set<Verdict.Rule>] {
      let finding = try #require(try Self.report("expect \"p. 1\"\n  \(line)").verdicts.first).finding
      guard case .numbers(let numbers) = finding else { return [] }
      return numbers.map(\.rules)
    }
    #expect(try rules("[x n] = [1 25]") == [[.rounded], [.rounded, .truncated]])
    #expect(try rules("[x n] = [0.70 25]") == [[.rounded, .truncated], [.rounded, .truncated]])
    #expect(try rules("[x (x + 0.3)] = [0.7 1]") == [[.rounded, .truncated], [.rounded, .truncated]])
    #expect(try rules("[x (x + 0.3)] = [0.705 1]") == [[.rounded], []])
    let table = "expect \"p. 1\"\n  iteration x+iteration/4\n  1 0.95\n  2 1"
    #expect(try Self.report(table).verdicts.map { $0.result == .agrees } == [true, false])
  }

  @Test(arguments: [
    ("9/8 = 9/8", [Verdict.Rule.exact]), ("v[1] = 1/3", [.exact]), ("v[1] = 2/6", [.exact]), ("v[1] = −1/3", []),
    ("v[1] + 1e-14 = 1/3", [.exact]), ("v[1] + 1e-12 = 1/3", []), ("x = 7/10", []), ("n − 25 = 0/5", [.exact]),
    ("n = 25/1", [.exact]), ("x = ½", []), ("x/x/2 = ½", [.exact]),
  ])
  func `a fraction is that number in the digits that are judged, whatever the heading`(
    line: String, rules: [Verdict.Rule]
  ) throws {
    for heading in ["", "rounded", "truncated"] {
      let number = try Self.number(line, heading)
      #expect(number.rules == Set(rules), "\(heading)")
      #expect(number.isAsMarked == !rules.isEmpty && !number.hasUnjudgedDigits)
    }
  }

  @Test func `a fraction has no decimals for its neighbours, and may be carried or within`() throws {
    #expect(try Self.report("expect \"p. 1\"\n  [v x] = [1/3 2/3 0.70]").isRight)
    #expect(try Self.number("x = 7/10", "within 0.01").rules == [.within])
    #expect(try Self.report("expect \"p. 1\" carried\n  x = 0.7\n  y = 49/100").isRight)
    #expect(try Self.number("v[1] = 1/3", "carried").rules == [.exact])
    #expect(try Self.report("expect \"p. 1\"\n  x = 7/10!").misprints.count == 1)
  }

  @Test(arguments: [
    ("M = [1 3 5; 2 4 6]", "2×3", "Mᵀ = [1 3 5; 2 4 6]"), ("M = [1 2 3 4 5 6]", "1×6", "M = [1 2; 3 4; 5 6]"),
    ("M = 0.5", "1×1", "M[1,1] = 0.5"), ("M = [1 2]", "1×2", "M[1,:] = [1 2]"),
    ("M = [1; 3; 5]", "3×1", "M[:,1] = [1; 3; 5]"),
    ("M = [1 2; 3 _]", "2×2", "where nothing is printed, write _"),
    ("2·M = [1 3 5; 2 4 6]", "2×3", "(2·M)ᵀ = [1 3 5; 2 4 6]"),
    ("exp(M) = [1 3 5; 2 4 6]", "2×3", "exp(M)ᵀ = [1 3 5; 2 4 6]"),
    ("exp(M) + abs(M) = [1 3 5; 2 4 6]", "2×3", "(exp(M) + abs(M))ᵀ ="),
    ("M = [1 2 3; 4 5 6; 7 8 9]", "3×3", "is 3×2"),
  ])
  func `a shape that does not fit is told with the computed one and the line that would`(
    line: String, printed: String, proposal: String
  ) throws {
    let text = "lesson a\nforward\n  M = [1 2; 3 4; 5 6]\n  E = Σ M\nexpect \"\"\n  \(line)\n"
    let lesson = try LessonParser.parse(text, file: "a.lesson")
    let source = SourceText(file: "a.lesson", text: text)
    let verifier = Verifier(lesson[0], source: source)
    let verified = #expect(throws: LessonError.self) { try verifier.verify() }
    let scope = try Lesson(lesson[0], source: source).program().scope
    let checked = #expect(throws: LessonError.self) {
      try verifier.checkExpectations(of: lesson[0], source: source, scope)
    }
    #expect(verified == checked && verified?.range?.line == 6)
    let message = try #require(verified?.message)
    #expect(message.en.contains("what is printed is \(printed) and what is computed, "))
    #expect(message.en.contains(proposal), "\(message.en)")
    #expect(message.es != message.en)
    // The line that is proposed is right.
    guard let said = message.en.firstRange(of: "row by row it is ") else { return }
    let line = message.en[said.upperBound...]
    let mended = try LessonParser.parse(text.replacing("  M = [1 2 3 4 5 6]", with: "  \(line)"), file: "a.lesson")
    #expect(try Verifier(mended[0], source: source).verify().isRight)
  }

  @Test func `a misprint must be one`() throws {
    #expect(try Self.report("expect \"p. 1\"\n  x = 0.7064 misprint es \"baile\" en \"swapped\"").misprints.count == 1)
    let wrong = try Self.report("expect \"p. 1\"\n  x = 0.7046 misprint es \"baile\" en \"swapped\"")
    #expect(!wrong.isRight && wrong.failures[0].result == .misprintIsRight)
    #expect(try Self.report("expect \"p. 1\"\n  v = [0.333 0.676!]").isRight)
    #expect(try !Self.report("expect \"p. 1\"\n  v = [0.333! 0.667]").isRight)
  }

  @Test func `a carried number replaces the computed one in what follows`() throws {
    // 0.7² is 0.49, while x² is 0.4964…
    #expect(try Self.report("expect \"p. 1\" carried\n  x = 0.7\n  y = 0.490").isRight)
    #expect(try Self.report("expect \"p. 1\"\n  x = 0.7\n  y = 0.490").isRight)
    #expect(try Self.report("expect \"p. 1\"\n  x = 0.7\n  y = 0.4964").isRight)
    #expect(try !Self.report("expect \"p. 1\" carried\n  x = 0.7\n  y = 0.4964").isRight)
    #expect(try !Self.report("expect \"p. 1\"\n  y = 0.490\n  x = 0.7").isRight)
  }

  @Test func `every entry of a matrix is judged, and one wrong entry fails the line`() throws {
    let report = try Self.report("expect \"p. 1\"\n  v = [0.333 0.668]")
    #expect(!report.isRight && report.failures.count == 1)
    #expect(throws: LessonError.self) { try Self.report("expect \"p. 1\"\n  v = [0.333 0.667 1]") }
  }

  @Test func `shapes and identities are judged too`() throws {
    #expect(try Self.report("expect \"p. 1\"\n  shape(v) = 1×2\n  y is x·x").isRight)
    #expect(try !Self.report("expect \"p. 1\"\n  shape(v) = 2×1").isRight)
    #expect(try !Self.report("expect \"p. 1\"\n  y is x·x + 1e-6").isRight)
  }
}
