import Foundation
import OperatingSystem
import Testing

@testable import Lessons

/// A lesson run the fast way says what the exact one says: documents, stops and files agree.
struct BothWaysTests {
  private static let lessons = Catalogue.names

  /// Two epochs, of a few images where the lesson has images.
  private static func line(_ lesson: String, _ more: [String]) -> [String] {
    let hasImages = Catalogue.lesson(named: lesson)?.text.contains("from digits") == true
    let isMNIST = lesson.hasPrefix("mnist") || lesson == "hidden-size"
    let digits = hasImages ? ["--digits", isMNIST ? "100" : "1000"] : []
    return ["run", lesson, isMNIST ? "--epochs" : "--iterations", "2", "--lang", "en"] + digits + more
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

  @Test(arguments: ["float", "double"], ["", "ties exact"])
  func `what is equal up to rounding is equal whichever way it is computed`(precision: String, ties: String) throws {
    let lesson = try TemporaryLesson(
      """
      lesson ties
      data
        X = [0.3 0.2 0.1; 0.6 0.1 0.5; 3 1 1]
        X for test = [0.7 0.1 0.6; 0.3 0.1 0.2]
      parameters
        w (3×1) = [1; −1; −1]
      forward
        z = X·w
        y = step(z)
      loss
        E = Σ y
      metrics
        positive = Σ (z > 0)
        zero = Σ (z = 0)
        other = Σ (z ≠ 0)
        low = Σ (z ≤ 0)
        negative = Σ (z < 0)
        high = Σ (z ≥ 0)
      metrics on test
        rest = Σ abs(z)
        steps = Σ step(z)
      update
        w ← 1·w
      run
        X in batches of 3, in order
        stop once rest = 0
        stop after 3 epochs
        \(ties)

      """)
    func values(_ way: [String]) throws -> [String: [Double]] {
      let facts = try Self.facts(["run", lesson.path] + way)
      let history = try #require(facts["history"] as? [String: Any])
      let series = try #require(history["series"] as? [[String: Any]])
      var found: [String: [Double]] = [:]
      for one in series {
        guard let name = one["name"] as? String, name != "rest" else { continue }
        found[name] = (one["values"] as? [Any])?.map { ($0 as? Double) ?? .infinity }
      }
      return found
    }
    let fast = try values(["--way", "fast", "--precision", precision])
    guard ties.isEmpty else {
      // A number is then equal to itself alone.
      #expect(fast["zero"]?.first.map { $0 < 2 } == true)
      return
    }
    #expect(try fast == values(["--way", "exact"]))
    #expect(fast["zero"] == [2] && fast["other"] == [1] && fast["positive"] == [1] && fast["negative"] == [0])
    #expect(fast["low"] == [2] && fast["high"] == [3] && fast["E"] == [1] && fast["steps"] == [0])
  }
}
