import Matrices
import Typesetting

/// Sizes in what is said of shapes that do not fit.
enum SizeWords {
  /// `4`, `4 (del lote)`
  static func size(_ size: Int) -> Localized {
    let number = BatchLength.usual(size)
    return BatchLength.decides(size)
      ? Localized(es: "\(number) (del lote)", en: "\(number) (of the batch)") : Localized(both: "\(number)")
  }

  /// Two sizes that should be equal, and why equal numbers are not: a batch may have another length.
  static func notEqual(_ first: Int, _ second: Int, orOne: Bool = false) -> Localized {
    let (one, other) = (size(first), size(second))
    let reason = Localized(
      es: "el \(one.es) y el \(other.es) deberían ser iguales" + (orOne ? ", o uno de ellos 1" : ""),
      en: "the \(one.en) and the \(other.en) should be equal" + (orOne ? ", or one of them 1" : ""))
    guard BatchLength.decides(first) != BatchLength.decides(second) else { return reason }
    return reason
      + Localized(
        es: "; los lotes no son todos igual de largos", en: "; not all batches are equally long")
  }
}
