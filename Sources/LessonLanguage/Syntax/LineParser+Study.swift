import Typesetting

/// The lines of `study`.
extension LineParser {
  /// What stands behind `study`: a name and the question, each if there is one.
  mutating func studyHeading(into study: inout StudySyntax) throws(LocatedError) {
    if let word, word != "es", word != "en" { study.name = try studyName() }
    while try takeText(into: &study.title) {}
    try expectEnd(keywords: ["es", "en"])
  }

  /// The name of a study: letters, digits, `_` and `-`, without blanks; or its place.
  private mutating func studyName() throws(LocatedError) -> String {
    var name = ""
    while let part = current, name.isEmpty || !part.isApart {
      let text = part.sign == .minus ? "-" : part.text
      guard text.allSatisfy({ Lexer.isNameCharacter($0) || $0 == "-" }), !(name.isEmpty && text == "-"),
        name.utf8.count + text.utf8.count <= Limits.nameLength
      else {
        throw LocatedError(
          part.range, es: "el nombre de un estudio tiene letras, dígitos y -, sin espacios: widths",
          en: "the name of a study has letters, digits and -, without blanks: widths")
      }
      name += text
      advance()
    }
    guard !name.isEmpty else {
      throw unexpected(.both("el nombre de un estudio: widths", "the name of a study: widths"))
    }
    return name
  }

  private static let studyWords = ["vary", "with", "seeds", "solved", "measure", "expected", "holds", "answer"]

  /// A line of `study`.
  mutating func study(into study: inout StudySyntax) throws(LocatedError) {
    let start = current?.range
    switch word {
    case "vary":
      study.varied += try variations()
      try checkNames(study.varied)
    case "with":
      advance()
      study.fixed += try values(among: study.fixed)
    case "seeds":
      if study.seeds != nil { throw twice("seeds", start) }
      advance()
      study.seeds = try howMany()
    case "solved":
      if study.criterion != nil { throw twice("solved", start) }
      advance()
      study.criterion = try criterion()
    case "measure":
      advance()
      repeat { study.measured.append(try sum()) } while take(.comma)
    case "expected":
      if study.expected != nil { throw twice("expected", start) }
      advance()
      while try takeText(into: &study.expected) {}
      if study.expected == nil { throw unexpected(LineParser.languages, keywords: ["es", "en"]) }
    case "holds":
      advance()
      try expect(word: "when")
      study.demands.append(try demand())
    case "answer":
      if study.answer != nil { throw twice("answer", start) }
      advance()
      study.answer = try answer(start ?? lineRange)
    default:
      let list = LineParser.studyWords.joined(separator: ", ")
      throw unexpected(.both("una de: \(list)", "one of: \(list)"), keywords: LineParser.studyWords)
    }
    try expectEnd()
  }

  private static let languages = Localized.both("es «…» o en «…»", "es “…” or en “…”")

  /// A setting is varied once.
  private func checkNames(_ varied: [VariationSyntax]) throws(LocatedError) {
    for (place, variation) in varied.enumerated() {
      guard varied[..<place].contains(where: { $0.name.plain == variation.name.plain }) else { continue }
      throw twice(variation.name.plain ?? "", variation.name.range)
    }
  }

  /// `η = 4.5, loss = bce`: names with one value each, each once.
  private mutating func values(among known: [VariationSyntax] = []) throws(LocatedError) -> [VariationSyntax] {
    var found: [VariationSyntax] = []
    repeat {
      let name = try name(.both("el nombre de un ajuste", "the name of a setting"))
      guard let plain = name.plain, !(known + found).contains(where: { $0.name.plain == plain }) else {
        throw twice(name.plain ?? "", name.range)
      }
      try expect(.equal)
      found.append(VariationSyntax(name, [.one(try sum())]))
    } while take(.comma)
    return found
  }

  /// `once MSE < 0.01`, `at end when correct = 4`; a comparison alone is `once`.
  private mutating func criterion() throws(LocatedError) -> StudySyntax.Criterion {
    var isAtEnd = false
    if take(word: "at") {
      try expect(word: "end")
      try expect(word: "when")
      isAtEnd = true
    } else {
      _ = take(word: "once")
    }
    let start = current?.range ?? lineRange
    let formula = try comparison()
    guard formula.isComparison else { throw comparisonMissing(start) }
    return StudySyntax.Criterion(formula, isAtEnd: isAtEnd)
  }

  /// `share`, `1000·share with h = 2`
  mutating func studyTerm() throws(LocatedError) -> StudyTermSyntax {
    let formula = try sum()
    return StudyTermSyntax(formula, take(word: "with") ? try values() : [])
  }

  /// `share > 0.9 with h = 7`
  private mutating func demand() throws(LocatedError) -> StudyDemandSyntax {
    let start = current?.range ?? lineRange
    var left = try studyTerm()
    splitArrow()
    guard let sign = current, let comparison = LineParser.comparison(sign.sign) else { throw comparisonMissing(start) }
    advance()
    var right = try studyTerm()
    if left.conditions.isEmpty { left.conditions = right.conditions }
    if right.conditions.isEmpty { right.conditions = left.conditions }
    return StudyDemandSyntax(left, comparison, right, range: start.through(previous?.range ?? start))
  }

  /// Whether the line of `expect` is about a study; `study = 1` is about a quantity of that name.
  var isStudyLine: Bool {
    guard word == "study", let next = token(after: 1) else { return false }
    switch next.kind {
    case .word: return next.text != "is" && next.text != "at" && next.isApart
    case .number: return next.isApart
    case .string, .sign, .tail, .superscript: return false
    }
  }

  /// `study rates  solved = 166 with η = 0.5`, `study epochs  final > 0.98 with epochs = 5 given data`
  mutating func studyClaim() throws(LocatedError) -> StudyClaimSyntax {
    advance()
    var claim = StudyClaimSyntax(study: try studyName(), try demand())
    if take(word: "given") {
      try expect(word: "data")
      claim.isOfData = true
    }
    try expectEnd(keywords: ["with", "given"])
    return claim
  }

  // MARK: Answers

  private mutating func answer(_ range: SourceRange) throws(LocatedError) -> StudyAnswerSyntax {
    var es: [StudyAnswerSyntax.Piece]?
    var en: [StudyAnswerSyntax.Piece]?
    while let language = word, language == "es" || language == "en" {
      let start = current?.range
      advance()
      let place = current?.range ?? lineRange
      let pieces = try LineParser.pieces(of: string(), place)
      guard (language == "es" ? es : en) == nil else { throw twice(language, start) }
      if language == "es" { es = pieces } else { en = pieces }
    }
    guard es != nil || en != nil else { throw unexpected(LineParser.languages, keywords: ["es", "en"]) }
    return StudyAnswerSyntax(es: es, en: en, range: range)
  }

  /// Cuts a sentence at its braces.
  ///
  /// - Parameter range: that of the sentence, which is what an error points at.
  private static func pieces(of text: String, _ range: SourceRange) throws(LocatedError) -> [StudyAnswerSyntax.Piece] {
    var pieces: [StudyAnswerSyntax.Piece] = []
    var words = ""
    var formula: String?
    for character in text {
      switch (character, formula) {
      case ("{", nil):
        if !words.isEmpty { pieces.append(.words(words)) }
        (words, formula) = ("", "")
      case ("}", let inside?):
        pieces.append(.term(try term(inside, range)))
        formula = nil
      case ("{", _), ("}", _):
        throw LocatedError(
          range, es: "en una respuesta cada «{» tiene su «}», con una fórmula dentro: {share with h = 2}",
          en: "in an answer each “{” has its “}”, with a formula inside: {share with h = 2}")
      case (_, nil): words.append(character)
      case (_, let inside?): formula = inside + String(character)
      }
    }
    guard formula == nil else {
      throw LocatedError(range, es: "falta «}» en la respuesta", en: "“}” is missing in the answer")
    }
    return pieces + (words.isEmpty ? [] : [.words(words)])
  }

  private static func term(_ text: String, _ range: SourceRange) throws(LocatedError) -> StudyTermSyntax {
    do throws(LocatedError) {
      guard let line = try Lexer.lines(of: text).first else {
        throw LocatedError(nil, es: "no hay nada dentro", en: "there is nothing inside")
      }
      var parser = LineParser(line)
      let term = try parser.studyTerm()
      try parser.expectEnd(keywords: ["with"])
      return term
    } catch {
      throw LocatedError(range, Localized(both: "{\(text)}: ") + error.message)
    }
  }
}
