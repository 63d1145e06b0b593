import Calculus
import Matrices
import Typesetting

/// That the matrix an operator takes is symmetric.
package struct SymmetryDemand: Sendable {
  private let rule: any Operator
  private let argument: Formula
  /// The place of the matrix among a plan's values.
  package let value: Int
  private let line: Int?

  /// - Parameter line: of the lesson, where the operator stands.
  package init(_ rule: any Operator, _ argument: Formula, value: Int = 0, line: Int?) {
    self.rule = rule
    self.argument = argument
    self.value = value
    self.line = line
  }

  /// Refuses a matrix that is not symmetric, rounding aside.
  package func check(_ numbers: UnsafePointer<Double>, isSinglePrecision: Bool) throws(ProgramError) {
    let tolerance: Asymmetry.Tolerance = isSinglePrecision ? .single : .double
    guard let asymmetry = Asymmetry(numbers, size: argument.shape.rows, tolerance) else { return }
    throw ProgramError(asymmetry.reason(rule, of: argument), line: line)
  }
}
