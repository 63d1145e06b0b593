import Synchronization

extension WorkerPool {
  /// Makes `count` results, several at once, and hands them out in their order, on the caller's thread, each as soon as
  /// it and all those before it are made.
  ///
  /// Where `take` throws, nothing more is begun, and its error is thrown when what has begun is done.
  ///
  /// - Parameter beginning: the order in which they are begun, each once: what takes long is better begun early; theirs unless
  ///   it is that of all.
  package func inOrder<Made: Sendable>(
    _ count: Int, beginning: [Int]? = nil, make: @Sendable (Int) -> Made, take: (Int, Made) throws -> Void
  ) throws {
    try withoutActuallyEscaping(make) { make in
      try begin(count, beginning: beginning, make: make).finish(take)
    }
  }

  /// Lets the other threads begin to make `count` results and returns at once; whoever finishes them takes part:
  ///
  ///     let begun = pool.begin(8) { place in … }
  ///     …                                            // something else, meanwhile
  ///     try begun.finish { place, made in … }        // in their order, on this thread
  ///
  /// Until then the pool's other tasks run one after another.
  package func begin<Made: Sendable>(
    _ count: Int, beginning: [Int]? = nil, make: @escaping @Sendable (Int) -> Made
  ) -> BegunTasks<Made> {
    let order = beginning.flatMap { $0.sorted().elementsEqual(0..<count) ? $0 : nil } ?? Array(0..<count)
    let tasks = BegunTasks<Made>.Shared(order, make)
    guard count > 0, threads > 1, desk.take() else { return BegunTasks(tasks, at: nil) }
    desk.hand(out: { if $0 > 0 { tasks.work {} } }, tasks: min(threads, count + 1))
    return BegunTasks(tasks, at: desk)
  }
}

/// Results that other threads have begun to make. Dropped without being finished, what has begun is waited for.
package final class BegunTasks<Made: Sendable> {
  private let shared: Shared
  /// Where the other threads count themselves off; nil once they have, or where there are none.
  private var desk: Desk?

  fileprivate init(_ shared: Shared, at desk: Desk?) {
    self.shared = shared
    self.desk = desk
  }

  deinit { stop() }

  /// Makes what nobody has begun, and hands out all results in their order, each as soon as it and all those before it are
  /// made.
  ///
  /// Where `take` throws, nothing more is begun, and its error is thrown when what has begun is done.
  package func finish(_ take: (Int, Made) throws -> Void) throws {
    defer { stop() }
    var taken = 0
    func handOut() throws {
      while let ready = shared.take(taken) {
        try take(taken, ready)
        taken += 1
      }
    }
    try shared.work { try handOut() }
    wait()
    try handOut()
  }

  private func wait() {
    desk?.waitForAll()
    desk = nil
  }

  private func stop() {
    shared.stop()
    wait()
  }

  /// What all threads see of it.
  fileprivate final class Shared: Sendable {
    private let order: [Int]
    private let make: @Sendable (Int) -> Made
    private let next = Atomic<Int>(0)
    private let results: [Slot]

    init(_ order: [Int], _ make: @escaping @Sendable (Int) -> Made) {
      self.order = order
      self.make = make
      results = order.map { _ in Slot() }
    }

    /// Makes one result after the other, as long as there are some that nobody has begun.
    func work(afterEach: () throws -> Void) rethrows {
      while true {
        let place = next.add(1, ordering: .relaxed).oldValue
        guard place < order.count else { return }
        results[order[place]].put(make(order[place]))
        try afterEach()
      }
    }

    /// A result, once it is made; there is only one of it.
    func take(_ place: Int) -> Made? { place < order.count ? results[place].take() : nil }

    /// Nothing more is begun.
    func stop() { next.store(order.count, ordering: .relaxed) }
  }

  /// What one thread puts down and another takes up.
  private final class Slot: @unchecked Sendable {
    private var made: Made?
    private let isThere = Atomic<Bool>(false)

    func put(_ result: Made) {
      made = result
      isThere.store(true, ordering: .releasing)
    }

    func take() -> Made? {
      guard isThere.load(ordering: .acquiring) else { return nil }
      defer { made = nil }
      return made
    }
  }
}
