import Matrices
import Testing

@testable import Calculus

struct FormulaEvaluationTests {
  private struct Missing: Error {}

  @Test func `a formula of quantities is computed from their values`() throws {
    let (weights, input) = (quantity(0, "W", Shape(2, 2)), quantity(1, "x", Shape(2, 1)))
    let formula = try Formula.apply(MatrixProduct(), [.reference(weights), .reference(input)])
    let values = [0: [0.5, 1, -1, 2], 1: [2, 4]]
    let result = formula.evaluate { Matrix($0.shape, values[$0.id] ?? []) ?? Matrix($0.shape) }
    #expect(result == Matrix(Shape(2, 1), [5, 6]))
  }

  @Test func `an error of who gives the values is passed on`() throws {
    let formula = Formula.reference(quantity(0, "x"))
    #expect(throws: Missing.self) { try formula.evaluate { _ throws(Missing) in throw Missing() } }
  }

  @Test func `entries that are missing are not numbers, and no memory past the end is read`() {
    let formula = Formula.reference(quantity(0, "x", Shape(2, 2)))
    let result = formula.evaluate { _ in Matrix(1) }
    #expect(result.values[0] == 1 && result.values.dropFirst().allSatisfy(\.isNaN))
  }

  @Test func `a quantity is asked for once`() throws {
    let formula = Formula.reference(quantity(0, "x"))
    var asked = 0
    _ = try Formula.apply(Addition(), [formula, formula]).evaluate { _ in
      asked += 1
      return Matrix(1)
    }
    #expect(asked == 1)
  }
}
