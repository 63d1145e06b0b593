import Typesetting

/// The options that every command takes.
package enum CommonOptions {
  /// `--help`, also as `-h`.
  package static let help = Option(
    "help", short: "h", help: Localized(es: "Muestra esta ayuda.", en: "Show help information."))
  /// `--version`.
  package static let version = Option(
    "version", short: "V", help: Localized(es: "Muestra la versión.", en: "Show the version."))
  /// `--lang es|en`.
  package static let language = Option(
    "lang", value: .init(Localized(es: "idioma", en: "language"), choices: Language.allCases.map(\.rawValue)),
    help: Localized(
      es: "Idioma de los textos; por omisión, LESSON_LANG o el del sistema.",
      en: "Language of all texts; default: LESSON_LANG or the system's."))
  /// `--decimal point|comma`.
  package static let decimal = Option(
    "decimal",
    value: .init(
      Localized(es: "signo", en: "mark"), choices: DecimalMark.allCases.map(\.rawValue),
      usual: DecimalMark.point.rawValue),
    help: Localized(es: "Signo decimal de la salida.", en: "Decimal mark of the output."))
  /// `--ascii`.
  package static let ascii = Option(
    "ascii", help: Localized(es: "Escribe solo con caracteres ASCII.", en: "Write ASCII characters only."))
  /// `--no-color`.
  package static let noColor = Option("no-color", help: Localized(es: "Sin colores.", en: "No colours."))

  /// All of them in the order of the help.
  package static let all = [language, decimal, ascii, noColor, version, help]
}
