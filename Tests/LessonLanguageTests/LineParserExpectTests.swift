import Testing

@testable import LessonLanguage

@Suite struct LineParserExpectTests {
  private func lines(_ text: String) throws -> [ExpectSyntax] {
    let lesson = try #require(try LessonParser.parse("lesson a\nexpect \"\"\n\(text)\n", file: "a").first)
    return lesson.sections[0].lines.compactMap { if case .expect(let line) = $0 { line } else { nil } }
  }

  private func printed(_ text: String) throws -> [[String]] {
    guard case .value(_, let rows)? = try lines("  a = \(text)").first?.body else { return [] }
    return rows.map { $0.map { ($0.digits ?? "_") + ($0.isMisprint ? "!" : "") } }
  }

  @Test func `digits are kept as printed`() throws {
    #expect(try printed("0.19480") == [["0.19480"]])
    #expect(try printed("−.5") == [["-.5"]])
    #expect(try printed("-9.78e−6") == [["-9.78e-6"]])
    #expect(try printed("\"0,70\"") == [["0.70"]])
    #expect(try printed("\"−1,5\"!") == [["-1.5!"]])
    #expect(try printed("_") == [["_"]])
    #expect(try printed("0.7046!") == [["0.7046!"]])
    #expect(try printed("[0 .5; −1 _; \"0,1\", 2!]") == [["0", ".5"], ["-1", "_"], ["0.1", "2!"]])
    #expect(try printed("[1\n 2]") == [["1"], ["2"]])
  }

  @Test func `a quoted number has one mark and no thousands`() {
    for text in ["0,70", "0.70", "7", "-7", "+7", "1e-3", ",5"] { #expect(LineParser.digits(text) != nil) }
    for text in ["", ",", "1.000,5", "1,000,5", "a", "1 000", "--1", "1e", "-", "0x1", "nan", "inf", "1e999", "5,"] {
      #expect(LineParser.digits(text) == nil, "\(text)")
    }
  }

  @Test func `shapes, identities and values`() throws {
    let lines = try lines(
      """
        shape(A) = 4×2
        shape(A) = (4, 2)
        shape(Z) = 4×32×26×26
        ∂a1[1]/∂z1[1] is σ(z1[1])·(1 − z1[1])  misprint es "falta σ"  en "σ is missing"
        iteration − 1 = 882 at end
        epoch = 4  at end rounded within 1e-7 with η = 1
        2·a = 4  when gate = and
      """)
    try #require(lines.count == 7)
    let shapes = lines.map { if case .shape(_, let sizes) = $0.body { sizes } else { [Int]() } }
    #expect(shapes[..<3] == [[4, 2], [4, 2], [4, 32, 26, 26]])
    if case .identity(let left, let right) = lines[3].body {
      #expect(outline(left) == "∂a1[1]/∂z1[1]")
      #expect(outline(right) == "(σ(z1[1]) dot (1 minus z1[1]))")
    } else {
      Issue.record("no identity")
    }
    #expect(lines[3].isMisprint && lines[3].meaning?.es == "falta σ")
    #expect(lines[4].qualifiers.moment == .end)
    #expect(lines[5].qualifiers.rule == .rounded && lines[5].qualifiers.settings.count == 1)
    #expect(lines[6].conditions.count == 1)
  }

  @Test func `a table ends where its rows end`() throws {
    let lines = try lines(
      """
        iteration  error  w[1]  new(w)[1]
        4          1      0     0.1
        5          −1     _     "0,2"!
        errors = 0 at end
        epoch J
        1 0.5
      """)
    try #require(lines.count == 3)
    guard case .table(let byEpoch, let headings, let rows) = lines[0].body, case .table(true, _, _) = lines[2].body
    else {
      Issue.record("no table")
      return
    }
    #expect(!byEpoch)
    #expect(headings.map(outline) == ["error", "w[1]", "new(w)[1]"])
    #expect(rows.map(\.moment) == [4, 5])
    #expect(rows[1].cells.map(\.digits) == ["-1", nil, "0.2"])
    #expect(rows[1].cells.map(\.isMisprint) == [false, false, true])
    #expect(rows[0].cells[2].range == SourceRange(line: 4, column: 27, length: 3))
  }
}
