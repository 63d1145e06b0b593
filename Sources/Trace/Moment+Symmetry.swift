import Calculus

extension Moment {
  /// Refuses a formula with an operator that needs a symmetric matrix and is given another, as a run does.
  package func checkSymmetry(in formula: Formula) throws(ShapeError) {
    guard case .apply(let application) = formula else { return }
    for argument in application.arguments { try checkSymmetry(in: argument) }
    guard application.rule.needsSymmetry, let argument = application.arguments.first else { return }
    let asymmetry = evaluate(argument).values.withUnsafeBufferPointer { numbers in
      numbers.baseAddress.flatMap { Asymmetry($0, size: argument.shape.rows, .double) }
    }
    if let asymmetry { throw ShapeError(asymmetry.reason(application.rule, of: argument), shapes: []) }
  }
}
