import Calculus
import Execution
import Matrices

/// What a run computed at the iterations asked for: every quantity with its shape, to be queried by name.
///
///     recording["dW1", at: 3]   // a Matrix of the shape of W1
public struct Recording: Sendable {
  /// The program that ran.
  public let program: Program
  /// The recorded iterations, in order.
  public private(set) var frames: [Frame] = []

  /// One iteration.
  public struct Frame: Sendable {
    /// Its number, from 1.
    public let iteration: Int
    /// The epoch and the batch within it, from 1.
    public let epoch: Int
    public let batch: Int
    /// Values in the order of `quantities`.
    fileprivate let values: [Double]
    fileprivate let layout: Layout
  }

  /// Where each quantity's numbers are in a frame; it differs between batches of different sizes.
  fileprivate final class Layout: Sendable {
    let quantities: [RecordedQuantity]
    let offsets: [Int]
    let count: Int
    let index: [String: Int]

    init(_ quantities: [RecordedQuantity]) {
      self.quantities = quantities
      var offsets: [Int] = []
      var count = 0
      var index: [String: Int] = [:]
      for (place, recorded) in quantities.enumerated() {
        offsets.append(count)
        count += recorded.quantity.shape.count
        index[recorded.name] = place
      }
      self.offsets = offsets
      self.count = count
      self.index = index
    }
  }

  /// Totals of an epoch are there only at its end.
  private struct LayoutKey: Hashable {
    let isRemainder: Bool
    let isEpochEnd: Bool
  }

  private var layouts: [LayoutKey: Layout] = [:]

  /// An empty recording of a program.
  package init(_ program: Program) {
    self.program = program
  }

  /// Adds the run's current iteration.
  package mutating func record(_ run: Run) {
    let key = LayoutKey(isRemainder: run.program.isRemainder, isEpochEnd: run.isEpochEnd)
    let layout =
      layouts[key]
      ?? Layout(
        RecordedQuantity.all(of: run.program).filter {
          key.isEpochEnd || !run.program.isEpochTotal($0.quantity)
        })
    layouts[key] = layout
    var values: [Double] = []
    values.reserveCapacity(layout.count)
    for recorded in layout.quantities {
      guard let numbers = run.numbers(of: recorded.quantity) else { continue }
      for place in 0..<numbers.count { values.append(numbers[place]) }
    }
    frames.append(
      Frame(
        iteration: run.iteration, epoch: run.epoch, batch: run.batch, values: values, layout: layout))
  }

  /// The names recorded at an iteration, in the order of the lesson.
  public func quantities(at iteration: Int) -> [RecordedQuantity] {
    frame(at: iteration)?.layout.quantities ?? []
  }

  /// The recorded frame of an iteration.
  public func frame(at iteration: Int) -> Frame? {
    var low = 0
    var high = frames.count
    while low < high {
      let middle = (low + high) / 2
      if frames[middle].iteration < iteration { low = middle + 1 } else { high = middle }
    }
    guard frames.indices.contains(low), frames[low].iteration == iteration else { return nil }
    return frames[low]
  }

  /// The value of a quantity at a recorded iteration; nil when the one or the other was not recorded.
  ///
  /// - Parameter name: any spelling: `dW1`, `δ_out`, `delta_out`, `new(W1)`.
  public subscript(name: String, at iteration: Int) -> Matrix? {
    guard let frame = frame(at: iteration) else { return nil }
    let layout = frame.layout
    guard let place = layout.index[name] ?? layout.index[Spelling.canonical(name)] else { return nil }
    let shape = layout.quantities[place].quantity.shape
    let start = layout.offsets[place]
    return Matrix(shape, Array(frame.values[start..<(start + shape.count)]))
  }
}
