extension AskedDigits {
  /// How the numbers are to be written, after a verb: `with 4 significant digits, rounded`.
  package var words: Localized {
    let isRounded = rules == [.rounded]
    let isTruncated = rules == [.truncated]
    func rule(_ ending: String) -> Localized {
      // Where either way will do, both are named.
      isRounded
        ? Localized(es: "redondead\(ending)", en: "rounded")
        : isTruncated
          ? Localized(es: "truncad\(ending)", en: "truncated")
          : Localized(es: "redondead\(ending) o truncad\(ending)", en: "rounded or truncated")
    }
    switch count {
    case .significant(let count):
      let digits =
        count == 1
        ? Localized(es: "con una cifra significativa, ", en: "with one significant digit, ")
        : Localized(es: "con \(count) cifras significativas, ", en: "with \(count) significant digits, ")
      return digits + rule(count == 1 ? "a" : "as")
    case .decimals(0):
      return Localized(es: "sin decimales, ", en: "without decimals, ") + rule("os")
    case .decimals(let count):
      return Localized(es: "con ", en: "with ") + Noun.decimal(count) + Localized(both: ", ")
        + rule(count == 1 ? "o" : "os")
    }
  }
}
