import Calculus
import Execution
import Matrices
import Typesetting

/// Writes a run as JSON Lines while it runs, never holding more than a few chunks of it.
///
/// The first line says what the file is; then one line for each quantity of each recorded iteration:
///
///     {"format":"lesson-trace","version":1,"lesson":"xor","seed":1,"way":"exact"}
///     {"iteration":1,"epoch":1,"batch":1,"phase":"forward","name":"Z1","shape":[4,2],"values":[[0.1,0.2],…]}
///
/// Numbers are the shortest decimals that read back as the same bits; NaN and ±∞ are the strings
/// "NaN", "Infinity", "-Infinity".
package struct TraceWriter<Failure: Error>: ~Copyable {
  /// Calls `make` with 0 ..< count, perhaps several at once, and `take` with each in their order, on the caller's thread,
  /// once it is made.
  package typealias InOrder = (
    _ count: Int, _ make: @Sendable (Int) -> Void, _ take: (Int) throws(Failure) -> Void
  ) throws(Failure) -> Void

  private let sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  private let inOrder: InOrder
  /// The first line, until it is written.
  private var opening: [UInt8]
  /// Chunks to be filled one after another, and the place of the one that is being filled.
  private var chunks: [TraceChunk] = []
  private var filling = 0
  /// How many numbers the chunks before it have.
  private var gathered = 0
  private var lines: [TraceChunk.Line] = []
  /// The numbers of the lines, where they stay in one place.
  private var kept: [MachineNumbers?] = []
  /// Whose lines these are.
  private var linesOf: (run: Run, isRemainder: Bool)?
  private let names: Set<String>?
  private static var mostChunks: Int { 8 }

  /// - Parameters:
  ///   - run: the run, for the first line.
  ///   - names: the quantities wanted, or nil for all.
  ///   - inOrder: how numbers are put into text; one after another without it.
  ///   - sink: takes the bytes, in order.
  package init(
    _ run: Run, names: Set<String>? = nil,
    inOrder: @escaping InOrder = { (count, make, take) throws(Failure) in
      for place in 0..<count {
        make(place)
        try take(place)
      }
    }, sink: @escaping (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) {
    self.sink = sink
    self.inOrder = inOrder
    self.names = names
    var json = JSONWriter()
    json.object { json in
      json.member("format", "lesson-trace")
      json.member("version", TraceWriter<Never>.version)
      json.member("lesson", run.program.name)
      json.member("seed", run.options.seed)
      json.member("way", run.machine.way.rawValue)
    }
    opening = json.bytes + [UInt8(ascii: "\n")]
  }

  /// Writes the run's current iteration.
  package mutating func record(_ run: Run) throws(Failure) {
    if linesOf?.run !== run || linesOf?.isRemainder != run.program.isRemainder {
      if linesOf != nil { try flush() }
      linesOf = (run, run.program.isRemainder)
      (lines, kept) = lines(of: run)
      chunks = []
    }
    if chunks.count <= filling { chunks.append(TraceChunk(lines)) }
    chunks[filling].gather(run, kept: kept)
    guard chunks[filling].count >= TraceChunk.room else { return }
    gathered += chunks[filling].count
    filling += 1
    if gathered >= Self.mostChunks * TraceChunk.room { try flush() }
  }

  /// Hands on what is still held.
  package mutating func finish() throws(Failure) {
    try flush()
  }

  private mutating func flush() throws(Failure) {
    if !opening.isEmpty {
      if chunks.isEmpty { chunks.append(TraceChunk([])) }
      chunks[0].begin(with: opening)
      opening = []
    }
    // Each is put into text by one thread, and written once it is.
    nonisolated(unsafe) let filled = chunks.filter { $0.hasSomething }
    let sink = sink
    try inOrder(filled.count, { filled[$0].encode() }, { place throws(Failure) in try filled[place].write(to: sink) })
    (filling, gathered) = (0, 0)
  }

  private func lines(of run: Run) -> (lines: [TraceChunk.Line], kept: [MachineNumbers?]) {
    var lines: [TraceChunk.Line] = []
    var kept: [MachineNumbers?] = []
    for recorded in RecordedQuantity.all(of: run.program) {
      if let names, !names.contains(recorded.name) { continue }
      guard let numbers = run.numbers(of: recorded.quantity) else { continue }
      var json = JSONWriter()
      json.string(recorded.name)
      var prefix = Array(",\"phase\":\"\(recorded.phase.keyword)\",\"name\":".utf8)
      prefix += json.bytes
      let sizes = recorded.quantity.shape.sizes
      prefix += Array(",\"shape\":[\(sizes.map(String.init).joined(separator: ","))],\"values\":".utf8)
      lines.append(
        TraceChunk.Line(
          recorded.quantity, prefix: prefix, isEpochTotal: run.program.isEpochTotal(recorded.quantity)))
      kept.append(run.machine.keepsPlaces ? numbers : nil)
    }
    return (lines, kept)
  }
}

extension TraceWriter where Failure == Never {
  /// The version of the schema; any change of meaning raises it.
  package static var version: Int { 1 }
}
