import Foundation
import Testing

@testable import LessonLanguage

@Suite struct LineParserFormulaTests {
  @Test(arguments: [
    ("δ·Wᵀ ⊙ s", "((δ dot Wᵀ) entrywise s)"),
    ("λ/2·m", "((λ divide 2) dot m)"),
    ("a/b/c", "((a divide b) divide c)"),
    ("a − b − c", "((a minus b) minus c)"),
    ("a + b·c", "(a plus (b dot c))"),
    ("½·Σ (y − a)²", "(½ dot (sum ((y minus a)^2)))"),
    ("(Σ x)²", "((sum x)^2)"),
    ("Σ Y ⊙ ln(A) + 1", "((sum (Y entrywise ln(A))) plus 1)"),
    ("−(1/m)·Σ Y ⊙ L", "((minus (1 divide m)) dot (sum (Y entrywise L)))"),
    ("η·Σrows δ − b", "((η dot (sumRows δ)) minus b)"),
    ("Σepoch abs(e)", "(sumEpoch abs(e))"),
    ("Σcolse", "(sum colse)"),
    ("−a·b", "((minus a) dot b)"),
    ("−a²", "(minus (a^2))"),
    ("−Σ a·b", "(minus (sum (a dot b)))"),
    ("√v̂ + ε", "((root v̂) plus ε)"),
    ("√x²·y", "((root (x^2)) dot y)"),
    ("sqrt(v)²", "(sqrt(v)^2)"),
    ("sqrt v + ε", "((root v) plus ε)"),
    ("β1^t", "(β1^t)"),
    ("2^−k·a", "((2^(minus k)) dot a)"),
    ("x^f(2)[1]", "(x^f(2)[1])"),
    ("a¹⁰", "(a^10)"),
    ("(ŷ < 0.9) + 1", "((ŷ less 0.9) plus 1)"),
    ("(ŷ <-0.9)", "(ŷ less (minus 0.9))"),
    ("mean(argmax(A3) = argmax(Y))", "mean((argmax(A3) equal argmax(Y)))"),
    ("mean(ŷ = y)", "mean((ŷ equal y))"),
    ("leaky_relu(z, slope = 0.1)", "leaky_relu(z,slope=0.1)"),
    ("max(a, b = c)", "max(a,(b equal c))"),
    ("reshape(A, 2×3)", "reshape(A,(2 cross 3))"),
    ("reshape(X, m×1×28)", "reshape(X,((m cross 1) cross 28))"),
    ("σ'(z)", "σ'(z)"),
    ("−∂E/∂Z2", "(minus ∂E/∂Z2)"),
    ("m·∂E/∂z ⊙ s", "((m dot ∂E/∂z) entrywise s)"),
    ("∂e[1]/∂W1[1,1]", "∂e[1]/∂W1[1,1]"),
    ("∂E/∂x²", "(∂E/∂x^2)"),
    ("partial(e[1], W1[1,1])", "∂e[1]/∂W1[1,1]"),
    ("A[i,:]", "A[i,:]"),
    ("A[:,1..2]", "A[:,1..2]"),
    ("new(w)[1]", "new(w)[1]"),
    ("W{ℓ+1}ᵀ·δ{ℓ+1}", "(W{(ℓ plus 1)}ᵀ dot δ{(ℓ plus 1)})"),
    ("a{t}_out1", "a{t}_out1"),
    ("dW1[2,1]", "dW1[2,1]"),
    ("c.1", "c.1"),
    ("W{ℓ}.2", "W{ℓ}.2"),
    ("[1 −2]", "[1 | (minus 2)]"),
    ("[1,-2; .5, √2]", "[1 | (minus 2) ; .5 | (root 2)]"),
    ("[a (−a ⊙ (r + s)) f(a) (b)]", "[a | ((minus a) entrywise (r plus s)) | f(a) | b]"),
    ("[a1; 1]", "[a1 ; 1]"),
    ("[xᵀ x² A[1,2]]", "[xᵀ | (x^2) | A[1,2]]"),
    ("[[1 2]; [3 4]]", "[[1 | 2] ; [3 | 4]]"),
    ("[1 2;]", "[1 | 2]"),
    ("[[1, 2], [3, 4]]", "[1 | 2 ; 3 | 4]"),
    ("[[1, 2],\n [3, 4],\n]", "[1 | 2 ; 3 | 4]"),
    ("[[1. 2.]\n [3. 4.]]", "[[1 | 2] ; [3 | 4]]"),
    ("[[1; 2] [3; 4]]", "[[1 ; 2] | [3 ; 4]]"),
    ("[[1 2] [3 4]; [5 6] [7 8]]", "[[1 | 2] | [3 | 4] ; [5 | 6] | [7 | 8]]"),
    ("[+1 −2 +.5]", "[1 | (minus 2) | .5]"),
    ("[9/8 −1/2]", "[(9 divide 8) | (minus (1 divide 2))]"),
    ("[1.25·10⁻³ 1.e-03 2·10³]", "[1.25e-3 | 1e-03 | 2e3]"),
    ("1.25·10⁻³·x", "(1.25e-3 dot x)"),
    ("2×10⁻³", "2e-3"),
    ("1/2·10⁻³", "((1 divide 2) dot 1e-3)"),
    ("x·10⁻³", "(x dot 1e-3)"),
    ("2·10³", "(2 dot (10^3))"),
    ("+0.5 + x", "(0.5 plus x)"),
    ("1.", "1"),
    ("array([1, 2], dtype = float32)", "array([1 | 2],(dtype equal float32))"),
    ("1..2", "error: found “..”; expected the end of the line"),
  ]) func `a formula groups as the page says`(text: String, expected: String) {
    #expect(outline(text) == expected)
  }

  @Test(arguments: [
    ("W1@x.T", "W1·xᵀ"), ("a .* b", "a ⊙ b"), ("a - b", "a − b"), ("σ'(z)", "σ′(z)"), ("a*(b >= c)", "a*(b ≥ c)"),
    ("(b <= c)", "(b ≤ c)"), ("(b != c)", "(b ≠ c)"), ("sum e", "Σ e"), ("sum_rows δ·x", "Σrows δ·x"),
    ("sum_cols δ", "Σcols δ"), ("sum_epoch e", "Σepoch e"), ("partial(E, z2)", "∂E/∂z2"), ("x^2 + y^3", "x² + y³"),
    ("1e-8", "1e-8"), ("a⋅b", "a·b"),
  ]) func `the ASCII spelling is the same formula`(ascii: String, unicode: String) {
    #expect(outline(ascii) == outline(unicode))
    #expect(!outline(ascii).hasPrefix("error"))
  }

  @Test func `numbers have the value that is typed`() throws {
    let typed = [
      ("½", 0.5, "½"), ("¼", 0.25, "¼"), (".5", 0.5, ".5"), ("1e-8", 1e-8, "1e-8"), ("9.78e−6", 9.78e-6, "9.78e-6"),
      ("10", 10, "10"), ("1.", 1, "1"), ("1.E-03", 0.001, "1e-03"), ("1.10·10⁻²", 0.011, "1.10e-2"),
    ]
    for (text, value, digits) in typed {
      guard case .number(let number, let spelling, _) = try LessonParser.formula(text) else {
        Issue.record("\(text) is no number")
        continue
      }
      #expect(number == value)
      #expect(spelling == digits)
    }
  }

  /// Chains of signs of one kind group to the left, and a looser sign anywhere keeps the tighter ones together.
  @Test func `signs that bind alike group to the left`() {
    let products = [("·", "dot"), ("⊙", "entrywise"), ("/", "divide"), ("*", "star")]
    let sums = [("+", "plus"), ("−", "minus")]
    for (first, a) in products {
      for (second, b) in products { #expect(outline("x \(first) y \(second) z") == "((x \(a) y) \(b) z)") }
      for (second, b) in sums {
        #expect(outline("x \(first) y \(second) z") == "((x \(a) y) \(b) z)")
        #expect(outline("z \(second) x \(first) y") == "(z \(b) (x \(a) y))")
        #expect(outline("Σ x \(first) y \(second) z") == "((sum (x \(a) y)) \(b) z)")
      }
      #expect(outline("−x \(first) y") == "((minus x) \(a) y)")
      #expect(outline("−x²ᵀ \(first) √y") == "((minus (x^2)ᵀ) \(a) (root y))")
    }
  }

  @Test func `a line end in brackets parts rows`() {
    #expect(outline("[1 2\n 3 4 ]") == outline("[1 2; 3 4]"))
    #expect(outline("[\n1 2;\n\n3 4 # comment\n]") == outline("[1 2; 3 4]"))
    #expect(outline("(1 +\n 2)") == outline("(1 + 2)"))
    #expect(outline("[f(1,\n 2) 3]") == outline("[f(1, 2) 3]"))
  }

  /// Without optimization a level takes up to 30 KB; a main thread has 8 MB.
  @Test func `the deepest formula fits on a quarter of a stack`() {
    let texts = [
      String(repeating: "(", count: 62) + "x" + String(repeating: ")", count: 62),
      String(repeating: "f(", count: 62) + "x" + String(repeating: ")", count: 62),
      String(repeating: "[", count: 62) + "x" + String(repeating: "]", count: 62),
      String(repeating: "−", count: 62) + "x", String(repeating: "Σ ", count: 62) + "x",
      (0..<390).map { "x\($0)" }.joined(separator: " + "),
    ]
    for text in texts {
      onStack(megabytes: 2) { #expect((try? LessonParser.formula(text)) != nil) }
    }
  }

  @Test func `what is nested too deeply is refused`() {
    for open in ["(", "[", "f(", "−", "√", "Σ ", "x^−"] {
      let text = String(repeating: open, count: 20_000)
      onStack(megabytes: 2) { #expect(throws: LessonError.self) { try LessonParser.formula(text) } }
    }
    for text in [String(repeating: "x + ", count: 20_000) + "x", "x" + String(repeating: "ᵀ", count: 20_000)] {
      onStack(megabytes: 2) {
        #expect(outline(text) == "error: the formula has more than 400 operations; give a part of it a name")
      }
    }
  }
}
