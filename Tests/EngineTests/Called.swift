import Foundation
import Lessons
import Testing

@testable import Engine

/// An engine as a page has it: texts in, JSON out.
struct Called {
  let engine = Engine()

  /// The facts of a call's answer.
  func facts(_ call: Engine.Call, _ texts: String...) throws -> [String: Any] {
    try Self.facts(engine.answer(call, to: texts), of: call)
  }

  /// The same, called again as long as there is more.
  func all(_ call: Engine.Call, _ texts: String...) throws -> (facts: [String: Any], reached: [Int]) {
    var reached: [Int] = []
    while true {
      let facts = try Self.facts(engine.answer(call, to: texts), of: call)
      guard facts["more"] as? Bool == true else { return (facts, reached) }
      let now = try #require(facts["reached"] as? Int)
      try #require(now > reached.last ?? -1, "it does not come any further than \(now)")
      reached.append(now)
    }
  }

  /// What is wrong.
  func error(_ call: Engine.Call, _ texts: String...) throws -> [String: Any] {
    let facts = try Self.facts(engine.answer(call, to: texts), of: call)
    return try #require(facts["error"] as? [String: Any], "\(facts)")
  }

  /// Takes a lesson that comes with the program.
  @discardableResult
  func load(_ name: String, settings: String = "") throws -> [String: Any] {
    try facts(.load, settings, Self.text(name))
  }

  static func text(_ name: String) throws -> String { try #require(Catalogue.lesson(named: name)).text }

  private static func facts(_ answer: String, of call: Engine.Call) throws -> [String: Any] {
    #expect(answer.hasSuffix("}\n") && !answer.dropLast().contains("\n"))
    let whole = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
    #expect(whole?["format"] as? String == "lesson-facts" && whole?["command"] as? String == call.rawValue)
    return try #require(whole?["facts"] as? [String: Any])
  }
}

extension [String: Any] {
  /// A sentence in English.
  var message: String { ((self["message"] as? [String: Any])?["en"] as? String) ?? "" }

  /// The quantity of this name, of the facts of an iteration.
  func quantity(_ name: String) -> [String: Any]? {
    (self["quantities"] as? [[String: Any]])?.first { $0["name"] as? String == name }
  }
}
