import Foundation
import LessonLanguage
import Testing

@testable import Verification

/// The lessons that the language was designed with.
@Suite struct ExamplesTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/Examples")

  /// Lessons of a size at which each central difference takes a while without optimization.
  private static let large = ["mnist-columns.lesson", "cnn.lesson"]

  private static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".lesson") }.sorted()

  @Test func `the examples are there`() {
    #expect(Self.names.count == 16)
  }

  @Test(arguments: names) func `every example lesson agrees with its printed numbers`(name: String) throws {
    let text = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
    for lesson in try LessonParser.parse(text, file: name) {
      var verifier = Verifier(lesson, source: SourceText(file: name, text: text))
      if Self.large.contains(name) { verifier.mostDifferences = 4 }
      do {
        let report = try verifier.verify()
        for failure in report.failures {
          Issue.record("\(name):\(failure.line): \(failure.address): \(failure.finding)")
        }
        for check in report.gradients {
          #expect(check.isRight, "\(check.quantity.symbol): \(check.mechanicalError) \(check.differences?.error ?? 0)")
          #expect(check.differences == nil || check.differences?.count ?? 0 > 0)
        }
        for check in report.descents where !check.isRight {
          Issue.record("\(name): \(check.parameter.symbol): \(check.rate ?? 0) \(check.error)")
        }
        #expect(report.isRight)
      } catch {
        Issue.record("\(error.description(.english))")
      }
    }
  }
}
