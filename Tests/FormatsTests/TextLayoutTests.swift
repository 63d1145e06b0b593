import Testing

@testable import Formats
@testable import Typesetting

@Suite struct TextLayoutTests {
  @Test(arguments: [44, 60, 80, 120], [FormatName.text, .ascii])
  func `every line of a real document keeps to the width`(width: Int, name: FormatName) {
    let text = name.format(FormatOptions(width: width)).render(EverythingDocument.document)
    for line in text.split(separator: "\n") { #expect(line.displayWidth <= width, "\(line)") }
  }

  @Test func `running text keeps to the width whatever it says`() {
    for seed in 1...100 {
      var random = RandomDocument(seed: UInt64(seed))
      let words = (0..<40).map { _ in random.word() }.joined(separator: " ")
      for width in [20, 33, 80] {
        let text = UnicodeText(FormatOptions(width: width)).render(Document([.paragraph(Text(words))]))
        #expect(text.split(separator: "\n").allSatisfy { $0.displayWidth <= width })
      }
    }
  }

  @Test func `colours change nothing but the escape sequences`() {
    for seed in 1...60 {
      var random = RandomDocument(seed: UInt64(seed))
      let document = random.document()
      let colored = UnicodeText(FormatOptions(color: true)).render(document)
      let plain = UnicodeText(FormatOptions(color: false)).render(document)
      #expect(colored.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain, "seed \(seed)")
    }
  }

  @Test func `no line ends in blanks`() {
    for name in [FormatName.text, .ascii] {
      let text = name.format().render(EverythingDocument.document)
      #expect(!text.split(separator: "\n").contains { $0.hasSuffix(" ") })
    }
  }

  @Test func `marks have their colours`() {
    let list = Document([.list([Block.Item(.right, "a"), Block.Item(.wrong, "b"), Block.Item(.misprint, "c")])])
    let text = UnicodeText(FormatOptions(color: true)).render(list)
    #expect(text == "  \u{1B}[32m✓\u{1B}[0m a\n  \u{1B}[31m✗\u{1B}[0m b\n  \u{1B}[33m≠\u{1B}[0m c\n")
  }

  @Test func `remarks stand in one column`() {
    let document = Document([
      .formula(.identifier("a"), remark: "one"), .formula(.identifier("abc"), remark: "two"),
    ])
    #expect(UnicodeText().render(document) == "  a     one\n  abc   two\n")
  }

  @Test func `what finds no room beside the rest goes below its row`() {
    let table = Table(
      headings: ["nombre", "parte", "significado"], alignments: [.left, .left, .left],
      rows: [["W1", "Retropropagación", "pesos de la capa oculta, uno por entrada"], ["b", "Datos", "sesgo"]])
    let text = UnicodeText(FormatOptions(width: 36)).render(Document([.table(table)]))
    #expect(
      text == """
        nombre  parte
            significado
        ────────────────────────────────────
        W1      Retropropagación
            pesos de la capa oculta, uno por
            entrada
        b       Datos
            sesgo

        """)
    let numbers = Table(
      headings: ["a", "b"], alignments: [.right, .right],
      rows: [[Text(.number("123.456789")), Text(.number("12345.678"))]])
    let narrow = UnicodeText(FormatOptions(width: 20)).render(Document([.table(numbers)]))
    #expect(narrow.split(separator: "\n").allSatisfy { $0.displayWidth <= 20 })
    #expect(narrow.contains("12345.678"))
  }

  @Test func `a table too wide is wrapped, not cut`() {
    let cell = Text("palabras que no caben en una columna tan estrecha como esta")
    let table = Table(headings: ["uno", "dos"], alignments: [.left, .left], rows: [[cell, cell]])
    let text = UnicodeText(FormatOptions(width: 40)).render(Document([.table(table)]))
    #expect(text.split(separator: "\n").allSatisfy { $0.displayWidth <= 40 })
    #expect(text.split(whereSeparator: { " \n".contains($0) }).filter { $0 == "columna" }.count == 2)
  }

  @Test func `numbers that find no room go on in a second table under their own headings`() {
    let table = Table(
      headings: ["epoch"] + (0..<9).map { Text("count\($0)") }, alignments: Array(repeating: .right, count: 10),
      rows: [1, 2].map { row in [Text("\(row)")] + (0..<9).map { Text("\(row)00\($0)") } })
    let shown = FormatName.text.format(FormatOptions(width: 40)).render(Document([.table(table)]))
    let lines = shown.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(lines.allSatisfy { $0.joined(separator: "  ").count <= 40 })
    let heads = lines.filter { $0.first == "epoch" }
    #expect(heads.count == 3 && heads.flatMap { $0.dropFirst() } == (0..<9).map { "count\($0)" })
    #expect(lines.filter { $0.first == "2" }.flatMap { $0.dropFirst() } == (0..<9).map { "200\($0)" })
  }
}
