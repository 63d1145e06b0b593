import Testing

@testable import Formats
@testable import Typesetting

@Suite struct ASCIITextTests {
  @Test func `the output is ASCII whatever the document`() {
    for seed in 1...60 {
      var random = RandomDocument(seed: UInt64(seed))
      let text = ASCIIText(FormatOptions(language: .spanish)).render(random.document())
      #expect(text.utf8.allSatisfy { $0 < 0x80 }, "seed \(seed)")
    }
  }

  @Test func `columns align although letters grow`() {
    let table = Table(
      headings: ["ŷ", "n"], alignments: [.left, .left], rows: [["δ_out", "a"], ["x", "b"]])
    #expect(
      ASCIIText().render(Document([.table(table)])) == """
        yhat       n
        ------------
        delta_out  a
        x          b

        """)
  }
}
