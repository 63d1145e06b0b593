extension SourceText {
  /// The characters of a range of one line, with the brackets beside it that close or open what it opens or closes.
  ///
  /// A formula's range leaves out the brackets around its first and last operands: `(x1 + x2)·x1` begins at `x1`, and
  /// `abs(error)` ends at `error`.
  package func text(_ range: SourceRange) -> String {
    guard lines.indices.contains(range.line - 1) else { return "" }
    let line = Array(lines[range.line - 1])
    var first = min(max(range.column - 1, 0), line.count)
    var last = min(first + max(range.length, 0), line.count)
    while let missing = Self.unmatched(line[first..<last]) {
      if missing == .closing, let open = line[..<first].lastIndex(where: { $0 != " " }), "([".contains(line[open]) {
        first = open
      } else if missing == .opening, let close = line[last...].firstIndex(where: { $0 != " " }),
        ")]".contains(line[close])
      {
        last = close + 1
      } else {
        break
      }
    }
    return String(line[first..<last])
  }

  private enum Bracket { case opening, closing }

  /// The first closing bracket without a partner, else an opening one without.
  private static func unmatched(_ characters: ArraySlice<Character>) -> Bracket? {
    var depth = 0
    for character in characters {
      switch character {
      case "(", "[": depth += 1
      case ")", "]":
        if depth == 0 { return .closing }
        depth -= 1
      default: break
      }
    }
    return depth > 0 ? .opening : nil
  }
}
