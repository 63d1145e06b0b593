import Foundation
import LessonLanguage
import Testing

/// Lessons made at random from the grammar: on each, running, stepping, opening, verifying and showing agree with each
/// other, whichever way it is run.
///
/// `LESSON_RANDOM_LESSONS=20000 swift test -c release --filter RandomLessonsTests` makes as many as it is told, beginning
/// with the lesson LESSON_RANDOM_FIRST of the seed LESSON_RANDOM_SEED.
@Suite struct RandomLessonsTests {
  private static func setting(_ name: String, _ usual: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
  }

  @Test func `on lessons made at random, whatever is said of a number agrees`() throws {
    let first = Self.setting("LESSON_RANDOM_FIRST", 0)
    let count = Self.setting("LESSON_RANDOM_LESSONS", 60)
    let seed = UInt64(Self.setting("LESSON_RANDOM_SEED", 1))
    let start = Date()
    let folder = FileManager.default.temporaryDirectory.appending(path: "lesson-random-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "random.lesson").path()
    var found: [String] = []
    var refused: [String] = []
    var iterations = 0
    for number in first..<first + count {
      let lesson = RandomLesson(seed: seed, number: number)
      let head = "lesson \(number) of seed \(seed)"
      do {
        var laws = try RandomLessonLaws(lesson, dice: Dice(seed: seed &+ 1, number: number))
        try laws.check(inFile: path)
        iterations += laws.iterations
        if !laws.faults.isEmpty {
          found.append("\(head):\n  \(laws.faults.joined(separator: "\n  "))\n\(lesson.text)")
        }
      } catch let error as LessonError {
        refused.append("\(head):\n\(error.description(.english))\n\(lesson.text)")
      } catch {
        found.append("\(head): \(error)\n\(lesson.text)")
      }
    }
    print(
      "\(count) lessons from \(first) of seed \(seed), \(iterations) iterations in "
        + "\(Int(Date().timeIntervalSince(start))) s: \(found.count) with faults, \(refused.count) refused")
    if !refused.isEmpty {
      Issue.record("\(refused.count) lessons are refused:\n\(refused.prefix(20).joined(separator: "\n"))")
    }
    if !found.isEmpty { Issue.record("\(found.count) lessons:\n\(found.prefix(40).joined(separator: "\n"))") }
  }
}
