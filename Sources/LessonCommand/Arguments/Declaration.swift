import Typesetting

/// What a command takes and what its help says: the one description behind parsing, help and shell completions.
package struct Declaration: Hashable, Sendable {
  /// A command line to try, and what it does.
  package struct Example: Hashable, Sendable {
    package var line: String
    package var meaning: Localized

    /// A line to type and what it does.
    package init(_ line: String, es: String, en: String) {
      self.line = line
      meaning = Localized(es: es, en: en)
    }
  }

  /// What the command does, in one sentence; empty to use the command's summary.
  package var overview: Localized?
  /// More to read below the options: paragraphs.
  package var discussion: [Localized]
  package var examples: [Example]
  package var arguments: [Argument]
  package var options: [Option]

  /// A declaration; the common options are added by the parser.
  package init(
    overview: Localized? = nil, discussion: [Localized] = [], examples: [Example] = [], arguments: [Argument] = [],
    options: [Option] = []
  ) {
    self.overview = overview
    self.discussion = discussion
    self.examples = examples
    self.arguments = arguments
    self.options = options
  }

  /// This declaration with further options (a lesson's own settings); a name that is taken already is left out.
  package func adding(_ extra: [Option]) -> Declaration {
    var result = self
    var taken = Set(options.flatMap(\.spellings))
    for option in extra {
      guard !taken.contains("--\(option.name)") else { continue }
      var option = option
      option.aliases.removeAll { taken.contains("--\($0)") }
      if let short = option.short, taken.contains("-\(short)") { option.short = nil }
      result.options.append(option)
      taken.formUnion(option.spellings)
    }
    return result
  }
}
