import Matrices
import Typesetting

/// `σ'(z)`, `relu'(z)`: the derivative of a function entry by entry, a name for the formula that computes it.
package final class EntrywiseDerivative: Operator {
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

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let argument = Quantity(id: -1, symbol: Symbol(canonical: "z"), shape: inputs[0].shape)
    let (from, to) = (inputs[0].offset, output.offset)
    let count = output.count
    guard let formula = try? function.derivative(.reference(argument)) else {
      return { block in for index in 0..<count { block[to + index] = .nan } }
    }
    let compiled = CompiledFormula(formula)
    return { block in
      compiled.withMemory { memory in
        for input in compiled.inputs { (memory + input.slot.offset).update(from: block + from, count: count) }
        compiled.run(memory)
        (block + to).update(from: memory + compiled.value.offset, count: count)
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [try function.derivative(arguments[0]).flow(of: adjoint, backTo: arguments[0])]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .apply(self, [arguments[0].entry(at: offset)])
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    sharedExampleAxis(of: arguments, value: value)
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
