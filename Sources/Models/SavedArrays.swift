import Calculus
import Datasets
import Execution
import Matrices

/// The arrays of a saved run, in the order of the file.
package enum SavedArrays {
  /// How many outputs the layer has whose bias this is.
  private static func outputs(of bias: String, _ program: Program, _ saved: SavedRun) -> Int? {
    let weights = ["W", "w"].lazy.compactMap { saved.values[$0 + bias.dropFirst()] }.first
    return weights.map { program.convention == .rows ? $0.shape.columns : $0.shape.rows }
  }

  /// The parameters that go into the file as they are, though another layout is asked for.
  package static func keptNames(_ program: Program, _ layout: ModelLayout) -> [String] {
    guard layout != .lesson else { return [] }
    return SavedRun.inputs(program).filter { $0.phase == .parameters }.map(\.quantity).filter {
      layout.place(of: $0.symbol.name, shape: $0.shape, convention: program.convention).name == $0.symbol.name
    }.map(\.symbol.name)
  }

  /// What a run has come to; in the layout of others only the parameters, which is all they can read.
  package static func of(_ run: Run, _ type: TensorType, _ layout: ModelLayout) -> [(
    tensor: TensorDescription, numbers: [Double]
  )] {
    let saved = run.saved
    let program = run.main
    var arrays: [(tensor: TensorDescription, numbers: [Double])] = []
    for input in SavedRun.inputs(program) where layout == .lesson || input.phase == .parameters {
      let name = input.quantity.symbol.name
      guard let value = saved.values[name] else { continue }
      let place = layout.place(of: name, shape: input.quantity.shape, convention: program.convention)
      let stored = place.isTransposed ? value.transposed : value
      let sizes = place.isVector ? [stored.shape.count] : stored.shape.sizes
      var array = (tensor: TensorDescription(place.name, type, shape: sizes), numbers: stored.values)
      if place.isVector, stored.shape.count == 1, let outputs = outputs(of: name, program, saved) {
        // One bias for the whole layer: the layers of others have one for each output.
        array = (
          TensorDescription(place.name, type, shape: [outputs]), Array(repeating: array.numbers[0], count: outputs)
        )
      }
      arrays.append((array.tensor, array.numbers))
    }
    guard layout == .lesson, let position = saved.position else { return arrays }
    let numbers = [position.iteration, position.epoch, position.batch, Int(run.options.seed)].map(Double.init)
    for (name, numbers) in [
      (ModelFile.Extra.position, numbers + [program.convention == .rows ? 1 : 0]), (ModelFile.Extra.sums, saved.sums),
      (ModelFile.Extra.bests, saved.bests), (ModelFile.Extra.data, saved.data),
      (ModelFile.Extra.version, [Double(ModelFile.version)]),
    ] {
      arrays.append((TensorDescription(name, .float64, shape: [numbers.count]), numbers))
    }
    return arrays
  }
}
