import Matrices

extension Scalar {
  /// The tree with every operator that is only a name for a formula replaced by that formula (`Operator.lowered`):
  /// σ'(z) becomes σ(z)·(1 − σ(z)).
  ///
  /// - Parameter call: what stands in such a formula for a function of one number, σ(z): the function itself, or its
  ///   value. Where the formula is nothing but such a function, as in exp'(z), that stays.
  package func opened(_ call: (Scalar) throws(ShapeError) -> Scalar) throws(ShapeError) -> Scalar {
    guard case .apply(let application) = self else { return self }
    var arguments: [Scalar] = []
    for argument in application.arguments { arguments.append(try argument.opened(call)) }
    guard case .entrywise(let rule) = application.rule else { return try .apply(application.rule, arguments) }
    let standIns = arguments.indices.map {
      Quantity(id: Int.min + $0, symbol: Symbol(canonical: "…"), shape: .scalar)
    }
    guard let formula = try rule.lowered(standIns.map { .reference($0) }) else { return try .apply(rule, arguments) }
    let meaning = try formula.entry(at: 0).replacing { entry in
      standIns.firstIndex(of: entry.quantity).map { arguments[$0] }
    }
    return meaning.isCall ? meaning : try meaning.replacingCalls(call)
  }

  /// Whether it is a function of one number, applied.
  private var isCall: Bool {
    guard case .apply(let application) = self, case .entrywise(let rule) = application.rule else { return false }
    return rule is EntrywiseFunction
  }

  private func replacingCalls(_ call: (Scalar) throws(ShapeError) -> Scalar) throws(ShapeError) -> Scalar {
    guard case .apply(let application) = self else { return self }
    if isCall { return try call(self) }
    var arguments: [Scalar] = []
    for argument in application.arguments { arguments.append(try argument.replacingCalls(call)) }
    return try .apply(application.rule, arguments)
  }
}
