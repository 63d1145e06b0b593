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

  @Test func `a curve is a sentence, and each of several says its name`() {
    let series = Chart.Series("test", x: [1, 2, 8], y: [0.5, 0.125, 0.25])
    func said(_ series: [Chart.Series]) -> String {
      PlainText().render(Document([.chart(.curve(title: "loss", series, xLabel: "iteration"))]))
    }
    let numbers = "3 values from iteration 1 to 8; first 0.5, minimum 0.125, maximum 0.5, last 0.25\n"
    #expect(said([Chart.Series(x: series.x, y: series.y)]) == "loss: " + numbers)
    #expect(
      said([series, Chart.Series("train", x: [1, 3], y: [1, 0.5])])
        == "loss: test: \(numbers)loss: train: 2 values from iteration 1 to 3; first 1, minimum 0.5, maximum 1, last 0.5\n"
    )
    #expect(said([Chart.Series(x: [3], y: [0.5])]) == "loss: at iteration 3: 0.5\n")
    #expect(said([]) == "loss: no data\n" && said([Chart.Series(x: [], y: [])]) == "loss: no data\n")
  }

  @Test func `a path and bars say their numbers`() {
    let path = Chart.Series(x: [0, 2, 1], y: [1, .nan, 3])
    #expect(
      PlainText().render(Document([.chart(.path(title: "way", path, xLabel: "a"))]))
        == "way: path of 2 points; start (0, 1), end (1, 3); a from 0 to 1, y from 1 to 3\n")
    #expect(
      PlainText().render(Document([.chart(.bars(title: "g", [.init("b", -0.5), .init("w", 12)]))]))
        == "g: 2 numbers\nb: −0.5\nw: 12\n")
    #expect(
      PlainText().render(Document([.chart(.bars(title: "g", [.init("b", 2, interval: 1.5...2.25)]))]))
        == "g: 1 number\nb: 2 (1.5–2.25)\n")
  }

  @Test func `nothing is drawn or aligned with runs of blanks`() {
    let text = PlainText().render(EverythingDocument.document)
    #expect(!text.contains { "│─┤└⎡⎢⎣⟦█░⠉".contains($0) })
    // What is shown as it is keeps the two blanks it begins with and has.
    let facts = text.split(separator: "\n").filter { !$0.contains("as lr") }
    #expect(!facts.contains { $0.contains("  ") })
  }
}
