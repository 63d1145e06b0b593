import Testing

@testable import Formats

@Suite struct TransliterationTests {
  @Test(arguments: [
    ("δ", "delta"), ("ŷ", "yhat"), ("dŷ", "dyhat"), ("ŵ", "w_hat"), ("dŵ", "dwhat"), ("y\u{302}", "yhat"),
    ("m̂", "mhat"), ("−", "-"), ("·", "*"), ("⊙", ".*"), ("ᵀ", "'"),
    ("∂E", "dE"), ("⌊z⌋", "floor(z)"), ("Σ", "sum"), ("½", "1/2"), ("√", "sqrt"), ("←", "<-"), ("≥", ">="),
    ("x²", "x^2"), ("⁽¹⁾", "^(1)"),
    ("W₁", "W1"), ("∞", "inf"), ("漢", "?"), ("𝐖", "?"), ("", ""), ("plain", "plain"),
  ])
  func `a formula's signs are spelled as one types them`(sign: String, ascii: String) {
    #expect(Transliteration.math(sign) == ascii)
  }

  @Test func `Spanish loses its accents and opening marks`() {
    #expect(Transliteration.prose("¿Qué año? ¡Así: «pingüino»!") == "Que ano? Asi: \"pinguino\"!")
    #expect(Transliteration.prose("n\u{303}andu\u{301}") == "nandu")
    #expect(Transliteration.prose("Clase 6 · red") == "Clase 6 - red")
    #expect(Transliteration.prose("δ·x") == "delta*x")
    #expect(Transliteration.prose("✓ ≠ ✗") == "ok != x")
  }

  @Test func `what is unseen is spelled out`() {
    #expect(Transliteration.prose("a\u{202E}b\u{1B}") == "a<U+202E>b<U+001B>")
    #expect(Transliteration.math("\u{E0041}") == "<U+E0041>")
  }

  @Test func `powers of ten are written as computers write them`() {
    #expect(Transliteration.number("−9.78·10⁻⁶") == "-9.78e-6")
    #expect(Transliteration.number("1·10⁷") == "1e7")
    #expect(Transliteration.number("−∞") == "-inf")
    #expect(Transliteration.lineNumber("−9.78·10⁻⁶") == "−9.78·10^−6")
    #expect(Transliteration.lineNumber("0.5") == "0.5")
  }
}
