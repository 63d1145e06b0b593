import LessonLanguage
import Testing

@testable import Verification

/// A lesson with a page of printed numbers, and what is found of each of them.
enum JudgedPage {
  static func report(_ text: String) throws -> Report {
    let lesson = try #require(try LessonParser.parse(text, file: "page.lesson").first)
    return try Verifier(lesson, source: SourceText(file: "page.lesson", text: text)).verify()
  }

  /// `right`, `page`, `mixed`, `follows a[1,2]`, `wrong` or `unjudged` for each printed number.
  static func judgements(_ text: String) throws -> [String] {
    try report(text).verdicts.flatMap { verdict -> [String] in
      guard case .numbers(let numbers) = verdict.finding else { return [] }
      return numbers.map { number in
        switch number.judgement {
        case .right: "right"
        case .fromPrinted(let isMixed): isMixed ? "mixed" : "page"
        case .follows(let root): "follows \(root.address)\(root.indices.isEmpty ? "" : "[\(root.indices)]")"
        case .wrong: "wrong"
        case .unjudged: "unjudged"
        }
      }
    }
  }
}
