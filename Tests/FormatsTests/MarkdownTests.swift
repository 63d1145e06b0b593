import Testing

@testable import Formats
@testable import Typesetting

@Suite struct MarkdownTests {
  @Test func `what is unseen is written out, in texts, formulas, cells and code`() {
    let hostile = "x\u{202E}\u{1B}[1m"
    let text = Text([.plain(hostile), .code(hostile), .strong(hostile), .math(.words(hostile))])
    let table = Table(headings: [text], alignments: [.left], rows: [[text]])
    let markdown = Markdown().render(
      Document([
        .heading(1, text), .paragraph(text), .formula(.identifier(hostile), remark: text), .table(table),
        .verbatim(hostile),
      ]))
    #expect(markdown.unicodeScalars.allSatisfy { !$0.isUnseen || $0 == "\n" })
    #expect(markdown.contains("x⟨U+202E⟩⟨U+001B⟩"))
  }

  private func markdown(_ blocks: Block...) -> String { Markdown().render(Document(blocks)) }

  @Test func `no character of a text means anything to Markdown`() {
    #expect(markdown(.paragraph("*a* _b_ [c] $d$ <e> `f`")) == "\\*a\\* \\_b\\_ \\[c\\] \\$d\\$ \\<e\\> \\`f\\`\n")
    #expect(markdown(.paragraph("1. no list")) == "1\\. no list\n")
    #expect(markdown(.paragraph("- no list")) == "\\- no list\n")
    #expect(markdown(.paragraph(Text([.code("a`b")]))) == "``a`b``\n")
    #expect(markdown(.paragraph(Text([.strong("a "), .plain("b")]))) == "**a** b\n")
  }

  @Test func `every row of a table has as many cells as its rule`() {
    let bar = Text([.code("a|b"), .plain("c|d"), .math(.fenced("‖", .identifier("x"), "‖"))])
    let table = Table(headings: ["h"], alignments: [.right], rows: [[bar, "2"], []])
    let lines = markdown(.table(table)).split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[1] == "| --: | :-- |")
    for line in lines { #expect(line.replacing("\\|", with: "").filter { $0 == "|" }.count == 3, "\(line)") }
  }

  @Test func `a fence is longer than any inside it`() {
    #expect(markdown(.verbatim("```\nx\n```")) == "````text\n```\nx\n```\n````\n")
  }

  @Test func `what is indented is a quotation`() {
    #expect(markdown(.indented([.paragraph("a"), .paragraph("b")])) == "> a\n>\n> b\n")
  }

  @Test func `a remark has one bullet, and columns say what they are`() {
    let list = Block.list([
      .init(.remark, "stops"), .init(.wrong, "E", columns: ["1", "2", "no"], names: ["printed", "computed"]),
    ])
    #expect(Markdown().render(Document([list])) == "- stops\n- ✗ E, printed 1, computed 2, no\n")
  }

  @Test func `slices are equations of their own`() {
    func block(_ label: MathText, _ sizes: [Int]) -> Block {
      let values = (0..<sizes.reduce(1, *)).map(Double.init)
      return .matrix(MatrixBlock(name: "K", label: label, sizes: sizes, values: values, style: NumberStyle()))
    }
    #expect(
      markdown(block(.identifier("K"), [2, 1, 1, 2])) == """
        $$ K\\;(2\\times 1\\times 1\\times 2) $$

        $$ K[1,1,{:},{:}] = \\begin{bmatrix} 0 & 1 \\end{bmatrix} $$

        $$ K[2,1,{:},{:}] = \\begin{bmatrix} 2 & 3 \\end{bmatrix} $$

        """)
    let many = markdown(block(.row([.sign("−", .tight), .identifier("K")]), [30, 2, 2]))
    #expect(many.contains("… 24 more slices") && many.contains("({-}K)[30,{:},{:}]"), "\(many)")
  }
}
