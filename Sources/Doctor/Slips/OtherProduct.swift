import Typesetting

/// Another formula was used: all entries are a product of two or three quantities of the page, which a last search looks
/// for.
package final class OtherProduct: Slip {
  package init() {}

  package let id = "other-product"
  /// It has no weight among the others: what counts is how many products there are.
  package let weight = 0.0
  package let words = Localized(
    es: "Sale con {x}.",
    en: "It comes out with {x}.")
  package let question = Localized(
    es: "¿Es esa la fórmula?",
    en: "Is that the formula?")
}
