import Calculus
import Datasets
import Execution
import Matrices
import Trace
import Typesetting

/// `--trace-file x.safetensors` or `.npz`, with `--quantities`: the file is begun before the run and complete after it.
final class TensorTrace<Scalar: KernelsScalar> {
  private let file: AtomicFile
  private let format: TensorFormat
  private let selection: IterationSelection
  private var recording: TensorRecording<Scalar>
  /// More than this is not held.
  private static var mostBytes: Int { 2_000_000_000 }

  /// Begins the file; throws `FileError` and `CommandError`.
  init(_ path: String, _ format: TensorFormat, _ selection: IterationSelection, names: Set<String>?) throws {
    self.format = format
    self.selection = selection
    recording = TensorRecording(names: names)
    // What can be computed again need not be waited for.
    file = try AtomicFile(path, isDurable: false)
  }

  /// Whether an iteration is wanted, as far as is known before it.
  func wants(_ iteration: Int, of run: some LessonRun) -> Bool {
    selection.contains(iteration) || selection.includesLast && iteration == run.plannedIterations
  }

  /// Whether something was recorded.
  var isEmpty: Bool { recording.iterations.isEmpty }

  /// Keeps the current iteration; throws `CommandError` when it is too much.
  func record(_ run: some LessonRun, _ numbers: (Quantity) -> [Scalar]?) throws {
    recording.record(run, numbers)
    guard recording.byteCount > Self.mostBytes else { return }
    file.cancel()
    throw CommandError(
      es: "Son más de 2 GB: elige con --every, --at o --quantities, o escribe un .jsonl, que no se guarda en memoria.",
      en: "That is more than 2 GB: choose with --every, --at or --quantities, or write a .jsonl, which is not held in "
        + "memory.")
  }

  /// Writes what was kept; throws `FileError`.
  func finish(_ run: some LessonRun) throws {
    let arrays = recording.arrays.map { array -> (tensor: TensorDescription, numbers: TensorFormat.Numbers) in
      if let numbers = array.numbers as? [Float] {
        return (TensorDescription(array.name, .float32, shape: array.sizes), .float(numbers))
      }
      return (TensorDescription(array.name, .float64, shape: array.sizes), .double(array.numbers.map { Double($0) }))
    }
    let metadata = ["lesson": run.lesson.syntax.name, "seed": "\(run.options.seed)"]
    do {
      try format.write(arrays, metadata: metadata) { [file] in try file.write(bytes: $0) }
      try file.commit()
    } catch {
      file.cancel()
      throw error
    }
  }

  /// Leaves nothing behind.
  func cancel() { file.cancel() }
}
