import Testing

@testable import Formats
@testable import Typesetting

@Suite struct LaTeXMathTests {
  private let latex = LaTeXMath()

  @Test(arguments: [
    ("ŷ", #"\hat{y}"#), ("y\u{302}", #"\hat{y}"#), ("θ̂", #"\hat{\theta}"#), ("δ", #"\delta"#), ("W", "W"),
    ("error", #"\mathrm{error}"#), ("a_b", "a_{b}"), ("dW1", "dW_{1}"), ("db", "db"),
    ("δ_out", #"\delta_{\mathrm{out}}"#),
    ("m̂_W1", #"\hat{m}_{W_{1}}"#), ("x1_a", "x_{1,a}"), ("c.1", #"\mathrm{c.1}"#),
    ("test_loss2", #"\mathrm{test}_{\mathrm{loss}_{2}}"#), ("Δw", #"\Delta w"#), ("dθ", #"d\theta"#),
    ("tanh", #"\tanh"#),
    ("W1", "W_{1}"), ("ñ", #"\text{ñ}"#), ("x̃", #"\tilde{x}"#),
  ])
  func `names are letters, words or functions`(name: String, expected: String) {
    #expect(latex.text(.identifier(name)) == expected)
  }

  @Test(arguments: [
    ("⊙", #"\odot"#), ("·", #"\cdot"#), ("−", "-"), ("←", #"\leftarrow"#), ("≥", #"\ge"#), ("∂", #"\partial"#),
    ("Σ", #"\sum"#), ("Σrows", #"\sum_{\mathrm{rows}}"#), ("Σcols", #"\sum_{\mathrm{cols}}"#),
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

  @Test func `indices of entries are numbers, and a name with an index takes no second one`() {
    let address = MathText.words("5,300")
    #expect(latex.text(.scripts(.identifier("w"), below: address, above: nil)) == "w_{5,300}")
    let both = MathText.row([.identifier("W1"), .sign(",", .tight), address])
    #expect(latex.text(.scripts(.identifier("m̂"), below: both, above: nil)) == #"\hat{m}_{W_{1},5,300}"#)
    #expect(latex.text(.scripts(.identifier("W1"), below: address, above: nil)) == "{W_{1}}_{5,300}")
    #expect(latex.text(.scripts(.identifier("W1"), below: nil, above: .words("T"))) == #"W_{1}^{\top}"#)
    // A quantity may be called T.
    #expect(latex.text(.scripts(.identifier("W1"), below: nil, above: .identifier("T"))) == "W_{1}^{T}")
    #expect(latex.text(.identifier("W_1")) == #"\mathrm{W\_1}"#)
  }

  @Test func `scripts, quotients and fences`() {
    #expect(latex.text(EverythingDocument.weight) == "w_{1,1}^{(1)}")
    let transposed = MathText.scripts(EverythingDocument.sub("W", "2"), below: nil, above: .words("T"))
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
