import Calculus
import Matrices

/// Instructions that follow one another and compute entry by entry what has the same number of entries: they run over one
/// stretch of entries after another, so that what one of them writes the next still finds near the processor.
///
/// Each entry is computed by the same operators from the same numbers: the bits are those of whole matrices.
struct EntryStretches {
  /// Matrices with fewer entries stay near anyway.
  private static let fewestEntries = 4096
  /// Entries of a stretch, at least, and stretches, at most: each has computations of its own.
  private static let length = 512
  private static let most = 256

  /// How many entries all have.
  let count: Int
  private var members: [PlanCompiler.Instruction]

  /// Begins with one instruction; nil where it is not one of these.
  init?(_ instruction: PlanCompiler.Instruction, _ values: [PlanCompiler.Value]) {
    guard let output = instruction.outputs.first else { return nil }
    count = values[output].shape.count
    members = []
    guard count >= Self.fewestEntries, append(instruction, values) else { return nil }
  }

  /// Adds the next instruction; false where it is not one of these.
  mutating func append(_ instruction: PlanCompiler.Instruction, _ values: [PlanCompiler.Value]) -> Bool {
    let arguments = instruction.inputs.map { FastArgument(values[$0].shape, constant: values[$0].constant) }
    switch instruction {
    case .copy: break
    case .apply(let rule, _, _): guard case .entries = rule.fastForm(of: arguments) else { return false }
    case .carry, .accumulate: return false
    }
    let sizes = arguments.map { $0.shape.count }
    guard instruction.outputs.allSatisfy({ values[$0].shape.count == count }), sizes.contains(count),
      sizes.allSatisfy({ $0 == count || $0 == 1 })
    else { return false }
    members.append(instruction)
    return true
  }

  /// Whether there is more than one: one alone runs as well over all entries.
  var areSeveral: Bool { members.count > 1 }

  /// All of them, stretch by stretch.
  func computation(_ slots: [Slot]) -> Computation {
    let length = max(Self.length, (count + Self.most - 1) / Self.most)
    let values = Set(members.flatMap { $0.inputs + $0.outputs }).filter { slots[$0].count == count }
    var computations: [Computation] = []
    for start in stride(from: 0, to: count, by: length) {
      var stretch = slots
      for value in values {
        stretch[value] = Slot(slots[value].offset + start, Shape(1, min(length, count - start)))
      }
      computations += members.map { $0.computation(stretch, sums: [], epochStart: 0) }
    }
    let all = computations
    return { block in for compute in all { compute(block) } }
  }
}
