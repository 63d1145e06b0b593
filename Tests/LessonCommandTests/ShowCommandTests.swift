import Foundation
import Goldens
import Lessons
import OperatingSystem
import Testing
import Typesetting

@testable import LessonCommand

@Suite struct ShowCommandTests {
  @Test(arguments: Language.allCases)
  func `clase6 reads as recorded`(language: Language) throws {
    try Golden.check(
      Session("show", "clase6", "--lang", language.rawValue).output, "Commands/show-clase6.\(language.rawValue).golden")
  }

  @Test func `every lesson is shown within the terminal, in every format`() {
    for name in Catalogue.names {
      for language in Language.allCases {
        for format in ["text", "ascii", "plain", "markdown", "latex", "json"] {
          let session = Session("show", name, "--format", format, "--lang", language.rawValue)
          #expect(session.code == 0, "\(session.error)")
          guard format == "text" || format == "ascii", Overlong.holds("show", name, at: 80) else { continue }
          for line in session.output.split(separator: "\n") { #expect(line.displayWidth <= 80, "\(name): \(line)") }
        }
      }
    }
  }

  @Test func `the source is the file, byte for byte`() throws {
    for lesson in Catalogue.lessons { #expect(Session("show", lesson.name, "--source").output == lesson.text) }
    let text = "lesson  odd\r\n\tes \"á\"\r\nforward\r\n\tz = nothing\r\n"
    let file = try TemporaryLesson(text)
    #expect(Session("show", file.path, "--source").output == text)
    #expect(Session("show", "nothing", "--source").code == 64)
  }

  @Test func `a lesson points to the next one of its order, a file to none`() throws {
    let lessons = Curriculum.shelves.flatMap(\.lessons)
    for (lesson, next) in zip(lessons, lessons.dropFirst()) where lesson.name != "mnist" {
      let words = Session("show", lesson.name).output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
      #expect(words.hasSuffix(" Next: lesson run \(next.name) — \(next.title.en)"))
      #expect(Session("show", lesson.name, "--json").output.contains(#""next":{"name":"\#(next.name)","title":{"#))
    }
    let last = try #require(lessons.last)
    #expect(!Session("show", last.name).output.contains("Next: "))
    #expect(!Session("show", last.name, "--json").output.contains(#""next""#))
    #expect(Session("show", "clase6", "--lang", "es").output.contains("\nSigue: lesson run xor — XOR con"))
    #expect(!Session("show", try TemporaryLesson("lesson xor\nforward\n  z = 1\n").path).output.contains("Next: "))
  }

  @Test func `settings change what is shown`() {
    #expect(Session("show", "xor", "--hidden", "3").output.contains("  2×3  "))
    #expect(Session("show", "clase6", "--optimizer", "adam", "--all").output.contains("m_W1 ←"))
  }

  @Test func `a lesson's own tables are shown with their values`() throws {
    let file = try TemporaryLesson(
      """
      lesson tabled
      parameters
        W (2×3) = 0.5
      forward
        z = Σ W
      table es "Resumen" en "Summary"
        "what" | "value"
        "size" | size(W)
        "sum"  | z
      """)
    let session = Session("show", file.path)
    #expect(session.code == 0, "\(session.error)")
    #expect(session.output.contains("Summary\nwhat  value\n"))
    #expect(session.output.contains("size      6\n"))
    #expect(session.output.contains("sum       3\n"))
  }

  @Test func `what is there is counted, in the number that it takes`() {
    let shown = Session("show", "mnist-10", "--digits", "200", "--lang", "es").output
    #expect(shown.contains("una época es 1 iteración\n") && shown.contains("60000 (aquí 200)"), "\(shown)")
    #expect(!shown.contains(" 0 datos"))
  }
}
