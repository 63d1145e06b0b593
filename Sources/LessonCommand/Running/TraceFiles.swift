import Documents
import Execution
import Kernels
import OperatingSystem
import Trace
import Typesetting

/// The file of `--trace-file`, in any of its formats; nothing without one.
final class TraceFiles {
  private var writer: TraceWriter<any Error>?
  private var table: TraceTable<any Error>?
  private let file: AtomicFile?
  private let arrays: TensorTrace?

  /// Begins the file, so that a place where nothing can be written is told at once; throws `FileError`, and `CommandError`
  /// for a table of more columns than a sheet has.
  init(
    _ format: TraceFormat?, names: Set<String>?, _ run: Run, _ context: Context
  ) throws {
    guard let format, let path = context.arguments.value("trace-file") else {
      (file, arrays) = (nil, nil)
      return
    }
    switch format {
    case .arrays(let format):
      file = nil
      arrays = try TensorTrace(path, format, names: names, of: run, context)
    case .table(let isWide):
      if isWide { try Self.checkColumns(run, names) }
      let opened = try AtomicFile(path, isDurable: false)
      (file, arrays) = (opened, nil)
      table = TraceTable(
        run, names: names, style: CSVStyle(context.surroundings.decimalMark), language: context.language,
        isWide: isWide
      ) { try opened.write(bytes: $0) }
    case .lines where path == "-":
      (file, arrays) = (nil, nil)
      let output = context.console.output
      writer = TraceWriter(run, names: names, encoding: Self.encoding(run)) { try output.write(bytes: $0) }
    case .lines:
      let opened = try AtomicFile(path, isDurable: false)
      (file, arrays) = (opened, nil)
      writer = TraceWriter(run, names: names, encoding: Self.encoding(run)) { try opened.write(bytes: $0) }
    }
  }

  /// Numbers are put into text on all processors while the run goes on, unless the run itself is at work on them.
  private static func encoding(_ run: Run) -> TraceEncoding<any Error> {
    let pool = WorkerPool(threads: run.machine.way == .exact ? min(WorkerPool.processorCount, mostThreads) : 1)
    var begun: BegunTasks<Void>?
    return TraceEncoding(
      begin: { begun = pool.begin($0, make: $1) }, finish: { take in try begun?.finish { place, _ in try take(place) } }
    )
  }

  /// What one thread writes, as many put into text.
  private static let mostThreads = 4

  private static func checkColumns(_ run: Run, _ names: Set<String>?) throws {
    let (count, most) = (TraceTable.columns(of: run.main, names), TraceTable.mostColumns)
    guard count > most else { return }
    throw CommandError(FileNotes.tooManyColumns(count, most: most), exitCode: .usage)
  }

  /// What a reader of the file is told who opens it in a spreadsheet; nil where there is nothing to say.
  var warning: Localized? {
    guard let rows = table?.rowCount, rows > TraceTable.mostRows else { return nil }
    return FileNotes.tooManyRows(rows, most: TraceTable.mostRows)
  }

  /// Records the run's present iteration.
  func record(_ run: Run) throws {
    try writer?.record(run)
    try table?.record(run)
    try arrays?.record(run)
  }

  /// Completes the file.
  func finish(_ run: Run) throws {
    try writer?.finish()
    try table?.finish()
    try file?.commit()
    try arrays?.finish(run)
  }

  /// Leaves nothing behind.
  func cancel() {
    file?.cancel()
    arrays?.cancel()
  }
}
