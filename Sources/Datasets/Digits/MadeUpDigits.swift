import Kernels
import Matrices
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Digits drawn by the program, for when there are no real ones: each a way of writing it (`DigitStyles`) in a hand of its
/// own, with random slant, width, bend, thickness and unsteadiness.
///
/// Image number i of a set depends on the seed and i alone, with the same bits on every computer: only sums, products,
/// quotients and roots are used.
package enum MadeUpDigits {
  /// What digits are drawn for; those for testing are others than those for training.
  package enum Kind: String, Sendable { case train, test }

  /// The most of a kind that a person may ask for.
  package static let greatestCount = 1_000_000

  /// The first `count` digits (at least one) of a kind, drawn by several threads where there is a pool.
  package static func set(_ kind: Kind, count: Int, seed: UInt64, pool: WorkerPool? = nil) -> DigitSet {
    set(kind, 0..<max(count, 1), seed: seed, pool: pool)
  }

  /// The digits of a kind whose places, counted from 0, are in a range that is not empty.
  ///
  /// - Parameter isStopped: asked on the caller's thread, every 256 digits of its own; once it says so the rest stays
  ///   undrawn, and the set is of no use.
  package static func set(
    _ kind: Kind, _ places: Range<Int>, seed: UInt64, pool: WorkerPool? = nil,
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) -> DigitSet {
    let (count, size) = (places.count, DigitSet.pixelsPerImage)
    guard let memory = malloc(count * (size + 1)) else { preconditionFailure("\(count) images take too much memory.") }
    nonisolated(unsafe) let pixels = memory.bindMemory(to: UInt8.self, capacity: count * (size + 1))
    let taskSize = 256
    let threads = pool?.threads ?? 1
    let stop = Atomic<Bool>(false)
    @Sendable func draw(_ task: Int) {
      // Tasks fall to the threads in turn, the first to the caller's.
      if task % threads == 0, isStopped() { stop.store(true, ordering: .relaxed) }
      if stop.load(ordering: .relaxed) { return }
      var canvas = DigitCanvas()
      for example in task * taskSize..<min(count, (task + 1) * taskSize) {
        let place = places.lowerBound + example
        var hand = Hand(KeyedRandom(seed: seed, iteration: place, name: "made-up digits, " + kind.rawValue))
        let digit = hand.random.index(below: DigitSet.classes)
        pixels[count * size + example] = UInt8(digit)
        let image = UnsafeMutableBufferPointer(start: pixels + example * size, count: size)
        canvas.draw(hand.write(digit), softness: hand.softness, into: image)
        hand.addNoise(image)
      }
    }
    let tasks = (count + taskSize - 1) / taskSize
    if let pool { pool.run(tasks: tasks, draw) } else { for task in 0..<tasks { draw(task) } }
    return DigitSet(pixelsThenLabels: ByteBlock(adopting: memory, count: count * (size + 1)), count: count)
  }
}
