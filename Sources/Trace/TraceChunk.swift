import Calculus
import Execution

/// Some iterations of a trace: the numbers as the run had them, and the lines of text that are written of them.
///
/// The numbers are gathered while the run goes on; several chunks can be put into text at once.
package final class TraceChunk {
  /// What a line of an iteration is about.
  struct Line: Sendable {
    let quantity: Quantity
    /// `,"phase":"forward","name":"Z1","shape":[4,2],"values":`
    let prefix: [UInt8]
    /// Whether it is there only at an epoch's last iteration.
    let isEpochTotal: Bool
  }

  /// What of a line is needed to write it, as plain numbers: where its prefix ends among all prefixes, where its shape
  /// begins among all shapes, how many sizes this has, and how many numbers they make.
  private struct Layout {
    let prefixEnd: Int
    let shape: Int
    let rank: Int
    let count: Int
    let isEpochTotal: Bool
  }

  private struct Iteration {
    let iteration: Int
    let epoch: Int
    let batch: Int
    let isEpochEnd: Bool
    /// The places of the lines that have no numbers.
    var missing: [Int] = []
  }

  /// All of its iterations have these.
  private let lines: [Line]
  private let layouts: [Layout]
  private let prefixes: [UInt8]
  private let shapes: [Int]
  @exclusivity(unchecked) private var iterations: [Iteration] = []
  @exclusivity(unchecked) private var numbers: [Double] = []
  @exclusivity(unchecked) private var text = ByteBuffer(capacity: 1 << 16)

  /// Numbers that it is made for; the last iteration may bring more.
  static let room = 5_632

  init(_ lines: [Line]) {
    self.lines = lines
    var (layouts, prefixes, shapes): ([Layout], [UInt8], [Int]) = ([], [], [])
    for line in lines {
      prefixes += line.prefix
      let shape = line.quantity.shape
      layouts.append(
        Layout(
          prefixEnd: prefixes.count, shape: shapes.count, rank: shape.sizes.count, count: shape.count,
          isEpochTotal: line.isEpochTotal))
      shapes += shape.sizes
    }
    (self.layouts, self.prefixes, self.shapes) = (layouts, prefixes, shapes)
    numbers.reserveCapacity(Self.room + layouts.reduce(0) { $0 + $1.count })
  }

  /// How many numbers it has.
  var count: Int { numbers.count }
  /// Whether there is anything to be written.
  var hasSomething: Bool { !iterations.isEmpty || text.count > 0 }

  /// Takes the run's current iteration.
  ///
  /// - Parameter kept: the numbers of the lines that stay in one place.
  func gather(_ run: Run, kept: [MachineNumbers?]) {
    var iteration = Iteration(
      iteration: run.iteration, epoch: run.epoch, batch: run.batch, isEpochEnd: run.isEpochEnd)
    for place in lines.indices where !lines[place].isEpochTotal || run.isEpochEnd {
      switch kept[place] ?? run.numbers(of: lines[place].quantity) {
      case .double(let values): numbers.append(contentsOf: values)
      case .float(let values): numbers.append(contentsOf: values.lazy.map { Double($0) })
      case nil: iteration.missing.append(place)
      }
    }
    iterations.append(iteration)
  }

  /// Puts bytes before what it has.
  func begin(with bytes: [UInt8]) { text.append(bytes) }

  /// Puts its numbers into text, and forgets them.
  func encode() {
    layouts.withUnsafeBufferPointer { layouts in
      prefixes.withUnsafeBytes { prefixes in
        shapes.withUnsafeBufferPointer { shapes in
          numbers.withUnsafeBufferPointer { encode($0, layouts, prefixes, shapes) }
        }
      }
    }
    iterations.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
  }

  private func encode(
    _ numbers: UnsafeBufferPointer<Double>, _ layouts: UnsafeBufferPointer<Layout>, _ prefixes: UnsafeRawBufferPointer,
    _ shapes: UnsafeBufferPointer<Int>
  ) {
    var head = ByteBuffer(capacity: 256)
    var place = 0
    for iteration in iterations {
      head.removeAll()
      head.append("{\"iteration\":")
      head.append(number: Double(iteration.iteration))
      head.append(",\"epoch\":")
      head.append(number: Double(iteration.epoch))
      head.append(",\"batch\":")
      head.append(number: Double(iteration.batch))
      var prefix = 0
      for (index, line) in layouts.enumerated() {
        defer { prefix = line.prefixEnd }
        if line.isEpochTotal && !iteration.isEpochEnd { continue }
        if !iteration.missing.isEmpty, iteration.missing.contains(index) { continue }
        text.append(head.bytes)
        text.append(UnsafeRawBufferPointer(rebasing: prefixes[prefix..<line.prefixEnd]))
        let shape = UnsafeBufferPointer(rebasing: shapes[line.shape..<line.shape + line.rank])
        text.append(UnsafeBufferPointer(rebasing: numbers[place..<(place + line.count)]), shape)
        text.append("}\n")
        place += line.count
      }
    }
  }

  /// Hands on its text, and forgets it.
  func write<Failure: Error>(to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void) throws(Failure) {
    try sink(text.bytes)
    text.removeAll()
  }
}

extension ByteBuffer {
  /// Nested brackets as the shape says, row by row.
  fileprivate mutating func append(_ values: UnsafeBufferPointer<Double>, _ sizes: UnsafeBufferPointer<Int>) {
    guard sizes.count > 1 else { return append(row: values) }
    append(UInt8(ascii: "["))
    if let count = sizes.first, count > 0 {
      let part = values.count / count
      for place in 0..<count {
        if place > 0 { append(UInt8(ascii: ",")) }
        append(
          UnsafeBufferPointer(rebasing: values[place * part..<(place + 1) * part]),
          UnsafeBufferPointer(rebasing: sizes.dropFirst()))
      }
    }
    append(UInt8(ascii: "]"))
  }
}
