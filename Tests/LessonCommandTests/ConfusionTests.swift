import OperatingSystem
import Testing

@testable import LessonCommand

/// `--confusion` and `--worst`.
@Suite struct ConfusionTests {
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
    #expect(Session("run", "clase6", "--carry", "3", "--precision", "double").code == 64)
    #expect(Session("run", "xor", "--profile", "--way", "exact").code == 64)
  }
}
