import Datasets
import Documents
import Execution
import Models
import OperatingSystem
import Typesetting

/// What `--save` and `--layout` ask for: a file that is begun before the run, so that a place where nothing can be
/// written is told at once, and complete after it.
final class ModelWriter {
  private let file: AtomicFile
  private let format: TensorFormat
  private let layout: ModelLayout
  private let path: String

  /// Begins the file; nil without `--save`. Throws `FileError`, `CommandError`, `UsageError`.
  init?(_ arguments: ParsedArguments) throws {
    guard let path = arguments.value("save") else {
      guard arguments.has("layout") else { return nil }
      throw UsageError(
        es: "--layout necesita --save, que dice en qué archivo.",
        en: "--layout needs --save, which names the file."
      )
    }
    guard let format = TensorFormat(ending: path) else {
      throw CommandError(
        Localized(
          es: "'\(path)' debe acabar en .safetensors o en .npz.", en: "'\(path)' must end in .safetensors or .npz."),
        exitCode: .usage)
    }
    self.format = format
    layout = arguments.value("layout").flatMap(ModelLayout.init(rawValue:)) ?? .lesson
    self.path = path
    file = try AtomicFile(path)
  }

  /// Writes what a run has come to, its numbers of the given type; throws `FileError`.
  ///
  /// In the layout of others only the parameters, which is all they can read.
  ///
  /// - Returns: a line for the reader.
  func write(_ run: Run) throws -> Localized {
    let type: TensorType = run.machine.isSinglePrecision ? .float32 : .float64
    var metadata = ["lesson": run.main.name, "layout": layout.rawValue]
    if layout == .torch { metadata["format"] = "pt" }
    try refuseWorthless(run)
    do {
      let arrays = SavedArrays.of(run, type, layout)
      try format.write(arrays.map { ($0.tensor, .double($0.numbers)) }, metadata: metadata) { [file] in
        try file.write(bytes: $0)
      }
      try file.commit()
      let count = arrays.count { !$0.tensor.name.hasPrefix("run.") }
      return FileNotes.saved(path, arrays: count, run.whereabouts)
        + FileNotes.keptNames(SavedArrays.keptNames(run.main, layout), layout.rawValue)
    } catch {
      file.cancel()
      throw error
    }
  }

  /// What diverged, or could not be loaded again, does not take the place of what can.
  private func refuseWorthless(_ run: Run) throws {
    if case .diverged = run.outcome {
      file.cancel()
      throw CommandError(
        Localized(
          es: "No se guarda nada: la lección ha divergido.", en: "Nothing is saved: the lesson has diverged."),
        exitCode: .diverged)
    }
    let saved = run.saved
    for input in SavedRun.inputs(run.main) where !input.isEvaluation {
      let name = input.quantity.symbol.name
      guard saved.values[name]?.values.contains(where: { !$0.isFinite }) == true else { continue }
      file.cancel()
      throw CommandError(
        es: "No se guarda nada: '\(name)' ya no tiene números finitos.",
        en: "Nothing is saved: '\(name)' no longer has finite numbers.")
    }
  }
}
