import Typesetting

/// An option of a command: a flag (`--trace`) or one that takes a value (`--lr 0.5`).
package struct Option: Hashable, Sendable {
  /// What an option's value is.
  package struct Value: Hashable, Sendable {
    /// The word between angle brackets in the help.
    package var name: Localized
    /// The only values that fit; empty when any may.
    package var choices: [String]
    /// What holds when the option is left out, as the help shows it.
    package var usual: String?
    /// What the shell may complete it to.
    package var completion: Completion
    /// Values of other commands that do not fit here, each with the reason.
    package var elsewhere: [String: Localized]

    /// A value with its name.
    package init(
      _ name: Localized, choices: [String] = [], usual: String? = nil, completion: Completion = .none,
      elsewhere: [String: Localized] = [:]
    ) {
      self.elsewhere = elsewhere
      self.name = name
      self.choices = choices
      self.usual = usual
      self.completion = completion
    }
  }

  /// The long name without hyphens: `lr`. The parsed value is found under it.
  package var name: String
  /// A short name: `n` for `-n`.
  package var short: Character?
  /// Further long names: `learning-rate`.
  package var aliases: [String]
  /// The value it takes, or nil for a flag.
  package var value: Value?
  /// One sentence for the help, without a full stop at its end or with one: it is shown as it is.
  package var help: Localized
  /// The title of the part of the help where it stands; nil for OPTIONS.
  package var section: Localized?
  /// Whether it may be given several times and all the values count; else the last one does.
  package var isRepeatable: Bool

  /// An option; a flag unless it has a value.
  package init(
    _ name: String, short: Character? = nil, aliases: [String] = [], value: Value? = nil, help: Localized,
    section: Localized? = nil, isRepeatable: Bool = false
  ) {
    self.name = name
    self.short = short
    self.aliases = aliases
    self.value = value
    self.help = help
    self.section = section
    self.isRepeatable = isRepeatable
  }

  /// All its spellings, `-n` before `--iterations`.
  package var spellings: [String] {
    (short.map { ["-\($0)"] } ?? []) + ([name] + aliases).map { "--\($0)" }
  }

  /// How it is written in an error: `--lr <lr>`.
  package var synopsis: Localized {
    guard let value else { return Localized(both: "--\(name)") }
    return value.name.map { "--\(name) <\($0)>" }
  }

  func hasLongName(_ long: String) -> Bool { name == long || aliases.contains(long) }
}

/// What a shell offers when Tab is pressed.
package enum Completion: Hashable, Sendable {
  /// Nothing.
  case none
  /// Names of files.
  case files
  /// Names of built-in lessons, and files.
  case lessons
  /// Names of studies of built-in lessons.
  case studies
  /// These words.
  case words([String])
  /// These words, and files.
  case wordsAndFiles([String])
}

/// A positional argument of a command.
package struct Argument: Hashable, Sendable {
  /// The word between angle brackets in the help.
  package var name: Localized
  /// One sentence for the help.
  package var help: Localized
  /// Whether it may be left out.
  package var isOptional: Bool
  /// Whether there may be several; only for the last one.
  package var isRepeatable: Bool
  /// What the shell may complete it to.
  package var completion: Completion

  /// An argument; needed once unless said otherwise.
  package init(
    _ name: Localized, help: Localized, isOptional: Bool = false, isRepeatable: Bool = false,
    completion: Completion = .none
  ) {
    self.name = name
    self.help = help
    self.isOptional = isOptional
    self.isRepeatable = isRepeatable
    self.completion = completion
  }

  /// The argument most commands begin with: a built-in lesson's name or a file.
  package static let lesson = Argument(
    Localized(es: "lección", en: "lesson"),
    help: Localized(
      es: "Una lección ('lesson list' las muestra) o un archivo .lesson; si contiene varias, archivo:nombre.",
      en: "A lesson ('lesson list' shows them) or a .lesson file; if it holds several, file:name."),
    completion: .lessons)
}
