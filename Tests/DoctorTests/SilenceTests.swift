import LessonLanguage
import Matrices
import Testing
import Verification

@testable import Doctor

/// A wrong cause is worse than none.
@Suite struct SilenceTests {
  private static let chain = """
    data
      x = 0.4
    forward
      z = 3·x + 0.1
      a = σ(z)
      b = 40·a
      c = 10·b − 7·z·a
    expect "sheet"

    """

  @Test func `of right numbers nothing is said`() throws {
    #expect(try Diagnosed.diagnosis(Self.chain + "  z = 1.3\n  a = 0.786\n  b = 31.44\n  c = 307.2").findings.isEmpty)
  }

  @Test func `misprints are looked into where that is wanted, or something else is wrong`() throws {
    func findings(_ page: String, _ looksAtMisprints: Bool) throws -> Int {
      let text = "lesson page\n" + Self.chain + page
      let lesson = try #require(try LessonParser.parse(text, file: "page.lesson").first)
      let verifier = Verifier(lesson, source: SourceText(file: "page.lesson", text: text))
      return try Doctor.verify(verifier, looksAtMisprints: looksAtMisprints).diagnosis.findings.count
    }
    let misprint = "  z = 1.3\n  a = 0.7885  misprint es \"cifras\" en \"digits\""
    #expect(try findings(misprint, true) == 1)
    #expect(try findings(misprint, false) == 0)
    #expect(try findings(misprint + "\n  b = 31.99", false) == findings(misprint + "\n  b = 31.99", true))
  }

  @Test func `what follows from a wrong number is told with it, and is no error of its own`() throws {
    let findings = try Diagnosed.diagnosis(Self.chain + "  z = 1.3\n  a = 0.7885\n  b = 31.54\n  c = 308.22").findings
    #expect(findings.count == 1)
    #expect(findings.first?.followers.map { $0.address } == ["b", "c"])
    guard case .causes(let causes)? = findings.first?.explanation else {
      Issue.record("no cause")
      return
    }
    #expect(causes.first?.slip == "swapped-digits")
  }

  @Test func `slips that come to the same number are one cause`() throws {
    // y = −sin(5), with a sign lost somewhere.
    let causes = try Diagnosed.causes(
      "data\n  p = 5\nforward\n  v = sin(p)\nexpect \"sheet\"\n  v = 0.95892")
    #expect(causes.count == 1 && causes.first?.count == 1)
    #expect(causes.first?.first?.slip == "lost-sign" && causes.first?.first?.alike == ["operand-sign"])
    #expect(causes.first?.first?.parts["y"] == .number("−0.95892"))
  }

  @Test func `a number that no slip gives has no cause`() throws {
    let findings = try Diagnosed.diagnosis(Self.chain + "  z = 1.3\n  a = 0.6181").findings
    guard case .open(nil)? = findings.first?.explanation else {
      Issue.record("\(findings)")
      return
    }
  }

  @Test func `a last digit that is off is seen, not explained`() throws {
    let findings = try Diagnosed.diagnosis(Self.chain + "  a = 0.78584").findings
    guard case .open(.lastPlace)? = findings.first?.explanation else {
      Issue.record("\(findings)")
      return
    }
  }

  @Test func `two digits say too little of what may be many things`() throws {
    // 40·0.5 = 20
    for digits in ["17", "24", "38", "53", "66"] {
      #expect(try Diagnosed.causes(Self.chain + "  b = \(digits)").allSatisfy { $0.isEmpty }, "\(digits)")
    }
  }

  @Test func `a number that thousands of others make is not opened`() throws {
    let text =
      "parameters\n  A (200×100) ~ normal(0, 1)\nforward\n  y = mean(abs(A))\nexpect \"sheet\"\n"
      + "  100·mean(abs(A) > 2) = 23.71\n  y = 0.6181"
    let findings = try Diagnosed.diagnosis(text).findings
    #expect(findings.count == 2)
    // Nothing but the digits has been tried.
    #expect(findings.allSatisfy { $0.tried < 100 }, "\(findings.map { $0.tried })")
  }

  @Test func `a block of random numbers is no product of what stands around it`() throws {
    var random = KeyedRandom(seed: 5, iteration: 1, name: "blocks")
    func number() -> String { "\((random.uniform() * 9_000 + 1_000).rounded() / 10_000)" }
    func row(_ count: Int) -> String { (0..<count).map { _ in number() }.joined(separator: " ") }
    for _ in 1...12 {
      let text = """
        data
          u = [\(row(3))]
          v = [\(row(3))]
          c = [\(number()); \(number()); \(number())]
          d = [\(number()); \(number()); \(number())]
          M = [\(row(3)); \(row(3)); \(row(3))]
          N = [\(row(3)); \(row(3)); \(row(3))]
        forward
          W = c·u + M
        expect "sheet"
          W = [\(row(3)); \(row(3)); \(row(3))]

        """
      let causes = try Diagnosed.causes(text).joined()
      #expect(!causes.contains { ["other-product", "extra-terms"].contains($0.slip) }, "\(text)")
    }
  }

  @Test func `a lesson that computes much is not run again`() throws {
    let text =
      "parameters\n  A (300×100) ~ normal(0, 1)\n  w = 0.3\nsettings\n  η = 0.1\nforward\n  y = mean(abs(A))·w\n"
      + "update\n  w ← w − η·y\nexpect \"sheet\" at 100\n  w = 0.61813\n"
    let findings = try Diagnosed.diagnosis(text).findings
    // The rates and the iterations around it are not looked at.
    #expect(findings.count == 1)
    let short = try Diagnosed.diagnosis(text.replacing("300×100", with: "3×1")).findings
    #expect((short.first?.tried ?? 0) >= (findings.first?.tried ?? 0) + 5, "\(short.map { $0.tried })")
  }

  @Test func `what is due keeps a digit where rounding would leave none`() throws {
    let due = try Diagnosed.diagnosis(Self.chain + "  a − z = 7\n  z/a/100 = 2\n  z = 4").findings.flatMap {
      $0.numbers.map { $0.due }
    }
    #expect(due == ["−1", "0.016543", "1.3"])
  }

  @Test func `causes are the same however often they are asked for`() throws {
    let text = Self.chain + "  z = 1.1\n  a = 0.31\n  b = 62.9\n  c = 301.3"
    let first = try Diagnosed.causes(text).map { $0.map { "\($0.slip) \($0.path) \($0.margin)" } }
    for _ in 1...3 {
      #expect(try Diagnosed.causes(text).map { $0.map { "\($0.slip) \($0.path) \($0.margin)" } } == first)
    }
  }
}
