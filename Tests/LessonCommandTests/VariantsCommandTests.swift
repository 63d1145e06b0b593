import Foundation
import Goldens
import TemporaryFolders
import Testing
import Typesetting

@testable import LessonCommand

/// `lesson variants`: files with other numbers, on which everything else works.
@Suite struct VariantsCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What is in a folder of it, in order.
  private func names(in name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path(name)).sorted()
  }

  @Test(arguments: Language.allCases)
  func `what is said of variants that were written`(language: Language) throws {
    var outputs: [String] = []
    for (place, options) in [[], ["--plain"], ["--format", "markdown", "--decimal", "comma"]].enumerated() {
      let session = Session(
        words: [
          "variants", "activations", "--count", "3", "--seed", "7", "--out", folder.path("v\(place)"), "--lang",
          language.rawValue,
        ] + options)
      #expect(session.code == 0 && session.error.contains("3 varia"), "\(session.error)")
      let written = try names(in: "v\(place)")
      #expect(written == (1...3).map { "activations-7-0\($0).lesson" })
      outputs.append(session.output)
    }
    try Golden.check(outputs.joined(separator: "\n"), "Commands/variants-\(language.rawValue).txt")
  }

  @Test func `one variant goes to standard output, as it would into a file`() throws {
    let one = Session("variants", "clase6", "--student", "0012", "--seed", "7", "--vary", "x, W1")
    #expect(one.code == 0 && one.error.isEmpty && one.output.hasPrefix("lesson clase6-7-12\n"))
    let many = Session(
      "variants", "clase6", "--count", "12", "--seed", "7", "--vary", "W1,x", "--out", folder.path("class/a"))
    #expect(many.code == 0, "\(many.error)")
    #expect(try folder.text("class/a/clase6-7-12.lesson") == one.output)
    let file = Session(
      "variants", "clase6", "--student", "12", "--seed", "7", "--vary", "x,W1", "--out", folder.path("x.lesson"))
    #expect(file.code == 0 && file.error.contains("1 variant in"))
    #expect(try folder.text("x.lesson") == one.output)
  }

  @Test func `everything else works on a variant`() throws {
    let path = folder.path("v.lesson")
    #expect(Session("variants", "clase6", "--seed", "3", "--out", path).code == 0)
    for words in [
      ["check", path], ["verify", path, "--strict"], ["run", path, "--trace"], ["show", path],
      ["why", path, "dW1[1,1]"],
      ["page", path, "--no-engine", "--out", folder.path("v.html")],
      ["check-work", path, "--template", folder.path("v.csv")],
      ["variants", path, "--out", folder.path("again.lesson")],
    ] {
      let session = Session(words: words)
      #expect(session.code == 0, "\(words): \(session.error)")
    }
    #expect(try folder.text("again.lesson").hasPrefix("lesson clase6-3-01-1-01\n"))
    // What is right in the variant is marked as right there, and not in the lesson.
    let sheet = try folder.write(Array("address;value\nE;\(try loss(path))\n".utf8), to: "s.csv")
    #expect(Session("check-work", path, sheet).code == 0)
    #expect(Session("check-work", "clase6", sheet).code == 2)
  }

  private func loss(_ path: String) throws -> Double {
    let session = Session("why", path, "E", "--json")
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any])
    return try #require(((whole["facts"] as? [String: Any])?["number"] as? [String: Any])?["value"] as? Double)
  }

  @Test func `facts have the numbers, the attempts and why draws were refused`() throws {
    let out = folder.path("f")
    let session = Session("variants", "activations", "--count", "4", "--seed", "7", "--out", out, "--json")
    #expect(session.code == 0)
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any])
    let facts = try #require(whole["facts"] as? [String: Any])
    #expect(facts["seed"] as? Int == 7 && (facts["varied"] as? [String]) == ["η", "slope", "x"])
    let variants = try #require(facts["variants"] as? [[String: Any]])
    #expect(variants.compactMap { $0["name"] as? String } == (1...4).map { "activations-7-0\($0)" })
    for variant in variants {
      let file = try #require(variant["file"] as? String)
      #expect(FileManager.default.fileExists(atPath: file) && variant["text"] == nil)
      let refused = try #require(variant["refused"] as? [[String: Any]])
      #expect(refused.count + 1 == variant["attempts"] as? Int)
      let values = try #require(variant["values"] as? [[String: Any]])
      #expect(values.allSatisfy { ($0["numbers"] as? [Double])?.isEmpty == false })
    }
    #expect(
      variants.contains {
        ($0["refused"] as? [[String: Any]])?.contains { $0["kind"] as? String == "saturated" } == true
      })
    // Without a file the text is a fact.
    let single = Session("variants", "clase6", "--json")
    #expect(single.output.contains(#""text":"lesson clase6-1-01\n"#))
  }

  @Test func `settings of the lesson stand in the variants, even one that is called like an option`() throws {
    let xor = Session("variants", "xor", "--start", "golden", "--lr", "0,75", "--vary", "W1", "--seed", "2")
    #expect(xor.code == 0 && xor.output.contains("start = golden | random") && xor.output.contains("η = 0.75"))
    let settings = "settings\n  count = 2\n  scale = 0.5\n"
    let page = "lesson own\n\(settings)data\n  x = [0.3 0.7]\nforward\n  y = x·scale·count\n"
    let path = try folder.write(Array(page.utf8), to: "own.lesson")
    let own = Session("variants", path, "--vary", "x", "--seed", "4", "--set", "scale=0.25")
    #expect(own.code == 0, "\(own.error)")
    #expect(own.output.contains("count = 2\n") && own.output.contains("scale = 0.25\n"))
  }

  @Test func `what is there already is not replaced, and nothing else is written`() throws {
    let out = folder.path("v")
    #expect(Session("variants", "clase6", "--student", "2", "--out", out).code == 0)
    let before = try folder.text("v/clase6-1-02.lesson")
    let again = Session("variants", "clase6", "--count", "3", "--out", out)
    #expect(again.code == 1 && again.error.contains("clase6-1-02.lesson' is there already"), "\(again.error)")
    #expect(try names(in: "v") == ["clase6-1-02.lesson"] && folder.text("v/clase6-1-02.lesson") == before)
  }

  @Test func `few numbers to choose from are told, and files that a lesson reads`() throws {
    _ = try folder.write(Array("1,2\n3,4\n".utf8), to: "d.csv")
    let page = "lesson own\nsettings\n  s = 0.5  from 0.4 to 0.6\ndata\n  x from \"d.csv\"\nforward\n  y = x·s\n"
    let path = try folder.write(Array(page.utf8), to: "own.lesson")
    let session = Session("variants", path, "--count", "6", "--out", folder.path("v"))
    #expect(session.code == 0 && session.output.contains("With the same numbers: 0"), "\(session.error)")
    #expect(session.error.contains("copy 'd.csv' there") && session.output.contains("it is read from “d.csv”"))
  }

  @Test(arguments: [
    (["variants"], 64, "Missing argument"), (["variants", "nothing"], 64, "nothing"),
    (["variants", "clase6", "--count", "2"], 64, "--out is missing"),
    (["variants", "clase6", "--count", "0", "--out", "v"], 64, "--count"),
    (["variants", "clase6", "--count", "2", "--out", "v.lesson"], 64, "--out names a folder"),
    (["variants", "clase6", "--count", "2", "--student", "1", "--out", "v"], 64, "cannot be combined"),
    (["variants", "clase6", "--student", "1 2"], 64, "40 digits"),
    (["variants", "clase6", "--student", ","], 64, "12345,12346"),
    (["variants", "clase6", "--student", "../../x"], 64, "40 digits"),
    (["variants", "clase6", "--seed", "-1"], 64, "--seed"), (["variants", "clase6", "--seed", "x"], 64, "--seed"),
    (["variants", "clase6", "--vary", "W3"], 64, "did you mean “W1”?"),
    (["variants", "clase6", "--vary", ""], 64, "nothing is named"),
    (["variants", "clase6", "--vary", "z1"], 64, "the lesson computes it"),
    (["variants", "xor", "--vary", "W1"], 64, "it is drawn"),
    (["variants", "xor-torch", "--vary", "lr"], 1, "None of the 1000 draws"),
    (["variants", "receptive-field"], 64, "there are no numbers to vary"),
    (["variants", "clase6", "--digits", "0"], 64, "--digits"), (["variants", "clase6", "--out", ""], 64, "--out"),
    (["variants", "clase6", "--digits", "3", "--decimals", "2"], 64, "cannot be combined"),
    (["variants", "clase6", "--rule", "nope"], 64, "--rule"),
    (["variants", "clase6", "--iterations", "3"], 64, "--iterations"),
    (["variants", "clase6", "--set", "W1=[1 0; 0 1]"], 64, "is no setting"),
    (["variants", "xor", "--lr", "x"], 64, "--lr"), (["variants", "clase6", "--out", "/dev/null/v"], 1, "/dev/null"),
  ])
  func `bad input is told, in both languages, and leaves nothing behind`(line: [String], code: Int, words: String)
    throws
  {
    let session = Session(words: line)
    #expect(session.code == Int32(code) && session.error.contains(words), "\(line): \(session.code) \(session.error)")
    #expect(session.output.isEmpty)
    let spanish = Session(words: line + ["--lang", "es"])
    #expect(spanish.code == Int32(code) && spanish.error != session.error && !spanish.error.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: "v"))
  }
}
