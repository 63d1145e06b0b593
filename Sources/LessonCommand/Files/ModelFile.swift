import Calculus
import Datasets
import Execution
import LessonLanguage
import Matrices
import Typesetting

/// A run in a file, `.safetensors` or `.npz`: what was learned, and all that is needed to go on.
struct ModelFile {
  private let tensors: TensorFile
  /// The seed of the saved run; nil for a file with parameters alone.
  let seed: UInt32?
  /// Where the saved run is; nil for a file with parameters alone.
  let position: SavedRun.Position?
  private let examplesInRows: Bool?

  /// Arrays that are not quantities of the lesson.
  enum Extra {
    /// Iteration, epoch, batch, seed, and 1 for examples in rows.
    static let position = "run.position"
    static let sums = "run.sums"
    static let bests = "run.bests"
  }

  /// Reads a file; throws `DataFileError`.
  init(_ path: String) throws {
    tensors = try TensorFile.read(path)
    guard tensors.tensors.contains(where: { $0.name == Extra.position }) else {
      (seed, position, examplesInRows) = (nil, nil, nil)
      return
    }
    let numbers = try tensors.numbers(Extra.position, shape: [5])
    guard let iteration = Int(exactly: numbers[0]), let epoch = Int(exactly: numbers[1]),
      let batch = Int(exactly: numbers[2]), let seed = UInt32(exactly: numbers[3]),
      (0...1_000_000_000).contains(iteration), (0...iteration).contains(epoch), (0...iteration).contains(batch)
    else {
      throw DataFileError(
        path, es: "'\(Extra.position)' no es un lugar de una ejecución", en: "'\(Extra.position)' is no place in a run")
    }
    self.seed = seed
    position = SavedRun.Position(iteration: iteration, epoch: epoch, batch: batch)
    examplesInRows = numbers[4] != 0
  }

  /// What the lesson goes on from; throws `DataFileError` when parameters are missing or have other shapes.
  ///
  /// Without the states of its optimizer, or without a position, a run begins anew with the parameters.
  func savedRun(for lesson: PreparedLesson) throws -> SavedRun {
    let program = lesson.main.program
    let inRows = examplesInRows ?? program.examplesInRows
    let names = Set(tensors.tensors.map(\.name))
    var values: [String: Matrix] = [:]
    var lacksState = false
    for input in SavedRun.inputs(program) {
      let name = input.quantity.symbol.name
      let shape = inRows == program.examplesInRows ? input.quantity.shape : input.quantity.shape.transposed
      let places = ModelLayout.allCases.map { $0.place(of: name, examplesInRows: inRows) }
      guard
        let place = places.first(where: { names.contains($0.name) }) ?? (input.phase == .parameters ? places[0] : nil)
      else {
        lacksState = lacksState || input.phase == .state
        continue
      }
      let stored = place.isTransposed ? shape.transposed : shape
      let sizes = place.isVector ? [stored.count] : stored.sizes
      let numbers = try tensors.numbers(place.name, shape: sizes, allowsNonFinite: input.isEvaluation)
      guard let matrix = Matrix(stored, numbers) else { continue }
      values[name] = place.isTransposed ? matrix.transposed : matrix
    }
    var saved = SavedRun(position: lacksState ? nil : position, values: values, examplesInRows: inRows)
    if saved.position != nil {
      saved.sums = try list(Extra.sums, count: 2 * program.accumulations.count)
      saved.bests = try list(Extra.bests, count: nil)
    }
    return saved
  }

  private func list(_ name: String, count: Int?) throws -> [Double] {
    guard tensors.tensors.contains(where: { $0.name == name }) else { return [] }
    let numbers = try tensors.numbers(name, shape: count.map { [$0] }, allowsNonFinite: true)
    return numbers
  }
}
