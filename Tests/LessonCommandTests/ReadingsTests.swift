import Testing

@testable import Execution
@testable import LessonCommand

/// What a network read right and wrong.
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

  @Test func `the matrix agrees with the accuracy in the table of the epochs`() throws {
    let session = Session("run", "mnist", "--digits", "600", "--no-pictures", "--confusion", "--worst", "2")
    #expect(session.code == 0, "\(session.error)")
    let lines = session.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    let last = try #require(lines.first { $0.first == "2" && $0.count == 5 })
    let accuracy = try #require(Double(last[4]))
    let summary = try #require(lines.first { $0.first == "Confusion" })
    let (wrong, all) = (try #require(Double(summary[3])), try #require(Double(summary[5])))
    #expect(all == 100 && abs(1 - wrong / all - accuracy) < 1e-6)
    #expect(session.output.contains("1. Image ") && session.output.contains("█"))
  }

  @Test func `where no metric compares classes it is told`() {
    let session = Session("run", "xor", "--confusion")
    #expect(session.code == 1 && session.error.contains("argmax"))
    #expect(Session("run", "mnist", "--confusion", "--trace").code == 64)
    #expect(Session("run", "xor", "--profile", "--way", "exact").code == 64)
  }

  @Test func `what is read takes the decimal mark, and no probability is said to be 1`() {
    let surest = Predictions(set: "test", scores: [[0.9999999, 1e-7], [0.6, 0.4], [0.7, 0.3]], classes: [1, 0, 0])
    let document = ReadingsDocument(surest, language: .spanish)
    let comma = Surroundings(arguments: [], environment: ["LESSON_DECIMAL": "comma", "LANG": "C.UTF-8"])
    let console = Console.memory()
    let context = Context(
      arguments: ParsedArguments(declaration: Declaration()), surroundings: comma, console: console, interrupt: .never)
    #expect(throws: Never.self) { try Presentation(context).show(document.confusion + document.worst(1, of: nil)) }
    #expect(console.output.captured.contains("100,0") && console.output.captured.contains("(≈ 1 frente a 1·10⁻⁷)"))
  }
}
