import Matrices

/// The same steps in fewer passes over a block.
enum FormulaSteps {
  /// Results that are only copied are written where the copy would be, and a product that is only added is added at
  /// once.
  static func shortened(_ steps: [Kernels.BlockStep]) -> [Kernels.BlockStep] {
    var steps = steps
    var index = 0
    while index < steps.count {
      if removeCopy(at: index, from: &steps) { continue }
      index += 1
    }
    index = 0
    while index < steps.count {
      if fuse(at: index, in: &steps) { continue }
      index += 1
    }
    return steps
  }

  /// `t = …; T = t` as `T = …`, when nothing in between touches T.
  private static func removeCopy(at index: Int, from steps: inout [Kernels.BlockStep]) -> Bool {
    let copy = steps[index]
    guard copy.function == .copy, copy.first.isTemporary,
      let maker = steps[..<index].lastIndex(where: { $0.target == copy.first }),
      !steps[(maker + 1)..<index].contains(where: { $0.target == copy.target || $0.reads(copy.target) })
    else { return false }
    var end = index + 1
    while end < steps.count, steps[end].target != copy.first { end += 1 }
    // Whoever reads the intermediate result from here on reads T, which must not have changed by then.
    if end < steps.count, steps[end].reads(copy.first) { end += 1 }
    let readers = ((maker + 1)..<end).filter { $0 != index && steps[$0].reads(copy.first) }
    if let last = readers.last, steps[(index + 1)..<max(index + 1, last)].contains(where: { $0.target == copy.target })
    {
      return false
    }
    steps[maker] = steps[maker].writing(to: copy.target)
    for reader in readers { steps[reader] = steps[reader].reading(copy.target, insteadOf: copy.first) }
    steps.remove(at: index)
    return true
  }

  /// `t = a·b; T = t + c` as `T = a·b + c`; the product stays where something else reads it, so that the sum has the same
  /// bits whether or not the product is wanted for itself.
  private static func fuse(at index: Int, in steps: inout [Kernels.BlockStep]) -> Bool {
    let sum = steps[index]
    guard sum.function == .add, sum.first != sum.second else { return false }
    for (product, other) in [(sum.first, sum.second), (sum.second, sum.first)] {
      guard let maker = steps[..<index].lastIndex(where: { $0.target == product }),
        steps[maker].function == .multiply
      else { continue }
      let (left, right) = (steps[maker].first, steps[maker].second)
      let between = steps[(maker + 1)..<index]
      guard left != product, right != product,
        !between.contains(where: { $0.target == left || $0.target == right })
      else { continue }
      steps[index] = Kernels.BlockStep(.multiplyAdd, to: sum.target, left, right, other)
      let isReadBetween = between.contains { $0.reads(product) }
      if product.isTemporary, !isReadBetween, other != product,
        !isRead(product, in: steps[(index + 1)...], unless: sum.target == product)
      {
        steps.remove(at: maker)
      }
      return true
    }
    return false
  }

  /// Whether a place is read before it is written again.
  private static func isRead(
    _ place: Kernels.Place, in steps: ArraySlice<Kernels.BlockStep>, unless isWritten: Bool
  ) -> Bool {
    if isWritten { return false }
    for step in steps {
      if step.reads(place) { return true }
      if step.target == place { return false }
    }
    return false
  }
}

extension Kernels.BlockStep {
  /// Whether it takes what is at a place.
  fileprivate func reads(_ place: Kernels.Place) -> Bool {
    first == place || function.arity > 1 && second == place || function.arity > 2 && third == place
  }

  fileprivate func writing(to target: Kernels.Place) -> Kernels.BlockStep {
    Kernels.BlockStep(function, to: target, first, second, third)
  }

  fileprivate func reading(_ new: Kernels.Place, insteadOf old: Kernels.Place) -> Kernels.BlockStep {
    Kernels.BlockStep(
      function, to: target, first == old ? new : first, second == old ? new : second, third == old ? new : third)
  }
}
