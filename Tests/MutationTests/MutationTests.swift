import Foundation
import Testing

/// The program is given damaged lessons and damaged command lines by the thousand: each ends with a result or with one
/// clear error, soon, and never with a crash.
///
/// `LESSON_MUTATIONS=100000 swift test -c release --filter MutationTests` runs as many as it is told, beginning with the
/// case LESSON_MUTATION_FIRST of the seed LESSON_MUTATION_SEED. After a crash the case is in
/// lesson-mutations-…/case.txt of the temporary folder, beside its files.
@Suite struct MutationTests {
  private static func setting(_ name: String, _ usual: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
  }

  @Test func `whatever it is given, the program ends with a result or one clear error`() throws {
    let first = Self.setting("LESSON_MUTATION_FIRST", 0)
    let count = Self.setting("LESSON_MUTATIONS", 600)
    let run = try MutationRun(seed: UInt64(Self.setting("LESSON_MUTATION_SEED", 1)))
    let start = Date()
    run.run(first..<first + count)
    print(
      "\(count) cases from \(first) of seed \(run.seed) in \(Int(Date().timeIntervalSince(start))) s; \(run.summary)")
    let found = run.found
    if !found.isEmpty { Issue.record("\(found.count) cases:\n\(found.prefix(40).joined(separator: "\n"))") }
  }
}
