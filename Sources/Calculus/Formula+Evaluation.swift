import Matrices

extension Formula {
  /// The value, computed operator by operator in memory of its own, in the order in which a plan would.
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
  private let formula: CompiledFormula
  private let block: NumberBlock
  private let disturb: ((UnsafeMutableBufferPointer<Double>) -> Void)?
  /// Whether it pays to look for what has changed since the last time.
  private let looksForChanges: Bool
  private var hasValue = false

  /// Reserves the memory.
  ///
  /// - Parameters:
  ///   - least: numbers of all results from which on only what has changed is computed again.
  ///   - disturb: is given the result of each operator as soon as it is there, and may change it.
  package init(
    _ formula: Formula, lookingForChangesFrom least: Int = 4_096,
    disturb: ((UnsafeMutableBufferPointer<Double>) -> Void)? = nil
  ) {
    self.formula = CompiledFormula(formula, withChangesFrom: disturb == nil ? least : .max)
    self.disturb = disturb
    looksForChanges = disturb == nil && self.formula.count >= least
    block = NumberBlock(count: self.formula.count)
    self.formula.setConstants(block.start)
  }

  /// The value from these values of the quantities; entries that one has too few of are taken as not a number.
  package func evaluate<Failure: Error>(_ value: (Quantity) throws(Failure) -> Matrix) throws(Failure) -> Matrix {
    var changes: [ChangedLines] = []
    let isAgain = looksForChanges && hasValue
    hasValue = false
    for (quantity, slot) in formula.inputs {
      let matrix = try value(quantity)
      if isAgain {
        changes.append(
          matrix.values.withUnsafeBufferPointer {
            ChangedLines(from: block.start + slot.offset, to: $0, slot.shape)
          })
        if changes.last?.isEmpty == true { continue }
      }
      let numbers = block.numbers(slot)
      let known = numbers.update(fromContentsOf: matrix.values.prefix(numbers.count))
      numbers[known...].update(repeating: .nan)
    }
    if isAgain {
      formula.run(block.start, changes: changes)
    } else {
      formula.run(block.start) { output in disturb?(block.numbers(output)) }
    }
    hasValue = true
    return block.matrix(formula.value)
  }
}
