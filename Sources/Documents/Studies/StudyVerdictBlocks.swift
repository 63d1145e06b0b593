import LessonLanguage
import Typesetting
import Verification

/// What `lesson verify --studies` says of the demands that claims make of studies.
struct StudyVerdictBlocks {
  private let words: StudyWords

  init(_ language: Language) { words = StudyWords(language: language) }

  /// A line for each demand of a study that was run; nothing for those that wait.
  func blocks(_ verdicts: [StudyVerdict]) -> [Block] {
    let run = verdicts.filter { $0.holds != nil }
    guard !run.isEmpty else { return [] }
    return [
      .heading(2, Text(words.say("Estudios", "Studies"))),
      .list(
        run.map { verdict in
          let found =
            Text(" (") + side(verdict.demand.left, verdict.left) + Text(sign(verdict.demand.right, verdict.right))
          return Block.Item(
            verdict.holds == true ? .right : .wrong,
            Text("\(verdict.claim), \(words.say("estudio", "study")) \(verdict.study): \(verdict.text)") + found
              + Text(")"))
        }),
    ]
  }

  private func side(_ term: StudyTermSyntax, _ value: Double?) -> Text {
    value.map { StudyWords.number(term, $0) } ?? "–"
  }

  /// The other side, where it is no number that stands in the demand.
  private func sign(_ term: StudyTermSyntax, _ value: Double?) -> String {
    if case .number = term.formula { return "" }
    guard let value else { return "; –" }
    if case .name(let name) = term.formula, name.plain == "share" {
      let percent = DecimalDigits(100 * value)?.rounded(toDecimals: 1).fixed(decimals: 1) ?? "–"
      return "; \(percent)\u{A0}%"
    }
    return "; \(NumberStyle(significantDigits: 4).format(value))"
  }
}
