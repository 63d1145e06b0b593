extension SourceText {
  /// The characters of a formula of one line, with the parentheses and brackets that belong to it.
  ///
  /// A formula's range goes from its first operand to its last: of `(a)·max(b)` it is `a)·max(b`.
  package func text(_ range: SourceRange) -> String {
    guard lines.indices.contains(range.line - 1) else { return "" }
    let characters = LineCharacters(lines[range.line - 1])
    var start = min(max(0, range.column - 1), characters.count)
    var end = min(start + max(0, range.length), characters.count)
    var open = 0
    var unopened = 0
    for place in start..<end {
      switch characters[place] {
      case "(", "[", "{": open += 1
      case ")", "]", "}": if open > 0 { open -= 1 } else { unopened += 1 }
      default: break
      }
    }
    while unopened > 0, let before = (0..<start).last(where: { characters[$0] != " " }),
      let opening = characters[before], ["(", "[", "{"].contains(opening)
    {
      start = before
      unopened -= 1
    }
    while open > 0, let after = (end..<characters.count).first(where: { characters[$0] != " " }),
      let closing = characters[after], [")", "]", "}"].contains(closing)
    {
      end = after + 1
      open -= 1
    }
    return characters.text(start..<end)
  }
}
