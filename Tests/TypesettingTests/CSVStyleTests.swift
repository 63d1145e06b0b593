import Testing

@testable import Typesetting

/// Cells of tables for spreadsheets, and tables read.
@Suite struct CSVStyleTests {
  @Test func `a comma in numbers brings semicolons between cells`() {
    let (point, comma) = (CSVStyle(.point), CSVStyle(.comma))
    #expect(point.row(["a", point.number(-0.25), point.text("b;c"), point.text("b,c")]) == "a,-0.25,\"b;c\",\"b,c\"\n")
    #expect(comma.row(["a", comma.number(-0.25), comma.text("b;c"), comma.text("b,c")]) == "a;-0,25;\"b;c\";b,c\n")
  }

  @Test func `a number has all its digits`() throws {
    for value in [0.1, 1 / 3.0, -5e-324, .greatestFiniteMagnitude, 100_000, -0.0, 1e21] {
      let text = CSVStyle(.point).number(value)
      #expect(Double(text)?.bitPattern == value.bitPattern, "\(text)")
      #expect(CSVStyle(.comma).number(value) == text.replacing(".", with: ","))
      #expect(CSVStyle.isNumber(text))
    }
    #expect([Double.nan, .infinity, -.infinity].map(CSVStyle(.comma).number) == ["NaN", "Infinity", "-Infinity"])
    #expect(CSVStyle(.point).number(3) == "3")
  }

  @Test(arguments: [
    "=1+1", "=HYPERLINK(\"http://x\")", "+1+1", "-1+2", "-a", "@SUM(A1)", "  =1", "\u{A0}=1", "\t=1", "＝1", "-",
    "+", "=", "-1/2", "--1", "-1e", "+1.2.3",
  ])
  func `no text is run as a formula`(text: String) {
    for style in [CSVStyle(.point), CSVStyle(.comma)] {
      let cell = style.text(text)
      #expect(cell.hasPrefix("\"'") && cell.hasSuffix("\""), "\(cell)")
      #expect(CSVStyle.original("'" + text) == text)
    }
  }

  @Test(arguments: ["-0.08", "-0,08", "+5", "-2.2e-5", "+.5", "-1E+10", "1-2", "a=b", "x@y", "−a", "'a", ""])
  func `numbers and other texts stay as they are`(text: String) {
    #expect(!CSVStyle.isTakenForFormula(text) && CSVStyle(.comma).text(text) == text)
    #expect(CSVStyle.original(text) == text)
  }

  @Test func `a formula behind the other separator is in quotes, too`() {
    // Where the other separator is expected, it would begin a cell.
    #expect(CSVStyle(.comma).text("a, =1") == "\"a, =1\"" && CSVStyle(.point).text("a;@x") == "\"a;@x\"")
    #expect(CSVStyle(.comma).text("dW1[1,1]") == "dW1[1,1]")
  }

  @Test func `what is written is read back, whatever it is`() throws {
    let pieces = ["a", "\"", ",", ";", "\n", "\r\n", "\t", " ", "=", "-1", "ñ", "δ", "'", "", "0,5", "\u{FEFF}"]
    var state: UInt64 = 88_172_645_463_325_252
    func below(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    for style in [CSVStyle(.point), CSVStyle(.comma), CSVStyle(separator: ";")] {
      for _ in 0..<400 {
        let rows = (0...below(4)).map { _ in
          ["first"] + (0..<3).map { _ in (0..<below(5)).map { _ in pieces[below(pieces.count)] }.joined() }
        }
        let text = CSVStyle.byteOrderMark + rows.map { style.row($0.map(style.text)) }.joined()
        var reader = CSVReader(text)
        for row in rows {
          let cells = try #require(try reader.row()).cells
          #expect(cells.map(CSVStyle.original) == row, "\(text)")
        }
        #expect(try reader.row() == nil && reader.separator == style.separator)
      }
    }
  }

  @Test func `a table that is cut off is told with its line`() {
    var open = CSVReader("a,b\n\"c,d\n")
    #expect(throws: Never.self) { _ = try open.row() }
    #expect(
      throws: CSVReader.Fault(
        line: 2,
        message: Localized(
          es: "unas comillas no se cierran", en: "quotation marks are not closed"))
    ) { _ = try open.row() }
  }
}
