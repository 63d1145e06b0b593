import Typesetting

/// A command line that cannot be understood: told with the usage of the command, exit code 64.
package struct UsageError: Error, Hashable, Sendable {
  /// What was found and what would fit.
  package let message: Localized
  /// A second line that begins with `Help:`: the option concerned and what it is for.
  package let help: Localized?

  /// An error with its message in both languages.
  package init(_ message: Localized, help: Localized? = nil) {
    self.message = message
    self.help = help
  }

  /// An error with its message in both languages.
  package init(es: String, en: String) {
    self.init(Localized(es: es, en: en))
  }
}

extension UsageError {
  static func unknownOption(_ name: String, suggestion: String?) -> UsageError {
    UsageError(
      es: "Opción desconocida '\(name)'" + (suggestion.map { ". ¿Querías decir '\($0)'?" } ?? ""),
      en: "Unknown option '\(name)'" + (suggestion.map { ". Did you mean '\($0)'?" } ?? ""))
  }

  static func unknownCommand(_ name: String, suggestion: String?) -> UsageError {
    UsageError(
      es: "Orden desconocida '\(name)'" + (suggestion.map { ". ¿Querías decir '\($0)'?" } ?? ""),
      en: "Unknown command '\(name)'" + (suggestion.map { ". Did you mean '\($0)'?" } ?? ""))
  }

  static func missingValue(_ option: Option) -> UsageError {
    let synopsis = option.synopsis
    return UsageError(
      Localized(es: "Falta el valor de '\(synopsis.es)'", en: "Missing value for '\(synopsis.en)'"),
      help: synopsis + Localized(both: "  ") + option.help)
  }

  static func missingArgument(_ argument: Argument) -> UsageError {
    let name = argument.name
    return UsageError(
      Localized(es: "Falta el argumento '<\(name.es)>'", en: "Missing argument '<\(name.en)>'"),
      help: name.map { "<\($0)>  " } + argument.help)
  }

  static func unexpectedArguments(_ found: [String]) -> UsageError {
    let list = found.map { "'\($0)'" }.joined(separator: ", ")
    return found.count == 1
      ? UsageError(es: "Sobra el argumento \(list)", en: "Unexpected argument \(list)")
      : UsageError(es: "Sobran \(found.count) argumentos: \(list)", en: "\(found.count) unexpected arguments: \(list)")
  }

  static func unexpectedValue(_ value: String, of option: String) -> UsageError {
    UsageError(
      es: "La opción '\(option)' no lleva valor, pero se dio '\(value)'.",
      en: "The option '\(option)' takes no value, but '\(value)' was given.")
  }

  /// `The value 'x' is invalid for '--lr <lr>'`, with what would fit as a clause of its own.
  package static func invalidValue(
    _ value: String, for target: Localized, choices: [String] = [], reason: Localized? = nil
  ) -> UsageError {
    var message = Localized(
      es: "El valor '\(value)' no es válido para '\(target.es)'",
      en: "The value '\(value)' is invalid for '\(target.en)'")
    if let reason { message = message + Localized(both: ": ") + reason }
    guard !choices.isEmpty else { return UsageError(message) }
    return UsageError(
      message + Localized(es: ". Elige ", en: ". Choose one of ") + Choices.sentence(choices) + Localized(both: "."))
  }
}

/// Lists of values as they stand in a sentence.
enum Choices {
  /// `'a', 'b' or 'c'`.
  static func sentence(_ choices: [String]) -> Localized {
    let quoted = choices.map { "'\($0)'" }
    guard let last = quoted.last, quoted.count > 1 else { return Localized(both: quoted.first ?? "") }
    let head = quoted.dropLast().joined(separator: ", ")
    // «o» becomes «u» before a word that sounds like o.
    let or = choices.last.map { $0.hasPrefix("o") || $0.hasPrefix("ho") } == true ? "u" : "o"
    return Localized(es: "\(head) \(or) \(last)", en: "\(head) or \(last)")
  }
}
