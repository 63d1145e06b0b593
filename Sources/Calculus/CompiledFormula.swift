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
  private let computations: [(output: Slot, compute: Computation)]

  init(_ formula: Formula) {
    var layout = Layout()
    inputs = formula.references.map { ($0, layout.reserve($0.shape)) }
    for (quantity, slot) in inputs { layout.slots[quantity.id] = slot }
    value = layout.place(formula)
    count = layout.count
    constants = layout.constants
    computations = layout.computations
  }

  /// Puts the formula's numbers where its operators read them: once for each block.
  func setConstants(_ block: UnsafeMutablePointer<Double>) {
    for (offset, number) in constants { block[offset] = number }
  }

  /// Computes the value from what the inputs hold now.
  ///
  /// - Parameter observe: is told where the result of each operator is as soon as it is there.
  func run(_ block: UnsafeMutablePointer<Double>, observe: (Slot) -> Void = { _ in }) {
    for (output, compute) in computations {
      compute(block)
      observe(output)
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
    var computations: [(output: Slot, compute: Computation)] = []

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
        computations.append((output, application.rule.evaluation(arguments, output)))
        return output
      }
    }
  }
}
