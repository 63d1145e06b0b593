import Testing

@testable import Formats
@testable import Typesetting

/// Documents as tables for spreadsheets.
@Suite struct CSVTablesTests {
  private func render(_ blocks: [Block], _ mark: DecimalMark = .point) -> String {
    FormatName.csv.format(FormatOptions(decimalMark: mark, language: .spanish)).render(Document(blocks))
  }

  private static let table = Table(
    headings: ["η", "resueltas", "mediana", "qué"], alignments: [.right, .right, .right, .left],
    rows: [
      [
        Text(.number("0.1")), Text([.math(.number("83.0")), .plain("\u{A0}%")]), Text(.number("−9.780·10⁻⁶")),
        "=HYPERLINK(1)",
      ],
      [
        Text(.number("0.50")), Text([.math(.number("3.5")), .plain(" %")]), "–",
        Text(.matrix([[.number("0.5"), .identifier("x")]])),
      ],
    ])

  @Test func `numbers are bare, per cent stands in the heading, and a dash is an empty cell`() {
    #expect(
      render([.table(Self.table)]) == """
        η,resueltas (%),mediana,qué
        0.1,83,-9.78e-6,"'=HYPERLINK(1)"
        0.5,3.5,,[0.5 x]

        """)
    #expect(
      render([.table(Self.table)], .comma) == """
        η;resueltas (%);mediana;qué
        0,1;83;-9,78e-6;"'=HYPERLINK(1)"
        0,5;3,5;;[0,5 x]

        """)
  }

  @Test func `per cent stays in cells beside other numbers`() {
    let table = Table(headings: ["a"], alignments: [.right], rows: [["50 %"], ["3"]])
    #expect(render([.table(table)]) == "a\n50 %\n3\n")
  }

  @Test func `a matrix has its shape in the corner and all its digits, and four axes are slices`() {
    let style = NumberStyle(significantDigits: 2)
    let weights = MatrixBlock(
      name: "W1", label: .identifier("W"), sizes: [2, 2], values: [0.123456789, -2, 1e-9, .nan], style: style)
    let kernel = MatrixBlock(
      name: "K", label: .identifier("K"), sizes: [2, 1, 1, 2], values: [1, 2, 3, 4], style: style)
    let loss = MatrixBlock(name: "J", label: .identifier("J"), sizes: [1, 1], values: [0.25], style: style)
    #expect(
      render([
        .heading(1, "x"), .heading(2, "Pesos"), .heading(2, "Iteración 1"), .heading(3, "Parámetros"), .matrix(weights),
        .indented([.matrix(kernel)]), .matrix(loss),
      ])
        == """
        Iteración 1
        Parámetros
        W1 (2×2),1,2
        1,0.123456789,-2
        2,1e-09,NaN

        "K[1,1,:,:] (2×1×1×2)",1,2
        1,1,2

        "K[2,1,:,:] (2×1×1×2)",1,2
        1,3,4

        J
        0.25

        """)
  }

  @Test func `curves over one axis are one table, with gaps`() {
    let curve = Chart.curve(
      title: "E", [Chart.Series("a", x: [1, 2, 3], y: [1, .nan, 0.5]), Chart.Series("b", x: [1, 4], y: [2, 2])],
      xLabel: "época")
    #expect(render([.chart(curve)], .comma) == "E\népoca;a;b\n1;1;2\n2;;\n3;0,5;\n4;;2\n")
    let alone = Chart.curve(title: "E", [Chart.Series(x: [1, 2], y: [0.1, 0.2])], xLabel: "época")
    #expect(render([.chart(alone)]) == "época,E\n1,0.1\n2,0.2\n")
    let bars = Chart.bars(title: "n", [Chart.Bar("x", 1, interval: 0.5...2), Chart.Bar("y", -1)])
    #expect(render([.chart(bars)]) == ",n,desde,hasta\nx,1,0.5,2\ny,-1,,\n")
  }

  @Test func `a document without tables is nothing`() {
    #expect(render([.heading(2, "a"), .paragraph("b"), .verbatim("c"), .list([Block.Item(.right, "d")])]).isEmpty)
    #expect(render([.table(Table(headings: ["a"], alignments: [.left], rows: []))]).isEmpty)
  }

  @Test(arguments: [
    ("1.50", "1.5"), ("−0.10", "-0.1"), ("0.000", "0"), ("120", "120"), ("−9.780·10^−6", "-9.78e-6"),
    ("1.0·10^3", "1e3"), ("−∞", "-Infinity"), ("NaN", "NaN"), ("x", nil), ("1,5", nil), ("1.5 %", nil), ("", nil),
    ("·10^2", nil), ("1·10^2.5", nil),
  ])
  func `digits as programs read them`(text: String, digits: String?) {
    #expect(CSVTables.digits(text) == digits)
  }
}
