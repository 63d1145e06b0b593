import Execution
import LessonLanguage
import Trace
import Typesetting

extension Verifier {
  /// Where a line, or a row of a table, says that its numbers are from.
  struct Place {
    /// An iteration, or an epoch's last one; nil at the end of the run.
    var iteration: Int?
    var isEpoch = false
    var row: ExpectSyntax.Row?
  }

  /// The places of a line: one, or those of a table's rows.
  ///
  /// - Parameter moment: what a side of a comparison says of its own.
  func places(
    of expectation: Expectation, at moment: ExpectQualifiers.Moment? = nil, _ scope: Scope
  ) throws(LocatedError) -> [Place] {
    let countsFromZero = expectation.qualifiers.countsFromZero == true
    func place(_ number: Int, isEpoch: Bool, at range: SourceRange) throws(LocatedError) -> Place {
      let perEpoch = isEpoch ? scope.program.batching?.batchesPerEpoch ?? 1 : 1
      // What is refused anyway must not overflow.
      let counted = min(max(number, -1), Self.lastIteration + 1)
      let last = (countsFromZero ? counted + 1 : counted) * perEpoch
      guard last >= 1, last <= Self.lastIteration else {
        let what = isEpoch ? Localized(es: "época", en: "epoch") : Localized(es: "iteración", en: "iteration")
        let first = countsFromZero ? 0 : 1
        let end = Self.lastIteration / perEpoch - 1 + first
        let zero =
          number == 0
          ? Localized(
            es: "; si los apuntes cuentan desde 0, escribe «counting from 0»",
            en: "; where the notes count from 0, write “counting from 0”")
          : Localized(both: "")
        throw LocatedError(
          range,
          Localized(es: "no hay ", en: "there is no ") + what
            + Localized(
              es: " \(number): cuentan desde \(first) hasta \(end)",
              en: " \(number): they count from \(first) to \(end)")
            + zero)
      }
      return Place(iteration: last, isEpoch: isEpoch)
    }
    if case .table(let byEpoch, _, let rows) = expectation.line.body {
      var places: [Place] = []
      for row in rows {
        places.append(try place(row.moment, isEpoch: byEpoch, at: row.range))
        places[places.count - 1].row = row
      }
      return places
    }
    switch moment ?? expectation.qualifiers.moment {
    case nil: return [Place(iteration: 1)]
    case .iteration(let formula):
      return [try place(try scope.integer(formula), isEpoch: false, at: formula.range)]
    case .epoch(let formula):
      return [try place(try scope.integer(formula), isEpoch: true, at: formula.range)]
    case .end: return [Place()]
    }
  }

  /// The last iteration that may be asked for.
  private static var lastIteration: Int { 10_000_000 }

  /// When a moment is, as the notes count it.
  func time(of expectation: Expectation, _ place: Place, _ moment: Moment) -> Verdict.Moment {
    let countsFromZero = expectation.qualifiers.countsFromZero == true
    let number = place.isEpoch ? moment.epoch : moment.iteration
    return Verdict.Moment(
      isEpoch: place.isEpoch, number: countsFromZero ? number - 1 : number, countsFromZero: countsFromZero)
  }

  /// The columns of a table; nothing of another line.
  func columns(of expectation: Expectation) -> [PrintedColumn] {
    guard case .table(_, let headings, let rows) = expectation.line.body else { return [] }
    return headings.indices.map { index in
      PrintedColumn(rows.compactMap { $0.cells.indices.contains(index) ? $0.cells[index] : nil })
    }
  }

  /// A line, or the printed cells of a table's row, each as a line of its own.
  func parts(of expectation: Expectation, at place: Place, _ columns: [PrintedColumn]) -> [Expectation] {
    guard case .table(_, let headings, _) = expectation.line.body, let row = place.row else {
      return [expectation]
    }
    var parts: [Expectation] = []
    for (index, (heading, cell)) in zip(headings, row.cells).enumerated() where cell.digits != nil {
      var line = expectation.line
      line.body = .value(heading, [[cell]])
      line.range = row.range
      var part = Expectation(
        place: expectation.place, line: line, qualifiers: expectation.qualifiers, group: expectation.group,
        headingDecimals: expectation.headingDecimals)
      part.column = columns.indices.contains(index) ? columns[index] : nil
      parts.append(part)
    }
    return parts
  }
}
