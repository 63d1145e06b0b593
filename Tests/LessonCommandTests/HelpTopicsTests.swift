import Calculus
import Foundation
import LessonLanguage
import OperatingSystem
import Testing
import Typesetting
import Verification

@testable import Documents
@testable import LessonCommand

@Suite struct HelpTopicsTests {
  @Test func `every topic keeps to 80 columns in both languages and mixes no words`() {
    for topic in HelpTopic.all {
      for words in [[], ["--ascii"]] {
        // A line with quotes may show a lesson in both languages.
        let spanish = Session(words: ["help", topic.name, "--lang", "es"] + words).output
        let english = Session(words: ["help", topic.name, "--lang", "en"] + words).output
        #expect(spanish != english)
        #expect(!english.contains(" cada ") && !english.contains(" una "))
        let prose = spanish.replacing("each entry", with: "").replacing("each example", with: "")
        #expect(!prose.contains(" each ") && !prose.contains(" the "))
        for line in (spanish + english).split(separator: "\n") { #expect(line.displayWidth <= 80, "\(line)") }
      }
    }
  }

  @Test(arguments: Language.allCases, [false, true])
  func `the example of the language is a lesson whose numbers agree`(language: Language, isASCII: Bool) throws {
    let text = isASCII ? LanguageHelp.plainExample(language) : LanguageHelp.example(language)
    let lesson = try #require(try LessonParser.parse(text, file: "example").first)
    let report = try Verifier(lesson, source: SourceText(file: "example", text: text)).verify()
    #expect(report.isRight)
    #expect(report.verdicts.count == 4)
    #expect(report.gradients.count == 3)
    #expect(!isASCII || text.allSatisfy { $0.isASCII || "áé".contains($0) })
  }

  @Test func `every function, operator, draw, optimizer and section is in the help`() {
    let text = Session("help", "language", "--lang", "en").output
    for name in Functions.names where name != "σ" {
      let spellings = ["\(name)(", "\(name) A"]
      #expect(spellings.contains { text.contains($0) }, "\(name)")
    }
    for group in OperatorSummary.Group.allCases {
      for summary in LanguageHelp.listed(group) { #expect(text.contains(summary.usage), "\(summary.usage)") }
    }
    for draw in Program.Draw.allCases { #expect(text.contains("~ \(draw.rawValue)")) }
    for optimizer in BuiltInOptimizers.names { #expect(text.contains("optimizer \(optimizer)(")) }
    for word in ["as", "by", "from", "is", "when", "with", "split", "at", "misprint", "es", "en"] {
      #expect(Spelling.isReserved(word))
      #expect(text.contains(" \(word)"))
    }
    for kind in PictureSyntax.Kind.allCases { #expect(text.contains("\(kind.rawValue) ")) }
    for section in [
      "settings", "data", "parameters", "state", "forward", "loss", "metrics", "backward", "update", "optimizer", "run",
      "expect", "note", "table", "pictures", "study",
    ] { #expect(text.contains("\n\(section)"), "\(section)") }
  }

  @Test func `every operator listed can be typed`() throws {
    for group in OperatorSummary.Group.allCases {
      for summary in LanguageHelp.listed(group) {
        for usage in [summary.usage, summary.ascii ?? summary.usage] {
          // A comparison stands in parentheses, and the places of an index are numbers.
          let text = "(" + usage.replacing("i..j", with: "1..2").replacing("[i,j]", with: "[1,2]") + ")"
          guard !usage.contains("←"), !usage.contains("<-") else {
            // A change is a line of its own.
            let lesson = "lesson t\nupdate\n  " + text.dropFirst().dropLast()
            #expect(throws: Never.self, "\(usage)") { try LessonParser.parse(lesson, file: "t.lesson") }
            continue
          }
          #expect(throws: Never.self, "\(usage)") { try LessonParser.formula(text) }
        }
      }
    }
  }

  @Test func `the lines shown of a trace are lines of a real one`() throws {
    let session = Session("run", "xor", "--iterations", "1", "--trace-file", "-")
    let lines = session.output.split(separator: "\n")
    #expect(lines.contains(Substring(TraceHelp.firstLine)), "\(lines.first ?? "")")
    #expect(lines.contains(Substring(TraceHelp.exampleLine.replacing("\n ", with: ""))))
    let help = Session("help", "trace").output
    for line in lines {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      for key in object.keys { #expect(help.contains("\n\(key) "), "\(key)") }
      if let phase = object["phase"] as? String { #expect(help.contains(phase)) }
    }
  }

  @Test func `a lesson's name is told to be one, and the help of run says what else there is`() {
    let told = Session("help", "mnist")
    #expect(told.code == 0 && told.output.contains("lesson run mnist --help") && told.output.contains("lesson show"))
    let run = Session("help", "run").output
    for word in ["--data", "--digits", "--lr", "--batch", "--help"] { #expect(run.contains(word), "\(word)") }
    #expect(Session("help", "trace").output.contains("X.last_batch.at"))
    let keeps = Session("help", "language").output.split(separator: "\n").filter { $0.contains("keep 100 examples") }
    #expect(keeps.count == 1 && Session("help", "language").output.contains("epoch − 1"))
  }

  @Test func `the help has every exit code`() {
    let codes: [ExitCode] = [.success, .failure, .disagreement, .diverged, .usage, .interrupted, .brokenPipe]
    #expect(ExitCodesHelp.all.map(\.code) == codes.map { "\($0.number)" })
  }
}
