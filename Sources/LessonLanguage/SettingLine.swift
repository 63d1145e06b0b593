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
          meaning: statement.meaning.map { $0.localized })
      }
    }
  }
}
