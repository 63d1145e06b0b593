import CKernels
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where tasks are handed out, and where threads wait for them.
///
/// Only whoever has taken the desk writes `body` and `tasks`, before the ticket changes; threads that the ticket calls
/// read them after it has changed and before they count themselves off, for which the writer waits.
final class Desk: @unchecked Sendable {
  static let greatestCount = 255
  /// How often a thread looks before it sleeps, or lets others go first: some 30 to 100 µs.
  private static let patience = 2000

  /// The number of rounds handed out, times 256, plus the number of threads that the last one calls.
  private let ticket = Atomic<Int>(0)
  private let firstGap = Gap()
  /// How many threads have not yet counted themselves off.
  private let remaining = Atomic<Int>(0)
  private let secondGap = Gap()
  private let isTaken = Atomic<Bool>(false)
  private let sleepers = Atomic<Int>(0)
  /// How many `beginWork` have had no `endWork` yet.
  private let works = Atomic<Int>(0)
  private let isClosed = Atomic<Bool>(false)
  /// Whether threads may sleep though work has begun; the next tasks end that.
  private let isResting = Atomic<Bool>(false)

  var threads = 1
  private var body: (@Sendable (Int) -> Void)?
  private var tasks = 0
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// Keeps what threads look at apart in memory from what others write.
  private struct Gap {
    let words: (Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int) =
      (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  }

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Whether the desk was free; it is the caller's now.
  func take() -> Bool {
    isTaken.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
  }

  func hand(out body: @escaping @Sendable (Int) -> Void, tasks: Int) {
    self.body = body
    self.tasks = tasks
    let called = min(tasks, threads)
    remaining.store(called - 1, ordering: .relaxed)
    isResting.store(false, ordering: .relaxed)
    let round = ticket.load(ordering: .relaxed) >> 8 &+ 1
    ticket.store(round << 8 | called, ordering: .sequentiallyConsistent)
    wake()
  }

  func waitForAll() {
    var looks = 0
    while remaining.load(ordering: .acquiring) > 0 { Self.wait(&looks) }
    body = nil
    isTaken.store(false, ordering: .releasing)
  }

  func beginWork() {
    works.add(1, ordering: .sequentiallyConsistent)
    wake()
  }

  func rest() { isResting.store(true, ordering: .relaxed) }

  func endWork() { works.subtract(1, ordering: .sequentiallyConsistent) }

  func close() {
    isClosed.store(true, ordering: .sequentiallyConsistent)
    wake()
  }

  /// What a thread does all its life.
  func work(at index: Int) {
    var seen = 0
    while let ticket = next(after: seen) {
      seen = ticket
      guard index < ticket & 255 else { continue }
      if let body {
        for task in stride(from: index, to: tasks, by: threads) { body(task) }
      }
      remaining.subtract(1, ordering: .releasing)
    }
  }

  /// The next ticket; nil when the desk has closed.
  private func next(after seen: Int) -> Int? {
    var looks = 0
    while true {
      let ticket = ticket.load(ordering: .acquiring)
      if ticket != seen { return ticket }
      if isClosed.load(ordering: .relaxed) { return nil }
      if looks >= Self.patience, works.load(ordering: .relaxed) == 0 || isResting.load(ordering: .relaxed) {
        sleep(after: seen)
      }
      Self.wait(&looks)
    }
  }

  private func sleep(after seen: Int) {
    pthread_mutex_lock(mutex)
    sleepers.add(1, ordering: .sequentiallyConsistent)
    while ticket.load(ordering: .sequentiallyConsistent) == seen,
      works.load(ordering: .sequentiallyConsistent) == 0 || isResting.load(ordering: .sequentiallyConsistent),
      !isClosed.load(ordering: .sequentiallyConsistent)
    {
      pthread_cond_wait(condition, mutex)
    }
    sleepers.subtract(1, ordering: .sequentiallyConsistent)
    pthread_mutex_unlock(mutex)
  }

  private func wake() {
    guard sleepers.load(ordering: .sequentiallyConsistent) > 0 else { return }
    pthread_mutex_lock(mutex)
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }

  /// Waits a moment: at first without leaving the processor, then letting others go first.
  private static func wait(_ looks: inout Int) {
    if looks < patience {
      looks += 1
      kernels_pause()
    } else {
      sched_yield()
      looks -= 64
    }
  }
}

/// What a thread is given when it starts.
final class Seat: Sendable {
  private let desk: Desk
  private let index: Int

  init(desk: Desk, index: Int) {
    self.desk = desk
    self.index = index
  }

  func work() { desk.work(at: index) }
}
