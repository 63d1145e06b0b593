import Testing

@testable import Formats
@testable import Typesetting

@Suite struct PlainTextTests {
  @Test func `an entry is one line with its address`() {
    let matrix = MatrixBlock(
      name: "W1", label: .identifier("W1"), sizes: [1, 2], values: [0.5, -9.78e-6], style: NumberStyle())
    #expect(
      PlainText().render(Document([.matrix(matrix)])) == "W1 is 1×2\nW1[1,1] = 0.5\nW1[1,2] = −9.78·10^−6\n")
  }

  @Test func `an entry of four axes has its four indices, and a formula gets parentheses before them`() {
    func block(_ name: String) -> MatrixBlock {
      MatrixBlock(
        name: name, label: .identifier("K"), sizes: [2, 1, 1, 2], values: [1, 2, 3, 4], style: NumberStyle())
    }
    #expect(
      PlainText().render(Document([.matrix(block("K"))]))
        == "K is 2×1×1×2\nK[1,1,1,1] = 1\nK[1,1,1,2] = 2\nK[2,1,1,1] = 3\nK[2,1,1,2] = 4\n")
    #expect(PlainText().render(Document([.matrix(block("K + 1"))])).contains("\n(K + 1)[2,1,1,1] = 3\n"))
    for name in ["new(K)", "∂E/∂K", "c.1", "step(K)"] {
      #expect(PlainText().render(Document([.matrix(block(name))])).contains("\n\(name)[2,1,1,1] = 3\n"))
    }
  }

  @Test func `a row of a table says its headings`() {
    let table = Table(headings: ["a", "b"], alignments: [], rows: [["1", "2"], ["", "3"]])
    let spanish = FormatOptions(language: .spanish)
    #expect(PlainText(spanish).render(Document([.table(table)])) == "fila 1: a: 1; b: 2\nfila 2: b: 3\n")
  }

  @Test func `a curve is a sentence`() {
    let chart = Block.chart(.curve(title: "loss", values: [0.5, 0.125, 0.25], from: "1", to: "3"))
    let sentence = "loss: 3 values from 1 to 3; first 0.5, minimum 0.125, maximum 0.5, last 0.25\n"
    #expect(PlainText().render(Document([chart])) == sentence)
    #expect(PlainText().render(Document([.chart(.curve(title: "", values: [], from: "", to: ""))])) == "no data\n")
  }

  @Test func `nothing is drawn or aligned with runs of blanks`() {
    let text = PlainText().render(EverythingDocument.document)
    #expect(!text.contains { "│─┤└⎡⎢⎣⟦█░⠉".contains($0) })
    // What is shown as it is keeps the two blanks it begins with and has.
    let facts = text.split(separator: "\n").filter { !$0.contains("as lr") }
    #expect(!facts.contains { $0.contains("  ") })
  }
}
