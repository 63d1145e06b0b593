import LessonLanguage
import Testing
import Verification

@testable import Doctor

/// What is said of the wrong numbers of a page.
enum Diagnosed {
  static func diagnosis(_ text: String) throws -> Diagnosis {
    let text = text.hasPrefix("lesson") ? text : "lesson page\n" + text
    let lesson = try #require(try LessonParser.parse(text, file: "page.lesson").first)
    return try Doctor.verify(Verifier(lesson, source: SourceText(file: "page.lesson", text: text))).diagnosis
  }

  /// The causes of each finding; none where it is open or a remark.
  static func causes(_ text: String) throws -> [[Diagnosis.Cause]] {
    try diagnosis(text).findings.map { finding in
      if case .causes(let causes) = finding.explanation { causes } else { [] }
    }
  }
}
