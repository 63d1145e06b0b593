/// The raised and lowered digits of Unicode: those that a reader may type too. Letters stay as they are, `x^n`, `δ_out`.
enum SmallScripts {
  /// A power or a layer in raised characters: `2` → `²`, `−1` → `⁻¹`, `(1)` → `⁽¹⁾`; nil for anything else.
  static func raised(_ text: String) -> String? {
    var digits = text[...]
    var (before, after) = ("", "")
    if let first = digits.first, first == "−" || first == "-" {
      before = "⁻"
      digits.removeFirst()
    } else if digits.first == "(", digits.last == ")", digits.count > 2 {
      (before, after) = ("⁽", "⁾")
      digits = digits.dropFirst().dropLast()
    }
    return mapped(digits, raisedDigits).map { before + $0 + after }
  }

  /// Indices in lowered characters: `1,1` → `₁,₁`; nil for anything else.
  static func lowered(_ text: String) -> String? { mapped(text[...], loweredDigits) }

  private static func mapped(_ text: Substring, _ table: [Character: Character]) -> String? {
    let small = text.compactMap { table[$0] }
    return small.isEmpty || small.count < text.count ? nil : String(small)
  }

  private static let raisedDigits = Dictionary(uniqueKeysWithValues: zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
  private static let loweredDigits = Dictionary(uniqueKeysWithValues: zip("0123456789,", "₀₁₂₃₄₅₆₇₈₉,"))
}
