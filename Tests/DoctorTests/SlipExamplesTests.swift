import Foundation
import Testing

@testable import Doctor

/// Each slip is found where it is made.
@Suite struct SlipExamplesTests {
  @Test(arguments: SlipExamples.all.map { $0.slip })
  func `a slip is the first to be found where it is made, and beyond doubt`(slip: String) throws {
    let text = try #require(SlipExamples.all.first { $0.slip == slip }).text
    let causes = try Diagnosed.causes(text)
    #expect(causes.count == 1, "\(causes.map { $0.map { "\($0.slip) \($0.margin)" } })")
    let first = try #require(causes.first?.first, "nothing was found")
    #expect(first.slip == slip, "\(causes.map { $0.map { "\($0.slip) \($0.margin)" } })")
    #expect(first.margin >= 5)
    // Every name in the sentence stands for something.
    for language in [first.words.es, first.words.en] {
      for name: Character in ["x", "y", "f"] where language.contains("{\(name)}") {
        #expect(first.parts[name] != nil, "\(name) in \(language)")
      }
    }
  }

  @Test func `updates that come too early are found in later iterations`() throws {
    let cause = try #require(try Diagnosed.causes(SlipExamples.updatedEarly).first?.first)
    #expect(cause.slip == "updated-weight" && cause.isCertain, "\(cause.slip) \(cause.margin)")
    #expect(cause.parts["x"] == .row([.identifier("w2")]))
  }

  @Test func `only the diagonal path is one slip for all entries`() throws {
    let findings = try Diagnosed.diagnosis(SlipExamples.diagonal).findings
    #expect(findings.count == 1 && findings.first?.numbers.count == 3)
    guard case .causes(let causes)? = findings.first?.explanation else {
      Issue.record("no cause")
      return
    }
    #expect(causes.map { $0.slip } == ["one-path"])
    #expect(causes.first?.path == [0])
  }

  @Test func `a slip and then another one in copying are both told`() throws {
    let causes = try Diagnosed.causes(SlipExamples.copiedBadly)
    let cause = try #require(causes.first?.first)
    #expect(causes.map { $0.count } == [1])
    #expect(cause.slip == "forgot-derivative" && cause.copied?.slip == "swapped-digits" && cause.margin >= 6)
    #expect(cause.copied?.due == .number("−0.240489083"))
  }

  @Test func `every slip has a file of its own, stands in the list and has an example`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Doctor/Slips").standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).map { String($0.dropLast(6)) }
    #expect(Set(files) == Set(Slips.all.map { "\(type(of: $0))" }))
    #expect(Slips.all.count == files.count)
    #expect(Set(Slips.all.map { $0.id }).count == files.count)
    #expect(Set(SlipExamples.all.map { $0.slip }) == Set(Slips.all.map { $0.id }))
  }

  @Test func `sentences are whole in both languages, and name the same things`() {
    for slip in Slips.all {
      for words in [slip.words.es, slip.words.en] { #expect(words.hasSuffix(".") && words.first != " ", "\(words)") }
      #expect(
        ["{x}", "{y}", "{f}"].filter(slip.words.es.contains) == ["{x}", "{y}", "{f}"].filter(slip.words.en.contains))
    }
  }
}
