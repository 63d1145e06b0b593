import Testing

@testable import Formats
@testable import Typesetting

@Suite struct LaTeXMathTests {
  private let latex = LaTeXMath()

  @Test(arguments: [
    ("ŷ", #"\hat{y}"#), ("y\u{302}", #"\hat{y}"#), ("θ̂", #"\hat{\theta}"#), ("δ", #"\delta"#), ("W", "W"),
    ("error", #"\mathrm{error}"#), ("a_b", #"\mathrm{a\_b}"#), ("Δw", #"\Delta w"#), ("dθ", #"d\theta"#),
    ("tanh", #"\tanh"#),
    ("W1", "W_{1}"), ("ñ", "ñ"), ("x̃", #"\tilde{x}"#),
  ])
  func `names are letters, words or functions`(name: String, expected: String) {
    #expect(latex.text(.identifier(name)) == expected)
  }

  @Test(arguments: [
    ("⊙", #"\odot"#), ("·", #"\cdot"#), ("−", "-"), ("←", #"\leftarrow"#), ("≥", #"\ge"#), ("∂", #"\partial"#),
    ("Σ", #"\sum"#),
    ("%", #"\%"#), ("=", "="),
  ])
  func `signs have their commands`(sign: String, expected: String) {
    #expect(latex.text(.sign(sign, .binary)) == expected)
  }

  @Test func `numbers keep LaTeX's minus and powers`() {
    #expect(latex.number("−9.78·10⁻⁶") == #"-9.78\cdot 10^{-6}"#)
    #expect(latex.number("½") == #"\tfrac{1}{2}"#)
    #expect(latex.number("−∞") == #"-\infty"#)
    #expect(latex.number("NaN") == #"\mathrm{NaN}"#)
    #expect(LaTeXMath(decimalMark: .comma).number("0.5") == "0{,}5")
  }

  @Test func `scripts, quotients and fences`() {
    #expect(latex.text(EverythingDocument.weight) == "w_{1,1}^{(1)}")
    let transposed = MathText.scripts(EverythingDocument.sub("W", "2"), below: nil, above: .identifier("T"))
    #expect(latex.text(transposed) == #"{W_{2}}^{\top}"#)
    let quotient = MathText.fraction(.identifier("a"), .fenced("(", .identifier("b"), ")"))
    #expect(latex.text(quotient) == #"\frac{a}{b}"#)
    #expect(latex.text(.fenced("(", quotient, ")")) == #"\left(\frac{a}{b}\right)"#)
    #expect(latex.text(.row([.sign("∂", .tight), .identifier("E")])) == #"\partial E"#)
    #expect(latex.text(.words("50 % {a}")) == #"\text{50 \% \{a\}}"#)
  }

  @Test func `braces balance in any formula`() {
    for seed in 1...300 {
      var random = RandomDocument(seed: UInt64(seed))
      var depth = 0
      var escaped = false
      for character in latex.text(random.math(depth: 4)) {
        if escaped {
          escaped = false
        } else if character == "\\" {
          escaped = true
        } else {
          depth += character == "{" ? 1 : character == "}" ? -1 : 0
        }
        #expect(depth >= 0, "seed \(seed)")
      }
      #expect(depth == 0, "seed \(seed)")
    }
  }
}
