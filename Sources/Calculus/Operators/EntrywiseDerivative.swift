import Matrices
import Typesetting

/// `σ'(z)`, `relu'(z)`: the derivative of a function entry by entry, a name for the formula that computes it.
package struct EntrywiseDerivative: Operator {
  /// What is derived.
  package let function: EntrywiseFunction

  package init(of function: EntrywiseFunction) {
    self.function = function
  }

  package var identity: String { "\(function.identity)'" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "σ'(z)", ascii: "sigmoid'(z)", .functions, es: "derivada de una función entrada a entrada",
      en: "derivative of a function entry by entry")
  }
  package var samples: [OperatorSample] { function.samples }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape { try function.shape(of: arguments) }

  package func lowered(_ arguments: [Formula]) throws(ShapeError) -> Formula? {
    try function.derivative(arguments[0])
  }

  package func step(_ inputs: [Buffer], _ output: Buffer) -> Step {
    let argument = Quantity(id: -1, symbol: Symbol(canonical: "z"), shape: inputs[0].shape)
    let target = output.pointer
    let count = output.count
    guard let formula = try? function.derivative(.reference(argument)) else {
      return { for index in 0..<count { target[index] = .nan } }
    }
    let steps = FormulaSteps(formula, inputs: [argument.id: inputs[0]])
    return {
      steps.run()
      for index in 0..<count { target[index] = steps.value.pointer[index] }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [try function.derivative(arguments[0]).flow(of: adjoint, backTo: arguments[0])]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .apply(self, [arguments[0].entry(at: offset)])
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula { try .apply(self, arguments) }

  package func layout(_ arguments: [Typeset]) -> Typeset { function.layoutOfDerivative(arguments) }
}

extension Formula {
  /// The gradient that reaches `target`, a part of this formula, from the adjoint of its value; nil without a way.
  func flow(of adjoint: Formula, backTo target: Formula) throws(ShapeError) -> Formula? {
    if self == target { return adjoint }
    guard case .apply(let application) = self else { return nil }
    var total: Formula?
    let adjoints = try application.rule.pullback(adjoint, application.arguments, value: self)
    for (argument, flowing) in zip(application.arguments, adjoints) {
      guard let flowing, let part = try argument.flow(of: flowing, backTo: target) else { continue }
      if let sum = total { total = try .adding(sum, part) } else { total = part }
    }
    return total
  }
}
