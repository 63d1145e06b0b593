import LessonLanguage
import Trace
import Typesetting

/// The numbers and short words of studies.
struct StudyWords {
  let language: Language

  func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  /// `95.4 %`, with one decimal.
  static func percent(_ share: Double) -> Text {
    Text([.math(.number(decimal(100 * share))), .plain("\u{A0}%")])
  }

  /// `93.9–96.5 %`
  static func interval(_ interval: (low: Double, high: Double)) -> Text {
    Text([
      .math(.number(decimal(100 * interval.low))), .plain("–"), .math(.number(decimal(100 * interval.high))),
      .plain("\u{A0}%"),
    ])
  }

  private static func decimal(_ value: Double) -> String {
    DecimalDigits(value)?.rounded(toDecimals: 1).fixed(decimals: 1, minus: "−") ?? "–"
  }

  /// A number of a few digits; a dash for one that is not there.
  static func number(_ value: Double?, digits: Int = 4) -> Text {
    guard let value, value.isFinite else { return "–" }
    return Text(.number(NumberStyle(significantDigits: digits).format(value)))
  }

  /// A number that a sentence asks for: a share in per cent, counts whole, others with four digits.
  static func number(_ term: StudyTermSyntax, _ value: Double) -> Text {
    if case .name(let name) = term.formula, name.plain == "share" { return percent(value) }
    return number(value)
  }

  /// `h = 7, loss = bce`; empty where nothing is varied.
  static func combination(_ study: Study, _ place: Int) -> Text {
    var text = Text("")
    for (name, value) in zip(study.varied, study.combinations[place].values) {
      if !text.isEmpty { text = text + Text(", ") }
      text = text + Text("\(name) = ") + self.value(value)
    }
    return text
  }

  static func value(_ value: Scope.VariedValue) -> Text {
    switch value {
    case .number: Text(.number(value.text))
    case .choice(let text), .optimizer(let text): Text(text)
    }
  }

  /// `200 semillas, de la 1 a la 200`
  func seeds(_ study: Study) -> String {
    let last = study.firstSeed + UInt32(study.seeds - 1)
    return study.seeds == 1
      ? say("semilla \(study.firstSeed)", "seed \(study.firstSeed)")
      : say(
        "\(study.seeds) semillas, de la \(study.firstSeed) a la \(last)",
        "\(study.seeds) seeds, from \(study.firstSeed) to \(last)")
  }

  /// What a run has to come to.
  func criterion(_ study: Study) -> String? {
    guard let criterion = study.criterion else { return nil }
    return study.endsWhenSolved
      ? say("resuelta en cuanto \(criterion)", "solved once \(criterion)")
      : say("resuelta si al final \(criterion)", "solved if \(criterion) at the end")
  }

  /// `widths: Will it work with 7, 6, 5 neurons?`
  func heading(_ study: Study) -> String {
    "\(study.lesson) · " + (study.title?[language] ?? say("estudio \(study.name)", "study \(study.name)"))
  }

  /// The lesson's sentence, or one made from the numbers.
  func answer(_ result: StudyResult) -> Text {
    result.answer(language, format: StudyWords.number) ?? sentence(result)
  }

  private func sentence(_ result: StudyResult) -> Text {
    let (study, summaries) = (result.study, result.summaries)
    let tried = summaries.indices.filter { summaries[$0].runs > 0 }
    guard let first = tried.first else { return Text(say("Ninguna ejecución ha acabado.", "No run has ended.")) }
    func part(_ place: Int) -> Text {
      let summary = summaries[place]
      let of =
        study.varied.isEmpty ? Text("") : Text(say("con ", "with ")) + StudyWords.combination(study, place) + ", "
      if study.criterion == nil {
        return of + Text((study.measures.first ?? "") + say(", mediana ", ", median "))
          + StudyWords.number(summary.values.first.flatMap { $0 }?.median)
      }
      return of
        + Text(
          say("se resuelven \(summary.solved) de \(summary.runs)", "\(summary.solved) of \(summary.runs) are solved"))
    }
    func rank(_ place: Int) -> Double {
      study.criterion == nil
        ? summaries[place].values.first.flatMap { $0 }?.median ?? .nan : summaries[place].share
    }
    guard tried.count > 1, let most = tried.max(by: { rank($0) < rank($1) }),
      let least = tried.min(by: { rank($0) < rank($1) }), most != least
    else { return capitalised(part(first)) + "." }
    return Text(say("Lo más: ", "The most: ")) + part(most) + Text(say("; lo menos: ", "; the least: ")) + part(least)
      + "."
  }

  private func capitalised(_ text: Text) -> Text {
    guard case .plain(let words)? = text.parts.first, let first = words.first else { return text }
    return Text([.plain(first.uppercased() + words.dropFirst())] + text.parts.dropFirst())
  }

  /// What the notes expect, with whether it came out; nothing where they expect nothing.
  func expectation(_ result: StudyResult) -> [Block] {
    guard let expected = result.study.syntax.expected else { return [] }
    let words = say("Los apuntes: ", "The notes: ") + expected.localized[language]
    switch result.meetsExpectation {
    case true?: return [.list([Block.Item(.right, Text(words))])]
    case false?:
      return [.list([Block.Item(.misprint, Text(words + say(" Aquí no se cumple.", " Here it does not hold.")))])]
    case nil: return [.list([Block.Item(.remark, Text(words))])]
    }
  }
}
