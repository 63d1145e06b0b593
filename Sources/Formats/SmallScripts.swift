/// The raised and lowered characters of Unicode.
enum SmallScripts {
  /// The text in raised characters: `(1)` → `⁽¹⁾`; nil when a character has none or it is a word.
  static func raised(_ text: String) -> String? { mapped(text, above) }

  /// The text in lowered characters: `1,1` → `₁,₁`; nil when a character has none or it is a word.
  static func lowered(_ text: String) -> String? { mapped(text, below) }

  private static func mapped(_ text: String, _ table: [Unicode.Scalar: Unicode.Scalar]) -> String? {
    var letters = 0
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard let small = table[scalar] else { return nil }
      letters = scalar.properties.isAlphabetic ? letters + 1 : 0
      // A word of three small letters or more is hard to read.
      guard letters <= 2 else { return nil }
      result.append(small)
    }
    return result.isEmpty ? nil : String(result)
  }

  private static let above = table(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzTᵀ⊤′'*,²³",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵀᵀ′′*,²³")

  private static let below = table(
    "0123456789+-−=()aehijklmnoprstuvxβγρφχ,",
    "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ,")

  private static func table(_ plain: String, _ small: String) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(lastOf: zip(plain.unicodeScalars, small.unicodeScalars).reversed())
  }
}
