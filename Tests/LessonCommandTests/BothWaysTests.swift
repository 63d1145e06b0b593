import Foundation
import Testing

@testable import Lessons

/// A lesson run the fast way says what the exact one says: documents, stops and files agree.
struct BothWaysTests {
  private static let lessons = Catalogue.names

  /// Two epochs, of a few images where the lesson has images.
  private static func line(_ lesson: String, _ more: [String]) -> [String] {
    let hasImages = lesson.hasPrefix("mnist") || lesson == "hidden-size"
    return ["run", lesson, "--epochs", "2", "--lang", "en"] + (hasImages ? ["--digits", "100"] : []) + more
  }

  private static func facts(_ words: [String]) throws -> [String: Any] {
    let session = Session(words: words + ["--format", "json"])
    #expect(session.code == 0, "\(session.error)")
    let whole = try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any]
    return try #require(whole?["facts"] as? [String: Any])
  }

  /// Where two values differ by more than a rounding of the order of sums does.
  private static func differences(_ left: Any?, _ right: Any?, _ place: String) -> [String] {
    switch (left, right) {
    case (let left as [String: Any], let right as [String: Any]):
      return Set(left.keys).union(right.keys).sorted().flatMap {
        differences(left[$0], right[$0], "\(place).\($0)")
      }
    case (let left as [Any], let right as [Any]):
      guard left.count == right.count else { return ["\(place): \(left.count) and \(right.count)"] }
      return zip(left, right).enumerated().flatMap { differences($1.0, $1.1, "\(place)[\($0)]") }
    case (let left as NSNumber, let right as NSNumber):
      let (one, other) = (left.doubleValue, right.doubleValue)
      return abs(one - other) <= 1e-8 * max(1, abs(one)) ? [] : ["\(place): \(one) and \(other)"]
    case (let left as String, let right as String): return left == right ? [] : ["\(place): \(left) and \(right)"]
    case (nil, nil), (is NSNull, is NSNull): return []
    default: return ["\(place): one is missing"]
    }
  }

  @Test(arguments: lessons) func `what a lesson says does not depend on the way it is run`(lesson: String) throws {
    var exact = try Self.facts(Self.line(lesson, ["--way", "exact"]))
    var fast = try Self.facts(Self.line(lesson, ["--way", "fast", "--precision", "double", "--threads", "2"]))
    #expect(exact["way"] as? String == "exact" && fast["way"] as? String == "fast")
    #expect(fast["precision"] as? String == "double")
    for key in ["way", "precision", "threads"] {
      exact[key] = nil
      fast[key] = nil
    }
    let found = Self.differences(exact, fast, "")
    #expect(found.isEmpty, "\(found.prefix(5))")
  }

  @Test(arguments: ["xor", "perceptron", "mnist"])
  func `the iterations shown and the lines of a file do not either`(lesson: String) throws {
    func lines(_ way: [String]) throws -> [Any] {
      let words = Self.line(lesson, way + ["--trace-file", "-", "--at", "1,2,last"])
      let session = Session(words: words)
      #expect(session.code == 0, "\(session.error)")
      return try session.output.split(separator: "\n").dropFirst().map {
        try JSONSerialization.jsonObject(with: Data($0.utf8))
      }
    }
    let (exact, fast) = (try lines(["--way", "exact"]), try lines(["--way", "fast", "--precision", "double"]))
    #expect(!exact.isEmpty)
    #expect(Self.differences(exact, fast, "").prefix(5).isEmpty)
  }
}
