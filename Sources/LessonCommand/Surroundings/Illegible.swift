import Typesetting

/// Something from outside that is no UTF-8 text, so that no file can be named with it.
package enum Illegible: Hashable, Sendable {
  /// A word of the command line by its place, from 1, with its bytes as a shell writes them: `mod\xE9l.npz`.
  case argument(Int, String)
  /// A variable of the environment.
  case variable(String)

  /// The error that it is to use it.
  var error: UsageError {
    switch self {
    case .argument(let place, let text):
      UsageError(
        es:
          "El argumento \(place), '\(text)', no es texto UTF-8: si es el nombre de un archivo, cámbialo por uno que sí.",
        en: "Argument \(place), '\(text)', is not UTF-8 text: if it names a file, rename the file to one that is.")
    case .variable(let name):
      UsageError(
        es: "La variable \(name) no es texto UTF-8: cambia el nombre de la carpeta por uno que sí.",
        en: "The variable \(name) is not UTF-8 text: rename the folder to one that is.")
    }
  }
}
