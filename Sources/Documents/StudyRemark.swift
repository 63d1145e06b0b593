import Calculus
import LessonLanguage
import Typesetting

/// That the sections `study` of a lesson are read and not run: nobody is to wait for their results.
package enum StudyRemark {
  private static let text = Localized(
    es: "«study» se lee, pero todavía no se ejecuta", en: "“study” is read but not run yet")

  /// The remark with the line of the first section; none for a lesson without one.
  package static func remarks(_ lesson: LessonSyntax) -> [Program.Remark] {
    lesson.studies.prefix(1).map { Program.Remark(line: $0.range.line, text: text) }
  }

  /// The remark as an item of a list, after others.
  package static func items(
    _ lesson: LessonSyntax, _ language: Language, after others: [Program.Remark] = []
  ) -> [Block.Item] {
    (others + remarks(lesson)).map { remark in
      let line = Localized(es: " (línea \(remark.line))", en: " (line \(remark.line))")
      return Block.Item(.remark, Text((remark.text + line)[language]))
    }
  }

  /// The remark as a list of its own, after others.
  package static func blocks(
    _ lesson: LessonSyntax, _ language: Language, after others: [Program.Remark] = []
  ) -> [Block] {
    let items = items(lesson, language, after: others)
    return items.isEmpty ? [] : [.list(items)]
  }
}
