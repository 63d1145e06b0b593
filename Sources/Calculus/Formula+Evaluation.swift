import Matrices

extension Formula {
  /// The value, computed step by step on memory of its own, in the order in which a plan would.
  ///
  /// - Parameter value: the value of a quantity; entries it has too few of are taken as not a number.
  package func evaluate<Failure: Error>(_ value: (Quantity) throws(Failure) -> Matrix) throws(Failure) -> Matrix {
    try FormulaEvaluator(self).evaluate(value)
  }

  /// The value of a formula that reads no quantity.
  package func evaluate() -> Matrix {
    evaluate { Matrix($0.shape, repeating: .nan) }
  }
}

/// A formula with memory of its own, to be computed as often as the quantities that it reads change.
package final class FormulaEvaluator {
  private let inputs: [(quantity: Quantity, buffer: Buffer)]
  private let steps: FormulaSteps

  /// Reserves the memory.
  ///
  /// - Parameter disturb: is given the result of each operator as soon as it is there, and may change it.
  package init(_ formula: Formula, disturb: ((Buffer) -> Void)? = nil) {
    let workspace = Workspace()
    inputs = formula.references.map { ($0, workspace.reserve($0.shape)) }
    let buffers = Dictionary(inputs.map { ($0.quantity.id, $0.buffer) }) { first, _ in first }
    steps = FormulaSteps(formula, inputs: buffers, workspace: workspace, disturb: disturb)
  }

  /// The value from these values of the quantities; entries that one has too few of are taken as not a number.
  package func evaluate<Failure: Error>(_ value: (Quantity) throws(Failure) -> Matrix) throws(Failure) -> Matrix {
    for (quantity, buffer) in inputs {
      let matrix = try value(quantity)
      for index in 0..<buffer.count {
        buffer.pointer[index] = index < matrix.values.count ? matrix.values[index] : .nan
      }
    }
    return steps.matrix()
  }
}

/// A formula made ready to run on memory that lives as long as this does, or as the inputs given.
final class FormulaSteps {
  /// Where the value is after `run`.
  let value: Buffer
  private let workspace: Workspace
  private let steps: [Step]

  /// - Parameters:
  ///   - inputs: the value of each quantity read, by its `id`; one that is missing is not a number.
  ///   - disturb: is given the result of each operator as soon as it is there, and may change it.
  init(
    _ formula: Formula, inputs: [Int: Buffer], workspace: Workspace = Workspace(), disturb: ((Buffer) -> Void)? = nil
  ) {
    var steps: [Step] = []
    value = Self.place(formula, inputs, workspace, disturb, &steps)
    self.workspace = workspace
    self.steps = steps
  }

  /// Computes the value from what the inputs hold now.
  func run() {
    for step in steps { step() }
  }

  /// The value from what the inputs hold now.
  func matrix() -> Matrix {
    run()
    var matrix = Matrix(value.shape)
    for index in 0..<value.count { matrix.values[index] = value.pointer[index] }
    return matrix
  }

  /// Where a formula's value will be; appends the steps that compute it.
  private static func place(
    _ formula: Formula, _ inputs: [Int: Buffer], _ workspace: Workspace, _ disturb: ((Buffer) -> Void)?,
    _ steps: inout [Step]
  ) -> Buffer {
    switch formula {
    case .number(let value, _):
      let buffer = workspace.reserve(.scalar)
      buffer.pointer.pointee = value
      return buffer
    case .reference(let quantity):
      if let buffer = inputs[quantity.id] { return buffer }
      let buffer = workspace.reserve(quantity.shape)
      for index in 0..<buffer.count { buffer.pointer[index] = .nan }
      return buffer
    case .apply(let application):
      if let lowered = try? application.rule.lowered(application.arguments), lowered.shape == application.shape {
        return place(lowered, inputs, workspace, disturb, &steps)
      }
      let arguments = application.arguments.map { place($0, inputs, workspace, disturb, &steps) }
      let output = workspace.reserve(application.shape)
      steps.append(application.rule.step(arguments, output))
      if let disturb { steps.append { disturb(output) } }
      return output
    }
  }
}
