import Testing

@testable import LessonLanguage

@Suite struct LineCharactersTests {
  @Test(arguments: ["a = m̂ + 1", "δ·x̃₁ ≠ ½", "", "m̂", "👩🏽‍🎓 y\u{338}b", "1\u{302}"])
  func `a line is cut into the characters a reader counts`(line: String) {
    let characters = LineCharacters(line)
    for (place, character) in line.enumerated() {
      #expect(characters[place] != nil)
      #expect(characters.text(place..<place + 1) == String(character))
    }
    #expect(characters[line.count] == nil)
    #expect(characters.text(0..<line.count) == line)
  }

  @Test func `with a mark a letter stays a letter and a sign is none`() throws {
    let line = LineCharacters("x\u{338}1\u{302}+\u{302}")
    #expect(line[0].map(Lexer.isLetter) == true)
    #expect(line[1].map(Lexer.isDigit) == false)
    #expect(line[2].flatMap { Lexer.sign($0) } == nil)
    #expect(throws: LocatedError.self) { try Lexer.lines(of: "a = 1 +\u{302} 2") }
  }

  @Test func `canonically equal signs are one sign`() throws {
    let tokens = try Lexer.lines(of: "a =\u{338} b\u{387}c\u{37E} d").flatMap(\.tokens)
    #expect(tokens.compactMap(\.sign) == [.notEqual, .dot, .semicolon])
  }
}
