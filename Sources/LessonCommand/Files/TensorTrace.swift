import Calculus
import Datasets
import Execution
import Matrices
import Trace
import Typesetting

/// `--trace-file x.safetensors` or `.npz`, with `--quantities`: the array `100.W1` is W1 at iteration 100.
///
/// The file is begun before the run and complete after it. A safetensors file is written while the run goes on; an
/// archive, and what has more arrays than was foreseen, is held until the end.
final class TensorTrace<Scalar: KernelsScalar> {
  private let file: AtomicFile
  private let format: TensorFormat
  private let selection: IterationSelection
  private let names: Set<String>?
  private var stream: SafeTensorsStream?
  private var held: [(tensor: TensorDescription, numbers: TensorFormat.Numbers)] = []
  private var heldBytes = 0
  private var iterations: [Int] = []
  /// More than this is not held.
  private static var mostBytes: Int { 2_000_000_000 }
  /// More room is not left for a list of arrays.
  private static var mostRoom: Int { 8_000_000 }

  /// Begins the file; throws `FileError` and `CommandError`.
  init(
    _ path: String, _ format: TensorFormat, _ selection: IterationSelection, names: Set<String>?, _ run: some LessonRun
  ) throws {
    self.format = format
    self.selection = selection
    self.names = names
    // What can be computed again need not be waited for.
    let file = try AtomicFile(path, isDurable: false)
    self.file = file
    guard format == .safetensors, file.isSeekable else { return }
    let all = RecordedQuantity.all(of: run.program).filter { names?.contains($0.name) ?? true }
    let perIteration = all.reduce(0) { sum, recorded in
      sum + SafeTensorsStream.length(Self.description(recorded, at: run.plannedIterations)) + 16
    }
    let planned = min(run.plannedIterations, Self.mostRoom)
    let count = (selection.every.map { planned / $0 + 2 } ?? 0) + selection.single.count + 1
    let (room, overflow) = perIteration.multipliedReportingOverflow(by: count)
    guard !overflow, room <= Self.mostRoom else { return }
    stream = try SafeTensorsStream(room: room + 2_000) { try file.write(bytes: $0) }
  }

  private static func description(_ recorded: RecordedQuantity, at iteration: Int) -> TensorDescription {
    TensorDescription(
      "\(iteration).\(recorded.name)", Scalar.self == Float.self ? .float32 : .float64,
      shape: recorded.quantity.shape.sizes)
  }

  /// Whether an iteration is wanted, as far as is known before it.
  func wants(_ iteration: Int, of run: some LessonRun) -> Bool {
    selection.contains(iteration) || selection.includesLast && iteration == run.plannedIterations
  }

  /// Whether nothing was recorded.
  var isEmpty: Bool { iterations.isEmpty }

  /// Keeps the current iteration; throws `FileError`, and `CommandError` when it is too much.
  ///
  /// - Parameter numbers: where the numbers of a quantity are.
  func record(_ run: some LessonRun, _ numbers: (Quantity) -> UnsafeBufferPointer<Scalar>?) throws {
    guard iterations.last != run.iteration else { return }
    iterations.append(run.iteration)
    for recorded in RecordedQuantity.present(in: run, names: names) {
      guard let found = numbers(recorded.quantity) else { continue }
      let tensor = Self.description(recorded, at: run.iteration)
      guard stream?.fits(tensor) == true else {
        try hold(tensor, found)
        continue
      }
      let bytes = UnsafeRawBufferPointer(found)
      if Scalar.self == Float.self {
        try stream?.append(tensor, bytes.assumingMemoryBound(to: Float.self))
      } else {
        try stream?.append(tensor, bytes.assumingMemoryBound(to: Double.self))
      }
    }
  }

  private func hold(_ tensor: TensorDescription, _ found: UnsafeBufferPointer<Scalar>) throws {
    let bytes = UnsafeRawBufferPointer(found)
    heldBytes += bytes.count
    guard stream == nil, heldBytes <= Self.mostBytes else {
      file.cancel()
      throw CommandError(
        es: "Son más de 2 GB para un solo archivo: elige iteraciones con --every o --at, o cantidades con "
          + "--quantities.",
        en: "It is more than 2 GB for one file: choose iterations with --every or --at, or quantities with "
          + "--quantities.")
    }
    held.append(
      (
        tensor,
        Scalar.self == Float.self
          ? .float(Array(bytes.assumingMemoryBound(to: Float.self)))
          : .double(Array(bytes.assumingMemoryBound(to: Double.self)))
      ))
  }

  /// Completes the file; throws `FileError`.
  func finish(_ run: some LessonRun) throws {
    let metadata = [
      "lesson": run.main.name, "seed": "\(run.options.seed)",
      "way": Scalar.self == Float.self ? "fast" : "exact",
    ]
    do {
      if let stream {
        try file.overwrite(beginning: try stream.head(metadata: metadata))
      } else {
        try format.write(held, metadata: metadata) { [file] in try file.write(bytes: $0) }
      }
      try file.commit()
    } catch {
      file.cancel()
      throw error
    }
  }

  /// Leaves nothing behind.
  func cancel() { file.cancel() }
}
