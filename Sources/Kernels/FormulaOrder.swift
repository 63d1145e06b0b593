import Matrices

/// The order in which a formula is evaluated: where possible each instruction takes what the one before has made, which
/// is in registers then. What an instruction computes does not depend on the order.
enum FormulaOrder {
  /// The same instructions in another order; as they were if their intermediate results would not fit.
  static func ordered(_ instructions: [Kernels.BlockInstruction]) -> [Kernels.BlockInstruction] {
    let steps = self.steps(instructions)
    // Who must follow each, and how many each still waits for.
    var followers = Array(repeating: [Int](), count: steps.count)
    var waiting = Array(repeating: 0, count: steps.count)
    for (later, step) in steps.enumerated() {
      for earlier in 0..<later where step.mustFollow(steps[earlier]) {
        followers[earlier].append(later)
        waiting[later] += 1
      }
    }
    var ready = steps.indices.filter { waiting[$0] == 0 }
    var order: [Int] = []
    while !ready.isEmpty {
      let held = order.last.map { steps[$0].target }
      let next = ready.remove(at: ready.firstIndex { steps[$0].takes(held) } ?? 0)
      order.append(next)
      for follower in followers[next] {
        waiting[follower] -= 1
        guard waiting[follower] == 0 else { continue }
        ready.insert(follower, at: ready.firstIndex { $0 > follower } ?? ready.count)
      }
    }
    return placed(order.map { steps[$0] }) ?? instructions
  }

  /// Where a number is: in a matrix, or as an intermediate result of its own.
  private enum Value: Hashable {
    case matrix(Kernels.Place)
    case result(Int)
  }

  private struct Step {
    let function: EntryFunction
    let target: Value
    let sources: [Value]

    /// Whether it takes, once, what is held.
    func takes(_ held: Value?) -> Bool { sources.count { $0 == held } == 1 }

    /// Whether one reads or writes what the other writes.
    func mustFollow(_ earlier: Step) -> Bool {
      target == earlier.target || sources.contains(earlier.target) || earlier.sources.contains(target)
    }
  }

  /// The instructions with an intermediate result of its own for each that makes one.
  private static func steps(_ instructions: [Kernels.BlockInstruction]) -> [Step] {
    var current: [Kernels.Place: Value] = [:]
    return instructions.enumerated().map { index, instruction in
      let sources = instruction.sources.map { current[$0] ?? .matrix($0) }
      let target: Value = instruction.target.isTemporary ? .result(index) : .matrix(instruction.target)
      if instruction.target.isTemporary { current[instruction.target] = target }
      return Step(function: instruction.function, target: target, sources: sources)
    }
  }

  /// The steps as instructions; nil where there are too many intermediate results at once.
  private static func placed(_ steps: [Step]) -> [Kernels.BlockInstruction]? {
    var lastReading: [Value: Int] = [:]
    for (index, step) in steps.enumerated() {
      for source in step.sources { lastReading[source] = index }
    }
    var free = (0..<Kernels.Place.temporaryCount).reversed().map { Kernels.Place.temporary($0) }
    var places: [Value: Kernels.Place] = [:]
    var instructions: [Kernels.BlockInstruction] = []
    func place(of value: Value) -> Kernels.Place? {
      if case .matrix(let place) = value { return place }
      return places[value]
    }
    for (index, step) in steps.enumerated() {
      let sources = step.sources.compactMap(place)
      guard let first = sources.first, sources.count == step.sources.count else { return nil }
      for source in Set(step.sources) where lastReading[source] == index {
        if let place = places.removeValue(forKey: source) { free.append(place) }
      }
      if case .result = step.target {
        guard let place = free.popLast() else { return nil }
        places[step.target] = place
        if lastReading[step.target] == nil { free.append(place) }
      }
      guard let target = place(of: step.target) else { return nil }
      instructions.append(
        Kernels.BlockInstruction(
          step.function, to: target, first, sources.count > 1 ? sources[1] : nil, sources.count > 2 ? sources[2] : nil))
    }
    return instructions
  }
}
