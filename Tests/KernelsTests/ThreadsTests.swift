import Synchronization
import Testing

@testable import Kernels

@Suite struct ThreadsTests {
  /// How often each task was run.
  private final class Counts: Sendable {
    let cells: [Cell]
    init(_ count: Int) { cells = (0..<count).map { _ in Cell() } }
    var values: [Int] { cells.map { $0.number.load(ordering: .relaxed) } }
    final class Cell: Sendable {
      let number = Atomic<Int>(0)
      func add() { number.add(1, ordering: .relaxed) }
    }
  }

  @Test(arguments: [1, 2, 3, 8])
  func `every task runs exactly once in every round`(threads: Int) {
    let pool = WorkerPool(threads: threads)
    #expect(pool.threads == threads)
    for tasks in [0, 1, 2, 3, 7, 20] {
      let counts = Counts(tasks)
      for _ in 0..<20 { pool.run(tasks: tasks) { counts.cells[$0].add() } }
      #expect(counts.values == Array(repeating: 20, count: tasks))
    }
  }

  @Test func `threads that have gone to sleep are woken`() async throws {
    let pool = WorkerPool(threads: 3)
    let counts = Counts(3)
    for _ in 0..<5 {
      try await Task.sleep(for: .milliseconds(20))
      pool.run(tasks: 3) { counts.cells[$0].add() }
    }
    #expect(counts.values == [5, 5, 5])
  }

  @Test func `work may begin and end again and again, and within itself`() {
    let pool = WorkerPool(threads: 2)
    let counts = Counts(2)
    for _ in 0..<20 {
      pool.beginWork()
      pool.beginWork()
      pool.run(tasks: 2) { counts.cells[$0].add() }
      pool.endWork()
      pool.run(tasks: 2) { counts.cells[$0].add() }
      pool.endWork()
    }
    #expect(counts.values == [40, 40])
  }

  @Test func `a task may share out tasks of its own, which run one after another`() {
    let pool = WorkerPool(threads: 3)
    let counts = Counts(12)
    pool.run(tasks: 3) { outer in
      pool.run(tasks: 4) { counts.cells[outer * 4 + $0].add() }
    }
    #expect(counts.values == Array(repeating: 1, count: 12))
  }

  @Test func `a pool that goes away ends its threads, asleep or not`() {
    for _ in 0..<20 { _ = WorkerPool(threads: 4) }
    weak var gone: WorkerPool?
    do {
      let pool = WorkerPool(threads: 4)
      pool.beginWork()
      gone = pool
      pool.run(tasks: 4) { _ in }
    }
    #expect(gone == nil)
  }

  @Test(arguments: [1, 2, 3, 5])
  func `a product has the same bits with any number of threads`(threads: Int) {
    let (rows, columns, depth) = (37, 70, 90)
    let left = Numbers<Float>(rows * depth, seed: 1)
    let right = Numbers<Float>(depth * columns, seed: 2)
    let target = Numbers<Float>(rows * columns, repeating: 0)
    let product = Kernels.Product(
      rows: rows, columns: columns, depth: depth, Kernels.Operand(left.pointer, stride: depth),
      Kernels.Operand(right.pointer, stride: columns), to: target.pointer, stride: columns)
    let pool = WorkerPool(threads: threads)
    for kernels in Kernels.all {
      kernels.multiply(product)
      let alone = target.bits
      target.pointer.update(repeating: 0, count: rows * columns)
      pool.run(tasks: threads) { kernels.multiply(product, part: $0, of: threads) }
      #expect(target.bits == alone)
    }
  }
}
