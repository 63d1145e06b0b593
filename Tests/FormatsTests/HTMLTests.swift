import Goldens
import Testing

@testable import Formats
@testable import Typesetting

/// Documents as parts of a page.
@Suite struct HTMLTests {
  private func tree(_ blocks: [Block], _ options: FormatOptions = FormatOptions()) throws -> XMLTree {
    let text = HTML(options).fragment(blocks)
    return try #require(XMLTree("<main>\(text)</main>"), "\(text)")
  }

  @Test func `the document with everything reads as recorded`() throws {
    let options = FormatOptions(decimalMark: .comma, language: .spanish)
    try Golden.check(
      HTML(options, level: 1).fragment(EverythingDocument.document.blocks), "Formats/everything.html.golden")
  }

  @Test(arguments: 1...200)
  func `whatever a document holds, it is XML without styles, scripts and handlers`(seed: Int) throws {
    var random = RandomDocument(seed: UInt64(seed))
    let tree = try tree(random.document().blocks, FormatOptions(language: seed.isMultiple(of: 2) ? .spanish : .english))
    for element in tree.all {
      #expect(!["script", "style", "iframe", "img", "object"].contains(element.name))
      for name in element.attributes.keys {
        #expect(name != "style" && !name.hasPrefix("on"), "\(element.name) \(name)")
      }
    }
    let ids = tree.all.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count, "\(ids)")
  }

  private static let hostile = "<img src=x onerror=alert(1)>\"'&"

  @Test func `text is text wherever it stands`() throws {
    let words = Self.hostile
    let text = Text([.plain(words), .code(words), .strong(words), .faint(words), .math(.words(words))])
    let blocks: [Block] = [
      .heading(1, text), .paragraph(text), .formula(.identifier(words), remark: text), .verbatim(words),
      .table(Table(headings: [text], alignments: [.left], rows: [[text]])), .list([Block.Item(.right, text)]),
      .list([Block.Item(.wrong, text, columns: [text], names: [words])]),
      .matrix(
        MatrixBlock(name: words, label: .words(words), sizes: [2, 2], values: [1, 2, 3, 4], style: NumberStyle())),
      .chart(.bars(title: text, [Chart.Bar(text, 1)])),
    ]
    let tree = try tree(blocks)
    #expect(tree.named("img").isEmpty)
    let said = tree.named("main")[0].text
    #expect(said.ranges(of: words).count >= 20, "\(said.ranges(of: words).count)")
    for element in tree.all { #expect(element.attributes["onerror"] == nil) }
  }

  @Test func `headings keep below those of the page, and have a name where they are formulas`() throws {
    let title = Text([.math(EverythingDocument.weight)])
    let text = HTML(level: 2).fragment([.heading(1, title), .heading(5, "fin")])
    #expect(text.hasPrefix("<h3 aria-label=\"w1[1,1]\"><math>"))
    #expect(text.contains("<h6>fin</h6>"))
  }

  @Test func `a matrix is a grid whose numbers stand below each other and lead where they are opened`() throws {
    let block = MatrixBlock(
      name: "W1", label: .identifier("W1"), sizes: [3, 1], values: [10, 0.25, -3.5], style: NumberStyle())
    let text = HTML(FormatOptions(decimalMark: .comma, language: .spanish)).grid(block) { $0 == 1 ? nil : "o7-\($0)" }
    let tree = try #require(XMLTree(text))
    let table = try #require(tree.named("table").first)
    #expect(table.attributes["role"] == "grid")
    #expect(table.attributes["aria-label"] == "W1: 3 filas, 1 columna")
    #expect(tree.named("td").map(\.text) == ["10\u{2008}\u{2007}\u{2007}", "0,25", "−3,5\u{2007}"])
    #expect(tree.named("a").map { $0.attributes["href"] } == ["#o7-0", "#o7-2"])
    #expect(tree.named("a").map { $0.attributes["aria-label"] } == ["W1[1,1] = 10", "W1[3,1] = −3,5"])
  }

  @Test func `of a large matrix the edges are shown unless its numbers lead somewhere`() throws {
    let block = MatrixBlock(
      name: "X", label: .identifier("X"), sizes: [20, 20], values: (0..<400).map(Double.init), style: NumberStyle())
    let edges = try #require(XMLTree(HTML().grid(block)))
    #expect(edges.named("td").count == 49)
    #expect(edges.named("td").filter { $0.text == "⋮" }.count == 6)
    let whole = try #require(XMLTree(HTML().grid(block) { "o1-\($0)" }))
    #expect(whole.named("a").count == 400)
    #expect(whole.named("a").last?.attributes["aria-label"] == "X[20,20] = 399")
  }

  @Test func `a matrix of four axes has a table for each slice, and places count through all of them`() throws {
    let block = MatrixBlock(
      name: "K", label: .identifier("K"), sizes: [2, 1, 2, 2], values: (0..<8).map(Double.init), style: NumberStyle())
    let tree = try #require(XMLTree("<div>\(HTML().grid(block) { "o3-\($0)" })</div>"))
    #expect(
      tree.named("table").map { $0.attributes["aria-label"] } == [
        "K[1,1,:,:]: 2 rows, 2 columns", "K[2,1,:,:]: 2 rows, 2 columns",
      ])
    #expect(tree.named("a").map { $0.attributes["href"] } == (0..<8).map { "#o3-\($0)" })
    #expect(tree.named("a").map(\.text) == (0..<8).map(String.init))
  }
}
