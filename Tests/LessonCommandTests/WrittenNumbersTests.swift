import Foundation
import OperatingSystem
import Testing

@testable import LessonCommand

/// What is compared with a number as it is written, in every way of running.
@Suite struct WrittenNumbersTests {
  private static let text = """
    lesson written
    data
      f = 9.992e-7
      G = 0
      s = 0.25
      u = 0.1 + 0.2
    parameters
      w = 2
    forward
      a = [(f < 1e-6) (1e-6 > f) (f ≥ 1e-6) (f = 1e-6) (f ≠ 1e-6)]
      b = [(G < 1e-9) (s^20 < 1e-12) (−f > −1/10^6) (f·10 ≤ 1e-5)]
      c = [(u = 0.3) (u > 0.3) (f·1e-4 > G) (G ≥ 1e-12 − 1e-12)]
      d = [(f = f + 1e-12) (1e-10 > G)]
    loss
      E = w²
    update
      w by ∂E/∂w with descent(0.1)
    run
      stop after 2 iterations
    expect "sheet"
      f < 1e-6
      G < 1e-9
    """

  @Test(arguments: [["exact"], ["fast", "--precision", "double"], ["fast", "--precision", "float"]])
  func `a written number is equal to what differs by a small part of it`(way: [String]) throws {
    let file = try TemporaryLesson(Self.text)
    let session = Session(words: ["run", file.path, "--trace", "--at", "1", "--json", "--way"] + way)
    #expect(session.code == 0, "\(session.error)")
    let whole = try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any]
    let facts = try #require(whole?["facts"] as? [String: Any])
    let quantities = try #require((facts["iterations"] as? [[String: Any]])?.first?["quantities"] as? [[String: Any]])
    func values(_ name: String) -> [Double]? {
      let value = quantities.first { $0["name"] as? String == name }?["value"] as? [String: Any]
      return (value?["values"] as? [[Double]])?.first
    }
    #expect(values("a") == [1, 1, 0, 0, 1])
    #expect(values("b") == [1, 1, 1, 1])
    // Beside 0 and between quantities what differs by less than 10⁻⁹ of 1 is equal, as before.
    #expect(values("c") == [1, 0, 0, 1])
    #expect(values("d") == [1, 1])
  }

  @Test func `and so it is where the notes print a comparison`() throws {
    let file = try TemporaryLesson(Self.text)
    #expect(Session("verify", file.path).code == 0)
    let wrong = try TemporaryLesson(Self.text.replacingOccurrences(of: "  G < 1e-9", with: "  f < 9e-7"))
    #expect(Session("verify", wrong.path).code == 2)
  }
}
