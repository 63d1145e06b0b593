import Calculus
import Execution
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// The drawings that a lesson asks for in `pictures`.
package final class Pictures {
  /// A line of `pictures`, looked up.
  struct Picture {
    let syntax: PictureSyntax
    let subject: Resolved
    /// The columns of `steps`.
    let columns: [Resolved]
    let over: Quantity?
    let by: Resolved?
    let title: Text
    /// The subject as written.
    var subjectText = ""
    /// Whether each row is an example.
    var examplesInRows = true

    /// What an axis of `points` shows: `A1[:,2]`; nothing for a second coordinate that is not there.
    func axis(_ place: Int) -> Text {
      let count = examplesInRows ? subject.shape.columns : subject.shape.rows
      guard place < count else { return "" }
      if count == 1 { return Text([.code(subjectText)]) }
      let index = examplesInRows ? "[:,\(place + 1)]" : "[\(place + 1),:]"
      let isName = subjectText.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      return Text([.code((isName ? subjectText : "(\(subjectText))") + index)])
    }
  }

  private let pictures: [Picture]
  private let scope: Scope
  let language: Language
  /// Whether there is still something to note on the way.
  package private(set) var isCurious: Bool
  /// What `steps` shows of each iteration.
  private var rows: [Int: [[Text]]] = [:]
  /// Iterations that `steps` shows.
  private static let mostSteps = 40
  /// What `points` showed in the first iteration.
  private var before: [Int: [Chart.Point]] = [:]

  /// Looks the lines up in the lesson's scope; throws a `LessonError` with their place.
  package init(_ scope: Scope, _ language: Language) throws {
    self.scope = scope
    self.language = language
    var found: [Picture] = []
    for section in scope.lesson.syntax.sections where section.kind == .pictures {
      for case .picture(let syntax) in section.lines {
        do {
          guard try scope.holds(syntax.conditions) else { continue }
          if syntax.kind == .steps {
            found.append(try Self.steps(syntax, scope, language))
            continue
          }
          let over = try syntax.over.map { try scope.address($0).quantity }
          found.append(
            Picture(
              syntax: syntax, subject: try scope.resolve(syntax.subject), columns: [], over: over,
              by: try syntax.by.map { try scope.resolve($0) }, title: Self.title(syntax, scope, language),
              subjectText: scope.lesson.source.text(syntax.subject.range),
              examplesInRows: scope.program.examplesInRows))
        } catch let error as LocatedError {
          throw scope.lesson.source.error(error)
        }
      }
    }
    pictures = found
    isCurious = !found.isEmpty
  }

  /// The cells of `steps [X z ŷ]`, each a column or several.
  private static func steps(
    _ syntax: PictureSyntax, _ scope: Scope, _ language: Language
  ) throws -> Picture {
    var cells = [syntax.subject]
    if case .matrix(let rows, _) = syntax.subject { cells = rows.flatMap { $0 } }
    let columns = try cells.map { try scope.resolve($0) }
    return Picture(
      syntax: syntax, subject: Resolved(.number(0)), columns: columns, over: nil, by: nil,
      title: title(syntax, scope, language))
  }

  private static func title(_ syntax: PictureSyntax, _ scope: Scope, _ language: Language) -> Text {
    if let meaning = syntax.meaning {
      return Text(meaning.in(language))
    }
    return Text(scope.lesson.source.text(syntax.subject.range))
  }

  /// The numbers whose course a curve draws.
  package var followed: [Quantity] {
    pictures.compactMap { picture in
      guard picture.syntax.kind == .curve, case .reference(let quantity) = picture.subject.formula else { return nil }
      return quantity
    }
  }

  /// Keeps what the table of steps shows of an iteration, and what the first one looked like for a comparison.
  package func note(_ moment: Moment) {
    if moment.iteration >= Self.mostSteps { isCurious = false }
    guard moment.iteration == 1 || pictures.contains(where: { $0.syntax.kind == .steps }) else {
      isCurious = false
      return
    }
    for (index, picture) in pictures.enumerated() where picture.syntax.kind == .steps {
      let numbers = picture.columns.flatMap { moment.evaluate($0).values }
      let time = moment.program.batching == nil ? "\(moment.iteration)" : "\(moment.epoch).\(moment.batch)"
      rows[index, default: []].append(
        [Text(time)] + numbers.map { Text(.number(NumberStyle(significantDigits: 4).format($0))) })
    }
    guard moment.iteration == 1 else { return }
    for (index, picture) in pictures.enumerated() where picture.syntax.kind == .points {
      before[index] = points(picture, moment)
    }
  }

  /// The drawings after a run.
  package func blocks(_ moment: Moment, _ history: History) throws -> [Block] {
    var blocks: [Block] = []
    for (index, picture) in pictures.enumerated() {
      switch picture.syntax.kind {
      case .curve: blocks += curve(picture, history, moment.program)
      case .points:
        let after = points(picture, moment)
        if let first = before[index], moment.iteration > 1 {
          blocks.append(scatter(picture, first, Localized(es: "antes", en: "before")))
          blocks.append(scatter(picture, after, Localized(es: "después", en: "after")))
        } else {
          blocks.append(scatter(picture, after, nil))
        }
      case .steps: blocks += steps(picture, rows[index, default: []], moment)
      case .map: blocks += map(picture, moment)
      case .image:
        let subject = try subject(picture, scope.of(moment.program))
        blocks.append(Self.image(picture.title, moment.evaluate(subject)))
      case .inequalities:
        blocks += try Inequalities(moment, language).blocks(
          picture.subject.formula, by: picture.by?.formula, title: picture.title)
      }
    }
    return blocks
  }

  /// The quantities that images show.
  package var pictured: Set<Int> {
    Set(pictures.filter { $0.syntax.kind == .image }.flatMap { $0.subject.references.map(\.id) })
  }

  /// The curves and images after a run the fast way, which keeps nothing else; the run has to keep what is `pictured`.
  package func blocks<Scalar>(_ runner: FastRunner<Scalar>, _ history: History) throws -> [Block] {
    var blocks: [Block] = []
    for picture in pictures {
      switch picture.syntax.kind {
      case .curve: blocks += curve(picture, history, runner.program)
      case .image:
        let values = try subject(picture, scope.of(runner.program))
          .evaluate { runner.value(of: $0) ?? Matrix($0.shape, repeating: .nan) }
        blocks.append(Self.image(picture.title, values))
      case .points, .steps, .map, .inequalities: continue
      }
    }
    return blocks
  }

  /// The subject over the program of the last batch, which may be smaller than the others; in the other convention the
  /// entries are where the transpose has them.
  private func subject(_ picture: Picture, _ scope: Scope) throws -> Resolved {
    do throws(LocatedError) {
      var subject = picture.syntax.subject
      if scope.settings.isTransposed, case .index(let whole, let places, let range) = subject {
        subject = .index(whole, places.reversed(), range)
      }
      return try scope.resolve(subject)
    } catch {
      throw scope.lesson.source.error(error)
    }
  }

  /// 784 numbers as 28×28; others as their shape has them.
  private static func image(_ title: Text, _ matrix: Matrix) -> Block {
    var shape = matrix.shape
    let side = Int(Double(shape.count).squareRoot())
    if shape.rows == 1 || shape.columns == 1, side * side == shape.count { shape = Shape(side, side) }
    return .chart(.image(title: title, columns: shape.columns, rows: shape.rows, values: matrix.values))
  }

  private func curve(_ picture: Picture, _ history: History, _ program: Program) -> [Block] {
    guard case .reference(let quantity) = picture.subject.formula,
      let place = history.quantities.firstIndex(of: quantity)
    else { return [] }
    let values = history.values[place].filter { !$0.isNaN }
    guard values.count > 1 else { return [] }
    let perEpoch = program.batching?.batchesPerEpoch ?? 1
    let unit =
      history.isPerEpoch
      ? Localized(es: "época", en: "epoch") : Localized(es: "iteración", en: "iteration")
    let first = history.isPerEpoch ? 1 : history.iterations[0]
    let last = (history.iterations.last ?? 1) / (history.isPerEpoch ? perEpoch : 1)
    return [
      .chart(
        .curve(
          title: picture.title, values: values, from: "\(unit[language]) \(first)", to: "\(last)"))
    ]
  }

  /// A row for each iteration: the numbers of a hand-worked table.
  private func steps(_ picture: Picture, _ rows: [[Text]], _ moment: Moment) -> [Block] {
    guard !rows.isEmpty else { return [] }
    let notation = Notation()
    var headings: [Text] = [
      Text(
        moment.program.batching == nil
          ? Localized(es: "paso", en: "step")[language] : Localized(es: "época.paso", en: "epoch.step")[language])
    ]
    for column in picture.columns {
      for offset in 0..<column.shape.count {
        let entry = try? column.formula.entry(at: offset)
        headings.append(Text((entry ?? column.formula).typeset(notation, substituting: nil).text))
      }
    }
    var blocks: [Block] = [
      .paragraph(picture.title),
      .table(
        Table(headings: headings, alignments: Array(repeating: .right, count: headings.count), rows: rows)),
    ]
    if moment.iteration > rows.count {
      blocks.append(
        .paragraph(
          Text([
            .faint(
              Localized(
                es: "… y así hasta la iteración \(moment.iteration).",
                en: "… and so on to iteration \(moment.iteration).")[language])
          ])))
    }
    return blocks
  }
}

extension TextSyntax {
  /// The text in a language; one alone serves both.
  func `in`(_ language: Language) -> String {
    switch language {
    case .spanish: es ?? en ?? ""
    case .english: en ?? es ?? ""
    }
  }
}
