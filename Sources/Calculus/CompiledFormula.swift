import Matrices

/// A formula as computations over the slots of a block.
struct CompiledFormula: Sendable {
  /// The quantities read, each once, and where their values go before `run`.
  let inputs: [(quantity: Quantity, slot: Slot)]
  /// Where the value is after `run`.
  let value: Slot
  /// How many numbers the block has.
  let count: Int
  private let constants: [(offset: Int, number: Double)]
  private let steps: [Step]

  /// One operator at work.
  private struct Step {
    let rule: any Operator
    let inputs: [Slot]
    let output: Slot
    let compute: Computation
    /// What computes a row alone, and what a column; nothing where nobody looks for changes.
    var lines: [LineComputation?] = []

    init(_ rule: any Operator, _ inputs: [Slot], _ output: Slot) {
      (self.rule, self.inputs, self.output) = (rule, inputs, output)
      compute = rule.evaluation(inputs, output)
    }

    mutating func prepareLines() { lines = (0...1).map { rule.lineEvaluation(inputs, output, axis: $0) } }
  }

  /// - Parameter least: numbers of all results from which on it can be computed from changes.
  init(_ formula: Formula, withChangesFrom least: Int = .max) {
    var layout = Layout()
    inputs = formula.references.map { ($0, layout.reserve($0.shape)) }
    for (quantity, slot) in inputs { layout.slots[quantity.id] = slot }
    value = layout.place(formula)
    count = layout.count
    constants = layout.constants
    if count >= least { for index in layout.steps.indices { layout.steps[index].prepareLines() } }
    steps = layout.steps
  }

  /// Puts the formula's numbers where its operators read them: once for each block.
  func setConstants(_ block: UnsafeMutablePointer<Double>) {
    for (offset, number) in constants { block[offset] = number }
  }

  /// Computes the value from what the inputs hold now.
  ///
  /// - Parameter observe: is told where the result of each operator is as soon as it is there.
  func run(_ block: UnsafeMutablePointer<Double>, observe: (Slot) -> Void = { _ in }) {
    for step in steps {
      step.compute(block)
      observe(step.output)
    }
  }

  /// Computes the value from what the inputs hold now, in a block that it has been computed in before: what does not depend
  /// on changes is there already, with the same bits.
  ///
  /// - Parameter changes: of each input, which of its numbers are others than the last time.
  func run(_ block: UnsafeMutablePointer<Double>, changes: [ChangedLines]) {
    // By where they begin: each quantity and each result has a slot of its own.
    var known: [Int: ChangedLines] = [:]
    for (input, lines) in zip(inputs, changes) { known[input.slot.offset] = lines }
    for step in steps {
      let arguments = step.inputs.map { (shape: $0.shape, changes: known[$0.offset] ?? .none) }
      let own = step.rule.changes(of: step.output.shape, arguments)
      known[step.output.offset] = own
      if own.isEmpty { continue }
      let axis = step.lines.indices.first { step.lines[$0] != nil && own[$0] != nil }
      if let axis, let line = step.lines[axis] {
        for place in own[axis] ?? [] { line(block, place) }
      } else {
        step.compute(block)
      }
    }
  }

  /// A block for a moment, with the constants in it.
  func withMemory(_ body: (UnsafeMutablePointer<Double>) -> Void) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, count)) { memory in
      memory.initialize(repeating: 0)
      guard let start = memory.baseAddress else { return }
      setConstants(start)
      body(start)
    }
  }

  /// Gives each part of a formula its slot.
  private struct Layout {
    var count = 0
    /// Where the quantities are, by id.
    var slots: [Int: Slot] = [:]
    var constants: [(offset: Int, number: Double)] = []
    var steps: [Step] = []

    mutating func reserve(_ shape: Shape) -> Slot {
      defer { count += max(1, shape.count) }
      return Slot(count, shape)
    }

    /// Where a formula's value will be; appends the computations that compute it.
    mutating func place(_ formula: Formula) -> Slot {
      switch formula {
      case .number(let number, _):
        let slot = reserve(.scalar)
        constants.append((slot.offset, number))
        return slot
      case .reference(let quantity):
        return slots[quantity.id] ?? reserve(quantity.shape)
      case .apply(let application):
        if let lowered = try? application.rule.lowered(application.arguments), lowered.shape == application.shape {
          return place(lowered)
        }
        let arguments = application.arguments.map { place($0) }
        let output = reserve(application.shape)
        steps.append(Step(application.rule, arguments, output))
        return output
      }
    }
  }
}
