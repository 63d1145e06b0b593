import Typesetting

/// The lines `claim` of `expect`, and what is asked of them.
extension LineParser {
  /// Whether the line names a claim: `claim c6-E1`; `claim = 1` is about a quantity of that name.
  var isClaimLine: Bool {
    guard word == "claim" else { return false }
    guard let next = token(after: 1) else { return true }
    switch next.kind {
    case .word: return next.text != "is" && next.text != "at" || token(after: 2)?.isApart == false
    case .number, .string: return true
    // `sum` is a word here.
    case .sign: return next.text.allSatisfy(Lexer.isNameCharacter) && token(after: 2)?.isApart == false
    case .tail, .superscript: return false
    }
  }

  /// `claim c6-E1`, then perhaps what is wrong with it, or why no line judges it, with its reason.
  mutating func claim() throws(LocatedError) -> ClaimSyntax {
    advance()
    var claim = try claimName()
    let standings = ClaimSyntax.Standing.allCases.map { $0.rawValue }
    if let word, let standing = ClaimSyntax.Standing(rawValue: word) {
      advance()
      claim.standing = standing
      while try takeText(into: &claim.reason) {}
    }
    guard let found = current else { return claim }
    if claim.standing != nil { throw unexpected(.both("es «…» o en «…»", "es “…” or en “…”"), keywords: ["es", "en"]) }
    let meant = word.flatMap { ForeignWords.line($0, among: standings) ?? Nearest.word(to: $0, among: standings) }
    let list = standings.joined(separator: ", ")
    throw LocatedError(
      found.range,
      Localized(
        es: "tras el nombre de la afirmación va, si acaso, una de: \(list)",
        en: "behind the name of the claim stands, if anything, one of: \(list)")
        + (meant.map { .both("; ¿querías decir «\($0)»?", "; did you mean “\($0)”?") } ?? .both("", "")))
  }

  /// Letters, digits, `.` and `-`, without blanks.
  private mutating func claimName() throws(LocatedError) -> ClaimSyntax {
    guard let first = current else {
      throw unexpected(.both("el nombre de la afirmación: c6-E1", "the name of the claim: c6-E1"))
    }
    var name = ""
    var range = first.range
    while let part = current, name.isEmpty || !part.isApart {
      // Either minus is a hyphen here.
      let text = part.sign == .minus ? "-" : part.text
      guard text.allSatisfy({ Lexer.isNameCharacter($0) && $0 != "_" || $0 == "-" || $0 == "." }),
        !(name.isEmpty && text == "-"), name.utf8.count + text.utf8.count <= Limits.nameLength
      else {
        throw LocatedError(
          part.range, es: "el nombre de una afirmación tiene letras, dígitos, - y puntos, sin espacios: c6-E1",
          en: "the name of a claim has letters, digits, - and dots, without blanks: c6-E1")
      }
      name += text
      range = range.through(part.range)
      advance()
    }
    return ClaimSyntax(id: name, range: range)
  }
}

extension LessonSyntax {
  /// The studies that its claims ask of.
  package var studiesOfClaims: [String] {
    sections.flatMap { $0.claims.flatMap { $0.studies.map { $0.study } } }
  }

  /// Refuses claims that say nothing, or that are there twice.
  ///
  /// - Parameter known: claims of the same lesson in other files.
  package func checkClaims(known: Set<String> = []) throws(LocatedError) {
    var lines: [String: Int] = [:]
    for section in sections {
      for (claim, below, studies) in section.claims {
        if known.contains(claim.id) || lines[claim.id] != nil {
          let place = lines[claim.id].map { Localized(es: "en la línea \($0)", en: "in line \($0)") }
          throw LocatedError(
            claim.range,
            Localized(es: "la afirmación «\(claim.id)» ya está ", en: "the claim “\(claim.id)” is there already, ")
              + (place ?? Localized(es: "en la propia lección", en: "in the lesson itself"))
              + Localized(es: "; cada una va una sola vez", en: "; each stands there once"))
        }
        lines[claim.id] = claim.range.line
        if let error = claim.fault(below, studies) { throw error }
      }
    }
  }
}

extension ClaimSyntax {
  /// What is wrong with a claim and the lines below it.
  fileprivate func fault(_ lines: [ExpectSyntax], _ studies: [StudyClaimSyntax]) -> LocatedError? {
    let hasReason = reason != nil || lines.contains { $0.isMisprint && $0.meaning != nil }
    let how = standing?.rawValue ?? ""
    switch standing {
    case nil, .misprint:
      if lines.isEmpty && studies.isEmpty {
        return LocatedError(
          range,
          es: "debajo de «\(id)» no hay ninguna línea que la compruebe; si no se puede, escribe open, study, "
            + "transcription o wording con su razón: claim \(id) open es \"…\" en \"…\"",
          en: "no line below “\(id)” checks it; where none can, write open, study, transcription or wording with the "
            + "reason: claim \(id) open es \"…\" en \"…\"")
      }
    case .open:
      if !lines.isEmpty {
        return LocatedError(
          range, es: "«\(id)» tiene líneas que la comprueban: sobra «open», o sobran ellas",
          en: "“\(id)” has lines that check it: either “open” or they are too many")
      }
    case .study, .transcription, .wording: break
    }
    guard standing == nil || hasReason else {
      return LocatedError(
        range, es: "falta la razón de «\(how)»: claim \(id) \(how) es \"…\" en \"…\"",
        en: "the reason of “\(how)” is missing: claim \(id) \(how) es \"…\" en \"…\"")
    }
    return nil
  }
}
