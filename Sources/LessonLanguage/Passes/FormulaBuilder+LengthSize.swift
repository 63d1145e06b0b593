import Calculus
import Matrices

extension FormulaBuilder {
  /// The size that a formula is when the length of the batch decides it: the length, and sums and multiples of it.
  func lengthSize(_ formula: Formula) -> Int? {
    guard draft.isDecidedByLength(formula) else { return nil }
    return linear(formula)?.size
  }

  private func linear(_ formula: Formula) -> LinearSize? {
    switch formula {
    case .number(let number, _): return LinearSize(exactly: number)
    case .reference(let quantity):
      guard let setting = draft.program.lengthSettings.first(where: { $0.quantity == quantity }) else {
        return draft.settingValues[quantity.id].flatMap { LinearSize(exactly: $0) }
      }
      guard let usual = draft.program.usualLength else { return nil }
      guard let formula = setting.formula else { return LinearSize(BatchLength.size(usual: usual)) }
      return linear(formula)
    case .apply(let application):
      if let count = application.rule as? BatchSize { return count.sizes.linearProduct }
      let numbers = application.arguments.compactMap(linear)
      guard numbers.count == 2, numbers.count == application.arguments.count else { return nil }
      return switch application.rule {
      case is Addition: numbers[0].adding(numbers[1])
      case is Subtraction: numbers[0].subtracting(numbers[1])
      case is Scaling: numbers[0].multiplied(by: numbers[1])
      default: nil
      }
    }
  }
}
