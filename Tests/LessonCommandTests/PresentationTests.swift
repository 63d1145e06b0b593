import Formats
import Testing

@testable import LessonCommand

@Suite struct PresentationTests {
  @Test func `every format of documents can be asked for by name, and the facts`() {
    #expect(Set(Presentation.choices) == Set(FormatName.allCases.map(\.rawValue) + ["json"]))
    #expect(Set(Presentation.choices).count == Presentation.choices.count)
  }
}
