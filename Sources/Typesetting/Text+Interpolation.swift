/// Text with formulas, numbers and other text put in: `"is \(number: "0.5")"`.
///
/// A number put in with `number:` is written with the reader's decimal mark and minus, in every format.
extension Text {
  /// What is put together of the pieces of a literal.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [Inline] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      guard !literal.isEmpty else { return }
      if case .plain(let words) = parts.last {
        parts[parts.count - 1] = .plain(words + literal)
      } else {
        parts.append(.plain(literal))
      }
    }

    package mutating func appendInterpolation(_ words: String) { appendLiteral(words) }

    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      appendLiteral(value.description)
    }

    package mutating func appendInterpolation(_ text: Text) { parts += text.parts }

    /// Digits with a decimal point and `−` as the sign.
    package mutating func appendInterpolation(number digits: String) { parts.append(.math(.number(digits))) }
  }

  package init(stringInterpolation: StringInterpolation) { self.init(stringInterpolation.parts) }

  /// The one of both texts that is in a language.
  package init(es: Text, en: Text, _ language: Language) {
    switch language {
    case .spanish: self = es
    case .english: self = en
    }
  }
}
