import Typesetting

/// The rows of a `table`.
extension LineParser {
  /// A row of a `table`: cells between `|`, then `each entry` or `each example`, then any `when`.
  mutating func row() throws(LocatedError) -> RowSyntax {
    let range = lineRange
    var row = RowSyntax([], range: range)
    _ = take(.bar)
    while let token = current, !isAfterCells {
      row.cells.append(try cell(token))
      if !isAtEnd, !isAfterCells { try expect(.bar) }
    }
    guard !row.cells.isEmpty else { throw unexpected(.both("una celda", "a cell")) }
    if take(word: "each") {
      guard let word, let each = RowSyntax.Each(rawValue: word) else {
        throw LocatedError(
          current?.range ?? range, es: "se esperaba «each entry» o «each example»",
          en: "expected “each entry” or “each example”")
      }
      advance()
      row.each = each
    }
    if word == "when" { row.conditions = try conditions() }
    try expectEnd(keywords: ["each", "when"])
    return row
  }

  /// Whether the cells of a row are over: a quantity that is called `each` is followed by a sign.
  private var isAfterCells: Bool { word == "when" || word == "each" && token(after: 1)?.kind == .word }

  private mutating func cell(_ token: Token) throws(LocatedError) -> CellSyntax {
    if case .string = token.kind {
      guard self.token(after: 1)?.word == "of" else { return .text(try cellText(), token.range) }
      let printed = try printedNumber()
      advance()
      let formula = try sum()
      let moment = try cellMoment()
      return .printed(printed, of: formula, at: moment, through(token))
    }
    if isText { return .text(try cellText(), token.range) }
    if token.sign == .bar { return .text(TextSyntax(es: "", en: nil), token.range) }
    guard let word = token.word, beginsDrawing else { return .formula(try sum(), at: try cellMoment()) }
    advance()
    switch word {
    case "bar":
      let formula = try sum()
      let moment = try cellMoment()
      return .bar(formula, at: moment, through(token))
    case "strip":
      let formula = try sum()
      let over = take(word: "over") ? try moved() : nil
      return .strip(formula, over: over, through(token))
    default:
      let start = current?.range ?? lineRange
      let condition = try comparison()
      guard condition.isComparison else { throw comparisonMissing(start) }
      return .first(condition, through(token))
    }
  }

  /// From a token to the last one read.
  private func through(_ token: Token) -> SourceRange { token.range.through(previous?.range ?? token.range) }

  /// `at 500`, `at epoch 2`; nil where the cell says nothing, or `at end`.
  private mutating func cellMoment() throws(LocatedError) -> ExpectQualifiers.Moment? {
    guard take(word: "at") else { return nil }
    let moment = try self.moment()
    return moment == .end ? nil : moment
  }

  /// Whether a cell begins with `strip`, `bar` or `first` and something to show, and not with a quantity of such a name.
  private var beginsDrawing: Bool {
    guard let word, ["strip", "bar", "first"].contains(word), let next = self.token(after: 1), next.isApart else {
      return false
    }
    switch next.kind {
    case .word: return !["at", "each", "over", "when"].contains(next.text)
    case .number, .string: return true
    case .sign(let sign):
      return [.openParenthesis, .openBracket, .root, .sum, .sumRows, .sumColumns, .sumEpoch, .partial].contains(sign)
    case .superscript, .tail: return false
    }
  }

  /// Whether `es "…"` or `en "…"` comes next, and not a formula that begins with a quantity of such a name.
  private var isText: Bool {
    guard word == "es" || word == "en", case .string? = token(after: 1)?.kind else { return false }
    return true
  }

  /// `"salida"`, `"salida" en "output"`, `es "salida" en "output"`
  private mutating func cellText() throws(LocatedError) -> TextSyntax {
    var text: TextSyntax?
    if !isText {
      let words = try string()
      // With a text in one language behind it, it is the other one's.
      let isEnglish = word == "es" && isText
      text = isEnglish ? TextSyntax(es: nil, en: words) : TextSyntax(es: words, en: nil)
    }
    while isText, try takeText(into: &text) {}
    return text ?? TextSyntax(es: "", en: nil)
  }
}
