import Calculus
import Typesetting

/// A line of `settings` as an option of the command line, read from the lesson's text alone: nothing is elaborated.
package struct SettingLine: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case number
    case choice([String])
    case function
  }

  /// The canonical name: `η`.
  package let name: String
  /// The option's name: `lr`; the canonical name when the lesson gives none.
  package let option: String
  package let kind: Kind
  /// What it is when nothing is said, as written.
  package let usual: String
  package let meaning: Localized?
  /// What it may be, with the limits as written; nil where the lesson sets none.
  package let limits: Localized?
  /// Where its names stand, in the order of `names`.
  private let ranges: [SourceRange]

  /// What it means and may be, in a line of help.
  package var help: Localized {
    let words = meaning ?? Localized(both: name)
    return limits.map { words + Localized(both: " (") + $0 + Localized(both: ")") } ?? words
  }

  /// The names that the lesson gives it.
  private var names: [String] { name == option ? [name] : [name, option] }

  /// What it may be called as an option besides `option`: the canonical name, both with Greek letters in English (`λ` as
  /// `lambda`), each with hyphens for `_`.
  package var aliases: [String] {
    var found: [String] = []
    for name in names.reversed() {
      let english = Spelling.inASCII(name)
      for spelling in [name, english, String(english.map { $0 == "_" ? "-" : $0 })]
      where spelling != option && !found.contains(spelling) { found.append(spelling) }
    }
    return found
  }

  /// Throws the place of the first setting that would be called like an option of the program, since a setting is given as one.
  package static func check(_ lesson: Lesson, against options: Set<String>) throws(LessonError) {
    for setting in all(of: lesson) {
      for (name, range) in zip(setting.names, setting.ranges) {
        let english = Spelling.inASCII(name)
        guard let taken = [name, english, String(english.map { $0 == "_" ? "-" : $0 })].first(where: options.contains)
        else { continue }
        throw lesson.source.error(
          LocatedError(
            range,
            es: "--\(taken) ya es una opción del programa, y un ajuste se da como opción: elige otro nombre para "
              + "«\(name)»",
            en: "--\(taken) is an option of the program already, and a setting is given as one: choose another name "
              + "for “\(name)”"))
      }
    }
  }

  /// The settings of a lesson, in its order.
  package static func all(of lesson: Lesson) -> [SettingLine] {
    lesson.syntax.sections.filter { $0.kind == .settings }.flatMap { section in
      section.lines.compactMap { line -> SettingLine? in
        guard case .statement(let statement) = line, let name = statement.target.plain.map(Spelling.canonical) else {
          return nil
        }
        let kind: Kind
        var usual = ""
        switch statement.body {
        case .equals(let formula):
          kind = .number
          usual = lesson.source.text(formula.range)
        case .choices(let names):
          let choices = names.compactMap { $0.plain.map(Spelling.canonical) }
          kind = .choice(choices)
          usual = choices.first ?? ""
        case .function(_, let body):
          kind = .function
          usual = lesson.source.text(body.range)
        case .draw, .assign, .by, .dataset, .file, .claim: return nil
        }
        return SettingLine(
          name: name, option: statement.alias?.plain.map(Spelling.canonical) ?? name, kind: kind, usual: usual,
          meaning: statement.meaning.map { $0.localized }, limits: limits(of: statement, lesson),
          ranges: [statement.target.range] + (statement.alias.map { [$0.range] } ?? []))
      }
    }
  }

  private static func limits(of statement: StatementSyntax, _ lesson: Lesson) -> Localized? {
    guard statement.least != nil || statement.greatest != nil else { return nil }
    return SettingLimits.words(
      statement.least.map { lesson.source.text($0.range) }, statement.greatest.map { lesson.source.text($0.range) })
  }
}
