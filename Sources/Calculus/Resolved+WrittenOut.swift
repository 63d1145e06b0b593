import Matrices
import Typesetting

extension Resolved {
  /// The formula with the definitions that it brings along written in place of what they define.
  package func writtenOut() throws(ShapeError) -> Formula {
    var formula = formula
    for definition in derived.reversed() where formula.reads(definition.quantity) {
      formula = try formula.replacing { $0 == definition.quantity ? definition.formula : nil }
      guard formula.extent.terms <= Derivation.mostTerms else {
        throw ShapeError(
          Localized(
            es: "escrito hasta las variables, esto tiene más de \(Derivation.mostTerms) términos; elige una parte",
            en: "written out down to the variables, this has more than \(Derivation.mostTerms) terms; choose a part"),
          shapes: [])
      }
    }
    return formula
  }
}
