import Calculus
import Execution
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// The `table` sections of a lesson: rows of texts and of formulas, whose values are those of the first iteration.
struct LessonTables {
  private let lesson: LoadedLesson
  private let prepared: PreparedLesson
  private let language: Language

  init(_ lesson: LoadedLesson, _ prepared: PreparedLesson, _ language: Language) {
    self.lesson = lesson
    self.prepared = prepared
    self.language = language
  }

  /// Each with its title; the first row is the heading. Throws a `LessonError` for a cell that makes no sense.
  func blocks(_ options: RunOptions) throws -> [Block] {
    var blocks: [Block] = []
    var values: Values?
    for section in lesson.syntax.sections {
      guard case .table(let title) = section.kind else { continue }
      var rows: [[Text]] = []
      for line in section.lines {
        guard case .cells(let cells, _) = line else { continue }
        var row: [Text] = []
        for cell in cells {
          switch cell {
          case .text(let text, _): row.append(Text(text))
          case .formula(let syntax): row.append(try text(syntax, options, &values))
          }
        }
        rows.append(row)
      }
      guard let headings = rows.first else { continue }
      let name = title.map { Elaborator.localized($0)[language] } ?? Localized(es: "Tabla", en: "Table")[language]
      let columns = rows.map(\.count).max() ?? 0
      blocks += [
        .heading(2, Text(name)),
        .table(
          Table(
            headings: headings, alignments: (0..<columns).map { column in isNumeric(rows, column) ? .right : .left },
            rows: Array(rows.dropFirst()))),
      ]
    }
    return blocks
  }

  private func isNumeric(_ rows: [[Text]], _ column: Int) -> Bool {
    rows.dropFirst().allSatisfy { row in
      guard row.indices.contains(column), case .math(.number)? = row[column].parts.first else { return false }
      return true
    }
  }

  /// The value of a cell; the lesson runs one iteration only when a cell needs it.
  private func text(_ syntax: FormulaSyntax, _ options: RunOptions, _ values: inout Values?) throws -> Text {
    do {
      let formula = try prepared.main.probe(syntax)
      if formula.references.isEmpty { return text(formula.evaluate()) }
      if let values { return text(values.evaluate(formula)) }
      let runner = try Runner(prepared, options: options)
      try runner.advance()
      let made = Values(runner)
      values = made
      return text(made.evaluate(try runner.elaborator.probe(syntax)))
    } catch let error as LocatedError {
      throw lesson.source.error(error)
    }
  }

  private func text(_ value: Matrix) -> Text {
    let style = NumberStyle()
    if value.shape.isScalar { return Text(.number(style.format(value.values.first ?? .nan))) }
    guard value.shape.rank == 2, value.values.count <= 16 else { return Text("\(value.shape)") }
    let columns = value.shape.columns
    let rows = stride(from: 0, to: value.values.count, by: columns).map { start in
      value.values[start..<(start + columns)].map { MathText.number(style.format($0)) }
    }
    return Text(.matrix(rows))
  }
}
