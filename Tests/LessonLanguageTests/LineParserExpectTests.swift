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

  @Test(arguments: [
    ("1.", [["1"]]), ("+0.5", [["0.5"]]), ("1.e-03", [["1e-03"]]), ("-2.E+4", [["-2e+4"]]),
    ("1.0000e-03", [["1.0000e-03"]]),
    ("9/8", [["9/8"]]), ("−9/8!", [["-9/8!"]]), ("½", [["1/2"]]), ("\"9/8\"", [["9/8"]]),
    ("1.25·10⁻³", [["1.25e-3"]]), ("−1.25·10⁻³", [["-1.25e-3"]]), ("1.25×10⁻¹²", [["1.25e-12"]]),
    ("1.25·10³", [["1.25e3"]]), ("10⁻⁸", [["1e-8"]]), ("\"1,25·10⁻³\"", [["1.25e-3"]]), ("\"−1,\u{2009}5\"", []),
    ("[1. 0.5]", [["1", "0.5"]]), ("[ 1.  -0.5]", [["1", "-0.5"]]), ("[1 2; 3 4]", [["1", "2"], ["3", "4"]]),
    ("[1, 2; 3, 4]", [["1", "2"], ["3", "4"]]), ("[[1, 2], [3, 4]]", [["1", "2"], ["3", "4"]]),
    ("[[1. 0.5]\n [0.  2. ]]", [["1", "0.5"], ["0", "2"]]), ("[[1. 2.] [3. 4.]]", [["1", "2"], ["3", "4"]]),
    ("[[1.]\n [2.]]", [["1"], ["2"]]), ("[[1 2]]", [["1", "2"]]), ("[[1 2]; [3 4]]", [["1", "2"], ["3", "4"]]),
    ("array([[1., 2.],\n       [3., 4.]])", [["1", "2"], ["3", "4"]]),
    ("array([1., 2.], dtype=float32)", [["1", "2"]]),
    ("tensor([[0.5, _],\n [+1, 9/8]])", [["0.5", "_"], ["1", "9/8"]]),
    ("[[1, 2],\n  [3, 4],\n]", [["1", "2"], ["3", "4"]]),
    // NumPy parts a row that is too long.
    ("[[1. 2.\n  3.]\n [4. 5.\n  6.]]", [["1", "2", "3"], ["4", "5", "6"]]), ("[1. 2.\n 3.]", [["1", "2", "3"]]),
  ])
  func `what is pasted is read`(text: String, rows: [[String]]) throws {
    if rows.isEmpty {
      #expect(throws: LessonError.self) { try printed(text) }
    } else {
      #expect(try printed(text) == rows)
    }
  }

  @Test func `a pasted row of a table is read, too`() throws {
    let lines = try lines("  iteration  w  new(w[1])  E\n  1.  +0.5  9/8  1.25·10⁻³\n")
    guard case .table(_, let headings, let rows) = lines[0].body else {
      Issue.record("no table")
      return
    }
    #expect(headings.count == 3 && rows.map(\.moment) == [1])
    #expect(rows[0].cells.map(\.digits) == ["0.5", "9/8", "1.25e-3"])
  }

  @Test func `a quoted number has one mark and no thousands`() {
    for text in ["0,70", "0.70", "7", "-7", "+7", "1e-3", ",5", "5.", "+0,5", "½"] {
      #expect(LineParser.digits(text) != nil)
    }
    for text in [
      "", ",", "1.000,5", "1,000,5", "a", "1 000", "--1", "1e", "-", "0x1", "nan", "inf", "1e999", "5,", "[1]", "_",
      "1!",
      "0.5 # x", "1/0", "1\n",
    ] {
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

  @Test func `a comparison may have a moment behind each side`() throws {
    let lines = try lines(
      """
        E at end < E at 1  with seed = 3
        0 ≤ A[1,1] − 2 at epoch 2
        E <-1  misprint
        iteration > 0 at 2
      """)
    let comparisons = lines.map { line -> ExpectSyntax.Comparison? in
      if case .comparison(let found) = line.body { found } else { nil }
    }
    #expect(comparisons.map { $0?.relation } == [.less, .lessOrEqual, .less, .greater])
    #expect(comparisons.map { $0?.moment } == [.end, nil, nil, nil])
    #expect(comparisons.map { $0.map { outline($0.left) } } == ["E", "0", "E", "iteration"])
    #expect(lines[1].qualifiers.moment != nil && lines[0].qualifiers.settings.count == 1 && lines[2].isMisprint)
  }

  @Test(arguments: [
    ("E at 2 = 3", 5, "“at” stands at the end of the line"), ("E at end", 5, "“at” stands at the end of the line"),
    ("E < 1 < 2", 9, "two comparisons in a row"), ("E <", 6, "the line ends here"),
    ("E < 1 at 2 at 3", 14, "“at” appears twice"),
  ])
  func `a comparison that is none is told with its place`(line: String, column: Int, expected: String) {
    let error = #expect(throws: LessonError.self) { try lines("  " + line) }
    #expect(error?.message.en.hasPrefix(expected) == true, "\(error?.message.en ?? "")")
    #expect(error?.range?.column == column && error?.message.es != error?.message.en)
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
