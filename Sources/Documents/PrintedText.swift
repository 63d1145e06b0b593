import Typesetting
import Verification

/// A printed number and the computed one beside it, as a reader sees them.
package struct PrintedText {
  private let number: Verdict.Number
  private let digits: DecimalDigits?

  package init(_ number: Verdict.Number) {
    self.number = number
    digits = number.digits
  }

  /// How exactly a number was printed.
  package enum Precision: Hashable {
    case decimals(Int)
    case significant(Int)
  }

  /// The digits as the notes print them, with `−` as the sign.
  package var printed: String { Self.digits(number.printed) }

  /// Digits as they are shown: with `−`, and a power of ten set as one.
  static func digits(_ printed: String) -> String {
    let parts = printed.split(maxSplits: 1) { $0 == "e" || $0 == "E" }
    var text = parts.first.map { String($0.drop { $0 == "-" }) } ?? ""
    if text.hasPrefix(".") { text = "0" + text }
    if printed.hasPrefix("-") { text = "−" + text }
    if parts.count == 2, let power = Int(parts[1]) { text += "·10" + NumberStyle.superscript(power) }
    return text
  }

  /// What the digits agree with, or should.
  private var value: Double { number.fromPrinted ?? number.computed }

  /// Twelve decimals of the computed number, or twelve digits of a small one; `…` where it goes on.
  package var computed: String {
    guard let exact = DecimalDigits(value), let leading = exact.leadingExponent else {
      return NumberStyle().format(value)
    }
    if leading < -4 || leading > 9 {
      let mantissa = exact.rounded(toSignificant: 10)
      let text = NumberStyle(significantDigits: 10).format(value)
      return mantissa == exact ? text : text.insertingEllipsis
    }
    // What a Double cannot know is not shown: 0.1 + 0.2 reads 0.3.
    let known = exact.rounded(toSignificant: Verdict.Number.knownDigits)
    if let digits, digits.decimals > Self.shownDecimals, known.decimals > Self.shownDecimals {
      let decimals = min(digits.decimals, known.decimals)
      let cut = exact.truncated(toDecimals: decimals)
      return cut.fixed(decimals: decimals, minus: "−") + (cut == exact ? "" : "…")
    }
    let cut = known.truncated(toDecimals: Self.shownDecimals)
    if cut == known {
      let short = cut.withoutTrailingZeros
      return short.fixed(decimals: max(short.decimals, 0), minus: "−")
    }
    return cut.fixed(decimals: Self.shownDecimals, minus: "−") + "…"
  }

  private static let shownDecimals = 12

  /// Whether nothing was cut or rounded away: the printed number is the computed one, as far as a Double tells.
  package var isExact: Bool { number.isExact }

  /// Whether it agrees in the digits that are judged, and has more.
  package var isJudgedInPart: Bool {
    number.hasUnjudgedDigits && !number.rules.isEmpty && !number.rules.contains(.within)
  }

  /// How exactly it was printed.
  package var precision: Precision {
    guard let digits else { return .decimals(0) }
    if number.printed.contains(where: { $0 == "e" || $0 == "E" }) { return .significant(max(1, digits.digits.count)) }
    return .decimals(digits.decimals)
  }

  /// By which rules it agrees: `redondeado o truncado a 4 decimales`.
  package var rule: Localized {
    let how =
      isExact
      ? Localized(es: "exacto", en: "exact")
      : number.rules.contains(.exact)
        ? Self.equalFraction
        : isJudgedInPart ? Self.judgedInPart : Self.rule(number.rules, precision: precision)
    return how + Self.source(of: number.judgement)
  }

  /// What it was worked out from, where that is not the exact run: `, con lo impreso arrastrado`.
  package static func source(of judgement: Verdict.Judgement) -> Localized {
    switch judgement {
    case .fromPrinted(isMixed: false):
      Localized(es: ", a partir de lo impreso", en: ", from the printed values")
    case .fromPrinted(isMixed: true):
      Localized(es: ", a partir de parte de lo impreso", en: ", from some of the printed values")
    case .right, .follows, .wrong, .unjudged: Localized(both: "")
    }
  }

  /// What a number that is not right follows from: `arrastrado de a = 0.8797 (línea 9)`.
  package static func follows(from root: Verdict.Root, _ language: Language) -> Text {
    Text(Localized(es: "arrastrado de ", en: "carried from ")[language]) + name(of: root, language)
  }

  /// A wrong number with what is printed, its line, and the iteration of a table's cell: `a = 0.8797 (línea 9)`.
  package static func name(of root: Verdict.Root, _ language: Language) -> Text {
    let indices = root.indices.isEmpty ? "" : "[\(root.indices)]"
    let line = Localized(es: "línea\u{A0}\(root.line)", en: "line\u{A0}\(root.line)")[language]
    let place = root.isCell ? "\(line), \(root.moment.name[language])" : line
    return Text(root.label) + Text("\(indices)\u{A0}=\u{A0}") + Text(.number(digits(root.printed)))
      + Text(" (\(place))")
  }

  /// What is said of a number that agrees in the digits that are judged, and has more.
  static let judgedInPart = Localized(
    es: "juzgado hasta la cifra \(PrintedRule.judgedDigits), no más allá",
    en: "judged to \(PrintedRule.judgedDigits) digits, not beyond")

  private static let equalFraction = Localized(
    es: "la fracción hasta la cifra \(PrintedRule.judgedDigits)",
    en: "the fraction to \(PrintedRule.judgedDigits) digits")

  /// What the notes should print, and what the numbers printed before would give where that is another one: `debería ser
  /// 0.4194; con lo impreso, 0.455`.
  package func shouldBe(_ language: Language) -> Text {
    guard number.judgement == .wrong, number.fraction == nil, let digits, let onSheet = number.onSheet,
      let own = DecimalDigits(onSheet)?.rounded(toSignificant: PrintedRule.judgedDigits),
      let exact = DecimalDigits(number.computed)?.rounded(toSignificant: PrintedRule.judgedDigits),
      own.rounded(toDecimals: -digits.exponent) != exact.rounded(toDecimals: -digits.exponent)
    else { return correct(language) }
    let decimals = -digits.exponent
    let short = number.shortValue(onSheet)
    let text = short.map { advice($0, max(0, $0.decimals)) } ?? advice(own.rounded(toDecimals: decimals), decimals)
    return correct(language)
      + Text(es: "; con lo impreso, \(number: text)", en: "; from the printed values, \(number: text)", language)
  }

  private func correct(_ language: Language) -> Text {
    func text(_ es: Text, _ en: Text) -> Text { Text(es: es, en: en, language) }
    func value(_ style: NumberStyle) -> Text {
      let digits = style.format(number.computed)
      return text("es \(number: digits)", "it is \(number: digits)")
    }
    guard number.fraction == nil else { return text("es \(number: computed)", "it is \(number: computed)") }
    guard let digits, let exact = DecimalDigits(number.computed) else { return value(NumberStyle()) }
    let judged = exact.rounded(toSignificant: PrintedRule.judgedDigits)
    if judged.rounded(toDecimals: -digits.exponent).isZero && !judged.isZero {
      return value(NumberStyle(significantDigits: 5))
    }
    let decimals = -digits.exponent
    if let leading = judged.leadingExponent, leading + decimals + 1 > PrintedRule.judgedDigits {
      let whole = advice(judged, -judged.exponent)
      return text(
        "debería ser \(number: whole) (se juzgan \(PrintedRule.judgedDigits) cifras)",
        "it should be \(number: whole) (\(PrintedRule.judgedDigits) digits are judged)")
    }
    if let short = number.shortValue(number.computed) {
      let whole = advice(short, max(0, short.decimals))
      return text("debería ser \(number: whole)", "it should be \(number: whole)")
    }
    let rounded = advice(judged.rounded(toDecimals: decimals), decimals)
    let truncated = advice(judged.truncated(toDecimals: decimals), decimals)
    switch number.askedRule {
    case _ where rounded == truncated, nil where number.isWhole:
      return text("debería ser \(number: rounded)", "it should be \(number: rounded)")
    case .rounded:
      return text("debería ser \(number: rounded) (redondeado)", "it should be \(number: rounded) (rounded)")
    case .truncated:
      return text("debería ser \(number: truncated) (truncado)", "it should be \(number: truncated) (truncated)")
    case nil:
      return text(
        "debería ser \(number: rounded) (redondeado) o \(number: truncated) (truncado)",
        "it should be \(number: rounded) (rounded) or \(number: truncated) (truncated)")
    }
  }

  /// A number with its last digit at so many decimals, written as the printed one is: with a power of ten where that has
  /// one, and also where zeros would stand in the place of unknown digits.
  private func advice(_ number: DecimalDigits, _ decimals: Int) -> String {
    let parts = self.number.printed.split(maxSplits: 1) { $0 == "e" || $0 == "E" }
    let leading = number.leadingExponent ?? 0
    guard parts.count == 2 || decimals < 0 || leading < -4 else {
      return number.fixed(decimals: decimals, minus: "−")
    }
    guard !number.isZero else { return "0" }
    // `12.3e-4` keeps its power; `1.23e-3` has one digit before the point, whatever the power.
    let isNormal = DecimalDigits(printed: parts[0])?.leadingExponent == 0
    let power = parts.count == 2 && !isNormal ? Int(parts[1]) ?? leading : leading
    let mantissa = number.scaled(byPowerOfTen: -power)
    return mantissa.fixed(decimals: max(0, decimals + power), minus: "−") + "·10" + NumberStyle.superscript(power)
  }

  /// The rules named; without a common precision, without it.
  package static func rule(_ rules: Set<Verdict.Rule>, precision: Precision?) -> Localized {
    if rules.contains(.within) { return Localized(es: "dentro de la tolerancia", en: "within the tolerance") }
    let names: Localized
    switch (rules.contains(.rounded), rules.contains(.truncated)) {
    case (true, true): names = Localized(es: "redondeado o truncado", en: "rounded or truncated")
    case (true, false): names = Localized(es: "redondeado", en: "rounded")
    case (false, true): names = Localized(es: "truncado", en: "truncated")
    case (false, false): names = Localized(both: "")
    }
    let digits: Localized
    switch precision {
    case nil: digits = Localized(both: "")
    case .decimals(0): digits = Localized(es: " a las unidades", en: " to units")
    case .decimals(1): digits = Localized(es: " a 1 decimal", en: " to 1 decimal")
    case .decimals(let count): digits = Localized(es: " a \(count) decimales", en: " to \(count) decimals")
    case .significant(1): digits = Localized(es: " a 1 cifra", en: " to 1 digit")
    case .significant(let count): digits = Localized(es: " a \(count) cifras", en: " to \(count) digits")
    }
    return names + digits
  }
}

extension String {
  /// `9.7812345678·10⁻⁶` → `9.7812345678…·10⁻⁶`
  fileprivate var insertingEllipsis: String {
    guard let power = firstIndex(of: "·") else { return self + "…" }
    return self[..<power] + "…" + self[power...]
  }
}
