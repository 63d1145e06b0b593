/// What a page has of its script and its style sheet: they are written for whoever reads them, and sent without what only
/// those need.
enum Tightening {
  /// A script without indentation, and without comments that have lines of their own.
  static func script(_ text: String) -> String { lines(text).joined(separator: "\n") }

  /// A style sheet without comments, and without blanks around its signs.
  static func style(_ text: String) -> String {
    var result = ""
    var last: Character = "{"
    // A blank before a colon means a descendant, one before a sign in a calculation is needed.
    for character in lines(text).joined(separator: "\n") {
      let isBlank = character == " " || character == "\n"
      if isBlank, "{;,:}".contains(last) { continue }
      if character == "{" && last == " " || character == "}" && last == ";" || character == "}" && last == "\n" {
        result.removeLast()
      }
      result.append(character)
      last = character
    }
    return result
  }

  private static func lines(_ text: String) -> [Substring] {
    var isComment = false
    return text.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { line in
      let isInside = isComment
      if line.hasPrefix("/*") { isComment = true }
      let isLeftOut = isInside || isComment || line.hasPrefix("//")
      if line.hasSuffix("*/") { isComment = false }
      return !isLeftOut
    }
  }
}
