import Calculus
import Execution
import Matrices
import Typesetting

/// Writes a run as JSON Lines while it runs, never holding more than a buffer of it.
///
/// The first line says what the file is; then one line for each quantity of each recorded iteration:
///
///     {"format":"lesson-trace","version":1,"lesson":"xor","seed":1,"way":"exact"}
///     {"iteration":1,"epoch":1,"batch":1,"phase":"forward","name":"Z1","shape":[4,2],"values":[[0.1,0.2],…]}
///
/// Numbers are the shortest decimals that read back as the same bits; NaN and ±∞ are the strings
/// "NaN", "Infinity", "-Infinity".
package struct TraceWriter<Failure: Error>: ~Copyable {
  /// A reference, so that nothing of it is copied for each of its lines.
  private final class Line {
    let quantity: Quantity
    /// `,"phase":"forward","name":"Z1","shape":[4,2],"values":`
    let prefix: [UInt8]
    let sizes: ArraySlice<Int>
    /// Whether it is there only at an epoch's last iteration.
    let isEpochTotal: Bool
    /// Its numbers, where they stay in one place.
    let kept: MachineNumbers?

    init(_ quantity: Quantity, prefix: [UInt8], isEpochTotal: Bool, kept: MachineNumbers?) {
      self.kept = kept
      self.quantity = quantity
      self.prefix = prefix
      self.isEpochTotal = isEpochTotal
      sizes = quantity.shape.sizes[...]
    }
  }

  private let sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  private var bytes = ByteBuffer(capacity: flushSize * 2)
  private var lines: [Line] = []
  /// Whose lines these are.
  private var linesOf: (run: Run, isRemainder: Bool)?
  /// What the lines of an iteration begin with.
  private var head = ByteBuffer(capacity: 256)
  private let names: Set<String>?
  private static var flushSize: Int { 1 << 16 }

  /// - Parameters:
  ///   - run: the run, for the first line.
  ///   - names: the quantities wanted, or nil for all.
  ///   - sink: takes the bytes, in order.
  package init(
    _ run: Run, names: Set<String>? = nil, sink: @escaping (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) {
    self.sink = sink
    self.names = names
    var json = JSONWriter()
    json.object { json in
      json.member("format", "lesson-trace")
      json.member("version", TraceWriter<Never>.version)
      json.member("lesson", run.program.name)
      json.member("seed", run.options.seed)
      json.member("way", run.machine.way.rawValue)
    }
    bytes.append(json.bytes)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Writes the run's current iteration.
  package mutating func record(_ run: Run) throws(Failure) {
    if linesOf?.run !== run || linesOf?.isRemainder != run.program.isRemainder {
      linesOf = (run, run.program.isRemainder)
      lines = lines(of: run)
    }
    head.removeAll()
    head.append("{\"iteration\":")
    head.append(number: Double(run.iteration))
    head.append(",\"epoch\":")
    head.append(number: Double(run.epoch))
    head.append(",\"batch\":")
    head.append(number: Double(run.batch))
    for line in lines where !line.isEpochTotal || run.isEpochEnd {
      guard let numbers = line.kept ?? run.numbers(of: line.quantity) else { continue }
      bytes.append(head.bytes)
      bytes.append(line.prefix)
      switch numbers {
      case .double(let numbers): append(numbers, line.sizes)
      case .float(let numbers): numbers.map { Double($0) }.withUnsafeBufferPointer { append($0, line.sizes) }
      }
      bytes.append("}\n")
      if bytes.count >= Self.flushSize { try flush() }
    }
  }

  /// Hands on what is still held.
  package mutating func finish() throws(Failure) {
    try flush()
  }

  private mutating func flush() throws(Failure) {
    try sink(bytes.bytes)
    bytes.removeAll()
  }

  private func lines(of run: Run) -> [Line] {
    RecordedQuantity.all(of: run.program).compactMap { recorded in
      if let names, !names.contains(recorded.name) { return nil }
      guard let numbers = run.numbers(of: recorded.quantity) else { return nil }
      var json = JSONWriter()
      json.string(recorded.name)
      var prefix = Array(",\"phase\":\"\(recorded.phase.keyword)\",\"name\":".utf8)
      prefix += json.bytes
      let sizes = recorded.quantity.shape.sizes
      prefix += Array(",\"shape\":[\(sizes.map(String.init).joined(separator: ","))],\"values\":".utf8)
      return Line(
        recorded.quantity, prefix: prefix, isEpochTotal: run.program.isEpochTotal(recorded.quantity),
        kept: run.machine.keepsPlaces ? numbers : nil)
    }
  }

  /// Nested brackets as the shape says, row by row.
  private mutating func append(_ values: UnsafeBufferPointer<Double>, _ sizes: ArraySlice<Int>) {
    bytes.append(UInt8(ascii: "["))
    if sizes.count <= 1 {
      for place in values.indices {
        if place > values.startIndex { bytes.append(UInt8(ascii: ",")) }
        bytes.append(number: values[place])
      }
    } else if let count = sizes.first, count > 0 {
      let part = values.count / count
      for place in 0..<count {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        append(UnsafeBufferPointer(rebasing: values[place * part..<(place + 1) * part]), sizes.dropFirst())
      }
    }
    bytes.append(UInt8(ascii: "]"))
  }
}

extension TraceWriter where Failure == Never {
  /// The version of the schema; any change of meaning raises it.
  package static var version: Int { 1 }
}
