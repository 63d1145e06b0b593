import Foundation
import OperatingSystem
import Testing
import Typesetting

@testable import LessonCommand

/// What is said after a run that went wrong: only what was tried, and it works.
@Suite struct RunAdviceTests {
  private static let away = """
    lesson away
    settings
      η = 3 as lr
    parameters
      w = 1
    forward
      y = w²
    loss
      E = y²
    update
      w by gradient
    run
      stop after 100 iterations
    """

  @Test(arguments: Language.allCases)
  func `a run that diverges ends with 3, and does not when run as it advises`(language: Language) throws {
    let file = try TemporaryLesson(Self.away)
    let session = Session("run", file.path, "--lang", language.rawValue)
    #expect(session.code == 3)
    let rate = try #require(session.output.firstMatch(of: /--lr (\S+)/)?.1)
    let advised = Session("run", file.path, "--lr", String(rate), "--lang", language.rawValue)
    #expect(advised.code == 0 && !advised.output.contains("diverge"), "\(advised.output)")
  }

  @Test func `a rate that is far too large is divided by ten until it works`() throws {
    let file = try TemporaryLesson(Self.away)
    let session = Session("run", file.path, "--lr", "2500")
    #expect(session.code == 3 && session.output.contains("--lr 0.25 it does not diverge in 100 iterations (tried)"))
    #expect(Session("run", file.path, "--lr", "0.25").code == 0)
    #expect(Session("run", file.path, "--lr", "2.5").code == 3)
  }

  @Test func `where no rate helps none is advised`() throws {
    let file = try TemporaryLesson(Self.away.replacing("y = w²", with: "y = √(w − 1)"))
    let session = Session("run", file.path)
    let words = session.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(
      session.code == 3 && words.contains("diverges, or the loss does not end lower, with --lr 0.3, 0.03,")
        && words.contains("lesson verify says whether the steps go against the gradient"), "\(words)")
    // Where the loss is infinite before any update no rate is tried.
    let infinite = try TemporaryLesson(Self.away.replacing("y = w²", with: "y = ln(w − 1)"))
    let atOnce = Session("run", infinite.path)
    #expect(atOnce.code == 3 && !atOnce.output.contains("rate") && !atOnce.output.contains("--lr"))
    let withoutRate = try TemporaryLesson(
      Self.away.replacing("settings\n  η = 3 as lr\n", with: "").replacing("w by gradient", with: "w ← w − 3·∂E/∂w"))
    let silent = Session("run", withoutRate.path)
    #expect(silent.code == 3 && silent.output.contains("iteration 6.\n") && !silent.output.contains("--lr"))
  }

  /// A valley w² + 3·b², climbed or jumped out of.
  private static func valley(_ rate: String, _ gradient: String = "2·w") -> String {
    """
    lesson valley
    settings
      η = \(rate) as lr
    parameters
      w = 1
      b = 1
    loss
      E = w² + 3·b²
    update
      w ← w − η·\(gradient)
      b ← b − η·6·b
    run
      stop after 60 iterations
    """
  }

  @Test func `a loss that grows without end is told, with a rate with which it ends lower`() throws {
    let file = try TemporaryLesson(Self.valley("0.4"))
    let session = Session("run", file.path)
    let words = VerifyLine.words(session.output)
    #expect(session.code == 0 && words.contains("The loss does not fall: E begins at 4 and ends at"), "\(words)")
    #expect(words.contains("With --lr 0.04 it ends lower than it began, in 60 iterations (tried)."), "\(words)")
    #expect(!Session("run", file.path, "--lr", "0.04").output.contains("does not fall"))
    let spanish = VerifyLine.words(Session("run", file.path, "--lang", "es").output)
    #expect(spanish.contains("La pérdida no baja: E empieza en 4 y acaba en"), "\(spanish)")
    let advice = try #require(try Self.facts(Session("run", file.path, "--json"))["advice"] as? [String: Any])
    #expect(advice["kind"] as? String == "notFallen" && advice["rate"] as? Double == 0.04)
  }

  @Test func `a loss that every rate makes grow leads to verify`() throws {
    let file = try TemporaryLesson(Self.valley("0.1", "(−2·w)").replacing("6·b", with: "(−6·b)"))
    let words = VerifyLine.words(Session("run", file.path).output)
    #expect(words.contains("Nor does it fall with a smaller rate: --lr 0.01, 0.001,"), "\(words)")
    #expect(words.contains("lesson verify says whether the steps go against the gradient."))
  }

  @Test func `a loss that jumps from side to side is told, and one that falls is not`() throws {
    let jumping = try TemporaryLesson(Self.valley("1").replacing("6·b", with: "0·b"))
    let words = VerifyLine.words(Session("run", jumping.path).output)
    #expect(words.contains("E begins at 4 and ends at 4. With --lr 0.1 it ends lower"), "\(words)")
    let falling = try TemporaryLesson(Self.valley("0.1"))
    let session = Session("run", falling.path)
    #expect(session.code == 0 && !session.output.contains("does not fall"))
  }

  @Test(arguments: [1, 2, 3], [50, 300])
  func `the plateau of XOR is not called stuck, and ends where it is said to`(seed: Int, iterations: Int) throws {
    let words = ["run", "xor", "--seed", "\(seed)", "--no-pictures"]
    let session = Session(words: words + ["--iterations", "\(iterations)"])
    #expect(!session.output.contains("stuck"))
    let end = try #require(session.output.firstMatch(of: /--iterations (\d+)/)?.1)
    let advised = Session(words: words + ["--iterations", String(end), "--json"])
    #expect(
      try Self.loss(advised) < 0.9 * Self.loss(Session(words: words + ["--iterations", "\(iterations)", "--json"])))
  }

  @Test func `what is stuck is said to be, with a seed that is better`() throws {
    let words = ["run", "xor", "--no-pictures", "--json"]
    let stuck = Session(words: words + ["--seed", "11"])
    let facts = try Self.facts(stuck)
    let advice = try #require(facts["advice"] as? [String: Any])
    #expect(advice["kind"] as? String == "stuck")
    let better = try #require(advice["betterSeed"] as? Int)
    #expect(try Self.loss(Session(words: words + ["--seed", "\(better)"])) < 0.5 * Self.loss(stuck))
    #expect(try Self.facts(Session(words: words + ["--iterations", "1500"]))["advice"] == nil)
  }

  private static func facts(_ session: Session) throws -> [String: Any] {
    let whole = try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any]
    return try #require(whole?["facts"] as? [String: Any])
  }

  private static func loss(_ session: Session) throws -> Double {
    let history = try #require(try facts(session)["history"] as? [String: Any])
    let series = try #require((history["series"] as? [[String: Any]])?.first?["values"] as? [Double])
    return try #require(series.last)
  }
}

extension RunAdviceTests {
  /// A line whose steps are too long from 1/14 on: with 0.1 its loss grows too slowly to stop being finite.
  private static let slow = """
    lesson slow
      examples in columns
    settings
      η = 1 as lr
    data
      x = [1; 2; 3]
      y = [2; 4; 6]
    parameters
      w = 0
    forward
      p = x·w
    loss
      E = Σ (p − y)²
    update
      w by gradient
    run
      stop after 300 iterations
    """

  @Test(arguments: Language.allCases)
  func `a rate with which the loss still climbs is not advised`(language: Language) throws {
    let file = try TemporaryLesson(Self.slow)
    let session = Session("run", file.path, "--lang", language.rawValue)
    #expect(session.code == 3)
    let climbing = try Self.losses(Session("run", file.path, "--lr", "0.1", "--json"))
    #expect(climbing.last > climbing.first)
    let rate = try #require(session.output.firstMatch(of: /--lr (\S+)/)?.1)
    let advised = try Self.losses(Session("run", file.path, "--lr", String(rate), "--json"))
    #expect(rate == "0.01" && advised.last < advised.first)
  }

  private static func losses(_ session: Session) throws -> (first: Double, last: Double) {
    let whole = try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any]
    let facts = try #require(whole?["facts"] as? [String: Any])
    let history = try #require(facts["history"] as? [String: Any])
    let values = try #require((history["series"] as? [[String: Any]])?.first?["values"] as? [Double])
    return (try #require(values.first), try #require(values.last))
  }
}
