import Calculus
import Execution
import LessonLanguage
import Matrices
import Typesetting

/// Works out the `table` sections of a lesson: `show` gives the values of the first iteration, `run` those of the last.
package struct LessonTables {
  let scope: Scope

  /// Rows of a table at most, besides those of entries and examples.
  static let mostRows = 200

  /// The tables of a lesson.
  package init(_ scope: Scope) { self.scope = scope }

  /// Whether the lesson has any.
  package var areThere: Bool {
    scope.lesson.syntax.sections.contains { if case .table = $0.kind { true } else { false } }
  }

  /// Throws what is wrong with a cell, without running anything.
  package func check() throws(LessonError) {
    for table in try written() {
      for (row, names) in table.rows {
        for program in [scope.program, scope.program.remainder].compactMap({ $0 }) {
          let cells = try resolved(row, names, scope.of(program))
          if row.each == .entry { _ = try count(cells, row) }
        }
        if row.each == .example { _ = try exampleCount(try resolved(row, names, scope), row) }
      }
    }
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

  // MARK: - Rows

  /// The rows of a table, with loops written out, each with the indices of the loops around it.
  private typealias Written = (line: Int, title: TextSyntax?, rows: [(row: RowSyntax, names: LocalNames)])

  /// The tables as they are written, without those that a condition takes away and those without a row below the
  /// heading.
  private func written() throws(LessonError) -> [Written] {
    var found: [Written] = []
    for section in scope.lesson.syntax.sections {
      guard case .table(let title, let conditions) = section.kind else { continue }
      let rows = try located { () throws(LocatedError) -> [(row: RowSyntax, names: LocalNames)] in
        guard try scope.holds(conditions) else { return [] }
        let rows = try scope.rows(section.lines)
        guard rows.count <= Self.mostRows else {
          throw LocatedError(
            section.range, es: "la tabla tiene \(rows.count) filas y caben \(Self.mostRows)",
            en: "the table has \(rows.count) rows and has room for \(Self.mostRows)")
        }
        return rows
      }
      if rows.count > 1 { found.append((section.range.line, title, rows)) }
    }
    return found
  }

  /// - Parameters:
  ///   - isStart: whether it is before any run: a formula without quantities then needs none.
  ///   - moment: whose values the cells have.
  private func tables(
    isStart: Bool, _ moment: () throws(ProgramError) -> Moment
  ) throws(LessonError) -> [LessonTable] {
    var tables: [LessonTable] = []
    for table in try written() {
      var rows: [[LessonTable.Cell]] = []
      var leftOut = 0
      for (row, names) in table.rows {
        let needsNone = row.each == nil && isStart
        let cells = needsNone ? try known(row, names) : nil
        if let cells {
          rows.append(cells)
          continue
        }
        let moment = try scope.locating(moment)
        let found =
          switch row.each {
          case nil: (rows: [try resolved(row, names, scope.of(moment.program)).map { moment.cell($0) }], count: 1)
          case .entry: try entries(row, names, moment)
          case .example: try examples(row, names, moment)
          }
        rows += found.rows
        leftOut += found.count - found.rows.count
      }
      tables.append(LessonTable(line: table.line, title: table.title?.localized, rows: rows, leftOut: leftOut))
    }
    return tables
  }

  /// The cells of a row that reads no quantity; nil for one that does.
  private func known(_ row: RowSyntax, _ names: LocalNames) throws(LessonError) -> [LessonTable.Cell]? {
    var cells: [LessonTable.Cell] = []
    for cell in try resolved(row, names, scope) {
      guard case .formula(let formula, _) = cell else {
        cells.append(cell.fixed)
        continue
      }
      guard formula.formula.references.isEmpty else { return nil }
      cells.append(.value(formula.evaluate { Matrix($0.shape, repeating: .nan) }))
    }
    return cells
  }

  /// A cell with its formula looked up.
  enum Content {
    case text(Localized)
    case formula(Resolved, FormulaSyntax)
    /// `entry`, `example`: the number of the row.
    case number

    /// What it shows in every row, where it is no formula.
    var fixed: LessonTable.Cell { if case .text(let text) = self { .text(text) } else { .text(Localized(both: "")) } }
  }

  func resolved(_ row: RowSyntax, _ names: LocalNames, _ scope: Scope) throws(LessonError) -> [Content] {
    var cells: [Content] = []
    for cell in row.cells {
      switch cell {
      case .text(let text, _):
        let words = text.localized
        cells.append(.text(Localized(es: names.filled(words.es), en: names.filled(words.en))))
      case .formula(let syntax):
        if let each = row.each, case .name(let name) = syntax, name.plain == each.rawValue,
          !scope.names.contains(each.rawValue)
        {
          cells.append(.number)
        } else {
          let found = try located { () throws(LocatedError) in try scope.resolve(written: syntax, names) }
          cells.append(.formula(found, syntax))
        }
      }
    }
    return cells
  }

  func located<Value>(_ body: () throws(LocatedError) -> Value) throws(LessonError) -> Value {
    try scope.lesson.source.locating(body)
  }
}

extension Moment {
  /// What a table shows of a cell.
  fileprivate func cell(_ content: LessonTables.Content) -> LessonTable.Cell {
    guard case .formula(let formula, _) = content else { return content.fixed }
    return unmeasured(formula) == nil ? .value(evaluate(formula)) : .notMeasured
  }
}
