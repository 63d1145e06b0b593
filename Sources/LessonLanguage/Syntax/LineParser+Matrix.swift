import Typesetting

/// What stands between `[` and `]`.
extension LineParser {
  /// `[1 2; 3 4]`, `[[1, 2], [3, 4]]`
  mutating func matrix() throws(LocatedError) -> FormulaSyntax {
    let start = current?.range ?? lineRange
    // Cells stand beside each other in the tree: each has the operators before the matrix on its way, no more.
    let before = operators
    var most = before
    let rows = try rows { (parser) throws(LocatedError) in
      parser.operators = before
      let entry = try parser.entry()
      most = max(most, parser.operators)
      return entry
    }
    operators = most
    return .matrix(LineParser.listed(rows) ?? rows, previous.map { start.through($0.range) } ?? start)
  }

  /// The rows of `[[1, 2], [3, 4]]`, where all that one row holds is rows; nil for anything else.
  private static func listed(_ rows: [[FormulaSyntax]]) -> [[FormulaSyntax]]? {
    guard rows.count == 1, rows[0].count > 1 else { return nil }
    var listed: [[FormulaSyntax]] = []
    for cell in rows[0] {
      guard case .matrix(let inner, _) = cell, inner.count == 1 else { return nil }
      listed.append(inner[0])
    }
    return listed
  }

  /// The cells between `[` and `]`, row by row: blanks or commas part cells; `;` and line ends part rows.
  ///
  /// Behind `],` a line end parts nothing, so that a list of rows may take several lines; with `isOneLine` it never
  /// does.
  mutating func rows<Cell>(
    isOneLine: Bool = false, _ cell: (inout LineParser) throws(LocatedError) -> Cell
  ) throws(LocatedError) -> [[Cell]] {
    let start = current?.range ?? lineRange
    return try nested { (parser) throws(LocatedError) in
      let outside = parser.isInMatrix
      parser.isInMatrix = true
      defer { parser.isInMatrix = outside }
      try parser.expect(.openBracket)
      var rows: [[Cell]] = []
      var count = 0
      parser.skipRowEnds()
      while parser.sign != .closeBracket {
        var row: [Cell] = []
        var commas = RowCommas(parser)
        repeat {
          count += 1
          guard count <= Limits.cells else { throw LineParser.tooManyCells(start) }
          if !row.isEmpty, let next = parser.current, parser.previous?.sign != .comma {
            guard next.isApart else { throw parser.entriesTouch() }
            commas.isMixed = true
          }
          row.append(try cell(&parser))
          if isOneLine { parser.skipRowEnds() }
        } while parser.takeComma(&commas) || parser.sign != .semicolon && parser.sign != .closeBracket
        if let error = commas.error(parser) { throw error }
        rows.append(row)
        if parser.sign == .semicolon, parser.current?.text == ";" { parser.advance() }
        parser.skipRowEnds()
      }
      guard !rows.isEmpty else {
        throw LocatedError(start, es: "la matriz está vacía", en: "the matrix is empty")
      }
      parser.advance()
      return rows
    }
  }

  private mutating func takeComma(_ commas: inout RowCommas) -> Bool {
    guard sign == .comma else { return false }
    let isBehindRow = previous?.sign == .closeBracket
    commas.look(self)
    advance()
    guard isBehindRow else { return true }
    skipRowEnds()
    return sign != .closeBracket
  }

  private mutating func skipRowEnds() {
    while let current, current.sign == .semicolon, current.text == "\n" { advance() }
  }

  private static func tooManyCells(_ range: SourceRange) -> LocatedError {
    LocatedError(
      range, es: "una matriz escrita tiene como mucho \(Limits.cells) entradas",
      en: "a matrix that is written out has at most \(Limits.cells) entries")
  }

  /// `[1−2]`, `[a·b]`
  private func entriesTouch() -> LocatedError {
    let found = current.map(LineParser.shown) ?? .both("", "")
    return LocatedError(
      current?.range,
      es: "entre [ ] las entradas se separan con espacios o comas; aquí hay \(found.es): una cuenta va entre "
        + "paréntesis",
      en: "in [ ] spaces or commas separate the entries; found \(found.en): a calculation goes in parentheses")
  }

  /// An entry of a matrix: an operand with its marks, with a sign that touches it or a root, or a fraction of numbers.
  private mutating func entry() throws(LocatedError) -> FormulaSyntax {
    guard let token = current else { throw unexpected(.both("«]»", "“]”")) }
    switch token.sign {
    case .plus where touchesNumber:
      advance()
      return try entry()
    case .minus, .root:
      guard let next = self.token(after: 1), !next.isApart else { throw entryCalculated(token) }
      try countOperator(token.range)
      advance()
      let operand = try nested { (parser) throws(LocatedError) in try parser.entry() }
      return .prefix(token.sign == .minus ? .minus : .root, operand, token.range)
    case .plus, .dot, .entrywise, .star, .divide, .cross, .sum, .sumRows, .sumColumns, .sumEpoch, .less, .lessOrEqual,
      .greater, .greaterOrEqual, .equal, .notEqual:
      throw entryCalculated(token)
    default:
      let above = try postfix()
      guard case .number = above, touches(.divide), touchesNumber, let line = current?.range else { return above }
      try countOperator(line)
      advance()
      return .infix(.divide, above, try postfix(), line)
    }
  }

  /// Whether the sign that comes next is touched by a number behind it.
  var touchesNumber: Bool {
    guard let next = token(after: 1), case .number = next.kind else { return false }
    return !next.isApart
  }

  /// `[1 − 2]`, `[a · b]`
  private func entryCalculated(_ token: Token) -> LocatedError {
    LocatedError(
      token.range, es: "entre [ ] una cuenta va entre paréntesis: [(1 − 2)]; dos entradas se escriben [1 −2]",
      en: "in [ ] a calculation goes in parentheses: [(1 − 2)]; two entries are written [1 −2]")
  }
}
