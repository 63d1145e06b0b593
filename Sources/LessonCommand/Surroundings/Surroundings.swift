import Formats
import Typesetting

/// Everything the program learns from outside: nothing else reads the environment, the terminal or the command line.
///
/// Language: `--lang`, then LESSON_LANG, then Spanish when LC_ALL, LC_MESSAGES or LANG begins with `es` (the first of
/// them that is not empty decides), else English. Colour, for each stream: `--no-color` and a NO_COLOR that is not empty
/// forbid it, then FORCE_COLOR (not empty, not `0`) demands it, then TERM=dumb forbids it, then it needs a terminal.
/// Width: COLUMNS, then the terminal, then 80. Decimal mark: `--decimal`, then LESSON_DECIMAL, then a point.
package struct Surroundings: Sendable {
  /// One of the three streams of a process.
  package enum Stream: Int, Sendable, CaseIterable { case input, output, error }

  /// The words after the program's name.
  package var arguments: [String]
  /// The variables of `variables` that are set.
  package var environment: [String: String]
  /// Which streams are terminals.
  package var terminals: Set<Stream>
  /// The terminal's width in columns, or nil when there is none.
  package var terminalWidth: Int?
  /// What the command line said, when it did: `--lang`, `--decimal`, `--ascii`, `--no-color`.
  package var chosenLanguage: Language?
  package var chosenDecimalMark: DecimalMark?
  package var wantsASCII = false
  /// What of all this cannot be read; told before anything is done.
  package var illegible: Illegible?
  package var refusesColour = false
  /// The time since some moment; it stands still unless somebody winds it.
  package var clock: @Sendable () -> Duration = { .zero }

  /// Surroundings put together by hand: no terminal and an empty environment unless said otherwise.
  package init(
    arguments: [String], environment: [String: String] = [:], terminals: Set<Stream> = [], terminalWidth: Int? = nil
  ) {
    self.arguments = arguments
    self.environment = environment
    self.terminals = terminals
    self.terminalWidth = terminalWidth
  }

  /// The variables that matter to the program.
  package static let variables = [
    "COLUMNS", "FORCE_COLOR", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LESSON_DATA", "LESSON_DECIMAL",
    "LESSON_LANG", "NO_COLOR", "PAGER", "SHELL", "TERM", "XDG_CACHE_HOME",
    // What a program that downloads goes by.
    "ALL_PROXY", "CURL_CA_BUNDLE", "HTTPS_PROXY", "NO_PROXY", "PATH", "SSL_CERT_DIR", "SSL_CERT_FILE", "all_proxy",
    "http_proxy", "https_proxy", "no_proxy",
  ]

  /// The language of everything a reader sees.
  package var language: Language {
    if let chosenLanguage { return chosenLanguage }
    if let own = set("LESSON_LANG").flatMap(Self.language(of:)) { return own }
    let system = set("LC_ALL") ?? set("LC_MESSAGES") ?? set("LANG") ?? ""
    return Self.language(of: system) ?? .english
  }

  /// The decimal mark of the output.
  package var decimalMark: DecimalMark {
    if let chosenDecimalMark { return chosenDecimalMark }
    switch set("LESSON_DECIMAL")?.lowercased() {
    case "comma", "coma", ",": return .comma
    default: return .point
    }
  }

  /// Whether the terminal is to be trusted with characters beyond ASCII.
  package var isUTF8: Bool {
    let locale = (set("LC_ALL") ?? set("LC_CTYPE") ?? set("LANG") ?? "").lowercased()
    return locale.contains("utf-8") || locale.contains("utf8")
  }

  /// Whether to write with ASCII characters only: when told so, or when the locale is not a UTF-8 one.
  package var usesASCII: Bool { wantsASCII || !isUTF8 }

  /// A text as the terminal can show it: `Más` → `Mas` where it is not to be trusted with more, and nothing unseen.
  package func shown(_ text: String) -> String { usesASCII ? Transliteration.prose(text) : text.visible }

  /// The width of the output in columns, from 20 to 1000: lines longer than any screen would take long to set.
  package var width: Int {
    let wanted = [set("COLUMNS").flatMap { Int($0) }, terminalWidth].compactMap { $0 }.first { $0 > 0 } ?? 80
    return min(max(wanted, 20), 1000)
  }

  /// Whether a stream is a terminal.
  package func isTerminal(_ stream: Stream) -> Bool { terminals.contains(stream) }

  /// Whether a stream shows colours.
  package func hasColour(_ stream: Stream) -> Bool {
    if refusesColour || set("NO_COLOR") != nil { return false }
    if let force = set("FORCE_COLOR"), force != "0" { return true }
    if set("TERM") == "dumb" { return false }
    return isTerminal(stream)
  }

  /// These surroundings as the common options among the words want them; words that fit no option are left for the parser.
  ///
  /// It runs before any parsing, so that an error in the command line is told in the language asked for.
  package func adopting(_ words: [String]) -> Surroundings {
    var result = self
    var words = words.prefix { $0 != "--" }
    while let word = words.popFirst() {
      switch word {
      case "--lang": result.chosenLanguage = words.first.flatMap(Language.init(rawValue:)) ?? result.chosenLanguage
      case "--decimal":
        result.chosenDecimalMark = words.first.flatMap(DecimalMark.init(rawValue:)) ?? result.chosenDecimalMark
      case "--ascii": result.wantsASCII = true
      case "--no-color": result.refusesColour = true
      default:
        if word.hasPrefix("--lang=") {
          result.chosenLanguage = Language(rawValue: String(word.dropFirst(7))) ?? result.chosenLanguage
        } else if word.hasPrefix("--decimal=") {
          result.chosenDecimalMark = DecimalMark(rawValue: String(word.dropFirst(10))) ?? result.chosenDecimalMark
        }
      }
    }
    return result
  }

  /// A variable that is set and not empty.
  private func set(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// `es_MX.UTF-8` is Spanish, `C` and `POSIX` are English, and so is any language the program does not speak.
  private static func language(of locale: String) -> Language? {
    let locale = locale.lowercased()
    if locale.hasPrefix("es") { return .spanish }
    return locale.isEmpty ? nil : .english
  }
}
