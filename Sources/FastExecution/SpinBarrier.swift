import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lets threads go on only when all have arrived; it looks on instead of sleeping, since they arrive within
/// microseconds.
final class SpinBarrier: Sendable {
  private let count: Int
  private let arrived = Atomic<Int>(0)
  private let round = Atomic<Int>(0)
  /// Looks before the processor is offered to others, in case the awaited thread has none.
  private static let looks = 4_000

  init(_ count: Int) {
    self.count = count
  }

  /// Returns when all threads have called it.
  func wait() {
    let current = round.load(ordering: .acquiring)
    if arrived.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue == count {
      arrived.store(0, ordering: .relaxed)
      round.wrappingAdd(1, ordering: .releasing)
      return
    }
    var looked = 0
    while round.load(ordering: .acquiring) == current {
      looked += 1
      if looked > Self.looks {
        sched_yield()
        looked = 0
      }
    }
  }
}
