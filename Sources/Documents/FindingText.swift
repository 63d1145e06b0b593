import Doctor
import Typesetting
import Verification

/// What a reader is told of wrong numbers that have one explanation.
package struct FindingText {
  private let finding: Diagnosis.Finding
  private let language: Language
  private let isAnswer: Bool

  /// - Parameter isAnswer: whether the numbers are somebody's answers, and not printed in notes.
  package init(_ finding: Diagnosis.Finding, _ language: Language, isAnswer: Bool = false) {
    self.finding = finding
    self.language = language
    self.isAnswer = isAnswer
  }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  /// The causes; nil where none is known.
  package var causes: Text? {
    guard case .causes(let causes) = finding.explanation, let first = causes.first else { return nil }
    let reach = Text([.faint(" (" + digits + ")")])
    guard causes.count > 1 else {
      let start = first.isCertain ? "" : probably
      let same =
        first.alike.isEmpty ? "" : say(" O un error que da lo mismo.", " Or a slip that comes to the same.")
      return Text(start) + sentence(first, isAfterColon: !first.isCertain) + Text(same) + reach
    }
    let start = Noun.slip(causes.count) + Localized(es: " dan este número:", en: " give this number:")
    return causes.reduce(Text(start[language])) { $0 + Text(" ") + sentence($1) } + reach
  }

  /// The causes in a sentence each, without the digits that speak for them; nil where none is known.
  package var slips: Text? {
    guard case .causes(let causes) = finding.explanation, let first = causes.first else { return nil }
    let isOnlyLikely = causes.count == 1 && !first.isCertain
    let start = Text(isOnlyLikely ? probably : "") + sentence(first, isAfterColon: isOnlyLikely)
    let or = say(" O bien: ", " Or: ")
    return causes.dropFirst().reduce(start) { $0 + Text(or) + sentence($1, isAfterColon: true) }
  }

  /// Whether the causes say what the number should have been.
  package var givesNumberAway: Bool {
    guard case .causes(let causes) = finding.explanation, let due = finding.numbers.first?.due else { return false }
    return causes.contains { $0.copied != nil || $0.parts.values.contains(.number(due)) }
  }

  private var probably: String { say("Probablemente: ", "Probably: ") }

  /// What a reader who may have made the slips is asked, without saying where; nil where no cause is known.
  package var questions: [String]? {
    guard case .causes(let causes) = finding.explanation, !causes.isEmpty else { return nil }
    var questions: [String] = []
    for cause in causes {
      guard let question = Slips.slip(cause.copied?.slip ?? cause.slip)?.question[language] else { continue }
      if !questions.contains(question) { questions.append(question) }
    }
    return questions.isEmpty ? nil : questions
  }

  /// The one certain cause as the end of a line that says so: `misprint es "…" en "…"`; nil where there is none.
  package static func misprint(_ finding: Diagnosis.Finding) -> Text? {
    guard case .causes(let causes) = finding.explanation, let cause = causes.first, causes.count == 1, cause.isCertain
    else { return nil }
    let (es, en) = (FindingText(finding, .spanish).sentence(cause), FindingText(finding, .english).sentence(cause))
    return Text("misprint es \"") + es + Text("\" en \"") + en + Text("\"")
  }

  /// `reproduces all 4 digits`
  private var digits: String {
    let count = finding.numbers.map { $0.digits }.min() ?? 0
    return count == 1
      ? say("da la única cifra", "reproduces the only digit")
      : say("da las \(count) cifras", "reproduces all \(count) digits")
  }

  /// The words of a cause, and those of what was done to its digits.
  ///
  /// - Parameter isAfterColon: whether it stands behind a colon, where Spanish goes on with a small letter.
  private func sentence(_ cause: Diagnosis.Cause, isAfterColon: Bool = false) -> Text {
    var words = cause.words
    if isAfterColon { words = Localized(es: words.es.prefix(1).lowercased() + words.es.dropFirst(), en: words.en) }
    let own = Text(words, cause.parts, language)
    return cause.copied.map { own + Text(" ") + Text($0.words, ["y": $0.due], language) } ?? own
  }

  /// The causes, what rounding explains, or what can be seen without a cause.
  package var words: Text {
    let own: Text
    switch finding.explanation {
    case .causes: own = causes ?? Text("")
    case .remark(let remark): own = Text(words(remark))
    case .open(let description): own = description.map { words($0) } ?? Text(nothing)
    }
    return own + others + followers
  }

  private var nothing: String {
    say("ningún error conocido da este número", "no known slip gives this number")
      + (finding.isCutShort ? say("; no se han probado todos", "; not all of them were tried") : "")
  }

  /// The other numbers with the same explanation.
  private var others: Text {
    let others = finding.numbers.dropFirst()
    guard !others.isEmpty else { return Text("") }
    let names = others.prefix(Self.mostNames).map { Text($0.root.label) + Text($0.root.place) }
    let list = names.dropFirst().reduce(names.first ?? Text("")) { $0 + Text(", ") + $1 }
    return Text(say(" Lo mismo en ", " The same in ")) + list + Text(others.count > names.count ? "…" : ".")
  }

  /// Numbers that are named.
  private static let mostNames = 4

  private var followers: Text {
    guard !finding.followers.isEmpty else { return Text("") }
    let count = Noun.laterNumber(finding.followers.count)[language]
    let words =
      finding.followers.count == 1
      ? say(" lo arrastra", " follows from it") : say(" lo arrastran", " follow from it")
    return Text([.faint(" → " + count + words)])
  }

  private func words(_ remark: Diagnosis.Remark) -> String {
    switch remark {
    case .cutAlong(let decimals, let truncates):
      let count = Noun.decimal(decimals)[language]
      return truncates
        ? say("sale si cada paso se trunca a \(count)", "comes out if every step is cut to \(count)")
        : say("sale si cada paso se redondea a \(count)", "comes out if every step is rounded to \(count)")
    case .withinRounding:
      return say(
        "no se aparta más de lo que permiten los valores redondeados de los que sale",
        "no further off than the rounded values it comes from allow")
    case .followsNearly:
      return isAnswer
        ? say(
          "sale de las respuestas anteriores, salvo la última cifra",
          "it comes from earlier answers, up to the last digit")
        : say(
          "es lo que da lo impreso antes, salvo la última cifra",
          "what is printed before gives it, up to the last digit")
    }
  }

  /// What can be seen where no cause is known; nil where nothing can.
  package var seen: Text? {
    guard case .open(let description?) = finding.explanation else { return nil }
    return words(description)
  }

  private func words(_ description: Diagnosis.Description) -> Text {
    switch description {
    case .lastPlace: Text(say("la última cifra no cuadra", "the last digit is off"))
    case .sign: Text(say("solo cambia el signo", "only the sign differs"))
    case .swappedDigits:
      Text(say("dos cifras vecinas han cambiado de sitio", "two neighbouring digits have changed places"))
    case .oneDigit: Text(say("solo cambia una cifra", "one digit differs"))
    case .lostDigit: Text(say("falta una cifra", "a digit is missing"))
    case .addedDigit: Text(say("sobra una cifra", "there is a digit too many"))
    case .ratio(let ratio):
      Text(
        es: "es unas \(number: NumberStyle().format(ratio)) veces lo debido",
        en: "about \(number: NumberStyle().format(ratio)) times what it should be", language)
    }
  }
}

extension Verdict.Root {
  /// The indices of the number in its line, and its iteration in a table.
  var place: String { indices.isEmpty ? "" : "[\(indices)]" }
}

extension Text {
  /// What is said of a slip, with what it is about in its places `{x}`, `{y}` and `{f}`.
  package init(_ words: Localized, _ parts: [Character: MathText], _ language: Language) {
    var text = Text("")
    var rest = words[language][...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}"),
      let name = rest[open..<close].dropFirst().first
    {
      text = text + Text(String(rest[..<open])) + Text(parts[name] ?? .words("…"))
      rest = rest[rest.index(after: close)...]
    }
    self = text + Text(String(rest))
  }
}

extension Noun {
  fileprivate static let slip = Noun(es: ("error", "errores"), en: ("slip", "slips"))
  fileprivate static let laterNumber = Noun(
    es: ("número posterior", "números posteriores"), en: ("later number", "later numbers"))
}
