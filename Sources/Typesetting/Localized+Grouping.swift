extension Localized {
  /// A count as a sentence has it: 60,000 in English; in Spanish 60 000, from five digits on.
  package init(grouping count: Int) {
    let digits = Array("\(count.magnitude)")
    func grouped(_ mark: String, from least: Int) -> String {
      let sign = count < 0 ? "−" : ""
      guard digits.count >= least else { return sign + String(digits) }
      return sign
        + digits.indices.reduce(into: "") { text, place in
          if place > 0, (digits.count - place).isMultiple(of: 3) { text += mark }
          text.append(digits[place])
        }
    }
    self.init(es: grouped("\u{A0}", from: 5), en: grouped(",", from: 4))
  }
}
