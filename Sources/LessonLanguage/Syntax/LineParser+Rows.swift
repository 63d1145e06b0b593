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
    if case .string = token.kind { return .text(try cellText(), token.range) }
    if isText { return .text(try cellText(), token.range) }
    if token.sign == .bar { return .text(TextSyntax(es: "", en: nil), token.range) }
    return .formula(try sum())
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
