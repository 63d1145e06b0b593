import Calculus
import Datasets
import Documents
import Execution
import Matrices
import OperatingSystem
import Trace

/// `--trace-file x.npz` or `.safetensors`, with `--quantities`: one array for each quantity, with the recorded
/// iterations as its first axis (`TraceLayout`).
///
/// The file is begun before the run, so that a place where nothing can be written is told at once, and written after it:
/// only then is it known how many iterations there are. Until then the numbers are in a `Spool`.
final class TensorTrace {
  /// One of the arrays.
  private struct Column {
    let name: String
    /// The quantity's sizes.
    let sizes: [Int]
    let spooled: Int
    var iterations = Progressions()
  }

  /// Where a quantity of the program of one batch size goes.
  private struct Line {
    let quantity: Quantity
    let column: Int
    let count: Int
    /// Whether it is there only at an epoch's last iteration.
    let isEpochTotal: Bool
  }

  private let file: AtomicFile
  private let format: TensorFormat
  private let names: Set<String>?
  private let context: Context
  private let spool: Spool
  private let type: TensorType
  private var columns: [Column] = []
  private var columnOf: [String: Int] = [:]
  /// For full batches and for a smaller last one, by whether it is that.
  private var lines: [Bool: [Line]] = [:]
  private var iterations = Progressions()
  private var epochs = Progressions()
  private var batches = Progressions()

  /// Begins the file; throws `FileError`.
  init(
    _ path: String, _ format: TensorFormat, names: Set<String>?, of run: Run, _ context: Context
  ) throws {
    type = run.machine.isSinglePrecision ? .float32 : .float64
    self.format = format
    self.names = names
    self.context = context
    // What can be computed again need not be waited for.
    file = try AtomicFile(path, isDurable: false)
    spool = Spool(beside: file.neighbourhood, path: path)
  }

  /// Keeps the current iteration; throws `FileError`.
  func record(_ run: Run) throws {
    guard iterations.last != run.iteration else { return }
    iterations.append(run.iteration)
    epochs.append(run.epoch)
    batches.append(run.batch)
    let isEpochEnd = run.isEpochEnd
    for line in lines(of: run) where isEpochEnd || !line.isEpochTotal {
      guard let found = run.numbers(of: line.quantity) else { continue }
      guard found.count == line.count else { throw TensorWritingError.wrongCount }
      try spool.append(found.bytes, to: columns[line.column].spooled)
      columns[line.column].iterations.append(run.iteration)
    }
  }

  /// The lines of the current batch's size, made when it first comes.
  private func lines(of run: Run) -> [Line] {
    let isRemainder = run.program.isRemainder
    if let known = lines[isRemainder] { return known }
    let program = run.program
    let usual = Dictionary(
      RecordedQuantity.all(of: run.main).map { ($0.name, $0.quantity.shape.sizes) },
      uniquingKeysWith: { first, _ in first })
    let made = RecordedQuantity.all(of: program).filter { names?.contains($0.name) ?? true }.map { recorded in
      let sizes = recorded.quantity.shape.sizes
      let name = usual[recorded.name] == sizes ? recorded.name : TraceLayout.lastBatch(recorded.name)
      return Line(
        quantity: recorded.quantity, column: column(name, sizes), count: recorded.quantity.shape.count,
        isEpochTotal: program.isEpochTotal(recorded.quantity))
    }
    lines[isRemainder] = made
    return made
  }

  private func column(_ name: String, _ sizes: [Int]) -> Int {
    if let known = columnOf[name] { return known }
    columnOf[name] = columns.count
    columns.append(Column(name: name, sizes: sizes, spooled: spool.addColumn()))
    return columns.count - 1
  }

  /// Completes the file; throws `FileError`, and `Interrupted` when Ctrl-C comes meanwhile.
  ///
  /// One that came before has ended the run, and what was recorded is kept; a second one ends the process.
  func finish(_ run: Run) throws {
    let wasInterrupted = context.interrupt.isRequested
    if wasInterrupted, spool.byteCount > 50_000_000 {
      let words = RunProgress.interruptedTrace(of: spool.byteCount)
      try context.console.message(context.surroundings.shown(words[context.language]))
    }
    do {
      let arrays = arrays()
      let sources = Dictionary(arrays.map { ($0.tensor.name, $0.source) }, uniquingKeysWith: { first, _ in first })
      let metadata = [
        "lesson": run.main.name, "seed": "\(run.options.seed)",
        "way": run.machine.way.rawValue, "version": "\(TraceLayout.version)",
      ]
      let progress = Progress(context)
      defer { progress.clear() }
      var written = 0
      try format.write(arrays.map(\.tensor), metadata: metadata) { [file, context, spool] bytes in
        if !wasInterrupted { try context.interrupt.check() }
        try file.write(bytes: bytes)
        written += bytes.count
        progress.show { _ in RunProgress.trace(written: written, of: spool.byteCount) }
      } numbers: { tensor, put in
        switch sources[tensor.name] {
        case .numbers(let numbers): try numbers.forEachPiece { try put(.double($0)) }
        case .column(let index): try read(columns[index], put)
        case nil: return
        }
      }
      try file.commit()
    } catch {
      file.cancel()
      throw error
    }
  }

  private enum Source {
    case numbers(Progressions)
    case column(Int)
  }

  /// The arrays in the order of the file.
  private func arrays() -> [(tensor: TensorDescription, source: Source)] {
    func whole(_ name: String, _ numbers: Progressions) -> (tensor: TensorDescription, source: Source) {
      (TensorDescription(name, .int64, shape: [numbers.count]), .numbers(numbers))
    }
    var version = Progressions()
    version.append(TraceLayout.version)
    var arrays = [
      (tensor: TensorDescription(TraceLayout.versionName, .int64, shape: []), source: Source.numbers(version)),
      whole(TraceLayout.iteration, iterations), whole(TraceLayout.epoch, epochs), whole(TraceLayout.batch, batches),
    ]
    for (index, column) in columns.enumerated() where column.iterations.count > 0 {
      let shape = [column.iterations.count] + column.sizes
      arrays.append((TensorDescription(column.name, type, shape: shape), .column(index)))
      if column.iterations.count != iterations.count {
        arrays.append(whole(TraceLayout.iterations(of: column.name), column.iterations))
      }
    }
    return arrays
  }

  private func read(_ column: Column, _ put: (TensorFormat.Piece) throws -> Void) throws {
    try spool.read(column.spooled) { [type] bytes in
      if type == .float32 {
        try put(.float(bytes.assumingMemoryBound(to: Float.self)))
      } else {
        try put(.double(bytes.assumingMemoryBound(to: Double.self)))
      }
    }
  }

  /// Leaves nothing behind.
  func cancel() { file.cancel() }
}
