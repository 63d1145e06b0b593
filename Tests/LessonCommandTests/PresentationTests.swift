import Formats
import OperatingSystem
import Testing

@testable import LessonCommand

@Suite struct PresentationTests {
  @Test func `every format of documents can be asked for by name, and the facts`() {
    #expect(Set(Presentation.choices) == Set(FormatName.allCases.map(\.rawValue) + ["json"]))
    #expect(Set(Presentation.choices).count == Presentation.choices.count)
  }

  @Test(arguments: [
    ["list", "--json", "--plain"], ["show", "xor", "--format", "markdown", "--json"],
    ["list", "--format", "ascii", "--format", "text"],
  ])
  func `two formats at once are a usage error`(words: [String]) {
    let session = Session(words: words)
    #expect(session.code == 64 && session.error.contains("One format only"), "\(session.error)")
  }

  @Test(arguments: [
    "list", "show xor", "check xor", "run clase6", "why clase6 E", "verify clase6", "help trace", "help run",
  ])
  func `json and plain are formats of every command that writes documents`(line: String) {
    let words = line.split(separator: " ").map(String.init)
    #expect(Session(words: words + ["--json"]).output == Session(words: words + ["--format", "json"]).output)
    #expect(Session(words: words + ["--json"]).output.hasPrefix("{"))
    #expect(Session(words: words + ["--plain"]).output == Session(words: words + ["--format", "plain"]).output)
    #expect(Session(words: words + ["--format", "json", "--json"]).code == Session(words: words).code)
  }
}
