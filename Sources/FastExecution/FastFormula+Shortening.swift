import Execution
import Kernels
import Matrices

/// The same instructions in fewer passes over a block.
enum FormulaShortening {
  /// Results that are only copied are written where the copy would be, and a product that is only added is added at
  /// once.
  static func shortened(_ instructions: [Kernels.BlockInstruction]) -> [Kernels.BlockInstruction] {
    var instructions = instructions
    var index = 0
    while index < instructions.count {
      if removeCopy(at: index, from: &instructions) { continue }
      index += 1
    }
    index = 0
    while index < instructions.count {
      if fuse(at: index, in: &instructions) { continue }
      index += 1
    }
    return instructions
  }

  /// `t = …; T = t` as `T = …`, when nothing in between touches T.
  private static func removeCopy(at index: Int, from instructions: inout [Kernels.BlockInstruction]) -> Bool {
    let copy = instructions[index]
    guard copy.function == .copy, copy.first.isTemporary,
      let maker = instructions[..<index].lastIndex(where: { $0.target == copy.first }),
      !instructions[(maker + 1)..<index].contains(where: { $0.target == copy.target || $0.reads(copy.target) })
    else { return false }
    var end = index + 1
    while end < instructions.count, instructions[end].target != copy.first { end += 1 }
    // Whoever reads the intermediate result from here on reads T, which must not have changed by then.
    if end < instructions.count, instructions[end].reads(copy.first) { end += 1 }
    let readers = ((maker + 1)..<end).filter { $0 != index && instructions[$0].reads(copy.first) }
    if let last = readers.last,
      instructions[(index + 1)..<max(index + 1, last)].contains(where: { $0.target == copy.target })
    {
      return false
    }
    instructions[maker] = instructions[maker].writing(to: copy.target)
    for reader in readers { instructions[reader] = instructions[reader].reading(copy.target, insteadOf: copy.first) }
    instructions.remove(at: index)
    return true
  }

  /// `t = a·b; T = t + c` as `T = a·b + c`; the product stays where something else reads it, so that the sum has the same
  /// bits whether or not the product is wanted for itself.
  private static func fuse(at index: Int, in instructions: inout [Kernels.BlockInstruction]) -> Bool {
    let sum = instructions[index]
    guard sum.function == .add, sum.first != sum.second else { return false }
    for (product, other) in [(sum.first, sum.second), (sum.second, sum.first)] {
      guard let maker = instructions[..<index].lastIndex(where: { $0.target == product }),
        instructions[maker].function == .multiply
      else { continue }
      let (left, right) = (instructions[maker].first, instructions[maker].second)
      let between = instructions[(maker + 1)..<index]
      guard left != product, right != product,
        !between.contains(where: { $0.target == left || $0.target == right })
      else { continue }
      instructions[index] = Kernels.BlockInstruction(.multiplyAdd, to: sum.target, left, right, other)
      let isReadBetween = between.contains { $0.reads(product) }
      if product.isTemporary, !isReadBetween, other != product,
        !isRead(product, in: instructions[(index + 1)...], unless: sum.target == product)
      {
        instructions.remove(at: maker)
      }
      return true
    }
    return false
  }

  /// Whether a place is read before it is written again.
  private static func isRead(
    _ place: Kernels.Place, in instructions: ArraySlice<Kernels.BlockInstruction>, unless isWritten: Bool
  ) -> Bool {
    if isWritten { return false }
    for instruction in instructions {
      if instruction.reads(place) { return true }
      if instruction.target == place { return false }
    }
    return false
  }
}

extension Kernels.BlockInstruction {
  /// Whether it takes what is at a place.
  fileprivate func reads(_ place: Kernels.Place) -> Bool { sources.contains(place) }

  fileprivate func writing(to target: Kernels.Place) -> Kernels.BlockInstruction {
    Kernels.BlockInstruction(function, to: target, first, second, third)
  }

  fileprivate func reading(_ new: Kernels.Place, insteadOf old: Kernels.Place) -> Kernels.BlockInstruction {
    Kernels.BlockInstruction(
      function, to: target, first == old ? new : first, second == old ? new : second, third == old ? new : third)
  }
}
