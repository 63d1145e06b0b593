import LessonLanguage
import Testing
import Typesetting

@testable import Verification

/// `E at end < E at 1`, and numbers of a run with another seed.
@Suite struct ComparisonsTests {
  private static func report(_ expect: String, settings: String = "", ties: String = "") throws -> Report {
    let text = """
      lesson compared
      \(settings)
      data
        x = [1 2]
      parameters
        W (2×2) ~ normal(0, 1)
      forward
        h = x·W
        u = 0.1 + 0.2 − 0.3
      loss
        E = Σ h²
      metrics
        M = Σepoch E
      update
        W ← W − 0.05·∂E/∂W
      run
        x in batches of 1, in order
        stop after 6 iterations
        \(ties)
      expect "sheet"
        \(expect)
      """
    let lesson = try LessonParser.parse(text, file: "compared.lesson")
    return try Verifier(lesson[0], source: SourceText(file: "compared.lesson", text: text)).verify()
  }

  private static func verdict(_ expect: String, ties: String = "") throws -> Verdict {
    try #require(try report(expect, ties: ties).verdicts.first)
  }

  private static func comparison(_ verdict: Verdict) throws -> Verdict.Comparison {
    guard case .comparison(let comparison) = verdict.finding else { throw NoComparison() }
    return comparison
  }

  private struct NoComparison: Error {}

  @Test func `each side has the numbers of its own iteration`() throws {
    let verdict = try Self.verdict("E at end < E at 1")
    let found = try Self.comparison(verdict)
    #expect(verdict.result == .agrees && verdict.iteration == 1 && found.left?.iteration == 6)
    let (first, last) = try (Self.number("E"), Self.number("E", "at end"))
    #expect(found.sides?.value == last && found.sides?.expected == first && last < first)
    // The heading's or the line's own moment is that of both sides, where the left one has none.
    let both = try Self.comparison(try Self.verdict("E ≥ E at end"))
    #expect(both.left == nil && both.sides?.value == last && both.sides?.expected == last)
    let heading = try Self.comparison(try Self.verdict("E at 2 > E"))
    #expect(heading.left?.iteration == 2 && heading.sides?.expected == first && heading.holding == 0)
  }

  /// The number of an address, as far as digits are judged.
  private static func number(_ address: String, _ qualifiers: String = "") throws -> Double {
    let verdict = try verdict("\(address) = 1 \(qualifiers)")
    guard case .numbers(let numbers) = verdict.finding, let number = numbers.first else { throw NoComparison() }
    return number.computed
  }

  @Test(arguments: [
    ("E < 0", "disagrees"), ("E > 0", "agrees"), ("E ≠ E", "disagrees"), ("E ≤ E", "agrees"), ("E <-1", "disagrees"),
    ("0 < E", "agrees"), ("u ≠ 0", "disagrees"), ("u ≤ 0", "agrees"), ("E < 0 misprint", "misprint"),
    ("E > 0 misprint", "misprint-is-right"), ("M > 0 at 1", "agrees"),
  ])
  func `a comparison holds or not, and a misprint must not`(line: String, result: String) throws {
    let report = try Self.report(line)
    let verdict = try #require(report.verdicts.first)
    #expect(Self.name(verdict.result) == result)
    #expect(report.isRight == (result == "agrees" || result == "misprint"))
  }

  private static func name(_ result: Verdict.Result) -> String {
    switch result {
    case .agrees: "agrees"
    case .disagrees: "disagrees"
    case .follows: "follows"
    case .misprint: "misprint"
    case .misprintIsRight: "misprint-is-right"
    case .notMeasured: "not-measured"
    case .notPrinted: "not-printed"
    }
  }

  @Test func `what is a tie is said by the lesson`() throws {
    // 0.1 + 0.2 − 0.3 is no exact 0.
    #expect(try Self.verdict("u > 0").result == .disagrees)
    #expect(try Self.verdict("u > 0", ties: "ties exact").result == .agrees)
  }

  @Test func `a matrix is compared entry by entry, and the first that fails is shown`() throws {
    let all = try Self.comparison(try Self.verdict("h² ≥ 0"))
    #expect(all.count == 2 && all.holding == 2 && all.sides == nil)
    let h = try (Self.number("h[1]"), Self.number("h[2]"))
    let some = try Self.comparison(try Self.verdict("h ≥ [\(h.0 - 1) \(h.1 + 1)]"))
    #expect(some.holding == 1 && some.sides?.indices == "2" && some.sides?.value == h.1)
    let error = #expect(throws: LessonError.self) { try Self.report("h < [1; 2; 3]") }
    #expect(error?.message.en.contains("on the left is 1×2 and on the right 3×1") == true && error?.range?.line == 21)
  }

  @Test func `with seed is run with that seed`() throws {
    let own = try Self.number("E")
    let other = try Self.number("E", "with seed = 3")
    #expect(try own != other && Self.number("E", "with seed = 1") == own)
    #expect(try Self.number("E", "with seed = 2 + 1") == other)
    let both = try Self.report("E = 1\n  E at 2 < E with seed = 3").verdicts
    #expect(try Self.comparison(both[1]).sides?.expected == other && both[1].settings == "seed = 3")
    // A setting of the lesson's own is meant first.
    let setting = try Self.report("seed = 3 with seed = 3\n  E = 1 with seed = 3", settings: "settings\n  seed = 2")
    #expect(setting.verdicts[0].result == .agrees)
    guard case .numbers(let numbers) = setting.verdicts[1].finding else { throw NoComparison() }
    #expect(numbers.first?.computed == own)
  }

  @Test(arguments: ["1.5", "−1", "4294967296"]) func `a seed is a whole number`(seed: String) {
    let error = #expect(throws: LessonError.self) { try Self.report("E = 1 with seed = \(seed)") }
    #expect(error?.message.en == "a seed is a whole number, from 0 to 4294967295" && error?.range?.line == 21)
    #expect(error?.message.es == "una semilla es un número entero, de 0 a 4294967295")
  }

  @Test(arguments: ["0/0 ≠ 0", "0/0 ≠ 0/0", "1 ≠ 0/0", "0/0 < 1", "1 ≥ 0/0"])
  func `nothing holds of what is not a number`(line: String) throws {
    let verdict = try Self.verdict(line)
    #expect(verdict.result == .disagrees)
  }

  @Test func `two sides that are taken as equal are told so`() throws {
    func isTie(_ line: String) throws -> Bool? {
      guard case .comparison(let found) = try Self.verdict(line).finding else { return nil }
      return found.isTie
    }
    #expect(try isTie("1/3 + 1e-11 > 1/3") == true)
    #expect(try isTie("1/3 < 1/3") == false)
    #expect(try isTie("1/3 + 1e-8 < 1/3") == false)
  }
}
