import Matrices
import Typesetting

/// `∂/∂x(…)`: a derivative that has still to be taken, on the lines of a derivation.
///
/// Its value is that of the mechanical derivative, so that each line of a derivation can be computed.
package final class PendingDerivative: Operator {
  /// By what is derived.
  package let variable: Quantity

  package init(by variable: Quantity) {
    self.variable = variable
  }

  package var identity: String { "derivative by \(variable.id) \(variable.name)" }
  package var summary: OperatorSummary {
    OperatorSummary("∂/∂x(A)", .functions, es: "derivada que falta hacer", en: "derivative still to be taken")
  }
  package var samples: [OperatorSample] { [] }

  /// Numbers alone are derived rule by rule.
  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    guard arguments[0].isScalar else {
      throw ShapeError(
        Localized(
          es: "paso a paso se deriva un número (1×1), y esto es \(arguments[0])",
          en: "what is differentiated step by step is a number (1×1), and this is \(arguments[0])"), shapes: arguments)
    }
    return arguments[0]
  }

  package func lowered(_ arguments: [Formula]) throws(ShapeError) -> Formula? {
    try Differentiator.entrywiseDerivative(of: arguments[0], by: variable)
  }

  /// Without the formula behind it, its value alone says nothing: a plan computes `lowered`.
  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (to, count) = (output.offset, output.count)
    return { block in for index in 0..<count { block[to + index] = .nan } }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    throw ShapeError(
      Localized(
        es: "esta derivada está por hacer; antes de derivarla otra vez hay que hacerla",
        en: "this derivative has not been taken; it has to be before it is derived again"), shapes: [])
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try Differentiator.entrywiseDerivative(of: arguments[0], by: variable).entry(at: offset)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula { try .apply(self, arguments) }

  package func fastForm(of arguments: [FastArgument]) -> FastForm { .stepwise }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    let by = MathText.row([.sign("∂", .tight), Notation().name(variable)])
    return Typeset(.row([.fraction(.sign("∂", .tight), by), .fenced("(", arguments[0].text, ")")]), .power)
  }
}

extension Formula {
  /// `∂/∂x(formula)`.
  package static func derivative(of formula: Formula, by variable: Quantity) throws(ShapeError) -> Formula {
    try .apply(PendingDerivative(by: variable), [formula])
  }

  /// What is derived and by what, of a derivative that has still to be taken.
  var asDerivative: (inside: Formula, variable: Quantity)? {
    guard case .apply(let application) = self, let rule = application.rule as? PendingDerivative else { return nil }
    return (application.arguments[0], rule.variable)
  }
}
