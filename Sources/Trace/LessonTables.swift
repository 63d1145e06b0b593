import Calculus
import Execution
import LessonLanguage
import Matrices
import Typesetting

/// A `table` section of a lesson with its formulas worked out: the first row is the heading.
package struct LessonTable: Sendable {
  /// What a cell holds.
  package enum Cell: Sendable {
    case text(Localized)
    case value(Matrix)
    /// A formula that reads what is measured at an epoch's end, before it.
    case notMeasured
  }

  /// Its title, if it has one.
  package let title: Localized?
  package let rows: [[Cell]]

  /// The title and the cells, row by row.
  package var fact: Fact {
    .record(
      ("title", title.map { .words($0) }),
      (
        "rows",
        .list(
          rows.map { row in
            .list(
              row.map { cell in
                switch cell {
                case .text(let text): .words(text)
                case .value(let value): value.fact
                case .notMeasured: Fact.none
                }
              })
          })
      ))
  }
}

/// Works out the `table` sections of a lesson: `show` gives the values of the first iteration, `run` those of the last.
package struct LessonTables {
  private let scope: Scope

  /// The tables of a lesson.
  package init(_ scope: Scope) { self.scope = scope }

  /// Whether the lesson has any.
  package var areThere: Bool {
    scope.lesson.syntax.sections.contains { if case .table = $0.kind { true } else { false } }
  }

  /// With the values of the first iteration; the lesson runs it only when a cell needs it.
  ///
  /// - Throws: for a cell that makes no sense.
  package func atStart(_ options: RunOptions) throws(LessonError) -> [LessonTable] {
    var known: Moment?
    return try tables(isStart: true) { () throws(ProgramError) in
      if let known { return known }
      let run = try Run(scope.program, options: options)
      try run.advance()
      let moment = run.moment()
      known = moment
      return moment
    }
  }

  /// With the values of a moment: those that a run ended with.
  package func after(_ moment: Moment) throws(LessonError) -> [LessonTable] {
    try tables(isStart: false) { () throws(ProgramError) in moment }
  }

  /// - Parameters:
  ///   - isStart: whether it is before any run: a formula without quantities then needs none.
  ///   - moment: whose values the cells have.
  private func tables(
    isStart: Bool, _ moment: () throws(ProgramError) -> Moment
  ) throws(LessonError) -> [LessonTable] {
    var tables: [LessonTable] = []
    for section in scope.lesson.syntax.sections {
      guard case .table(let title) = section.kind else { continue }
      var rows: [[LessonTable.Cell]] = []
      for line in section.lines {
        guard case .cells(let cells, _) = line else { continue }
        var row: [LessonTable.Cell] = []
        for cell in cells {
          switch cell {
          case .text(let text, _): row.append(.text(text.localized))
          case .formula(let syntax): row.append(try content(syntax, isStart: isStart, moment))
          }
        }
        rows.append(row)
      }
      if !rows.isEmpty { tables.append(LessonTable(title: title?.localized, rows: rows)) }
    }
    return tables
  }

  private func content(
    _ syntax: FormulaSyntax, isStart: Bool, _ moment: () throws(ProgramError) -> Moment
  ) throws(LessonError) -> LessonTable.Cell {
    let written = try resolved(syntax, scope)
    if isStart && written.formula.references.isEmpty {
      return .value(written.evaluate { Matrix($0.shape, repeating: .nan) })
    }
    let moment = try scope.locating(moment)
    return moment.cell(try resolved(syntax, scope.of(moment.program)))
  }

  private func resolved(_ syntax: FormulaSyntax, _ scope: Scope) throws(LessonError) -> Resolved {
    try scope.lesson.source.locating { () throws(LocatedError) in try scope.resolve(written: syntax) }
  }
}

extension Moment {
  /// What a table shows of a formula.
  fileprivate func cell(_ resolved: Resolved) -> LessonTable.Cell {
    unmeasured(resolved) == nil ? .value(evaluate(resolved)) : .notMeasured
  }
}
