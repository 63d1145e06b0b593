import Typesetting

/// Why something cannot be written with NumPy.
package struct NumPyRefusal: Error, Hashable, Sendable {
  /// The sentence, for the reader.
  package let message: Localized

  init(es: String, en: String) { message = Localized(es: es, en: en) }

  init(_ message: Localized) { self.message = message }

  /// An operator that has no counterpart here.
  static func unknown(_ identity: String) -> NumPyRefusal {
    NumPyRefusal(
      es: "el operador «\(identity)» no se sabe escribir con NumPy",
      en: "the operator “\(identity)” cannot be written with NumPy")
  }
}
