import Calculus

extension SourceText {
  /// The characters of a formula of one line, with the parentheses and brackets that belong to it.
  ///
  /// A formula's range goes from its first operand to its last: of `(a)·max(b)` it is `a)·max(b`.
  package func text(_ range: SourceRange) -> String {
    guard lines.indices.contains(range.line - 1) else { return "" }
    let characters = Array(lines[range.line - 1])
    var start = min(max(0, range.column - 1), characters.count)
    var end = min(start + max(0, range.length), characters.count)
    var open = 0
    var unopened = 0
    for character in characters[start..<end] {
      switch character {
      case "(", "[", "{": open += 1
      case ")", "]", "}": if open > 0 { open -= 1 } else { unopened += 1 }
      default: break
      }
    }
    while unopened > 0, let before = characters[..<start].lastIndex(where: { $0 != " " }),
      "([{".contains(characters[before])
    {
      start = before
      unopened -= 1
    }
    while open > 0, let after = characters[end...].firstIndex(where: { $0 != " " }), ")]}".contains(characters[after]) {
      end = after + 1
      open -= 1
    }
    return String(characters[start..<end])
  }
}
