import Typesetting

/// The tables of `expect`.
extension LineParser {
  /// Whether the line is a table's heading: `iteration` or `epoch` first, and neither `=` nor `is`.
  var isTableHeading: Bool {
    guard let first, first.word == "iteration" || first.word == "epoch" else { return false }
    return !hasOutsideBrackets(.equal, word: "is")
  }

  /// Whether the line is a table's row: a number first, and neither `=` nor `is`.
  var isTableRow: Bool {
    guard let first, !hasOutsideBrackets(.equal, word: "is") else { return false }
    if case .number = first.kind { return true }
    return first.sign == .minus
  }

  /// `iteration w ŷ new(w)`: formulas without blanks.
  mutating func tableHeading() throws(LocatedError) -> (byEpoch: Bool, headings: [FormulaSyntax]) {
    let byEpoch = word == "epoch"
    advance()
    var headings: [FormulaSyntax] = []
    while let token = current {
      guard token.isApart else { throw unexpected(.both("un blanco entre encabezados", "a blank between headings")) }
      var column = LineParser(TokenLine(indent: 0, tokens: takeTouching()))
      headings.append(try column.sum())
      guard column.isAtEnd else {
        throw column.unexpected(.both("un encabezado sin blancos", "a heading without blanks"))
      }
    }
    guard !headings.isEmpty else {
      throw unexpected(.both("un encabezado: iteration error w[1]", "a heading: iteration error w[1]"))
    }
    return (byEpoch, headings)
  }

  /// A row: the iteration or epoch, then a printed number for each heading.
  mutating func tableRow(columns: Int) throws(LocatedError) -> ExpectSyntax.Row {
    let range = lineRange
    guard let token = current, case .number = token.kind, let moment = Int(token.text) else {
      throw unexpected(.both("el número de la iteración, entero", "the number of the iteration, whole"))
    }
    advance()
    var cells: [PrintedSyntax] = []
    while let next = current {
      guard next.isApart else { throw unexpected(.both("un blanco entre números", "a blank between numbers")) }
      cells.append(try printedNumber())
    }
    guard cells.count == columns else {
      throw LocatedError(
        range, es: "esta fila tiene \(Noun.number(cells.count).es) y el encabezado \(Noun.column(columns).es)",
        en: "this row has \(Noun.number(cells.count).en) and the heading \(Noun.column(columns).en)")
    }
    return ExpectSyntax.Row(moment: moment, cells: cells, range: range)
  }

  /// Takes the next token and those that touch it.
  private mutating func takeTouching() -> [Token] {
    var taken: [Token] = []
    while let token = current, taken.isEmpty || !token.isApart {
      taken.append(token)
      advance()
    }
    return taken
  }
}
