import Calculus
import Execution
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// The drawings that a lesson asks for in `pictures`.
package final class Pictures {
  /// A line of `pictures`, looked up.
  package struct Picture {
    let syntax: PictureSyntax
    let subject: Resolved
    /// The columns of `steps` as written.
    var cells: [FormulaSyntax] = []
    /// The same, looked up.
    var columns: [Resolved] = []
    let over: Quantity?
    let by: Resolved?
    let title: Text
    /// The subject as written.
    let subjectText: String
    /// Whether each row is an example.
    let examplesInRows: Bool

    /// What an axis of `points` shows: `A1[:,2]`; nothing for a second coordinate that is not there.
    func axis(_ place: Int) -> Text {
      let count = examplesInRows ? subject.shape.columns : subject.shape.rows
      guard place < count else { return "" }
      if count == 1 { return Text([.code(subjectText)]) }
      if let (name, first) = columnsOfName {
        return Text([.code(examplesInRows ? "\(name)[:,\(first + place)]" : "\(name)[\(first + place),:]")])
      }
      let index = examplesInRows ? "[:,\(place + 1)]" : "[\(place + 1),:]"
      let isName = subjectText.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      return Text([.code((isName ? subjectText : "(\(subjectText))") + index)])
    }

    /// Of `A1[:,2..3]` the name and the first number, from which the axes have theirs.
    private var columnsOfName: (name: String, first: Int)? {
      guard case .index(.name(let name), let places, _) = syntax.subject, places.count == 2,
        let text = name.plain, places.contains(.all)
      else { return nil }
      for case .range(.number(let first, _, _), _) in places { return Int(exactly: first).map { (text, $0) } }
      return nil
    }
  }

  let pictures: [Picture]
  /// The lesson's own program, for full batches.
  let scope: PictureScope
  package let language: Language
  /// Whether there is still something to note on the way.
  package private(set) var isCurious: Bool
  /// What `steps` shows of each iteration.
  private var rows: [Int: [StepRow]] = [:]
  /// The columns of `steps` in the program of the last, smaller batch, by picture.
  private var smallColumns: [Int: [Resolved]] = [:]
  /// Iterations that `steps` shows.
  private static let mostSteps = 40
  /// An iteration's row of `steps`: when it was, and the numbers of a full batch, nil where this one has none.
  private struct StepRow {
    let time: String
    let numbers: [Double?]
  }
  /// What `points` showed in the first iteration.
  private var before: [Int: [Chart.Point]] = [:]

  /// Looks the lines up in the lesson's scope and sees to it that each can be drawn; throws a `LessonError` with the place
  /// of the first that cannot, and what would fit.
  package init(_ scope: Scope, _ language: Language) throws {
    self.language = language
    self.scope = PictureScope(scope: scope)
    var found: [Picture] = []
    for section in scope.lesson.syntax.sections where section.kind == .pictures {
      for case .picture(let syntax) in section.lines {
        do {
          guard try scope.holds(syntax.conditions) else { continue }
          let picture = try Self.picture(syntax, scope, language)
          try PictureRequirements(scope: self.scope, picture: picture).check()
          found.append(picture)
        } catch let error as LocatedError {
          throw scope.lesson.source.error(error)
        }
      }
    }
    pictures = found
    isCurious = !found.isEmpty
    try checkLastBatch()
  }

  /// The numbers whose course a curve draws.
  package var followed: [Quantity] {
    pictures.compactMap { picture in
      guard picture.syntax.kind == .curve, case .reference(let quantity) = picture.subject.formula else { return nil }
      return quantity
    }
  }

  /// Keeps what the table of steps shows of an iteration, and what the first one looked like for a comparison.
  package func note(_ runner: Runner) throws {
    if runner.iteration >= Self.mostSteps { isCurious = false }
    guard runner.iteration == 1 || pictures.contains(where: { $0.syntax.kind == .steps }) else {
      isCurious = false
      return
    }
    let moment = runner.moment()
    for (index, picture) in pictures.enumerated() where picture.syntax.kind == .steps {
      let here = try columns(of: index, picture, runner)
      let numbers = zip(here, picture.columns).flatMap { here, whole in
        // What is measured once in an epoch is not there before its end.
        !moment.isEpochEnd && runner.program.isEpochTotal(here.formula)
          ? Array(repeating: nil, count: whole.shape.count) : Self.cells(moment.evaluate(here), of: whole.shape)
      }
      let time = runner.program.batching == nil ? "\(runner.iteration)" : "\(runner.epoch).\(runner.batch)"
      rows[index, default: []].append(StepRow(time: time, numbers: numbers))
    }
    guard runner.iteration == 1 else { return }
    for (index, picture) in pictures.enumerated() where picture.syntax.kind == .points {
      before[index] = try points(picture, runner)
    }
  }

  /// The columns of `steps` in the program of the present batch.
  private func columns(of index: Int, _ picture: Picture, _ runner: Runner) throws -> [Resolved] {
    guard runner.program.isRemainder else { return picture.columns }
    if let known = smallColumns[index] { return known }
    let made = try picture.cells.map { try resolve($0, in: runner.program) }
    smallColumns[index] = made
    return made
  }

  /// The numbers where a full batch has them, row by row; nil where this batch has none.
  private static func cells(_ matrix: Matrix, of whole: Shape) -> [Double?] {
    guard matrix.shape != whole, matrix.shape.rank == 2, whole.rank == 2 else { return matrix.values }
    return (0..<whole.count).map { place in
      let (row, column) = (place / whole.columns, place % whole.columns)
      return row < matrix.shape.rows && column < matrix.shape.columns ? matrix[row, column] : nil
    }
  }

  /// The drawings after a run.
  package func blocks(_ runner: Runner, _ history: History) throws -> [Block] {
    var blocks: [Block] = []
    for (index, picture) in pictures.enumerated() {
      switch picture.syntax.kind {
      case .curve: blocks += curve(picture, history, runner)
      case .points:
        let after = try points(picture, runner)
        if let first = before[index], runner.iteration > 1 {
          blocks.append(scatter(picture, first, Localized(es: "antes", en: "before")))
          blocks.append(scatter(picture, after, Localized(es: "después", en: "after")))
        } else {
          blocks.append(scatter(picture, after, nil))
        }
      case .steps: blocks += steps(picture, rows[index, default: []], runner)
      case .map: blocks += try map(picture, runner)
      case .image:
        let subject = try resolve(picture.syntax.subject, in: runner.program)
        blocks.append(Self.image(picture.title, runner.moment().evaluate(subject)))
      case .inequalities:
        blocks += try Inequalities(ExampleValues(runner, scope), scope, language)
          .blocks(picture.subject, by: picture.by, title: picture.title)
      }
    }
    return blocks
  }

  /// What is drawn after a run, with its numbers.
  package func fact(_ runner: Runner, _ history: History) throws -> Fact {
    var facts: [Fact] = []
    for (index, picture) in pictures.enumerated() where picture.syntax.kind == .steps {
      facts.append(stepsFact(picture, rows[index, default: []]))
    }
    for case .chart(let chart) in try blocks(runner, history) { facts.append(chart.fact) }
    return .list(facts)
  }

  private func stepsFact(_ picture: Picture, _ rows: [StepRow]) -> Fact {
    .record(
      ("chart", .text("steps")), ("columns", .text(picture.subjectText)),
      (
        "rows",
        .list(
          rows.map { row in
            .record(
              ("at", .text(row.time)), ("values", .list(row.numbers.map { $0.map { .number($0) } ?? Fact.none })))
          })
      ))
  }

  /// 784 numbers as 28×28; others as their shape has them.
  static func image(_ title: Text, _ matrix: Matrix) -> Block {
    var shape = matrix.shape
    let side = Int(Double(shape.count).squareRoot())
    if shape.rank == 4 {
      shape = Shape(shape.sizes[2], shape.sizes[3])
    } else if shape.rows == 1 || shape.columns == 1, side * side == shape.count {
      shape = Shape(side, side)
    }
    return .chart(.image(title: title, columns: shape.columns, rows: shape.rows, values: matrix.values))
  }

  /// `Title: not drawn, because …`
  func notDrawn(_ picture: Picture, _ reason: Localized) -> Block {
    let words = Localized(es: ": no se dibuja, porque ", en: ": not drawn, because ") + reason + Localized(both: ".")
    return .paragraph(picture.title + Text(words[language]))
  }

  func curve(_ picture: Picture, _ history: History, _ runner: some LessonRun) -> [Block] {
    guard case .reference(let quantity) = picture.subject.formula,
      let place = history.quantities.firstIndex(of: quantity)
    else { return [] }
    // What is complete only at an epoch's end has no number in between, and is placed by its epoch.
    let isPerEpoch = history.isPerEpoch || scope.program.isEpochTotal(quantity)
    let length = isPerEpoch ? max(1, runner.program.batching?.batchesPerEpoch ?? 1) : 1
    let kept = history.iterations.indices.filter { history.iterations[$0].isMultiple(of: length) }
    let unit =
      isPerEpoch
      ? (one: Localized(es: "época", en: "epoch"), some: Localized(es: "épocas terminadas", en: "finished epochs"))
      : (one: Localized(es: "iteración", en: "iteration"), some: Localized(es: "iteraciones", en: "iterations"))
    guard kept.count > 1 else {
      return [
        notDrawn(
          picture,
          Localized(
            es: "una curva necesita al menos dos \(unit.some.es)",
            en: "a curve needs at least two \(unit.some.en)"))
      ]
    }
    let series = Chart.Series(
      x: kept.map { Double(history.iterations[$0] / length) }, y: kept.map { history.values[place][$0] })
    return [.chart(.curve(title: picture.title, [series], xLabel: Text(unit.one[language])))]
  }

  /// A row for each iteration: the numbers of a hand-worked table.
  private func steps(_ picture: Picture, _ rows: [StepRow], _ runner: Runner) -> [Block] {
    guard !rows.isEmpty else { return [] }
    let style = NumberStyle(significantDigits: 4)
    let notation = Notation()
    var headings: [Text] = [
      Text(
        runner.program.batching == nil
          ? Localized(es: "paso", en: "step")[language] : Localized(es: "época.paso", en: "epoch.step")[language])
    ]
    for column in picture.columns {
      for offset in 0..<column.shape.count {
        let entry = try? column.formula.entry(at: offset)
        headings.append(Text((entry?.typeset(notation) ?? column.formula.typeset(notation)).text))
      }
    }
    var blocks: [Block] = [
      .paragraph(picture.title),
      .table(
        Table(
          headings: headings, alignments: Array(repeating: .right, count: headings.count),
          rows: rows.map { row in
            [Text(row.time)] + row.numbers.map { $0.map { Text(.number(style.format($0))) } ?? "" }
          })),
    ]
    if runner.iteration > rows.count {
      blocks.append(
        .paragraph(
          Text([
            .faint(
              Localized(
                es: "… y así hasta la iteración \(runner.iteration).",
                en: "… and so on to iteration \(runner.iteration).")[language])
          ])))
    }
    return blocks
  }
}

extension TextSyntax {
  /// The text in a language; one alone serves both.
  package func `in`(_ language: Language) -> String {
    switch language {
    case .spanish: es ?? en ?? ""
    case .english: en ?? es ?? ""
    }
  }
}
