import Engine
import Foundation
import LessonCommand
import Lessons
import Testing
import Typesetting

/// What a page asks of its engine, and the command says in a terminal.
@Suite struct EngineTests {
  /// Every entry of the first iteration of a lesson as an address.
  private static func addresses(_ engine: Engine) throws -> [String] {
    let answer = engine.answer(.values, to: ["1", "", "", "", "", ""])
    let whole = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
    let quantities = (whole?["facts"] as? [String: Any])?["quantities"] as? [[String: Any]] ?? []
    return quantities.flatMap { quantity -> [String] in
      let name = quantity["name"] as? String ?? ""
      let count = (quantity["shown"] as? [String])?.count ?? 0
      guard count > 1 else { return [name] }
      let shape = (quantity["value"] as? [String: Any])?["shape"] as? [Int] ?? []
      let columns = shape.last ?? 1
      return (0..<count).map { place in
        shape.contains(1) ? "\(name)[\(place + 1)]" : "\(name)[\(place / columns + 1),\(place % columns + 1)]"
      }
    }
  }

  @Test(arguments: ["clase6", "perceptron", "xor"], Language.allCases)
  func `every number of the first iteration is opened in the same words and facts`(
    name: String, language: Language
  ) throws {
    let engine = Engine()
    #expect(engine.answer(.load, to: ["", try #require(Catalogue.lesson(named: name)).text]).contains("\"steps\":["))
    let mark: DecimalMark = language == .spanish ? .comma : .point
    let addresses = try Self.addresses(engine)
    #expect(addresses.count > 10)
    for address in addresses {
      let answer = engine.answer(.why, to: ["1", "", language.rawValue, mark.rawValue, "", address])
      let facts = Session("why", name, address, "--json")
      #expect(facts.code == 0 && answer.hasPrefix(facts.output.dropLast(3)), "\(address): \(facts.output) \(answer)")
      let text = Session("why", name, address, "--lang", language.rawValue, "--decimal", mark.rawValue).output
      let whole = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
      #expect((whole?["facts"] as? [String: Any])?["document"] as? String == text, "\(address)")
    }
  }

  @Test func `what is set, and another convention, read the same`() throws {
    let engine = Engine()
    let text = try #require(Catalogue.lesson(named: "xor")).text
    _ = engine.answer(.load, to: ["lr=0,5\nseed=3", text])
    let answer = engine.answer(.why, to: ["7", "columns", "en", "point", "", "W1[2,1]"])
    let facts = Session(
      "why", "xor", "W1[2,1]", "--at", "7", "--set", "lr=0,5", "--seed", "3", "--convention", "columns", "--json")
    #expect(facts.code == 0 && answer.hasPrefix(facts.output.dropLast(3)), "\(facts.output) \(answer)")
  }
}
