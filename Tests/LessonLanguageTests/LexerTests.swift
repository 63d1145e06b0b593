import Testing

@testable import LessonLanguage

extension LineParser {
  /// A formula that takes the whole line.
  fileprivate static func whole(_ text: String) throws {
    var parser = LineParser(try #require(try Lexer.lines(of: text).first))
    _ = try parser.sum()
    try parser.expectEnd()
  }
}

@Suite struct LexerTests {
  private func tokens(_ text: String) throws -> [Token] { try Lexer.lines(of: text).flatMap(\.tokens) }

  @Test func `columns count characters as shown`() throws {
    let tokens = try tokens("  y\u{302} = m̂·x\u{303}₁")
    #expect(tokens.map(\.text) == ["ŷ", "=", "m̂", "·", "x̃₁"])
    #expect(tokens.map(\.range.column) == [3, 5, 7, 8, 9])
    #expect(tokens.map(\.range.length) == [1, 1, 1, 1, 2])
    #expect(Array(tokens[0].text.unicodeScalars) == ["\u{177}"])
  }

  @Test func `a tab is four blanks`() throws {
    let lines = try Lexer.lines(of: "\ta = 1\n    b = 2\n\t\tc")
    #expect(lines.map(\.indent) == [4, 4, 8])
    #expect(lines.map { $0.tokens[0].range.column } == [5, 5, 9])
    #expect(SourceText(file: "", text: "\ta").lines == ["    a"])
  }

  @Test func `line ends of other systems and a byte order mark change nothing`() throws {
    let text = "lesson a\nforward\n  z = [1\n  2]  es \"x\"\n"
    let expected = try LessonParser.parse(text, file: "")
    #expect(try LessonParser.parse("\u{FEFF}" + text.replacing("\n", with: "\r\n"), file: "") == expected)
    #expect(SourceText(file: "", text: "\u{FEFF}a\r\nb").lines == ["a", "b"])
  }

  @Test func `a comment begins outside strings`() throws {
    #expect(try tokens("a # b \"").map(\.text) == ["a"])
    let kinds = try tokens(#""a # \"b\" \\"# + "\"").map(\.kind)
    #expect(kinds == [.string(#"a # "b" \"#)])
    #expect(try Lexer.lines(of: "# a\n\n   # b\n").isEmpty)
  }

  @Test func `numbers end where they should`() throws {
    #expect(try tokens("1..2").map(\.text) == ["1", "..", "2"])
    #expect(try tokens("2.*b").map(\.text) == ["2", ".*", "b"])
    #expect(try tokens("W2.T@x").map(\.text) == ["W2", ".T", "@", "x"])
    #expect(throws: LocatedError.self) { try tokens("x.Ty") }
    #expect(try tokens("1e-8 2e x 3E+2").map(\.text) == ["1e-8", "2", "e", "x", "3E+2"])
    #expect(try tokens(".5 -.5").map(\.text) == [".5", "-", ".5"])
    #expect(try tokens("c.1 c.10 c").map(\.kind) == [.word, .word, .word])
    #expect(try tokens("1. [2.] 3.e-03 4.·x").map(\.text) == ["1.", "[", "2.", "]", "3.e-03", "4.", "·", "x"])
    #expect(try tokens("2.T 10⁻³ 10.^x").map(\.text) == ["2", ".T", "10⁻³", "10.", "^", "x"])
    #expect(try tokens("10⁻³ 2.5e−3").map(\.kind) == [.number(0.001), .number(0.0025)])
    for text in ["10⁻", "1.."] { #expect(throws: LocatedError.self) { try LineParser.whole(text) } }
  }

  @Test func `a sum takes the word that touches it when it has one`() throws {
    #expect(
      try tokens("Σrows Σ rows Σ_cols sum_epoch Σx ∑ summe").map(\.kind) == [
        .sign(.sumRows), .sign(.sum), .word, .sign(.sumColumns), .sign(.sumEpoch), .sign(.sum), .word, .sign(.sum),
        .word,
      ])
  }

  @Test func `only in brackets is a line end a semicolon`() throws {
    #expect(try tokens("[1\n2]").map(\.text) == ["[", "1", "\n", "2", "]"])
    #expect(try tokens("[(1\n2)\n{a\nb}]").map(\.text) == ["[", "(", "1", "2", ")", "\n", "{", "a", "b", "}", "]"])
    #expect(try Lexer.lines(of: "f(1,\n2)\nb").count == 2)
  }

  @Test(arguments: ["\u{0}", "\u{1B}", "\u{200B}", "\u{202E}", "\u{AD}", "\u{2028}", "\u{85}", "\r"])
  func `characters that cannot be seen are refused everywhere`(bad: String) {
    for text in ["a\(bad)b", "a # \(bad)x", "\"\(bad)x\""] {
      #expect(throws: LocatedError.self, "\(text.unicodeScalars.map(\.value))") { try Lexer.lines(of: text) }
      #expect(!SourceText(file: "", text: text).lines.joined().contains(bad))
    }
  }

  @Test func `blanks of typesetters are blanks`() throws {
    #expect(try tokens("a\u{A0}=\u{202F}1").map(\.isApart) == [true, true, true])
  }
}
