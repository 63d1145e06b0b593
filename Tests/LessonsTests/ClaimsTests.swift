import Foundation
import Lessons
import Testing

/// Every number, shape, count and formula that the notes print stands in a file of `Fixtures/Claims`.
@Suite struct ClaimsTests {
  /// A claim of the notes, from `Fixtures/Reference/claims.txt`.
  private struct Fact {
    let lesson, claim, document, line: String
    let isMisprint: Bool

    init?(_ text: Substring) {
      let words = text.split(separator: " ").map(String.init)
      guard !text.hasPrefix("#"), words.count == 6 else { return nil }
      (lesson, claim, document, line) = (words[0], words[1], words[3], words[4])
      isMisprint = words[5] == "misprint"
    }
  }

  /// What stands about a claim in a file: its heading, the lines below its name, or why there is none.
  private struct Entry {
    let heading: String
    var lines: [Substring] = []
    let reason: String?
  }

  private static func facts() throws -> [Fact] {
    let file = CatalogueTests.root.appending(path: "Fixtures/Reference/claims.txt")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap(Fact.init)
  }

  /// The claims of a file; a claim is a comment of one word, or of one word, a colon and a reason.
  private static func entries(_ text: String) -> [String: Entry] {
    var found: [String: Entry] = [:]
    var heading = ""
    var current: String?
    for line in text.split(separator: "\n") {
      let trimmed = line.drop { $0 == " " }
      if line.hasPrefix("expect \"") {
        heading = String(line)
        current = nil
      } else if trimmed.hasPrefix("# "), line.hasPrefix(" ") {
        let parts = trimmed.dropFirst(2).split(separator: ":", maxSplits: 1)
        let claim = String(parts[0])
        found[claim] = Entry(heading: heading, reason: parts.count == 2 ? String(parts[1]) : nil)
        current = claim
      } else if let current {
        found[current]?.lines.append(trimmed)
      }
    }
    return found
  }

  @Test func `the notes print 252 things about the lessons`() throws {
    let counts = Dictionary(grouping: try Self.facts(), by: \.lesson).mapValues(\.count)
    #expect(
      counts == [
        "clase6": 35, "xor": 28, "perceptron": 11, "toy-weight": 10, "optimizers": 22, "mnist": 46, "mnist-10": 34,
        "mnist-128": 12, "mnist-32": 5, "hidden-size": 15, "mnist-data": 26, "autodiff": 8,
      ])
  }

  @Test(arguments: BuiltIn.names) func `each is a line of the file, or the reason why it cannot be`(name: String) throws
  {
    let file = CatalogueTests.root.appending(path: "Fixtures/Claims/\(name).expect")
    let entries = Self.entries(try String(contentsOf: file, encoding: .utf8))
    let facts = try Self.facts().filter { $0.lesson == name }
    #expect(Set(entries.keys) == Set(facts.map(\.claim)))
    for fact in facts {
      guard let entry = entries[fact.claim] else { continue }
      #expect(entry.heading.contains("\"\(fact.document), "), "\(fact.claim): \(entry.heading)")
      #expect(entry.heading.contains("(l.\(fact.line))\""), "\(fact.claim): \(entry.heading)")
      if let reason = entry.reason {
        #expect(reason.count > 30 && entry.lines.isEmpty, "\(fact.claim)")
      } else {
        #expect(!entry.lines.isEmpty, "\(fact.claim)")
        let misprints = entry.lines.filter { $0.contains("misprint") }
        #expect(misprints.count == (fact.isMisprint || fact.claim == "per-step" ? 1 : 0), "\(fact.claim)")
        #expect(misprints.count < entry.lines.count, "\(fact.claim): the right side is missing")
      }
    }
  }
}
