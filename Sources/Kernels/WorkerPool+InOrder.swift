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
    let order = beginning.flatMap { $0.sorted().elementsEqual(0..<count) ? $0 : nil } ?? Array(0..<count)
    let desk = Mutex((next: 0, made: [Made?](repeating: nil, count: count)))
    // Only the caller's thread, which is number 0, hands out.
    nonisolated(unsafe) var taken = 0
    nonisolated(unsafe) var failure: (any Error)?
    try withoutActuallyEscaping(take) { take in
      nonisolated(unsafe) let take = take
      @Sendable func handOut() {
        while taken < count, failure == nil {
          let ready = desk.withLock { desk in
            defer { desk.made[taken] = nil }
            return desk.made[taken]
          }
          guard let ready else { return }
          do {
            try take(taken, ready)
            taken += 1
          } catch {
            failure = error
            desk.withLock { $0.next = count }
          }
        }
      }
      run(tasks: min(threads, count)) { thread in
        while true {
          let place = desk.withLock { desk -> Int in
            defer { desk.next += 1 }
            return desk.next
          }
          guard place < count else { return }
          let task = order[place]
          let result = make(task)
          desk.withLock { $0.made[task] = result }
          if thread == 0 { handOut() }
        }
      }
      handOut()
      if let failure { throw failure }
    }
  }
}
