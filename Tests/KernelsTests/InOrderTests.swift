import Synchronization
import Testing

@testable import Kernels

/// Results that are made several at once and handed out in their order.
@Suite struct InOrderTests {
  private struct Refused: Error {}

  /// Work that takes the longer the earlier it stands.
  private static func slow(_ place: Int, of count: Int) -> Int {
    var sum = 0
    for step in 0..<(count - place) * 20_000 { sum = (sum &+ step) ^ place }
    return sum == .min ? -1 : place * place
  }

  @Test(arguments: [1, 2, 3, 8]) func `the order is that of the places, whatever the threads`(threads: Int) throws {
    let pool = WorkerPool(threads: threads)
    for count in [0, 1, 2, 9, 40] {
      var taken: [Int] = []
      try pool.inOrder(count) {
        Self.slow($0, of: count)
      } take: { place, made in
        #expect(place == taken.count)
        taken.append(made)
      }
      #expect(taken == (0..<count).map { $0 * $0 })
    }
  }

  @Test(arguments: [1, 2, 8]) func `what is begun first is handed out where it stands`(threads: Int) throws {
    let begun = Mutex([Int]())
    var taken: [Int] = []
    let order = Array((0..<9).reversed())
    try WorkerPool(threads: threads).inOrder(9, beginning: order) { place in
      begun.withLock { $0.append(place) }
      return Self.slow(place, of: 9)
    } take: { place, made in
      taken.append(made == place * place ? place : -1)
    }
    #expect(taken == Array(0..<9))
    #expect(begun.withLock { $0.sorted() } == taken)
    if threads == 1 { #expect(begun.withLock { $0 } == order) }
  }

  @Test(arguments: [1, 2, 3, 8]) func `what has begun is finished in order, after something else`(threads: Int) throws {
    let pool = WorkerPool(threads: threads)
    for count in [0, 1, 2, 9, 40] {
      let begun = pool.begin(count) { Self.slow($0, of: count) }
      // Tasks that come meanwhile run all the same.
      let meanwhile = Mutex(0)
      pool.run(tasks: 5) { task in meanwhile.withLock { $0 += task } }
      #expect(meanwhile.withLock { $0 } == 10)
      var taken: [Int] = []
      try begun.finish { place, made in
        #expect(place == taken.count)
        taken.append(made)
      }
      #expect(taken == (0..<count).map { $0 * $0 })
    }
  }

  @Test func `what has begun is begun by other threads`() throws {
    let made = Mutex([Int]())
    let begun = WorkerPool(threads: 2).begin(3) { place in made.withLock { $0.append(place) } }
    // Nobody finishes it yet, and all is made all the same; a busy machine has a minute for it.
    let latest = ContinuousClock.now + .seconds(60)
    while made.withLock({ $0.count }) < 3, ContinuousClock.now < latest {}
    #expect(made.withLock { $0 } == [0, 1, 2])
    try begun.finish { _, _ in }
  }

  @Test(arguments: [1, 2, 4]) func `what has begun and is dropped is waited for`(threads: Int) throws {
    let pool = WorkerPool(threads: threads)
    let running = Mutex(0)
    for _ in 0..<20 {
      _ = pool.begin(30) { place in
        running.withLock { $0 += 1 }
        defer { running.withLock { $0 -= 1 } }
        return Self.slow(place, of: 30)
      }
      #expect(running.withLock { $0 } == 0)
    }
    // The threads are free again.
    var taken = 0
    try pool.inOrder(4) {
      $0
    } take: { _, _ in
      taken += 1
    }
    #expect(taken == 4)
  }

  @Test func `an order that is not one of all is not followed`() throws {
    for order in [[], [0], [0, 0, 1], [0, 1, 3]] {
      var taken: [Int] = []
      try WorkerPool(threads: 2).inOrder(3, beginning: order) {
        $0
      } take: { place, _ in
        taken.append(place)
      }
      #expect(taken == [0, 1, 2])
    }
  }

  @Test(arguments: [1, 2, 4]) func `nothing more is begun once one is refused`(threads: Int) throws {
    let begun = Mutex(0)
    var taken = 0
    #expect(throws: Refused.self) {
      try WorkerPool(threads: threads).inOrder(1000) { place in
        begun.withLock { $0 += 1 }
        return Self.slow(place, of: 1000)
      } take: { place, _ in
        if place == 2 { throw Refused() }
        taken += 1
      }
    }
    #expect(taken == 2)
    #expect(begun.withLock { $0 } < 1000)
  }
}
