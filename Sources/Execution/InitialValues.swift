import Calculus
import Matrices

/// What settings, data, parameters and state are before the first iteration, the same for every way of running.
package enum InitialValues {
  /// The values by quantity: formulas evaluated, random numbers drawn in the order of the lines as NumPy would after
  /// `np.random.seed(seed)`.
  ///
  /// - Parameters:
  ///   - settings: numbers that stand for those of the program's settings.
  ///   - carry: how a hand writes down what it is given, data and parameters; the settings it takes as they are.
  package static func of(
    _ program: Program, seed: UInt32, stored: StoredInputs, settings: [Int: Double] = [:],
    carry: RunOptions.Carry? = nil
  ) -> [Int: Matrix] {
    var random = NumPyRandom(seed: seed)
    var values: [Int: Matrix] = [:]
    for input in program.inputs {
      let shape = input.quantity.shape
      switch input.initializer {
      case .counter, .batch, .evaluation, .examples: continue
      case .formula where input.phase == .settings && settings[input.quantity.id] != nil:
        values[input.quantity.id] = settings[input.quantity.id].map { Matrix($0) }
      case .formula(let formula):
        let value = formula.evaluate { values[$0.id] ?? stored.matrix(of: $0) ?? Matrix($0.shape) }
        values[input.quantity.id] =
          value.shape == shape ? value : Matrix(shape, repeating: value.values.first ?? 0)
        if let draw = input.replacedDraw, input.phase != .forward { _ = input.drawn(draw, [0, 1], random: &random) }
      case .file(_, let matrix):
        values[input.quantity.id] = Matrix(shape, matrix.values)
        if let draw = input.replacedDraw { _ = input.drawn(draw, [0, 1], random: &random) }
      case .draw(let draw, let arguments):
        guard input.phase != .forward else { continue }
        let numbers = arguments.map { formula in
          formula.evaluate { values[$0.id] ?? stored.matrix(of: $0) ?? Matrix($0.shape) }.values.first ?? .nan
        }
        values[input.quantity.id] = input.drawn(draw, numbers, random: &random)
      }
      if let carry, input.phase != .settings {
        values[input.quantity.id] = values[input.quantity.id].flatMap {
          Matrix($0.shape, $0.values.map { carry.cut($0) })
        }
      }
    }
    return values
  }
}
