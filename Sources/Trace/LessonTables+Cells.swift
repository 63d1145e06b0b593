import Calculus
import LessonLanguage
import Matrices
import Typesetting

/// The cells of tables, looked up and worked out.
extension LessonTables {
  /// A cell with its formula looked up.
  enum Content {
    case text(Localized)
    /// `entry`, `example`: the number of the row.
    case number
    /// What is the same in every row: the value of a varied setting.
    case fixed(LessonTable.Cell)
    case formula(Resolved, FormulaSyntax, Show)
    /// A condition, with the names that it may use.
    case first(Resolved, FormulaSyntax, LocalNames)
    /// The course of a number over the iterations.
    case course(Quantity)
    case graph(Resolved, MovedNumber)

    /// What it shows in every row, where that needs no formula.
    var fixed: LessonTable.Cell {
      switch self {
      case .text(let text): .text(text)
      case .fixed(let cell): cell
      case .number, .formula, .first, .course, .graph: .text(Localized(both: ""))
      }
    }
  }

  /// How a formula's value is shown.
  struct Show {
    enum Way {
      case plain, bar
      /// What the notes print, and whether it is held against the value.
      case printed(PrintedSyntax, isJudged: Bool)
    }
    var way = Way.plain
    /// When it is meant; nil for when the table is made.
    var iteration: Int?

    /// - Parameter noise: how much of the value may be nothing but rounding.
    func cell(_ value: Matrix, noise: @autoclosure () -> Double) -> LessonTable.Cell {
      switch way {
      case .plain: .value(value)
      case .bar: .bar(value.values.first ?? .nan)
      case .printed(let printed, let isJudged):
        LessonTable.Printed(printed, value.values.first ?? .nan, isJudged: isJudged, noise: noise()).map {
          .printed($0)
        } ?? .value(value)
      }
    }
  }

  /// Looks up what the cells of a row name.
  func resolved(_ row: RowSyntax, _ names: LocalNames, _ scope: Scope) throws(LessonError) -> [Content] {
    let names = self.names(names, scope)
    var cells: [Content] = []
    for cell in row.cells {
      cells.append(
        try located { () throws(LocatedError) in
          let content = try self.content(cell, row, names, scope)
          try check(content, cell, row, scope)
          return content
        })
    }
    return cells
  }

  /// The names of a row, with those of what is varied: `seed`.
  private func names(_ names: LocalNames, _ scope: Scope) -> LocalNames {
    var names = names
    for (name, value) in varied where !scope.names.contains(name) {
      if case .number(let number) = value { names = names.adding(name, number) }
    }
    return names
  }

  private func content(
    _ cell: CellSyntax, _ row: RowSyntax, _ names: LocalNames, _ scope: Scope
  ) throws(LocatedError) -> Content {
    switch cell {
    case .text(let text, _):
      let words = text.localized
      return .text(Localized(es: names.filled(words.es), en: names.filled(words.en)))
    case .formula(let syntax, let moment):
      if let each = row.each, case .name(let name) = syntax, name.plain == each.rawValue,
        !scope.names.contains(each.rawValue)
      {
        return .number
      }
      if moment == nil, let name = Scope.name(syntax), let value = varied.first(where: { $0.name == name })?.value {
        switch value {
        case .number(let number): return .fixed(.value(Matrix(number)))
        case .choice(let words), .optimizer(let words): return .fixed(.text(Localized(both: words)))
        }
      }
      let show = Show(iteration: try iteration(moment, names, scope))
      return .formula(try scope.resolve(written: syntax, names), syntax, show)
    case .bar(let syntax, let moment, _):
      let show = Show(way: .bar, iteration: try iteration(moment, names, scope))
      return .formula(try scope.resolve(written: syntax, names), syntax, show)
    case .printed(let printed, let syntax, let moment, _):
      let show = Show(way: .printed(printed, isJudged: !isChanged), iteration: try iteration(moment, names, scope))
      return .formula(try scope.resolve(written: syntax, names), syntax, show)
    case .first(let syntax, _): return .first(try scope.resolve(written: syntax, names), syntax, names)
    case .strip(let syntax, nil, let range):
      let found = try scope.resolve(written: syntax, names)
      guard let quantity = found.formula.quantity, found.derived.isEmpty, quantity.shape.isScalar else {
        throw LocatedError(
          range,
          es: "strip dibuja cómo va un número con nombre, «strip E», o una fórmula: «strip f(z) over z = −5..5»",
          en: "strip draws how a number with a name goes, as in “strip E”, or a formula: “strip f(z) over z = −5..5”")
      }
      return .course(quantity)
    case .strip(let syntax, let over?, _):
      let number = try scope.moved(over.place, place: 0)
      let text = scope.lesson.source.text(over.place.range)
      guard let ends = try Picture.ends(of: over, number, text, scope, names) else {
        throw LocatedError(
          over.place.range, es: "di de dónde a dónde va «\(text)», como en «\(text) = −5..5»",
          en: "say from where to where “\(text)” goes, as in “\(text) = −5..5”")
      }
      let moved = MovedNumber(syntax: over.place, number: number, ends: ends, text: text)
      return .graph(try scope.resolve(written: syntax, names.adding(number)), moved)
    }
  }

  /// The iteration behind `at`; nil where there is none.
  private func iteration(
    _ moment: ExpectQualifiers.Moment?, _ names: LocalNames, _ scope: Scope
  ) throws(LocatedError) -> Int? {
    let syntax: FormulaSyntax
    var length = 1
    switch moment {
    case nil, .end: return nil
    case .iteration(let written): syntax = written
    case .epoch(let written):
      syntax = written
      length = scope.program.batching?.batchesPerEpoch ?? 1
    }
    let number = try scope.integer(syntax, names)
    guard number >= 1, number <= Int(Int32.max) / length else {
      throw LocatedError(
        syntax.range, es: "las iteraciones y las épocas cuentan desde 1", en: "iterations and epochs count from 1")
    }
    return number * length
  }

  /// What shows one number takes one, and stands in a row of its own.
  private func check(
    _ content: Content, _ cell: CellSyntax, _ row: RowSyntax, _ scope: Scope
  ) throws(LocatedError) {
    let range: SourceRange
    let isOne: Bool
    switch (cell, content) {
    case (.bar(_, _, let place), .formula(let formula, _, _)):
      (range, isOne) = (place, row.each != nil || formula.shape.isScalar)
    case (.printed(_, _, _, let place), .formula(let formula, _, _)):
      (range, isOne) = (place, formula.shape.isScalar)
    case (.first(_, let place), .first(let formula, _, _)), (.strip(_, _, let place), .graph(let formula, _)):
      (range, isOne) = (place, formula.shape.isScalar)
    case (.strip(_, _, let place), _): (range, isOne) = (place, true)
    case (.formula(let syntax, at: .some), _): (range, isOne) = (syntax.range, true)
    default: return
    }
    let text = scope.lesson.source.text(range)
    guard isOne else {
      throw LocatedError(
        range, es: "«\(text)» necesita un número (1×1)", en: "“\(text)” needs one number (1×1)")
    }
    guard let each = row.each else { return }
    switch (cell, each) {
    case (.bar(_, at: nil, _), _), (.bar, .entry), (.formula, .entry): return
    default:
      throw LocatedError(
        range, es: "«\(text)» no va en una fila con each \(each.rawValue): da una sola cosa",
        en: "“\(text)” has no place in a row with each \(each.rawValue): it is one thing alone")
    }
  }

  // MARK: - Values

  /// What a cell shows, with the values of a moment and what was noted of the run before it.
  func cell(
    _ content: Content, _ names: LocalNames, _ moment: Moment, _ watch: TableWatch?
  ) throws(LessonError) -> LessonTable.Cell {
    switch content {
    case .text, .number, .fixed: return content.fixed
    case .formula(let formula, let syntax, let show):
      guard show.iteration != nil else {
        guard moment.unmeasured(formula) == nil else { return .notMeasured }
        return show.cell(moment.evaluate(formula), noise: RoundingNoise(moment).noise(of: formula).first ?? 0)
      }
      guard let watch else { return .withRun }
      guard let (there, formula) = try found(syntax, names, show, watch) else { return .never }
      guard there.unmeasured(formula) == nil else { return .notMeasured }
      return show.cell(there.evaluate(formula), noise: RoundingNoise(there).noise(of: formula).first ?? 0)
    case .first(_, let syntax, let names):
      guard let watch else { return .withRun }
      let condition = try located { () throws(LocatedError) in try scope.resolve(written: syntax, names) }
      return watch.first(syntax, condition).map { .value(Matrix(Double($0))) } ?? .never
    case .course(let quantity):
      guard let watch else { return .withRun }
      return .course(watch.course(quantity))
    case .graph(let formula, let moved):
      let moving = MovedFormulas([formula], moving: [moved.number], in: moment)
      return .course(Self.course(moved) { moving.values(at: [$0]).first ?? .nan })
    }
  }

  /// The moment that a cell asks for, and its formula in the batch of it; nil where the run did not come so far.
  func found(
    _ syntax: FormulaSyntax, _ names: LocalNames, _ show: Show, _ watch: TableWatch
  ) throws(LessonError) -> (moment: Moment, formula: Resolved)? {
    guard let moment = show.iteration.flatMap({ watch.moments[$0] }) else { return nil }
    let formula = try located { () throws(LocatedError) in
      try scope.of(moment.program).resolve(written: syntax, self.names(names, scope))
    }
    return (moment, formula)
  }

  /// A formula over a new number, where it reads nothing else; nil for others.
  func course(_ formula: Resolved, _ moved: MovedNumber) -> LessonTable.Course? {
    guard case .new(let quantity) = moved.number, formula.references.allSatisfy({ $0 == quantity }) else { return nil }
    return Self.course(moved) { number in
      formula.evaluate { $0 == quantity ? Matrix(number) : Matrix($0.shape, repeating: .nan) }.values.first ?? .nan
    }
  }

  private static func course(_ moved: MovedNumber, _ value: (Double) -> Double) -> LessonTable.Course {
    guard let ends = moved.ends else { return LessonTable.Course([]) }
    return LessonTable.Course(
      LessonPictures.places(ends, count: samples).map { (place: $0, value: value($0)) })
  }

  /// Numbers of a formula's course: four for each character where there is room, the ends among them.
  private static let samples = 4 * (Strip.longestCourse - 1) + 1
}
