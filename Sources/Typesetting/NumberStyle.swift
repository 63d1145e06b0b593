/// How numbers are rounded for a reader.
package struct NumberStyle: Hashable, Sendable {
  /// Significant digits kept at most.
  package var significantDigits: Int

  /// Six significant digits unless said otherwise.
  package init(significantDigits: Int = 6) {
    self.significantDigits = significantDigits
  }

  /// For matrices and for lines with numbers put in: five significant digits unless a reader wants others.
  package static func lines(_ digits: Int? = nil) -> NumberStyle { NumberStyle(significantDigits: digits ?? 5) }

  /// For tables, whose rows are compared with each other: six significant digits unless a reader wants others.
  package static func tables(_ digits: Int? = nil) -> NumberStyle { NumberStyle(significantDigits: digits ?? 6) }

  /// The number for a reader: `−0.17045`, `12`, `9.78·10⁻⁶`, `−∞`, `NaN`.
  ///
  /// Up to `significantDigits`, without zeros at the end, with `−` (U+2212). Whole digits are never rounded away:
  /// 1234567 stays. Powers of ten appear only below 0.0001 and from 10 000 000 on. A zero has no sign.
  package func format(_ value: Double, mark: DecimalMark = .point) -> String {
    mark.applied(to: text(value, decimals: nil))
  }

  /// Two numbers that are not the same, with as many more digits as it takes to see that.
  package func format(
    _ value: Double, apartFrom other: Double, mark: DecimalMark = .point
  ) -> (value: String, other: String) {
    var style = self
    while style.significantDigits < 17, value != other, style.format(value) == style.format(other) {
      style.significantDigits += 1
    }
    return (style.format(value, mark: mark), style.format(other, mark: mark))
  }

  /// The entries of a matrix, each with `significantDigits`: 1.1150, 0.14685 and 0.092338.
  ///
  /// Zeros stay at the end of what was rounded, and of nothing else: 0.5 among them reads `0.5`, and so what is shown
  /// with fewer digits has no more. What differs from so few digits only beyond the fifteenth counts as having no more.
  package func format(entries values: [Double], mark: DecimalMark = .point) -> [String] {
    values.map { mark.applied(to: text($0, decimals: nil, keepsZeros: true)) }
  }

  /// Numbers that stand together, with a common number of decimals, each without zeros at its end.
  ///
  /// The largest entry has `significantDigits`, the smallest at least three, so that a column reads aligned on its
  /// decimal marks (`DecimalAlignment`): 10, 0.5 and 0.00123456 read `10`, `0.5`, `0.00123`. An entry that alone would
  /// need a power of ten gets one; zero is `0`.
  package func format(together values: [Double], mark: DecimalMark = .point) -> [String] {
    var top: Int?
    var bottom: Int?
    for value in values where value != 0 {
      guard let leading = plainLeading(value) else { continue }
      top = max(top ?? leading, leading)
      bottom = min(bottom ?? leading, leading)
    }
    guard let top, let bottom else { return values.map { format($0, mark: mark) } }
    let digits = max(1, significantDigits)
    let common = max(0, digits - 1 - top, min(3, digits) - 1 - bottom)
    return values.map { mark.applied(to: text($0, decimals: common)) }
  }

  /// The numbers of a column of a table, as `format(together:)` rounds them and with zeros put at their ends where the
  /// numbers have them, so that all have as many decimals: 0.24909 and 0.236389 read `0.249090`, `0.236389`.
  ///
  /// Whole numbers alone stay whole; a zero is `0`, and a number with a power of ten keeps its own digits.
  ///
  /// With `others`, they are rounded as if those were in the column, too. With `keepsWholes`, what is exactly whole has no
  /// decimals beside numbers that have more than two, nor do these have fewer for it: 25450 and 0.8286 stay as they are,
  /// and 1 above 0.25 is `1.00`.
  package func format(
    column values: [Double], alongside others: [Double] = [], keepsWholes: Bool = false, mark: DecimalMark = .point
  ) -> [String] {
    if keepsWholes {
      let parts = format(column: values.filter { $0 != $0.rounded() }, alongside: others)
      if parts.contains(where: { Self.decimals($0) ?? 0 > 2 }) {
        var next = parts.makeIterator()
        return values.map { mark.applied(to: $0 == $0.rounded() ? format($0) : next.next() ?? "") }
      }
    }
    let texts = format(together: values + others).prefix(values.count)
    let decimals = texts.map { text in Self.decimals(text) ?? 0 }.max() ?? 0
    return zip(texts, values).map { text, value in
      guard decimals > 0, text != "0", let own = Self.decimals(text) else { return mark.applied(to: text) }
      let padded = text + (own == 0 ? "." : "") + String(repeating: "0", count: decimals - own)
      // Zeros that the number does not have would be digits that nobody computed.
      let isSo = DecimalDigits(value)?.rounded(toDecimals: decimals).fixed(decimals: decimals, minus: "−") == padded
      return mark.applied(to: isSo ? padded : text)
    }
  }

  /// The digits after the point of a number written without a power of ten; nil for all others.
  private static func decimals(_ text: String) -> Int? {
    guard text.allSatisfy({ "−.0123456789".contains($0) }) else { return nil }
    guard let point = text.firstIndex(of: ".") else { return 0 }
    return text.distance(from: point, to: text.endIndex) - 1
  }

  /// The leading power of ten of a number that is written without a power of ten; nil for all others.
  private func plainLeading(_ value: Double) -> Int? {
    guard let leading = DecimalDigits(value)?.rounded(toSignificant: significantDigits).leadingExponent,
      Self.plainExponents.contains(leading)
    else { return nil }
    return leading
  }

  /// Leading exponents written out in full.
  private static let plainExponents = -4...6

  /// The number that stands there for a reader: 0.600876… is 0.60088 in five digits. What is not finite stays.
  package func shown(_ value: Double) -> Double {
    guard let exact = DecimalDigits(value) else { return value }
    let rounded = exact.rounded(toSignificant: max(1, significantDigits))
    guard let leading = rounded.leadingExponent else { return 0 }
    return (Self.plainExponents.contains(leading) ? plain(exact, leading, decimals: nil) : rounded).doubleValue
  }

  /// Whether a result that was worked out from the numbers as they are shown is, rounded, the one that is shown.
  ///
  /// A number halfway between two is rounded either way, since binary numbers hardly ever lie halfway exactly.
  package func isShown(_ computed: Double, as value: Double) -> Bool {
    let text = format(value)
    if format(computed) == text { return true }
    let slack = min(1e-12, DecimalDigits(isNegative: false, digits: [1], exponent: -significantDigits - 2).doubleValue)
    return format(computed * (1 - slack)) == text || format(computed * (1 + slack)) == text
  }

  /// The number without a power of ten, whose leading one is given, rounded.
  private func plain(_ exact: DecimalDigits, _ leading: Int, decimals: Int?) -> DecimalDigits {
    exact.rounded(toDecimals: min(max(0, max(1, significantDigits) - 1 - leading), decimals ?? .max))
      .withoutTrailingZeros
  }

  /// The number rounded to `significantDigits` and, unless it needs a power of ten, to `decimals`.
  ///
  /// - Parameter keepsZeros: whether zeros stay at the end of a number that has more digits than are shown.
  private func text(_ value: Double, decimals: Int?, keepsZeros: Bool = false) -> String {
    guard let exact = DecimalDigits(value) else {
      return value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞"
    }
    let digits = max(1, significantDigits)
    let rounded = exact.rounded(toSignificant: digits)
    guard let leading = rounded.leadingExponent else { return "0" }
    let isCut =
      keepsZeros
      && exact.rounded(toSignificant: max(15, digits)).withoutTrailingZeros != rounded.withoutTrailingZeros
    if Self.plainExponents.contains(leading) {
      let kept = plain(exact, leading, decimals: decimals)
      return kept.fixed(decimals: isCut ? max(0, digits - 1 - leading) : kept.decimals, minus: "−")
    }
    let mantissa = DecimalDigits(
      isNegative: rounded.isNegative, digits: rounded.digits, exponent: rounded.exponent - leading
    ).withoutTrailingZeros
    return mantissa.fixed(decimals: isCut ? digits - 1 : mantissa.decimals, minus: "−") + "·10"
      + Self.superscript(leading)
  }

  /// A whole number in raised digits: −6 → `⁻⁶`.
  package static func superscript(_ number: Int) -> String {
    let raised: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return String(String(number).map { $0.wholeNumberValue.map { raised[$0] } ?? "⁻" })
  }
}
