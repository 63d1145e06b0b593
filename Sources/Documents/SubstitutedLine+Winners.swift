import Calculus
import Trace
import Typesetting

/// Which of several numbers counts.
extension SubstitutedLine {
  /// Which of several numbers is the greatest or the least, and which others are as great: `la mayor: a₁,₂`.
  func won(_ winner: Explanation.Winner) -> Block? {
    guard let first = winner.first.first else { return nil }
    func name(_ scalar: Scalar) -> Inline { .math(scalar.typesetAsEntry(notation).line) }
    let word =
      winner.kind == .maximum ? Localized(es: "mayor", en: "greatest") : Localized(es: "menor", en: "least")
    let ties = winner.first.count
    guard ties > 1 else {
      let start = Localized(es: "la \(word.es) es ", en: "the \(word.en) is ")
      return .indented([.paragraph(Text([.plain(start[language]), name(first)]))])
    }
    var start: [Inline] = []
    if ties > Self.mostTies {
      let all = Localized(
        es: "empatan \(ties) de las \(winner.count)", en: "\(ties) of the \(winner.count) tie")
      start.append(.plain(all[language]))
    } else {
      for (place, tied) in winner.first.enumerated() {
        if place > 0 {
          start.append(.plain(place < ties - 1 ? ", " : Localized(es: " y ", en: " and ")[language]))
        }
        start.append(name(tied))
      }
      start.append(.plain(Localized(es: " empatan", en: " tie")[language]))
    }
    let end = Localized(
      es: ": cuenta la primera, ", en: ": the first one counts, ")
    return .indented([
      .paragraph(Text(start + [.plain(end[language]), name(first), .plain(Self.gradientGoes[language])]))
    ])
  }

  /// More equal numbers than these are counted, not named.
  private static let mostTies = 4
  private static let gradientGoes = Localized(
    es: ", y el gradiente va a ella", en: ", and the gradient goes to it")
}
