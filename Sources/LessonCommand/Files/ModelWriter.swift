import Calculus
import Datasets
import Execution
import LessonLanguage
import Matrices
import Typesetting

/// What `--save` and `--layout` ask for: a file that is begun before the run, so that a place where nothing can be
/// written is told at once, and complete after it.
final class ModelWriter {
  private let file: AtomicFile
  private let format: TensorFormat
  private let layout: ModelLayout

  /// Begins the file; nil without `--save`. Throws `FileError`, `CommandError`, `UsageError`.
  init?(_ arguments: ParsedArguments) throws {
    guard let path = arguments.value("save") else {
      guard arguments.has("layout") else { return nil }
      throw UsageError(
        es: "--layout acompaña a --save, que dice en qué archivo.",
        en: "--layout goes with --save, which says the file."
      )
    }
    format = try TensorFormat(path: path)
    layout = arguments.value("layout").flatMap(ModelLayout.init(rawValue:)) ?? .lesson
    file = try AtomicFile(path)
  }

  /// Writes what a run has come to, its numbers of the given type; throws `FileError`.
  ///
  /// In the layout of others only the parameters, which is all they can read.
  func write(_ run: Run) throws {
    let type: TensorType = run.machine.isSinglePrecision ? .float32 : .float64
    var metadata = ["lesson": run.main.name, "layout": layout.rawValue]
    if layout == .torch { metadata["format"] = "pt" }
    try refuseWorthless(run)
    do {
      try format.write(arrays(run, type), metadata: metadata) { [file] in try file.write(bytes: $0) }
      try file.commit()
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
        es: "No se guarda nada: la lección ha divergido.", en: "Nothing is saved: the lesson has diverged.")
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

  /// How many outputs the layer has whose bias this is.
  private func outputs(of bias: String, _ program: Program, _ saved: SavedRun) -> Int? {
    let weights = ["W", "w"].lazy.compactMap { saved.values[$0 + bias.dropFirst()] }.first
    return weights.map { program.convention == .rows ? $0.shape.columns : $0.shape.rows }
  }

  private func arrays(_ run: Run, _ type: TensorType) -> [(
    tensor: TensorDescription, numbers: TensorFormat.Numbers
  )] {
    let saved = run.saved
    let program = run.main
    var arrays: [(tensor: TensorDescription, numbers: TensorFormat.Numbers)] = []
    for input in SavedRun.inputs(program) where layout == .lesson || input.phase == .parameters {
      let name = input.quantity.symbol.name
      guard let value = saved.values[name] else { continue }
      let place = layout.place(of: name, convention: program.convention)
      let stored = place.isTransposed ? value.transposed : value
      let sizes = place.isVector ? [stored.shape.count] : stored.shape.sizes
      var array = (tensor: TensorDescription(place.name, type, shape: sizes), numbers: stored.values)
      if place.isVector, stored.shape.count == 1, let outputs = outputs(of: name, program, saved) {
        // One bias for the whole layer: the layers of others have one for each output.
        array = (
          TensorDescription(place.name, type, shape: [outputs]), Array(repeating: array.numbers[0], count: outputs)
        )
      }
      arrays.append((array.tensor, .double(array.numbers)))
    }
    guard layout == .lesson, let position = saved.position else { return arrays }
    let numbers = [position.iteration, position.epoch, position.batch, Int(run.options.seed)].map(Double.init)
    for (name, numbers) in [
      (ModelFile.Extra.position, numbers + [program.convention == .rows ? 1 : 0]), (ModelFile.Extra.sums, saved.sums),
      (ModelFile.Extra.bests, saved.bests), (ModelFile.Extra.data, saved.data),
    ] {
      arrays.append((TensorDescription(name, .float64, shape: [numbers.count]), .double(numbers)))
    }
    return arrays
  }
}
