import Calculus

extension Formula {
  /// The formula with what other lines have computed read off them: where `A = σ(Z)` is a line, `σ'(Z)` reads
  /// `A·(1 − A)`, as a hand does it.
  ///
  /// - Parameter lines: what is computed elsewhere by a formula.
  func readOff(_ lines: (Formula) -> Quantity?) -> Formula {
    guard case .apply(let application) = self else { return self }
    if let quantity = lines(self) { return .reference(quantity) }
    if let simpler = try? application.rule.lowered(application.arguments) {
      let read = simpler.readOff(lines)
      if read != simpler { return read }
    }
    let arguments = application.arguments.map { $0.readOff(lines) }
    guard arguments != application.arguments else { return self }
    return (try? .apply(application.rule, arguments)) ?? self
  }
}
