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
package struct TraceWriter: ~Copyable {
  /// The version of the schema; any change of meaning raises it.
  package static let version = 1

  private struct Line {
    let quantity: Quantity
    /// `,"phase":"forward","name":"Z1","shape":[4,2],"values":[[`
    let prefix: [UInt8]
    let columns: Int
    /// Whether it is there only at an epoch's last iteration.
    let isEpochTotal: Bool
    let innerSizes: [Int]
  }

  private let sink: (UnsafeRawBufferPointer) throws -> Void
  private var bytes: [UInt8] = []
  private var lines: [Line] = []
  private var linesOf: ObjectIdentifier?
  private let names: Set<String>?
  private static let flushSize = 1 << 16

  /// - Parameters:
  ///   - runner: the run, for the first line.
  ///   - names: the quantities wanted, or nil for all.
  ///   - sink: takes the bytes, in order.
  package init(
    _ runner: Runner, names: Set<String>? = nil, sink: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) {
    self.sink = sink
    self.names = names
    bytes.reserveCapacity(Self.flushSize * 2)
    var json = JSONWriter()
    json.object { json in
      json.member("format", "lesson-trace")
      json.member("version", Self.version)
      json.member("lesson", runner.program.name)
      json.member("seed", Int(runner.options.seed))
      json.member("way", "exact")
    }
    bytes += json.bytes
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Writes the runner's current iteration.
  package mutating func record(_ runner: Runner) throws {
    let key = ObjectIdentifier(runner.elaborator)
    if linesOf != key { prepare(runner, key) }
    var head = Array("{\"iteration\":".utf8)
    head.append(decimal: runner.iteration)
    head += Array(",\"epoch\":".utf8)
    head.append(decimal: runner.epoch)
    head += Array(",\"batch\":".utf8)
    head.append(decimal: runner.batch)
    for line in lines where !line.isEpochTotal || runner.isEpochEnd {
      bytes += head
      bytes += line.prefix
      runner.withValue(of: line.quantity) { values in
        append(values, line)
      }
      bytes += Array("}\n".utf8)
      if bytes.count >= Self.flushSize { try flush() }
    }
  }

  /// Hands on what is still held.
  package mutating func finish() throws {
    try flush()
  }

  private mutating func flush() throws {
    try bytes.withUnsafeBytes { try sink($0) }
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func prepare(_ runner: Runner, _ key: ObjectIdentifier) {
    linesOf = key
    lines = RecordedQuantity.all(of: runner.program).compactMap { recorded in
      if let names, !names.contains(recorded.name) { return nil }
      var json = JSONWriter()
      json.string(recorded.name)
      var prefix = Array(",\"phase\":\"\(recorded.phase.keyword)\",\"name\":".utf8)
      prefix += json.bytes
      let sizes = recorded.quantity.shape.sizes
      prefix += Array(",\"shape\":[\(sizes.map(String.init).joined(separator: ","))],\"values\":".utf8)
      return Line(
        quantity: recorded.quantity, prefix: prefix, columns: sizes.last ?? 1, isEpochTotal: runner.program.isEpochTotal(recorded.quantity),
        innerSizes: sizes.indices.map { sizes[$0...].reduce(1, *) })
    }
  }

  /// Nested brackets as the shape says, row by row.
  private mutating func append(_ values: UnsafeBufferPointer<Double>, _ line: Line) {
    for index in values.indices {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      for size in line.innerSizes where index % size == 0 { bytes.append(UInt8(ascii: "[")) }
      bytes.append(number: values[index])
      for size in line.innerSizes where (index + 1) % size == 0 { bytes.append(UInt8(ascii: "]")) }
    }
  }
}

extension [UInt8] {
  /// An integer in decimal.
  mutating func append(decimal value: Int) {
    append(contentsOf: String(value).utf8)
  }

  /// The shortest decimal that reads back as the same number; a string for what JSON has no number for.
  @inline(__always)
  mutating func append(number value: Double) {
    guard value.isFinite else {
      append(contentsOf: (value.isNaN ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"").utf8)
      return
    }
    var text = value.description
    text.withUTF8 { digits in
      // `1.0` is `1` in JSON as elsewhere.
      let isWhole = digits.count > 2 && digits[digits.count - 1] == 0x30 && digits[digits.count - 2] == 0x2E
      append(contentsOf: UnsafeBufferPointer(rebasing: digits[..<(digits.count - (isWhole ? 2 : 0))]))
    }
  }
}
