import Calculus
import Execution

/// One operation of the fast way: a part of it, or all.
struct FastOperation: @unchecked Sendable {
  let kind: FastKind
  /// The part of the lesson that it belongs to.
  var phase: Phase = .data
  /// Whether several threads share it.
  let isShared: Bool
  /// About how many numbers it computes on the way.
  let cost: Int
  /// Where what it reads begins in memory, and what it writes; no two places overlap.
  var reads: Set<UnsafeMutableRawPointer> = []
  var writes: Set<UnsafeMutableRawPointer> = []
  /// The part, and of how many.
  let body: @Sendable (Int, Int) -> Void

  /// - Parameter isDivisible: whether `body` takes parts; small operations are not shared even so.
  init(
    kind: FastKind, cost: Int, isDivisible: Bool, reads: Set<UnsafeMutableRawPointer> = [],
    writes: Set<UnsafeMutableRawPointer> = [], body: @escaping @Sendable (Int, Int) -> Void
  ) {
    self.kind = kind
    self.cost = cost
    isShared = isDivisible && cost > 16_384
    self.reads = reads
    self.writes = writes
    self.body = body
  }

  /// Whether it makes a difference which of the two comes first.
  func conflicts(with other: FastOperation) -> Bool {
    !writes.isDisjoint(with: other.reads) || !writes.isDisjoint(with: other.writes)
      || !reads.isDisjoint(with: other.writes)
  }
}

/// How long the operations of a plan took on one thread.
final class OperationTimes: @unchecked Sendable {
  private(set) var seconds: [Double]
  private(set) var waiting = 0.0
  private var start = ContinuousClock.now

  init(_ count: Int) {
    seconds = Array(repeating: 0, count: count)
  }

  func begin() { start = .now }

  /// - Parameter threads: how many threads it counts for: all, when the others have nothing to do.
  func end(_ place: Int, threads: Int = 1) {
    guard seconds.indices.contains(place) else { return }
    seconds[place] += elapsed * Double(threads)
  }

  func endWaiting() { waiting += elapsed }

  private var elapsed: Double {
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
