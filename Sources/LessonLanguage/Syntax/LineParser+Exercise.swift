import Typesetting

/// The lines of `exercise`.
extension LineParser {
  private static let exerciseWords = ["blank", "digits", "decimals", "rule"]

  /// A line of `exercise`.
  mutating func exercise(into exercise: inout ExerciseSyntax) throws(LocatedError) {
    let start = current?.range
    switch word {
    case "blank":
      advance()
      exercise.blanks.append(try blank())
      try expectEnd(keywords: exercise.blanks.last?.conditions.isEmpty == true ? ["when"] : [])
    case "digits":
      try checkCount(exercise, "digits", start)
      advance()
      exercise.count = .significant(try digits(from: 1))
      try checkEnd()
    case "decimals":
      try checkCount(exercise, "decimals", start)
      advance()
      exercise.count = .decimals(try digits(from: 0))
      try checkEnd()
    case "rule":
      if exercise.rule != nil { throw twice("rule", start) }
      advance()
      let rules = PrintedRule.allCases.map { $0.rawValue }
      guard let word, let rule = PrintedRule(rawValue: word) else {
        throw other(than: .both("«rounded» o «truncated»", "“rounded” or “truncated”"), keywords: rules)
      }
      advance()
      exercise.rule = rule
      try checkEnd()
    default:
      let list = LineParser.exerciseWords.joined(separator: ", ")
      throw unexpected(.both("una de: \(list)", "one of: \(list)"), keywords: LineParser.exerciseWords)
    }
  }

  /// `z1, dW1[1,1], E when gate = xor`
  private mutating func blank() throws(LocatedError) -> BlankSyntax {
    var addresses: [FormulaSyntax] = []
    repeat {
      guard !isAtEnd else {
        throw unexpected(.both("una cantidad o una entrada: z1, dW1[1,1]", "a quantity or an entry: z1, dW1[1,1]"))
      }
      addresses.append(try sum())
      if let next = current, next.isApart, next.beginsOperand, next.word != "when" {
        throw LocatedError(
          next.range, es: "lo que se pide va separado por comas: blank z1, dW1[1,1]",
          en: "what is asked for is separated by commas: blank z1, dW1[1,1]")
      }
    } while take(.comma)
    return BlankSyntax(addresses, conditions: word == "when" ? try conditions() : [])
  }

  /// How many digits are asked for is said once, as `digits` or as `decimals`.
  private func checkCount(
    _ exercise: ExerciseSyntax, _ word: String, _ range: SourceRange?
  ) throws(LocatedError) {
    switch (exercise.count, word) {
    case (nil, _): break
    case (.significant, "digits"), (.decimals, "decimals"): throw twice(word, range)
    default:
      throw LocatedError(
        range, es: "se piden cifras significativas («digits») o decimales («decimals»), no las dos cosas",
        en: "significant digits (“digits”) or decimals (“decimals”) are asked for, not both")
    }
  }

  /// How many digits: a whole number, up to those that are judged.
  private mutating func digits(from least: Int) throws(LocatedError) -> Int {
    if let error = thousandsPoint() { throw error }
    let most = PrintedRule.judgedDigits
    let expected = Localized.both("un entero de \(least) a \(most)", "a whole number from \(least) to \(most)")
    guard let token = current, case .number(let value) = token.kind, let count = Int(exactly: value),
      (least...most).contains(count)
    else { throw other(than: expected) }
    advance()
    return count
  }

  private func checkEnd() throws(LocatedError) {
    if !isAtEnd { throw other(than: .both("el final de la línea", "the end of the line")) }
  }

  /// What is found where there is no formula, in which a sign could be missing.
  private func other(than expected: Localized, keywords: [String] = []) -> LocatedError {
    guard let current else { return unexpected(expected) }
    if let word, ForeignWords.line(word, among: keywords) ?? Nearest.word(to: word, among: keywords) != nil {
      return unexpected(expected, keywords: keywords)
    }
    let found = LineParser.shown(current)
    return LocatedError(
      current.range, es: "aquí hay \(found.es); se esperaba \(expected.es)",
      en: "found \(found.en); expected \(expected.en)")
  }
}
