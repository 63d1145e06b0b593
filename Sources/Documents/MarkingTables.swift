import Doctor
import Marking
import Typesetting

/// The marks of a class as one table, to paste into a gradebook.
package struct MarkingTables {
  private let language: Language

  package init(_ language: Language) { self.language = language }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  /// A row for each student: points, of how many, what was carried on, errors, and where the first of them is.
  package func students(_ marks: ClassMarks) -> Table {
    let lines = MarkLines(marks, language)
    let headings = [
      say("estudiante", "student"), say("puntos", "points"), say("de", "of"), say("arrastra", "carried"),
      say("errores", "errors"), say("pocas cifras", "too few digits"), say("ilegibles", "no numbers"),
      say("faltan", "missing"), say("primer error", "first error"), say("iteración", "iteration"),
      say("qué error es", "the slip"),
    ]
    let rows = marks.students.map { student in
      let first = student.firstError
      let counts = [
        student.points, student.marks.count, student.carried, student.errors, student.vague, student.unreadable,
        student.missing,
      ]
      return [Text(Self.whole(student.student))] + counts.map { Text("\($0)") }
        + [
          Text(first?.question.address ?? ""), Text(first.map { "\($0.question.iteration)" } ?? ""),
          first.map { lines.words($0) } ?? "",
        ]
    }
    return Self.table(headings, rows)
  }

  /// A row for each answer of each student.
  package func answers(_ marks: ClassMarks) -> Table {
    let lines = MarkLines(marks, language)
    let headings = [
      say("estudiante", "student"), say("pregunta", "question"), say("iteración", "iteration"),
      say("escrito", "written"), say("puntos", "points"), say("juicio", "verdict"), say("debería ser", "should be"),
      say("qué error es", "the slip"),
    ]
    let rows = marks.students.flatMap { student in
      student.marks.map { mark in
        [
          Text(Self.whole(student.student)), Text(mark.question.address), Text("\(mark.question.iteration)"),
          Text(Self.whole(mark.typed)), Text(mark.isCredited ? "1" : "0"), Text(verdict(mark)), lines.due(mark),
          lines.words(mark),
        ]
      }
    }
    return Self.table(headings, rows)
  }

  /// What somebody has written, on one line: in a gradebook a name has to stay what it is.
  private static func whole(_ text: String) -> String { text.visible.onOneLine.bounded(whole: 400) }

  private static func table(_ headings: [String], _ rows: [[Text]]) -> Table {
    Table(
      headings: headings.map { Text($0) }, alignments: Array(repeating: .left, count: headings.count), rows: rows)
  }

  private func verdict(_ mark: MarkedAnswer) -> String {
    switch mark.outcome {
    case .right: say("correcta", "right")
    case .remarked: mark.isCarried ? say("arrastra", "carried") : say("correcta", "right")
    case .carried, .repeated: say("arrastra", "carried")
    case .wrong: say("incorrecta", "wrong")
    case .vague: say("pocas cifras", "too few digits")
    case .unreadable: say("ilegible", "no number")
    case .missing: say("falta", "missing")
    }
  }
}
