import Typesetting

/// The tables of `expect`.
extension LineParser {
  /// Whether the line is a table's heading: `iteration` or `epoch` first, and nothing said of it.
  var isTableHeading: Bool {
    guard let first, first.word == "iteration" || first.word == "epoch" else { return false }
    return !isClaim
  }

  /// Whether the line is a table's row: a number first, and nothing said of it.
  var isTableRow: Bool {
    guard let first, !isClaim else { return false }
    if case .number = first.kind { return true }
    return first.sign == .minus
  }

  /// `iteration w ŷ new(w)`: formulas without blanks.
  mutating func tableHeading() throws(LocatedError) -> (byEpoch: Bool, headings: [FormulaSyntax]) {
    let byEpoch = word == "epoch"
    advance()
    var headings: [FormulaSyntax] = []
    while let token = current {
      guard token.isApart else { throw unexpected(.both("un espacio entre encabezados", "a space between headings")) }
      var column = LineParser(TokenLine(indent: 0, tokens: takeTouching()))
      headings.append(try column.sum())
      guard column.isAtEnd else {
        throw column.unexpected(.both("un encabezado sin espacios", "a heading without spaces"))
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
    guard let token = current, case .number = token.kind,
      let moment = Int(token.text.hasSuffix(".") ? String(token.text.dropLast()) : token.text)
    else {
      throw unexpected(.both("el número de la iteración, entero", "the number of the iteration, whole"))
    }
    advance()
    var cells: [PrintedSyntax] = []
    while let next = current {
      guard next.isApart else { throw unexpected(.both("un espacio entre números", "a space between numbers")) }
      cells.append(try printedNumber())
    }
    guard cells.count == columns else {
      throw LocatedError(
        range, es: "esta fila tiene \(Noun.number(cells.count).es) y el encabezado \(Noun.column(columns).es)",
        en: "this row has \(Noun.number(cells.count).en) and the heading \(Noun.column(columns).en)")
    }
    return ExpectSyntax.Row(moment: moment, cells: cells, range: range)
  }

  /// What is wrong with a line that is a table's heading, or one of its rows, by what it looks like: no heading begins as
  /// it must.
  func tableWithoutHeading(above line: TokenLine?) -> LocatedError? {
    guard !isClaim else { return nil }
    let columns = columns
    guard columns.count > 1 else { return nil }
    guard !isTableRow else {
      return LocatedError(
        lineRange, es: "una fila de números va debajo de su encabezado, que empieza por iteration o epoch",
        en: "a row of numbers stands below its heading, which begins with iteration or epoch")
    }
    guard let row = line.map(LineParser.init), row.isTableRow else { return nil }
    let numbers = row.columns.count
    let word = columns[0].lowercased()
    let first = ["epoch", "epochs", "época", "épocas", "epoca", "epocas"].contains(word) ? "epoch" : "iteration"
    let others = numbers == columns.count ? Array(columns.dropFirst()) : numbers == columns.count + 1 ? columns : []
    let heading = ([first] + others).joined(separator: " ")
    let proposal = others.isEmpty || heading.utf8.count > 80 ? "" : ": \(heading)"
    return LocatedError(
      first == "epoch" || numbers == columns.count ? self.first?.range : lineRange,
      es: "el encabezado de una tabla empieza por iteration o epoch\(proposal)",
      en: "a table's heading begins with iteration or epoch\(proposal)")
  }

  /// What blanks outside brackets part, as it is typed.
  private var columns: [String] {
    var columns: [String] = []
    var level = 0
    for token in tokens(0..<count) {
      if token.isApart, level == 0 { columns.append("") }
      switch token.sign {
      case .openParenthesis, .openBracket, .openBrace: level += 1
      case .closeParenthesis, .closeBracket, .closeBrace: level -= 1
      default: break
      }
      if columns.isEmpty { columns.append("") }
      columns[columns.count - 1] += token.text
    }
    return columns
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
