import Documents
import Formats
import Testing
import Typesetting

@testable import Execution

/// What a network classified correctly and what it did not.
@Suite struct ReadingsTests {
  private static let predictions = Predictions(
    set: "test", scores: [[0.9, 0.1, 0], [0.5, 0.2, 0.3], [0.1, 0.1, 0.8], [0.6, 0, 0.4]], classes: [0, 1, 2, 2])

  @Test func `a row for what it is, a column for what it was taken for`() {
    #expect(Self.predictions.confusion == [[1, 0, 0], [1, 0, 0], [1, 0, 1]])
  }

  @Test func `the wrong ones that were surest to be wrong come first`() {
    #expect(Self.predictions.worst(5) == [1, 3])
    #expect(Self.predictions.worst(1) == [1])
  }

  @Test func `what is read takes the decimal mark, and no probability is said to be 1`() {
    let surest = Predictions(set: "test", scores: [[0.9999999, 1e-7], [0.6, 0.4], [0.7, 0.3]], classes: [1, 0, 0])
    let document = ReadingsDocument(surest, language: .spanish)
    let comma = UnicodeText(FormatOptions(decimalMark: .comma, language: .spanish))
    let text = comma.render(Document(document.confusion + document.worst(1, of: nil)))
    #expect(text.contains("100,0") && text.contains("(≈ 1 frente a 1·10⁻⁷)"))
  }
}
