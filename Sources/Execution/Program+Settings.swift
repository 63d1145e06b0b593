import Calculus
import Typesetting

extension Program {
  /// The numbers of its settings, or those that stand for them in a run, by id.
  func settingNumbers(_ others: [Int: Double]) -> [(quantity: Quantity, number: Double)] {
    inputs.compactMap { input in
      guard input.phase == .settings, case .formula(let formula) = input.initializer, let number = formula.constant
      else { return nil }
      return (input.quantity, others[input.quantity.id] ?? number)
    }
  }

  /// Refuses what is not a setting with a number, numbers beyond its limits, and settings that have decided what the
  /// lines are.
  func checkChangeable(_ changed: [Quantity: Double]) throws(ProgramError) {
    let known = settingNumbers([:]).map { $0.quantity }
    for (quantity, number) in changed {
      if let limits = settings.first(where: { $0.symbol == quantity.symbol })?.limits, !limits.contains(number) {
        throw ProgramError(limits.refusal(of: number, for: quantity.symbol.name), line: input(of: quantity)?.line)
      }
      guard known.contains(quantity) else {
        throw ProgramError(
          Localized(
            es: "«\(quantity.symbol)» no es un ajuste con un número",
            en: "“\(quantity.symbol)” is not a setting with a number")
        )
      }
      guard !decidingSettings.contains(quantity.id) else {
        throw ProgramError(
          Localized(
            es: "de «\(quantity.symbol)» dependen las líneas de la lección: con otro valor es otro programa",
            en: "the lines of the lesson depend on “\(quantity.symbol)”: with another value it is another program"),
          line: input(of: quantity)?.line)
      }
    }
  }
}
