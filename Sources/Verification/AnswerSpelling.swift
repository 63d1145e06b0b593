import Typesetting

/// How people write numbers that a page of notes does not: `≈ 0,5`, `'0,5`, `- 5`, `3 x 10^-2`.
package enum AnswerSpelling {
  /// The same number as it is read: without what only introduces it, without a gap behind the sign, with an `e` for the
  /// power of ten.
  package static func usual(_ typed: String) -> String {
    var rest = Array(typed.trimmed)[...]
    if let first = rest.first, introductions.contains(first) { rest = rest.dropFirst().drop { $0 == " " } }
    if let first = rest.first, signs.contains(first) { rest = [first] + rest.dropFirst().drop { $0 == " " } }
    return String(withExponent(rest) ?? rest)
  }

  private static let introductions: [Character] = ["≈", "~", "=", "'", "’"]
  private static let signs: [Character] = ["-", "−", "+"]
  private static let crosses: [Character] = ["x", "X", "×", "·", "*"]

  /// `3,07x10^-2` as `3,07e-2`; nil where there is no such power.
  private static func withExponent(_ text: ArraySlice<Character>) -> ArraySlice<Character>? {
    guard let cross = text.firstIndex(where: { crosses.contains($0) }) else { return nil }
    let number = text[..<cross].filter { $0 != " " }
    var rest = text[(cross + 1)...].filter { $0 != " " }[...]
    guard !number.isEmpty, rest.prefix(3).elementsEqual(["1", "0", "^"]) else { return nil }
    rest = rest.dropFirst(3)
    for (open, close): (Character, Character) in [("(", ")"), ("{", "}")] where rest.first == open {
      guard rest.last == close else { return nil }
      rest = rest.dropFirst().dropLast()
    }
    let sign = rest.first.map { signs.contains($0) } == true ? rest.first : nil
    let digits = sign == nil ? rest : rest.dropFirst()
    guard !digits.isEmpty, digits.allSatisfy({ "0"..."9" ~= $0 }) else { return nil }
    return number + ["e"] + (sign == nil || sign == "+" ? [] : ["-"]) + digits
  }
}
