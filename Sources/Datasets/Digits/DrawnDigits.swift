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

/// Made-up digits whose labels are known at once, and whose images are drawn when they are first asked for.
final class DrawnDigits: ExampleHolder {
  private struct State {
    /// Whether each image is there.
    var isDrawn: [Bool]
    var canvas = DigitCanvas()
  }

  private let kind: MadeUpDigits.Kind
  private let places: Range<Int>
  private let seed: UInt64
  private let block: ByteBlock
  /// Written under the lock of `state`, each image once.
  nonisolated(unsafe) private let pixels: UnsafeMutablePointer<UInt8>
  private let state: Mutex<State>
  private let isWhole = Atomic<Bool>(false)

  /// The digits of a kind at places that are not empty, none of them drawn yet.
  init(_ kind: MadeUpDigits.Kind, _ places: Range<Int>, seed: UInt64) {
    self.kind = kind
    self.places = places
    self.seed = seed
    let (count, size) = (places.count, DigitSet.pixelsPerImage)
    guard let memory = malloc(count * (size + 1)) else { preconditionFailure("\(count) images take too much memory.") }
    pixels = memory.bindMemory(to: UInt8.self, capacity: count * (size + 1))
    for (index, place) in places.enumerated() {
      pixels[count * size + index] = MadeUpDigits.label(kind, place, seed: seed)
    }
    block = ByteBlock(adopting: memory, count: count * (size + 1))
    state = Mutex(State(isDrawn: Array(repeating: false, count: count)))
  }

  /// All of them, once they are drawn.
  var set: DigitSet { DigitSet(pixelsThenLabels: block, count: places.count) }

  /// All of them, each drawn when a lesson takes it.
  var stored: StoredExamples {
    let count = places.count
    return StoredExamples(
      count: count, pixels: pixels, classes: pixels + count * DigitSet.pixelsPerImage, holder: self)
  }

  func provide(_ examples: Range<Int>) {
    if isWhole.load(ordering: .acquiring) { return }
    state.withLock { state in
      for example in examples where !state.isDrawn[example] {
        MadeUpDigits.draw(kind, places.lowerBound + example, seed: seed, on: &state.canvas, into: image(example))
        state.isDrawn[example] = true
      }
    }
  }

  /// Draws those that are not there yet, by several threads where there is a pool.
  ///
  /// - Parameter isStopped: asked on the caller's thread, every 256 digits of its own; once it says so the rest stays
  ///   undrawn.
  /// - Returns: false when it was stopped.
  @discardableResult
  func drawAll(_ pool: WorkerPool? = nil, isStopped: @escaping @Sendable () -> Bool = { false }) -> Bool {
    if isWhole.load(ordering: .acquiring) { return true }
    return state.withLock { state in
      let isDrawn = state.isDrawn
      let taskSize = 256
      let threads = pool?.threads ?? 1
      let stop = Atomic<Bool>(false)
      @Sendable func draw(_ task: Int) {
        // Tasks fall to the threads in turn, the first to the caller's.
        if task % threads == 0, isStopped() { stop.store(true, ordering: .relaxed) }
        if stop.load(ordering: .relaxed) { return }
        var canvas = DigitCanvas()
        for example in task * taskSize..<min(isDrawn.count, (task + 1) * taskSize) where !isDrawn[example] {
          MadeUpDigits.draw(kind, places.lowerBound + example, seed: seed, on: &canvas, into: image(example))
        }
      }
      let tasks = (isDrawn.count + taskSize - 1) / taskSize
      if let pool { pool.run(tasks: tasks, draw) } else { for task in 0..<tasks { draw(task) } }
      if stop.load(ordering: .relaxed) || isStopped() { return false }
      isWhole.store(true, ordering: .releasing)
      return true
    }
  }

  private func image(_ example: Int) -> UnsafeMutableBufferPointer<UInt8> {
    UnsafeMutableBufferPointer(
      start: pixels + example * DigitSet.pixelsPerImage, count: DigitSet.pixelsPerImage)
  }
}
