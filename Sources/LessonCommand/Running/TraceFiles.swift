import Execution
import OperatingSystem
import Trace

/// The file of `--trace-file`, in either format; nothing without one.
final class TraceFiles {
  private var writer: TraceWriter<any Error>?
  private let file: AtomicFile?
  private let arrays: TensorTrace?

  /// Begins the file, so that a place where nothing can be written is told at once; throws `FileError`.
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
    case .lines where path == "-":
      (file, arrays) = (nil, nil)
      let output = context.console.output
      writer = TraceWriter(run, names: names) { try output.write(bytes: $0) }
    case .lines:
      let opened = try AtomicFile(path)
      (file, arrays) = (opened, nil)
      writer = TraceWriter(run, names: names) { try opened.write(bytes: $0) }
    }
  }

  /// Records the run's present iteration.
  func record(_ run: Run) throws {
    try writer?.record(run)
    try arrays?.record(run)
  }

  /// Completes the file.
  func finish(_ run: Run) throws {
    try writer?.finish()
    try file?.commit()
    try arrays?.finish(run)
  }

  /// Leaves nothing behind.
  func cancel() {
    file?.cancel()
    arrays?.cancel()
  }
}
