import Foundation
import LessonLanguage
import Testing

@testable import Verification

/// Where the example lessons are.
private let examples = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("Fixtures/Examples")

/// Lessons whose formulas work on images, which the language does not compute yet.
private let needImages = ["cnn.lesson"]

@Test(
  arguments: try FileManager.default.contentsOfDirectory(atPath: examples.path).filter { $0.hasSuffix(".lesson") && !needImages.contains($0) }
    .sorted())
func `every example lesson agrees with its printed numbers`(name: String) throws {
  let text = try String(contentsOf: examples.appendingPathComponent(name), encoding: .utf8)
  for lesson in try LessonParser.parse(text, file: name) {
    do {
      let report = try Verifier(lesson, source: SourceText(file: name, text: text)).verify()
      for failure in report.failures {
        Issue.record("\(name):\(failure.line): \(failure.address): \(failure.finding)")
      }
      for check in report.gradients where !check.isRight {
        Issue.record("\(name): \(check.quantity.symbol): \(check.mechanicalError) \(check.differenceError ?? 0)")
      }
      for check in report.steps where !check.isRight {
        Issue.record("\(name): \(check.parameter.symbol): \(check.rate) \(check.error)")
      }
      #expect(report.isRight)
    } catch {
      Issue.record("\(error.description(.english))")
    }
  }
}
