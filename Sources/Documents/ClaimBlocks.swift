import Typesetting
import Verification

/// What `lesson verify` says of the claims of the notes: how many there are and what they come to, which are errata and
/// which are not checked.
struct ClaimBlocks {
  private let language: Language
  private let account: ClaimAccount
  /// Whether each erratum, and each claim that is not checked, is given with its reason.
  private let isComplete: Bool

  init(_ language: Language, _ account: ClaimAccount, isComplete: Bool) {
    self.language = language
    self.account = account
    self.isComplete = isComplete
  }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  /// At the end of several lessons: a table by documents, then what is not right or not checked. Empty without claims.
  var blocks: [Block] {
    guard !account.parts.isEmpty else { return [] }
    var blocks: [Block] = [
      .heading(1, Text(say("Las afirmaciones de los apuntes", "The claims of the notes"))), .table(table),
      .paragraph(
        Text(
          say(
            "Erratas: de los apuntes + transcripciones dudosas + redacción. Abiertas: no se pueden comprobar. "
              + "Estudios: necesitan muchas ejecuciones.",
            "Errata: in the notes + doubtful transcriptions + wording. Open: they cannot be checked. Studies: they need "
              + "many runs."))),
    ]
    blocks += wrong
    for part in account.parts {
      let lists = isComplete ? details(part) : names(part)
      if !lists.isEmpty { blocks += [.heading(2, Text(part.title)), .list(lists)] }
    }
    if !isComplete, account.claims.contains(where: { $0.reason != nil }) {
      blocks.append(.paragraph(Text(say("Las razones, con --all.", "The reasons, with --all."))))
    }
    return blocks
  }

  /// At the end of one lesson: how many claims, and those that no line judges. Empty without claims.
  var ofOneLesson: [Block] {
    let claims = account.claims
    guard !claims.isEmpty else { return [] }
    let groups = Self.groups.map { group in (group, claims.count { $0.outcome == group.outcome }) }
    let parts = groups.filter { $0.1 > 0 }.map { group, count in "\(count) \(group.words(count)[language])" }
    let sum = Noun.claim(claims.count)[language] + ": " + parts.joined(separator: ", ") + "."
    let unchecked = claims.filter { $0.outcome == .open || $0.outcome == .forStudies }
    return [.paragraph(Text(sum))] + (unchecked.isEmpty ? [] : [.list(details(of: unchecked))]) + wrong
  }

  // MARK: - The table

  private var table: Table {
    let hasWrong = account.claims.contains { $0.outcome == .disagrees || $0.outcome == .notJudged }
    let headings =
      [
        say("documento", "document"), say("total", "claims"), say("coinciden", "agree"), say("erratas", "errata"),
        say("abiertas", "open"), say("estudios", "studies"),
      ] + (hasWrong ? [say("fallos", "faults")] : [])
    var rows = account.parts.map { row($0.title, $0.claims.map { $0.outcome }, hasWrong: hasWrong) }
    if rows.count > 1 {
      rows.append(row(say("en total", "in all"), account.claims.map { $0.outcome }, hasWrong: hasWrong))
    }
    return Table(
      headings: headings.map { Text($0) }, alignments: [.left] + headings.dropFirst().map { _ in .right }, rows: rows)
  }

  private func row(_ title: String, _ outcomes: [ClaimFinding.Outcome], hasWrong: Bool) -> [Text] {
    func count(_ outcome: ClaimFinding.Outcome) -> Int { outcomes.count { $0 == outcome } }
    let errata = ClaimFinding.Erratum.allCases.map { count(.erratum($0)) }
    let sum = errata.reduce(0, +)
    let kinds = errata.map { "\($0)" }.joined(separator: "+")
    var cells = [
      title, "\(outcomes.count)", "\(count(.agrees))", sum == 0 ? "0" : "\(sum) (\(kinds))", "\(count(.open))",
      "\(count(.forStudies))",
    ]
    if hasWrong { cells.append("\(count(.disagrees) + count(.notJudged))") }
    return cells.map { Text($0) }
  }

  // MARK: - The lists

  /// What claims are counted under.
  private struct Group {
    let outcome: ClaimFinding.Outcome
    let one, many: Localized
    func words(_ count: Int) -> Localized { count == 1 ? one : many }

    init(_ outcome: ClaimFinding.Outcome, es: (String, String), en: (String, String)) {
      self.outcome = outcome
      one = Localized(es: es.0, en: en.0)
      many = Localized(es: es.1, en: en.1)
    }
  }

  private static let errata = [
    Group(
      .erratum(.misprint), es: ("errata de los apuntes", "erratas de los apuntes"),
      en: ("erratum in the notes", "errata in the notes")),
    Group(
      .erratum(.transcription), es: ("transcripción dudosa", "transcripciones dudosas"),
      en: ("doubtful transcription", "doubtful transcriptions")),
    Group(
      .erratum(.wording), es: ("redacción que confunde", "redacciones que confunden"),
      en: ("misleading wording", "misleading wordings")),
  ]
  private static let unchecked = [
    Group(
      .open, es: ("no se puede comprobar", "no se pueden comprobar"), en: ("cannot be checked", "cannot be checked")),
    Group(
      .forStudies, es: ("necesita muchas ejecuciones", "necesitan muchas ejecuciones"),
      en: ("needs many runs", "need many runs")),
  ]
  private static let groups =
    [Group(.agrees, es: ("coincide", "coinciden"), en: ("agrees", "agree"))] + errata + unchecked + [
      Group(.disagrees, es: ("no coincide", "no coinciden"), en: ("does not agree", "do not agree")),
      Group(.notJudged, es: ("sin juzgar", "sin juzgar"), en: ("is not judged", "are not judged")),
    ]

  /// A line for each kind: `3 erratas de los apuntes: mlp-cost-half (l. 137), …`
  private func names(_ part: ClaimAccount.Part) -> [Block.Item] {
    (Self.errata + Self.unchecked).compactMap { group in
      let claims = part.claims.filter { $0.outcome == group.outcome }
      guard let first = claims.first else { return nil }
      let names = claims.map { name($0) }.joined(separator: ", ")
      return Block.Item(mark(first), Text("\(claims.count) \(group.words(claims.count)[language]): \(names)"))
    }
  }

  private func details(_ part: ClaimAccount.Part) -> [Block.Item] {
    (Self.errata + Self.unchecked).flatMap { group in
      details(of: part.claims.filter { $0.outcome == group.outcome })
    }
  }

  /// A line for each reason: `mlp-cost-half (l. 137): errata de los apuntes: sobra el 2`
  private func details(of claims: [ClaimFinding]) -> [Block.Item] {
    var items: [[ClaimFinding]] = []
    for claim in claims {
      let same = items.firstIndex { $0.first?.outcome == claim.outcome && $0.first?.reason == claim.reason }
      if let same { items[same].append(claim) } else { items.append([claim]) }
    }
    return items.compactMap { claims in
      guard let first = claims.first, let group = Self.groups.first(where: { $0.outcome == first.outcome }) else {
        return nil
      }
      let parts = [claims.map { name($0) }.joined(separator: ", "), group.words(claims.count)[language]]
      return Block.Item(
        mark(first), Text((parts + [first.reason?[language]].compactMap { $0 }).joined(separator: ": ")))
    }
  }

  /// The claims with a line that does not agree or could not be judged, with their lessons.
  private var wrong: [Block] {
    let items = account.claims.filter { $0.outcome == .disagrees || $0.outcome == .notJudged }.map { claim in
      let words =
        claim.outcome == .disagrees
        ? say("no coincide en \(claim.lesson)", "does not agree in \(claim.lesson)")
        : say("sin juzgar en \(claim.lesson)", "not judged in \(claim.lesson)")
      return Block.Item(mark(claim), Text("\(name(claim)): \(words)"))
    }
    return items.isEmpty ? [] : [.list(items)]
  }

  private func mark(_ claim: ClaimFinding) -> Block.Item.Mark {
    switch claim.outcome {
    case .disagrees: .wrong
    case .erratum: .misprint
    case .agrees: .right
    case .notJudged, .forStudies, .open: .remark
    }
  }

  /// `mlp-cost-half (l. 137)`, kept on one line.
  private func name(_ claim: ClaimFinding) -> String {
    claim.id + (claim.line.map { "\u{A0}(l.\u{A0}\($0))" } ?? "")
  }
}

extension Noun {
  fileprivate static let claim = Noun(
    es: ("afirmación de los apuntes", "afirmaciones de los apuntes"), en: ("claim of the notes", "claims of the notes"))
}
