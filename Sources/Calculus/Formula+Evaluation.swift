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

  /// Reserves the memory.
  ///
  /// - Parameter disturb: is given the result of each operator as soon as it is there, and may change it.
  package init(_ formula: Formula, disturb: ((UnsafeMutableBufferPointer<Double>) -> Void)? = nil) {
    self.formula = CompiledFormula(formula)
    self.disturb = disturb
    block = NumberBlock(count: self.formula.count)
    self.formula.setConstants(block.start)
  }

  /// The value from these values of the quantities; entries that one has too few of are taken as not a number.
  package func evaluate<Failure: Error>(_ value: (Quantity) throws(Failure) -> Matrix) throws(Failure) -> Matrix {
    for (quantity, slot) in formula.inputs {
      let matrix = try value(quantity)
      let numbers = block.numbers(slot)
      let known = numbers.update(fromContentsOf: matrix.values.prefix(numbers.count))
      numbers[known...].update(repeating: .nan)
    }
    formula.run(block.start) { output in disturb?(block.numbers(output)) }
    return block.matrix(formula.value)
  }
}
