import Testing

@testable import Formats
@testable import Typesetting

/// Formulas as MathML Core.
@Suite struct MathMLTests {
  private let math = MathML()

  /// The elements inside `math`.
  private func inner(_ formula: MathText, _ mark: DecimalMark = .point) -> String {
    String(MathML(decimalMark: mark).text(formula).dropFirst("<math>".count).dropLast("</math>".count))
  }

  @Test(arguments: [
    ("W", "<mi>W</mi>"), ("W1", "<msub><mi>W</mi><mn>1</mn></msub>"), ("error", "<mi>error</mi>"),
    ("dW1", "<msub><mrow><mi>d</mi><mi>W</mi></mrow><mn>1</mn></msub>"),
    ("δ_out", "<msub><mi>δ</mi><mi>out</mi></msub>"),
    ("ŷ", "<mover><mi>y</mi><mo>^</mo></mover>"),
    ("Δw", "<mi>Δ</mi><mi>w</mi>"), ("tanh", "<mi>tanh</mi>"), ("c_1", "<mi>c_1</mi>"), ("<b>", "<mi>&lt;b&gt;</mi>"),
    (
      "m1_W2", "<msub><mi>m</mi><mrow><mn>1</mn><mo>,</mo><msub><mi>W</mi><mn>2</mn></msub></mrow></msub>"
    ),
  ])
  func `a name has its letters, its digits and what follows a line below`(name: String, element: String) {
    #expect(inner(.identifier(name)) == element)
    #expect(inner(.entryLetter(name, of: "X")) == element)
  }

  @Test(arguments: [
    ("0.5", "<mn>0.5</mn>", "<mn>0,5</mn>"), ("−12.5", "<mn>−12.5</mn>", "<mn>−12,5</mn>"),
    ("½", "<mn>½</mn>", "<mn>½</mn>"),
    (
      "−9.78·10⁻⁶", "<mn>−9.78</mn><mo>·</mo><msup><mn>10</mn><mn>−6</mn></msup>",
      "<mn>−9,78</mn><mo>·</mo><msup><mn>10</mn><mn>−6</mn></msup>"
    ), ("∞", "<mn>∞</mn>", "<mn>∞</mn>"),
  ])
  func `a number has the reader's mark and its power raised`(digits: String, point: String, comma: String) {
    #expect(inner(.number(digits)) == point)
    #expect(inner(.number(digits), .comma) == comma)
  }

  @Test func `each other case is one element`() {
    let (a, b) = (MathText.identifier("a"), MathText.identifier("b"))
    #expect(inner(.sign("@", .tight)) == "<mo>·</mo>")
    #expect(inner(.sign("≤", .relation)) == "<mo>≤</mo>")
    #expect(inner(.sign("<", .relation)) == "<mo>&lt;</mo>")
    #expect(inner(.sign("−", .tight)) == "<mo form=\"prefix\">−</mo>")
    #expect(inner(.sign("×", .tight)) == "<mo lspace=\"0\" rspace=\"0\">×</mo>")
    #expect(inner(.sign("∂", .tight)) == "<mi>∂</mi>")
    #expect(inner(.sign("Σ", .punctuation)) == "<mo>∑</mo>")
    #expect(inner(.sign("Σrows", .punctuation)) == "<munder><mo>∑</mo><mtext>rows</mtext></munder>")
    #expect(inner(.words(" si ")) == "<mtext>\u{A0}si\u{A0}</mtext>")
    #expect(inner(.words("1,2")) == "<mn>1,2</mn>")
    #expect(inner(.row([a, .row([b])])) == "<mi>a</mi><mi>b</mi>")
    #expect(
      inner(.fraction(.fenced("(", .row([a, b]), ")"), b))
        == "<mfrac><mrow><mi>a</mi><mi>b</mi></mrow><mi>b</mi></mfrac>")
    #expect(inner(.root(a)) == "<msqrt><mi>a</mi></msqrt>")
    #expect(inner(.fenced("(", a, ")")) == "<mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow>")
    #expect(
      inner(.fenced("‖", a, "‖"))
        == "<mrow><mo form=\"prefix\" fence=\"true\">‖</mo><mi>a</mi><mo form=\"postfix\" fence=\"true\">‖</mo></mrow>")
    #expect(
      inner(.matrix([[a, b], [b, a]]))
        == "<mrow><mo>[</mo><mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr>"
        + "<mtr><mtd><mi>b</mi></mtd><mtd><mi>a</mi></mtd></mtr></mtable><mo>]</mo></mrow>")
    #expect(inner(.marked(a)) == "<mrow class=\"marked\"><mi>a</mi></mrow>")
    #expect(inner(.under(a, remark: .words("2×1"))) == "<munder><mi>a</mi><mtext>2×1</mtext></munder>")
    #expect(inner(.scripts(a, below: nil, above: .words("T"))) == "<msup><mi>a</mi><mo>⊤</mo></msup>")
    #expect(inner(.scripts(a, below: .words("1,2"), above: nil)) == "<msub><mi>a</mi><mn>1,2</mn></msub>")
    #expect(
      inner(EverythingDocument.weight)
        == "<msubsup><mi>w</mi><mrow><mn>1</mn><mo>,</mo><mn>1</mn></mrow><mn>(1)</mn></msubsup>"
    )
  }

  @Test func `the sign of a derivative stands raised at what it is of`() {
    let slope = MathText.row([.identifier("σ"), .sign("'", .tight), .fenced("(", .identifier("z"), ")")])
    #expect(inner(slope) == "<msup><mi>σ</mi><mo>′</mo></msup><mrow><mo>(</mo><mi>z</mi><mo>)</mo></mrow>")
    #expect(math.stages(slope) == [[math.text(slope)]])
  }

  @Test func `parentheses around a name with its shape are not as tall as both`() {
    let formula = MathText.fenced("(", .under(.identifier("z"), remark: .words("2×1")), ")")
    #expect(inner(formula).hasPrefix("<mrow><mo stretchy=\"false\">(</mo><munder>"))
  }

  @Test func `beside decimal commas a semicolon parts numbers`() {
    let pair = MathText.row([.number("0.5"), .sign(",", .punctuation), .number("2")])
    #expect(inner(pair, .comma) == "<mn>0,5</mn><mo>;</mo><mn>2</mn>")
    #expect(inner(pair) == "<mn>0.5</mn><mo>,</mo><mn>2</mn>")
  }

  @Test func `each relation but the first begins a stage, and a long sum breaks before its signs`() {
    let short = MathText.row([.identifier("a"), .sign("=", .relation), .number("1"), .sign("+", .binary), .number("2")])
    #expect(math.stages(short) == [[math.text(short)]])
    let stages = math.stages(EverythingDocument.substitution)
    #expect(stages.count == 2)
    #expect(stages[0].count == 17)
    #expect(stages[0][1].hasPrefix("<math><mo form=\"infix\">+</mo>"))
    #expect(stages[1] == ["<math><mo>=</mo><mn>−12.5</mn></math>"])
    // Nothing is lost or said twice.
    let parts = stages.joined().joined().replacing("</math><math>", with: "")
    #expect(
      parts.replacing(" form=\"infix\"", with: "") == math.text(EverythingDocument.substitution))
  }

  @Test(arguments: 1...200)
  func `whatever a formula is, it is XML and of MathML Core alone`(seed: Int) throws {
    var random = RandomDocument(seed: UInt64(seed))
    let formula = random.math(depth: 5)
    let core: Set = [
      "math", "mi", "mn", "mo", "mtext", "mrow", "msub", "msup", "msubsup", "mfrac", "msqrt", "mtable", "mtr", "mtd",
      "munder",
      "mover", "p", "wbr",
    ]
    let children = ["msub": 2, "msup": 2, "msubsup": 3, "mfrac": 2, "munder": 2, "mover": 2]
    for text in [math.text(formula), math.stages(formula).joined().joined()] {
      let tree = try #require(XMLTree("<p>\(text)</p>"), "\(text)")
      for element in tree.all {
        #expect(core.contains(element.name), "\(element.name)")
        if let count = children[element.name] { #expect(element.children.count == count, "\(element.name) in \(text)") }
      }
    }
  }
}
