import Calculus
import Typesetting

/// What is measured once in an epoch: sums over it, and metrics on other sets, are there at its last iteration only.
extension Moment {
  /// Whether a quantity has been measured.
  package func isMeasured(_ quantity: Quantity) -> Bool { isEpochEnd || !program.isEpochTotal(quantity) }

  /// The first quantity that a formula reads and that has not been measured; nil where it reads none.
  package func unmeasured(_ resolved: Resolved) -> Quantity? {
    guard !isEpochEnd else { return nil }
    return ([resolved.formula] + resolved.derived.map { $0.formula }).lazy.flatMap { $0.references }.first {
      !isMeasured($0)
    }
  }

  /// When a quantity is there that has not been measured, as a clause.
  package func whenMeasured(_ quantity: Quantity) -> Localized {
    let every = program.batching?.batchesPerEpoch ?? 1
    return Localized(
      es: "«\(quantity.symbol)» existe solo en la última iteración de cada época: la \(every), la \(2 * every)…",
      en: "“\(quantity.symbol)” exists only at the last iteration of an epoch: \(every), \(2 * every)…")
  }
}
