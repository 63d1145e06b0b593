import Typesetting

/// The commas of a row between brackets: where blanks part entries too, `0,5` is not two of them.
struct RowCommas {
  private let start: Int
  /// The first comma that digits touch on both sides.
  private var place: Int?
  /// Whether blanks alone part some entries.
  var isMixed = false

  /// A row that begins at the parser's next token.
  init(_ parser: LineParser) {
    start = parser.place
  }

  /// Looks at the comma that comes next.
  mutating func look(_ parser: LineParser) {
    guard place == nil, parser.isBetweenDigits else { return }
    place = parser.place
  }

  /// What is wrong with the row that ends here.
  func error(_ parser: LineParser) -> LocatedError? {
    guard isMixed, let place else { return nil }
    let number = parser.tokens(place - 1..<place + 2)
    guard let first = number.first, let last = number.last else { return nil }
    let typed = number.map { $0.text }.joined()
    let row = row(parser) ?? "\(first.text).\(last.text)"
    let thousands =
      NumberMarks.isGrouped(typed)
      ? Localized(
        es: "; los millares se escriben sin separador, \(first.text)\(last.text)",
        en: "; write thousands without a separator, \(first.text)\(last.text)") : Localized(both: "")
    return LocatedError(
      first.range.through(last.range),
      Localized(
        es:
          "entre [ ] una coma separa entradas, y en esta fila también los espacios: los decimales llevan punto, "
          + "\(row); las entradas, un espacio tras la coma, \(first.text), \(last.text)",
        en: "in [ ] a comma separates entries, and in this row spaces do too: decimals have a point, \(row); "
          + "entries have a space after the comma, \(first.text), \(last.text)") + thousands)
  }

  /// The row with points for the commas between digits; nil when it is long.
  private func row(_ parser: LineParser) -> String? {
    var text = ""
    for place in start..<parser.place {
      let token = parser.tokens(place..<place + 1)[0]
      if token.isApart, !text.isEmpty { text += " " }
      text += parser.isBetweenDigits(at: place) ? "." : token.text
      guard text.utf8.count <= 60 else { return nil }
    }
    return "[\(text)]"
  }
}

extension LineParser {
  /// Whether the next token is a comma that digits alone touch on both sides.
  var isBetweenDigits: Bool { isBetweenDigits(at: place) }

  /// Whether the token at a place is a comma that digits alone touch on both sides.
  func isBetweenDigits(at place: Int) -> Bool {
    let around = tokens(place - 1..<place + 2)
    guard around.count == 3, around[1].sign == .comma, !around[1].isApart, !around[2].isApart else { return false }
    return [around[0], around[2]].allSatisfy { $0.text.allSatisfy { Lexer.isDigit($0) } }
  }
}
