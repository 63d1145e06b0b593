import Matrices
import Testing

@testable import FastExecution

/// Whatever operations read and write, a schedule leaves everything that matters in order.
@Suite struct FastScheduleTests {
  nonisolated(unsafe) private static let memory = UnsafeMutableRawPointer.allocate(byteCount: 16, alignment: 1)

  /// Operations on a few places, as a seed has them.
  private static func operations(_ seed: Int) -> [FastOperation] {
    var random = KeyedRandom(seed: UInt64(seed), iteration: 1, name: "schedule")
    func below(_ count: Int) -> Int { random.index(below: count) }
    let places = 2 + below(12)
    return (0..<1 + below(30)).map { _ in
      FastOperation(
        kind: .formula, cost: below(2) == 0 ? 20_000 : below(16_000), isDivisible: below(3) > 0,
        reads: Set((0..<below(4)).map { _ in memory + below(places) }), writes: [memory + below(places)]
      ) { _, _ in }
    }
  }

  @Test(arguments: 0..<200) func `conflicting operations keep their order, each is done once`(seed: Int) {
    let operations = Self.operations(seed)
    let threads = 1 + seed % 4
    let schedule = FastSchedule(operations, threads: threads)
    var stage: [Int: Int] = [:]
    var turn: [Int: (thread: Int, place: Int)] = [:]
    for (number, members) in schedule.stages.enumerated() {
      #expect(members.alone.count == threads)
      for operation in members.shared {
        #expect(operations[operation].isShared && stage[operation] == nil)
        stage[operation] = number
      }
      for (thread, list) in members.alone.enumerated() {
        for (place, operation) in list.enumerated() {
          #expect(!operations[operation].isShared && stage[operation] == nil)
          stage[operation] = number
          turn[operation] = (thread, place)
        }
      }
    }
    #expect(stage.count == operations.count)
    for later in operations.indices {
      for earlier in 0..<later where operations[earlier].conflicts(with: operations[later]) {
        let (first, second) = (stage[earlier] ?? 0, stage[later] ?? 0)
        if first == second, let one = turn[earlier], let other = turn[later] {
          #expect(one.thread == other.thread && one.place < other.place)
        } else {
          #expect(first < second)
        }
      }
    }
  }

  @Test func `what does not matter to the rest comes last, dealt out evenly`() {
    let (a, b, c) = (Self.memory, Self.memory + 1, Self.memory + 2)
    func operation(_ cost: Int, reads: Set<UnsafeMutableRawPointer>, writes: UnsafeMutableRawPointer) -> FastOperation {
      FastOperation(kind: .formula, cost: cost, isDivisible: true, reads: reads, writes: [writes]) { _, _ in }
    }
    let schedule = FastSchedule(
      [
        operation(20_000, reads: [], writes: a), operation(900, reads: [a], writes: c),
        operation(800, reads: [a], writes: c + 1), operation(20_000, reads: [a], writes: b),
        operation(20_000, reads: [b], writes: c + 2),
      ], threads: 2)
    #expect(schedule.stages.map(\.shared) == [[0], [3], [4]])
    #expect(schedule.stages.map(\.alone) == [[[], []], [[], []], [[1], [2]]])
  }
}
