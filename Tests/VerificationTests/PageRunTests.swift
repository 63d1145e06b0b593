import LessonLanguage
import Testing

@testable import Verification

/// Printed numbers carried on stand for the computed ones in what follows, in later iterations too.
@Suite struct PageRunTests {
  /// The verdicts on w, which begins at 2, with y = 1.5·w + 0.03, dw = 1.5·y and a step of 0.4.
  private static func report(_ expectations: String, run: String = "", metrics: String = "") throws -> Report {
    let text = """
      lesson page
      data
        x = [1.5; 1.5; 1.5]
      parameters
        w = 2
      forward
        y = Σ x/3·w + 0.03
      loss
        E = ½·y²
      \(metrics)
      backward
        dw = 1.5·y  is ∂E/∂w
      update
        w ← w − 0.4·dw
      run
        stop after 3 iterations
      \(run)
      \(expectations)
      """
    let lesson = try LessonParser.parse(text, file: "page.lesson")
    return try Verifier(lesson[0], source: SourceText(file: "page.lesson", text: text)).verify()
  }

  private static func agrees(_ expectations: String) throws -> [Bool] {
    try report(expectations).verdicts.map { $0.result == .agrees }
  }

  @Test func `a number of one iteration does not stand for that of another`() throws {
    // From the printed 3.0, w is 2 − 0.6·3 = 0.2 and y is 0.33.
    #expect(try Self.agrees("expect \"p\" carried\n  y = 3.0\n  y = 3.0 at 2") == [true, false])
    #expect(try Self.agrees("expect \"p\" carried\n  y = 3.0\n  y = 0.33 at 2") == [true, true])
  }

  @Test func `a gradient that never changes is found out`() throws {
    let table = "expect \"p\" carried\n  iteration dw new(w)\n  1 4.5 0.2\n  2 4.5 0.2\n  3 4.5 0.2"
    #expect(try Self.agrees(table) == [true, true, false, false, false, false])
  }

  @Test func `the next iteration begins with what was printed`() throws {
    // Exactly: y = 3.03, new(w) = 0.182, y = 0.303, new(w) = 0.0002. From 3.0 on: 0.2, then 0.33 and 0.002.
    let table = "expect \"p\" carried\n  iteration y new(w)\n  1 3.0 0.2\n  2 0.33 0.002"
    #expect(try Self.agrees(table) == [true, true, true, true])
    #expect(try Self.agrees(table.replacing(" carried", with: "")) == [true, true, true, true])
    // The headings of a page follow each other, and so do iterations in which nothing is printed.
    let apart = "expect \"1\" carried\n  y = 3.0\nexpect \"2\" carried at 2\n  y = 0.33\n  new(w) = 0.002"
    #expect(try Self.agrees(apart) == [true, true, true])
    let later = "expect \"1\" carried\n  y = 3.0\n  dw = 0.0495 at 3\n  y = 0.303 at 3"
    #expect(try Self.agrees(later) == [true, true, false])
  }

  @Test func `a number printed twice is judged by what is computed, not by its own print`() throws {
    let lines = "  y = 3.0\n  y = 3.03\n  y = 3\n  w = 2\n  dw = 4.5"
    #expect(try Self.agrees("expect \"1\" carried\n\(lines)") == [true, true, true, true, true])
    #expect(try Self.agrees("expect \"1\" carried\n  y = 3.0\n  y = 3.01") == [true, false])
  }

  @Test func `headings of the same iteration carry over to each other`() throws {
    func agrees(_ dw: String, _ heading: String = "") throws -> [Bool] {
      try Self.agrees("expect \"1\"\n  y = 3.0\nexpect \"2\"\(heading)\n  dw = \(dw)")
    }
    #expect(try agrees("4.545") == [true, true] && agrees("4.50") == [true, true] && agrees("4.52") == [true, false])
    // What is printed elsewhere may be carried over, and refuses no number in full.
    #expect(try agrees("4.545", " carried") == [true, true] && agrees("4.50", " carried") == [true, true])
    #expect(try agrees("4.52", " carried") == [true, false])
  }

  @Test func `going back to an earlier iteration finds its own numbers again`() throws {
    let lines = "expect \"p\" carried\n  y = 3.0\n  y = 0.33 at 2\n  dw = 4.5\n  dw = 0.495 at 2"
    #expect(try Self.agrees(lines) == [true, true, true, true])
  }

  @Test func `the sums of an epoch gather what was printed`() throws {
    // With one x in a batch y is ½·w + 0.03: 1.03, printed as 1.0; then w is 1.4 and y 0.73, w 0.962 and y 0.511.
    func agrees(_ line: String, _ first: String = "y = 1.0") throws -> Bool {
      let report = try Self.report(
        "expect \"p\" carried\n  \(first)\n  \(line) at epoch 1", run: "  x in batches of 1, in order",
        metrics: "metrics\n  S = Σepoch 3·y\n  M = mean_epoch(y)")
      return try #require(report.verdicts.last).result == .agrees
    }
    #expect(try agrees("S = 6.723") && agrees("M = 0.7470"))
    #expect(try !agrees("S = 6.7671") && !agrees("M = 0.7519"))
    #expect(try agrees("S = 6.7671", "y = 1.03") && agrees("M = 0.7519", "y = 1.03"))
  }
}
