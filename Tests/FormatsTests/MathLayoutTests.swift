import Testing

@testable import Formats
@testable import Typesetting

@Suite struct MathLayoutTests {
  private let unicode = MathLayout(glyphs: .unicode, mark: .point)
  private let ascii = MathLayout(glyphs: .ascii, mark: .point)
  private let linear = MathLayout(glyphs: .linear, mark: .point)

  @Test func `signs have the blanks they ask for`() {
    let x = MathText.identifier("x")
    func row(_ sign: String, _ spacing: MathText.Spacing) -> String {
      unicode.text(.row([x, .sign(sign, spacing), x]))
    }
    #expect(row("·", .tight) == "x·x")
    #expect(row("+", .binary) == "x + x")
    #expect(row("=", .relation) == "x = x")
    #expect(row(",", .punctuation) == "x, x")
    #expect(unicode.text(.row([x, .row([.sign("=", .relation), x])])) == "x = x")
    #expect(unicode.text(.row([.sign("=", .relation), x])) == "= x")
  }

  @Test func `scripts are small where Unicode has the characters`() {
    #expect(unicode.text(EverythingDocument.weight) == "w⁽¹⁾₁,₁")
    let out = MathText.scripts(
      .identifier("δ"), below: .row([.words("out"), .sign(",", .punctuation), .number("1")]), above: nil)
    #expect(unicode.text(out) == "δ_out[1]")
    let power = MathText.scripts(.identifier("w"), below: .number("1"), above: .number("2"))
    #expect(unicode.text(power) == "w₁²")
    #expect(ascii.text(power) == "w1^2")
    let sum = MathText.scripts(
      .identifier("x"), below: nil, above: .row([.identifier("α"), .sign("+", .binary), .number("1")]))
    #expect(unicode.text(sum) == "x^(α + 1)")
    let tower = MathText.scripts(
      .number("2"), below: nil, above: .scripts(.identifier("x"), below: nil, above: .number("2")))
    #expect(unicode.text(tower) == "2^(x²)" && ascii.text(tower) == "2^(x^2)")
  }

  @Test func `an entry is written as its address where its indices have no small characters`() {
    func entry(_ name: String, _ below: MathText, above: MathText? = nil) -> MathText {
      .scripts(.identifier(name), below: below, above: above)
    }
    let comma = MathText.sign(",", .punctuation)
    let hidden = entry("δ", .row([.identifier("hidden"), comma, .words("1,2")]))
    #expect(unicode.text(hidden) == "δ_hidden[1,2]")
    #expect(ascii.text(hidden) == "delta_hidden[1,2]")
    #expect(ascii.text(EverythingDocument.weight) == "w1[1,1]")
    #expect(linear.text(EverythingDocument.weight) == "w1[1,1]")
    #expect(ascii.text(entry("ŷ", .words("1"), above: .number("2"))) == "yhat[1]^2")
    // `c_1` is a name; its first entry is `c_1[1]`.
    #expect(ascii.text(entry("c", .identifier("1"))) == "c_1")
    #expect(ascii.text(entry("c", .row([.identifier("1"), comma, .words("1")]))) == "c_1[1]")
    #expect(unicode.text(entry("c", .identifier("1"))) == "c₁")
    #expect(ascii.text(entry("log", .number("2"))) == "log2")
  }

  @Test func `a long product breaks before its signs`() {
    let factors = (1...12).map { MathText.identifier("factor\($0)") }
    let product = MathText.row(
      [.identifier("y"), .sign("=", .relation)] + factors.flatMap { [$0, .sign("·", .tight)] } + [.identifier("z")])
    for width in [16, 30, 60] {
      let box = unicode.box(product, width: width)
      #expect(box.width <= width)
      #expect(box.lines.map(\.text).joined().filter { $0 != " " } == unicode.text(product).filter { $0 != " " })
      #expect(box.lines.dropFirst().allSatisfy { $0.text.trimmingBlanks.hasPrefix("·") })
    }
  }

  @Test func `a transposed matrix has the mark of its characters`() {
    let transposed = MathText.scripts(EverythingDocument.sub("W", "2"), below: nil, above: .words("T"))
    #expect(unicode.text(transposed) == "W₂ᵀ")
    #expect(ascii.text(transposed) == "W2.T")
    #expect(linear.text(transposed) == "W2.T")
  }

  @Test func `a spelled letter does not run into the next`() {
    #expect(ascii.text(.row([.identifier("Δ"), .identifier("w")])) == "Delta w")
    #expect(ascii.text(.row([.sign("∂", .tight), .identifier("θ")])) == "dtheta")
    #expect(ascii.text(.root(.identifier("ε"))) == "sqrt(epsilon)")
  }

  @Test func `the root of a number with a power of ten or a minus has parentheses`() {
    #expect(unicode.text(.root(.number("7.28·10⁻⁶"))) == "√(7.28·10⁻⁶)")
    #expect(linear.text(.root(.number("7.28·10⁻⁶"))) == "√(7.28·10^−6)")
    #expect(ascii.text(.root(.number("7.28·10⁻⁶"))) == "sqrt(7.28e-6)")
    #expect(unicode.text(.root(.number("−4"))) == "√(−4)")
    #expect(unicode.text(.root(.number("4"))) == "√4")
  }

  @Test func `a comma that parts decimals with commas becomes a semicolon`() {
    let comma = MathLayout(glyphs: .unicode, mark: .comma)
    let pair = MathText.fenced("(", .row([.number("0.5"), .sign(",", .punctuation), .number("2")]), ")")
    #expect(comma.text(pair) == "(0,5; 2)")
    #expect(comma.text(EverythingDocument.weight) == "w⁽¹⁾₁,₁")
    #expect(unicode.text(pair) == "(0.5, 2)")
  }

  @Test func `a matrix stands around the baseline of its formula`() {
    let column = MathText.matrix([[.number("1")], [.number("−0.5")], [.number("10")]])
    let box = unicode.box(.row([.identifier("x"), .sign("=", .relation), .fenced("(", column, ")")]))
    #expect(box.lines.map(\.text) == ["    ⎛⎡ 1  ⎤⎞", "x = ⎜⎢−0.5⎥⎟", "    ⎝⎣10  ⎦⎠"])
    #expect(box.baseline == 1)
    #expect(unicode.text(.matrix([[.number("1"), .number("2")], [.number("3"), .number("4")]])) == "[1 2; 3 4]")
  }

  @Test func `a wide formula breaks at its signs and loses nothing`() {
    for width in [20, 30, 50, 79] {
      let box = unicode.box(EverythingDocument.substitution, width: width)
      #expect(box.width <= width)
      let joined = box.lines.map { $0.text.trimmingBlanks }.joined(separator: " ")
      #expect(joined == unicode.text(EverythingDocument.substitution))
    }
    let fenced = MathText.row([
      .identifier("y"), .sign("=", .relation), .fenced("(", EverythingDocument.substitution, ")"),
    ])
    #expect(unicode.box(fenced, width: 40).width <= 40)
  }

  @Test func `a root that is too wide is opened, its parentheses at the ends`() {
    let root = MathText.row([
      .identifier("y"), .sign("=", .relation), .root(EverythingDocument.substitution),
    ])
    for (layout, start) in [(unicode, "√("), (ascii, "sqrt(")] {
      let box = layout.box(root, width: 40)
      #expect(box.width <= 40)
      let joined = box.lines.map { $0.text.trimmingBlanks }.joined(separator: " ")
      #expect(joined.contains(start) && joined.hasSuffix(")"))
    }
  }

  @Test func `a power of parentheses and a matrix that are too wide are opened and lose nothing`() {
    let square = MathText.row([
      .identifier("y"), .sign("=", .relation),
      .scripts(.fenced("(", EverythingDocument.substitution, ")"), below: nil, above: .number("2")),
    ])
    let names = (1...6).map { MathText.identifier("longQuantity\($0)") }
    let call = MathText.row([.words("f"), .fenced("(", .matrix([Array(names[..<3]), Array(names[3...])]), ")")])
    let norm = MathText.fenced("‖", EverythingDocument.substitution, "‖")
    for layout in [unicode, ascii] {
      for formula in [square, call, norm] {
        for width in [30, 40] {
          let box = layout.box(formula, width: width)
          #expect(box.width <= width && box.height > 1, "\(box.lines.map(\.text))")
          let joined = box.lines.map { $0.text }.joined().filter { $0 != " " }
          #expect(joined == layout.text(formula).filter { $0 != " " }, "\(joined)")
        }
      }
    }
  }

  @Test func `the lines of a box are equally wide`() {
    for seed in 1...100 {
      var random = RandomDocument(seed: UInt64(seed))
      let math = random.math(depth: 4)
      for layout in [unicode, ascii] {
        #expect(Set(layout.box(math, width: 40).lines.map(\.width)).count == 1, "seed \(seed)")
      }
    }
  }
}
