import Calculus
import LessonLanguage
import Matrices
import Typesetting

/// Rows that stand for one of each entry, or of each example.
extension LessonTables {
  /// Entries or examples shown at most of a row as written.
  static let mostOfEach = 60

  // MARK: Entries

  /// How many entries the rows or columns among the cells have, which is the same number for all of them.
  func count(_ cells: [Content], _ row: RowSyntax) throws(LessonError) -> Int {
    var count: Int?
    for case .formula(let formula, let syntax, _) in cells where !formula.shape.isScalar {
      let shape = formula.shape
      let text = scope.lesson.source.text(syntax.range)
      try located { () throws(LocatedError) in
        guard shape.rank == 2, shape.rows == 1 || shape.columns == 1 else {
          throw LocatedError(
            syntax.range, es: "each entry necesita columnas o filas de números, y «\(text)» es \(shape)",
            en: "each entry needs columns or rows of numbers, and “\(text)” is \(shape)")
        }
        if let count, count != shape.count {
          throw LocatedError(
            syntax.range, es: "las celdas de esta fila tienen \(count) entradas y «\(text)» tiene \(shape.count)",
            en: "the cells of this row have \(count) entries and “\(text)” has \(shape.count)")
        }
      }
      count = shape.count
    }
    return count ?? 1
  }

  /// A row for each entry of the cells that are columns or rows; numbers and words stand in all of them.
  func entries(
    _ row: RowSyntax, _ names: LocalNames, _ moment: Moment, _ watch: TableWatch?
  ) throws(LessonError) -> (rows: [[LessonTable.Cell]], count: Int) {
    let cells = try resolved(row, names, scope.of(moment.program))
    let count = try count(cells, row)
    let columns = try cells.map { content throws(LessonError) -> (Int) -> LessonTable.Cell in
      guard case .formula(var formula, let syntax, let show) = content else { return Self.column(content) }
      var moment = moment
      if show.iteration != nil {
        guard let watch else { return { _ in .withRun } }
        guard let found = try found(syntax, names, show, watch) else { return { _ in .never } }
        (moment, formula) = found
      }
      guard moment.unmeasured(formula) == nil else { return { _ in .notMeasured } }
      let values = moment.evaluate(formula).values
      return { place in
        show.cell(Matrix(values.indices.contains(place) ? values[place] : values.first ?? .nan), noise: 0)
      }
    }
    return ((0..<min(count, Self.mostOfEach)).map { place in columns.map { $0(place) } }, count)
  }

  /// What a cell without a formula shows in each row.
  private static func column(_ content: Content) -> (Int) -> LessonTable.Cell {
    if case .number = content { return { .value(Matrix(Double($0 + 1))) } }
    return { _ in content.fixed }
  }

  // MARK: Examples

  /// How many examples the cells have a value for, which is the same number for all that are no single number.
  func exampleCount(_ cells: [Content], _ row: RowSyntax) throws(LessonError) -> Int {
    let pictures = PictureScope(scope: scope)
    var count: Int?
    for case .formula(let formula, let syntax, _) in cells {
      guard !formula.shape.isScalar || pictures.isPerBatch(formula) else { continue }
      let here = pictures.count(formula)
      if let count, count != here {
        let text = scope.lesson.source.text(syntax.range)
        let (first, second) = (Noun.example(count), Noun.example(here))
        try located { () throws(LocatedError) in
          throw LocatedError(
            syntax.range, es: "las celdas de esta fila tienen \(first.es) y «\(text)» tiene \(second.es)",
            en: "the cells of this row have \(first.en) and “\(text)” has \(second.en)")
        }
      }
      count = here
    }
    return count ?? 1
  }

  /// A row for each example, those of all batches, with the numbers that each cell has of it.
  func examples(
    _ row: RowSyntax, _ names: LocalNames, _ moment: Moment
  ) throws(LessonError) -> (rows: [[LessonTable.Cell]], count: Int) {
    let cells = try resolved(row, names, scope)
    let count = try exampleCount(cells, row)
    let shown = min(count, Self.mostOfEach)
    let pictures = PictureScope(scope: scope)
    let values = ExampleValues(moment, pictures)
    let columns = try cells.map { content throws(LessonError) -> (Int) -> LessonTable.Cell in
      guard case .formula(let formula, let syntax, let show) = content else { return Self.column(content) }
      guard moment.unmeasured(formula) == nil else { return { _ in .notMeasured } }
      let isPerBatch = pictures.isPerBatch(formula)
      guard isPerBatch || !formula.shape.isScalar else {
        let here = try located { () throws(LocatedError) in
          try scope.of(moment.program).resolve(written: syntax, names)
        }
        let value = moment.evaluate(here)
        return { _ in show.cell(value, noise: 0) }
      }
      let lists: [[Double]]
      if isPerBatch || !moment.program.isRemainder {
        lists = values.perExample(formula, most: shown)
      } else {
        let here = try located { () throws(LocatedError) in
          try scope.of(moment.program).resolve(written: syntax, names)
        }
        lists = pictures.axis(here).lists(moment.evaluate(here))
      }
      return { place in
        let numbers = lists.indices.contains(place) ? lists[place] : []
        return show.cell(Matrix(Shape(1, numbers.count), numbers) ?? Matrix(.nan), noise: 0)
      }
    }
    return ((0..<shown).map { place in columns.map { $0(place) } }, count)
  }
}
