import Calculus
import Execution
import LessonLanguage
import Matrices
import Typesetting

/// Works out the `table` sections of a lesson: `show` gives the values of the first iteration, `run` those of the last.
package struct LessonTables {
  let scope: Scope
  /// What a `table vary …` has varied to come to this scope.
  let varied: [(name: String, value: Scope.VariedValue)]
  /// Whether a reader has changed values of the lesson, so that what the notes print is of another one.
  let isChanged: Bool

  /// Rows of a table at most, besides those of entries and examples.
  static let mostRows = 200

  /// The tables of a lesson.
  package init(_ scope: Scope) {
    self.init(scope, varied: [], isChanged: !scope.settings.overrides.isEmpty || scope.settings.optimizer != nil)
  }

  init(_ scope: Scope, varied: [(name: String, value: Scope.VariedValue)], isChanged: Bool) {
    self.scope = scope
    self.varied = varied
    self.isChanged = isChanged
  }

  /// Whether the lesson has any.
  package var areThere: Bool {
    scope.lesson.syntax.sections.contains { if case .table = $0.kind { true } else { false } }
  }

  /// Throws what is wrong with a cell, without running anything.
  ///
  /// - Parameter options: those of the run that there will be.
  package func check(_ options: RunOptions = RunOptions()) throws(LessonError) {
    for table in try written() {
      try check(table.varied.isEmpty ? table.rows : Array(table.rows.prefix(1)))
      if !table.varied.isEmpty { try checkVariants(of: table, options) }
    }
  }

  func check(_ rows: [Row]) throws(LessonError) {
    for (row, names) in rows {
      for program in [scope.program, scope.program.remainder].compactMap({ $0 }) {
        let cells = try resolved(row, names, scope.of(program))
        if row.each == .entry { _ = try count(cells, row) }
      }
      if row.each == .example { _ = try exampleCount(try resolved(row, names, scope), row) }
    }
  }

  /// With the values of the first iteration; the lesson runs it only when a cell needs it.
  ///
  /// - Throws: for a cell that makes no sense.
  package func atStart(_ options: RunOptions) throws(LessonError) -> [LessonTable] {
    var known: Moment?
    var goesOn = false
    var tables = try tables(nil, nil) { () throws(ProgramError) in
      if let known { return known }
      let run = try Run(scope.program, options: options)
      try run.advance()
      goesOn = run.plannedIterations > 1
      let moment = run.moment()
      known = moment
      return moment
    }
    guard goesOn, let first = known?.iteration else { return tables }
    let changing = scope.program.changing
    for (place, written) in try written().enumerated() where try reads(changing, written) {
      tables[place].iteration = first
    }
    return tables
  }

  /// Whether a table has values of the moment at which it is made that change in the course of a run.
  private func reads(_ changing: Set<Int>, _ table: Written) throws(LessonError) -> Bool {
    for (row, names) in table.varied.isEmpty ? table.rows : Array(table.rows.prefix(1)) {
      for case .formula(let formula, _, let show) in try resolved(row, names, scope) where show.iteration == nil {
        if formula.references.contains(where: { changing.contains($0.id) }) { return true }
      }
    }
    return false
  }

  /// With the values of a moment, those that a run ended with, and what was noted of it on its way.
  ///
  /// - Parameter trials: make the runs that tables over variants show.
  func after(_ moment: Moment, _ watch: TableWatch, _ trials: RunTrials) throws(LessonError) -> [LessonTable] {
    try tables(watch, trials) { () throws(ProgramError) in moment }
  }

  /// What a run has to note for the tables, those over variants apart.
  func watch() throws(LessonError) -> TableWatch {
    var rows: [Row] = []
    for table in try written() where table.varied.isEmpty { rows += table.rows }
    return try watch(rows)
  }

  /// What a run has to note for some rows.
  func watch(_ rows: [Row]) throws(LessonError) -> TableWatch {
    var (cells, others): ([Content], [Content]) = ([], [])
    for (row, names) in rows {
      cells += try resolved(row, names, scope)
      if let remainder = scope.program.remainder { others += try resolved(row, names, scope.of(remainder)) }
    }
    return TableWatch(scope.program, cells, inLastBatch: others)
  }

  // MARK: - Rows

  /// A row with the indices of the loops around it.
  typealias Row = (row: RowSyntax, names: LocalNames)

  /// The rows of a table, with loops written out.
  typealias Written = (line: Int, title: TextSyntax?, varied: [VariationSyntax], rows: [Row])

  /// The tables as they are written, without those that a condition takes away and those without a row below the
  /// heading.
  private func written() throws(LessonError) -> [Written] {
    var found: [Written] = []
    for section in scope.lesson.syntax.sections {
      guard case .table(let title, let varied, let conditions) = section.kind else { continue }
      let rows = try located { () throws(LocatedError) -> [Row] in
        guard try scope.holds(conditions) else { return [] }
        let rows = try scope.rows(section.lines)
        guard rows.count <= Self.mostRows else {
          throw LocatedError(
            section.range, es: "la tabla tiene \(rows.count) filas y caben \(Self.mostRows)",
            en: "the table has \(rows.count) rows and has room for \(Self.mostRows)")
        }
        return rows
      }
      if rows.count > 1 { found.append((section.range.line, title, varied, rows)) }
    }
    return found
  }

  /// - Parameters:
  ///   - watch: what was noted of a run; nil before any: a formula without quantities then needs none.
  ///   - trials: make the runs that tables over variants show.
  ///   - moment: whose values the cells have.
  private func tables(
    _ watch: TableWatch?, _ trials: RunTrials?, _ moment: () throws(ProgramError) -> Moment
  ) throws(LessonError) -> [LessonTable] {
    var tables: [LessonTable] = []
    for table in try written() {
      var rows: [[LessonTable.Cell]] = []
      var leftOut = 0
      for (row, names) in table.varied.isEmpty ? table.rows : Array(table.rows.prefix(1)) {
        if row.each == nil, watch == nil, let cells = try known(row, names) {
          rows.append(cells)
          continue
        }
        let moment = try scope.locating(moment)
        let found = try self.rows(row, names, moment, watch)
        rows += found.rows
        leftOut += found.count - found.rows.count
      }
      var made = LessonTable(line: table.line, title: table.title?.localized, rows: rows, leftOut: leftOut)
      if !table.varied.isEmpty {
        if let trials {
          let found = try variantRows(of: table, trials)
          made = LessonTable(
            line: table.line, title: table.title?.localized, rows: rows + found.rows, leftOut: leftOut)
          made.interrupted = found.missing
          made.unloaded = found.unloaded
        } else {
          made.needsRuns = true
        }
      }
      tables.append(made)
    }
    return tables
  }

  /// The rows that a row as written stands for, and how many there would be.
  func rows(
    _ row: RowSyntax, _ names: LocalNames, _ moment: Moment, _ watch: TableWatch?
  ) throws(LessonError) -> (rows: [[LessonTable.Cell]], count: Int) {
    switch row.each {
    case nil:
      var cells: [LessonTable.Cell] = []
      for content in try resolved(row, names, scope.of(moment.program)) {
        cells.append(try cell(content, names, moment, watch))
      }
      return ([cells], 1)
    case .entry: return try entries(row, names, moment, watch)
    case .example: return try examples(row, names, moment)
    }
  }

  /// The cells of a row that reads no quantity; nil for one that does.
  private func known(_ row: RowSyntax, _ names: LocalNames) throws(LessonError) -> [LessonTable.Cell]? {
    var cells: [LessonTable.Cell] = []
    for content in try resolved(row, names, scope) {
      switch content {
      case .formula(let formula, _, let show) where show.iteration == nil:
        guard formula.references.isEmpty else { return nil }
        let value = formula.evaluate { Matrix($0.shape, repeating: .nan) }
        cells.append(show.cell(value, noise: 0))
      case .graph(let formula, let moved):
        guard let course = course(formula, moved) else { return nil }
        cells.append(.course(course))
      case .formula, .first, .course: cells.append(.withRun)
      case .text, .number, .fixed: cells.append(content.fixed)
      }
    }
    return cells
  }

  func located<Value>(_ body: () throws(LocatedError) -> Value) throws(LessonError) -> Value {
    try scope.lesson.source.locating(body)
  }
}
