import Synchronization

extension WorkerPool {
  /// Makes `count` results, several at once, and hands them out in their order, on the caller's thread, each as soon as
  /// it and all those before it are made.
  ///
  /// Where `take` throws, nothing more is begun, and its error is thrown when what has begun is done.
  package func inOrder<Made: Sendable>(
    _ count: Int, make: @Sendable (Int) -> Made, take: (Int, Made) throws -> Void
  ) throws {
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
          let task = desk.withLock { desk -> Int in
            defer { desk.next += 1 }
            return desk.next
          }
          guard task < count else { return }
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
