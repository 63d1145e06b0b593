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
  private let sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  private let encoding: TraceEncoding<Failure>
  /// The first line, until it is written.
  private var opening: [UInt8]
  /// Chunks to be filled one after another, and the place of the one that is being filled.
  private var chunks: [TraceChunk] = []
  private var filling = 0
  /// How many numbers the chunks before it have.
  private var gathered = 0
  /// Chunks that are being put into text meanwhile, or have been.
  private var begun: [TraceChunk] = []
  private var isEncoding = false
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
  ///   - encoding: who puts numbers into text; the caller without it.
  ///   - sink: takes the bytes, in order.
  package init(
    _ run: Run, names: Set<String>? = nil,
    encoding: TraceEncoding<Failure> = .ownThread, sink: @escaping (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) {
    self.sink = sink
    self.encoding = encoding
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
      if linesOf != nil { try finish() }
      linesOf = (run, run.program.isRemainder)
      (lines, kept) = lines(of: run)
      (chunks, begun) = ([], [])
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
    try finishBegun()
  }

  /// Lets all that is gathered be put into text, while what comes next is gathered.
  private mutating func flush() throws(Failure) {
    try finishBegun()
    if !opening.isEmpty {
      if chunks.isEmpty { chunks.append(TraceChunk([])) }
      chunks[0].begin(with: opening)
      opening = []
    }
    // Each is put into text by one thread, and nobody else touches it until that is done.
    nonisolated(unsafe) let filled = chunks.filter { $0.hasSomething }
    encoding.begin(filled.count) { filled[$0].encode() }
    (chunks, begun, isEncoding) = (begun, filled, true)
    (filling, gathered) = (0, 0)
  }

  /// Writes what has begun to be put into text.
  private mutating func finishBegun() throws(Failure) {
    guard isEncoding else { return }
    isEncoding = false
    let (chunks, sink) = (begun, sink)
    try encoding.finish { place throws(Failure) in try chunks[place].write(to: sink) }
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
          quantity: recorded.quantity, prefix: prefix, isEpochTotal: run.program.isEpochTotal(recorded.quantity)))
      kept.append(run.machine.keepsPlaces ? numbers : nil)
    }
    return (lines, kept)
  }
}

extension TraceWriter where Failure == Never {
  /// The version of the schema; any change of meaning raises it.
  package static var version: Int { 1 }
}
