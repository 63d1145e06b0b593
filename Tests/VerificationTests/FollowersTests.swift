import LessonLanguage
import Testing

@testable import Verification

/// Of each printed number it is told what it is: right, right from printed numbers, following from a wrong one, or wrong.
@Suite struct FollowersTests {
  /// What is found of numbers printed of this chain, of which z is 1.3.
  private static func judgements(_ lines: String, _ qualifiers: String = "") throws -> [String] {
    let text = """
      lesson chain
      data
        x = 0.4
        u = 1/3
      forward
        z = 3·x + 0.1
        a = σ(z)
        s = σ'(z)
        b = 40·a
        c = 10·b − 7·z·a
        d = 90·u
      run
        stop after 3 iterations
      expect "sheet" \(qualifiers)
      \(lines)
      """
    return try JudgedPage.judgements(text)
  }

  // z = 1.3, a = 0.78583…, s = 0.16830…, b = 31.4334…, c = 307.183…

  @Test func `numbers that agree only because of a wrong one are not wrong themselves, and it is named`() throws {
    // a with two digits swapped: 40·0.7885 = 31.54, 315.4 − 9.1·0.7885 = 308.22…
    #expect(
      try Self.judgements("  z = 1.3\n  a = 0.7885\n  b = 31.54\n  c = 308.22")
        == ["right", "wrong", "follows a", "follows a"])
    // What agrees with the exact run follows from nothing, whatever stands before it.
    #expect(try Self.judgements("  a = 0.7885\n  b = 31.433") == ["wrong", "right"])
    // Two slips: the second does not follow from the first, and what comes after it is its own.
    #expect(
      try Self.judgements("  a = 0.7885\n  b = 32.00\n  c = 312.82")
        == ["wrong", "wrong", "follows a"])
    #expect(try Self.judgements("  a = 0.7858\n  b = 32.00\n  c = 312.85") == ["right", "wrong", "follows b"])
  }

  @Test func `a cause is found however many numbers follow from it`() throws {
    let text =
      "lesson long\nstate\n  u = 1.37\nforward\n  v = 2·u\nupdate\n  u ← 0.97·u\nexpect \"x\"\n  new(u) = 1.5\n"
    // 2·1.5·0.97^(k − 2) from the second iteration on.
    var (value, lines) = (3.0, "")
    for iteration in 2...30 {
      lines += "  v = \((value * 1000).rounded() / 1000) at \(iteration)\n"
      value *= 0.97
    }
    let found = try JudgedPage.judgements(text + lines)
    #expect(found == ["wrong"] + Array(repeating: "follows new(u)", count: 29))
  }

  @Test func `a misprint that is marked carries on, too`() throws {
    #expect(try Self.judgements("  a = 0.7885!\n  b = 31.54") == ["wrong", "follows a"])
  }

  @Test func `each operand of a line may be exact or as printed`() throws {
    // c = 10·b − 9.1·a: from the exact b and the printed a, from the printed b and the exact a, from both printed.
    #expect(try Self.judgements("  a = 0.8\n  b = 31\n  c = 307.0") == ["right", "right", "mixed"])
    #expect(try Self.judgements("  a = 0.8\n  b = 31\n  c = 302.8") == ["right", "right", "mixed"])
    #expect(try Self.judgements("  a = 0.8\n  b = 31\n  c = 302.72") == ["right", "right", "page"])
    #expect(try Self.judgements("  a = 0.8\n  b = 31\n  c = 303.1") == ["right", "right", "wrong"])
    // A heading that says how it was done takes nothing else.
    #expect(try Self.judgements("  a = 0.8\n  b = 31\n  c = 307.0", "carried") == ["right", "wrong", "wrong"])
    #expect(try Self.judgements("  a = 0.8\n  b = 32.00\n  c = 312.72", "carried") == ["right", "page", "page"])
    #expect(try Self.judgements("  a = 0.8\n  b = 31.433", "carried") == ["right", "wrong"])
  }

  @Test func `a derivative is worked out from the printed value of its function`() throws {
    // 0.79·(1 − 0.79) = 0.1659
    #expect(try Self.judgements("  a = 0.79\n  s = 0.1659") == ["right", "page"])
    #expect(try Self.judgements("  a = 0.79\n  s = 0.1659", "carried") == ["right", "page"])
    #expect(try Self.judgements("  s = 0.1659") == ["wrong"])
  }

  @Test func `printed data stand in later iterations as well`() throws {
    #expect(try Self.judgements("  u = 0.333\n  d = 29.97 at 1\n  d = 29.97 at 3") == ["right", "page", "page"])
    #expect(try Self.judgements("  u = 0.333 at 2\n  d = 29.97 at 1\n  d = 29.97 at 3") == ["right", "page", "page"])
  }

  @Test func `a tolerance is held against the exact run`() throws {
    #expect(try Self.judgements("  a = 0.8\n  b = 32.00", "within 0.02") == ["right", "wrong"])
  }

  @Test func `a part where some numbers are rounded and others cut is remarked on`() throws {
    func mixed(_ lines: String) throws -> MixedRules? {
      let text = "lesson t\nforward\n  p = 0.70468\n  q = 1.2345678\nexpect \"x\"\n\(lines)"
      return try JudgedPage.report(text).mixedRules.first
    }
    #expect(try mixed("  p = 0.705\n  q = 1.235") == nil)
    #expect(try mixed("  p = 0.704\n  q = 1.23") == nil)
    let both = try #require(try mixed("  p = 0.705\n  p = 0.7047\n  q = 1.234"))
    #expect(both.rule == .rounded && both.exceptions.map { $0.verdict.address } == ["q"])
    #expect(try mixed("  p = 0.704\n  p = 0.7046\n  q = 1.235")?.rule == .truncated)
  }
}
