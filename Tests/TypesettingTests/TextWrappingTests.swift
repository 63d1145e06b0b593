import Testing

@testable import Typesetting

@Suite struct TextWrappingTests {
  private func spelled(_ math: MathText) -> String {
    guard case .words(let words) = math else { return "?" }
    return words
  }

  private func lines(_ text: Text, _ width: Int) -> [String] {
    text.wrapped(to: width, spelling: spelled).map { line in
      line.parts.map { part in
        switch part {
        case .plain(let text), .code(let text), .strong(let text), .faint(let text): text
        case .math: "math"
        case .strip: "strip"
        }
      }.joined()
    }
  }

  @Test func `lines end at blanks`() {
    #expect(lines("one two three", 7) == ["one two", "three"])
    #expect(lines("one two three", 80) == ["one two three"])
    #expect(lines("a\nb", 80) == ["a", "b"])
    #expect(lines("", 80) == [""])
    #expect(lines("extraordinarily long", 5) == ["extraordinarily", "long"])
  }

  @Test func `words keep their style and stick to what touches them`() {
    let text = Text([.plain("see "), .strong("W1 now"), .plain(", please")])
    let wrapped = text.wrapped(to: 8, spelling: spelled)
    #expect(wrapped.first == Text([.plain("see "), .strong("W1")]))
    #expect(lines(text, 8) == ["see W1", "now,", "please"])
    #expect(text.wrapped(to: 80, spelling: spelled) == [text])
  }

  @Test func `a short formula stays whole`() {
    let text = Text([.plain("then "), .math(.words("a = b")), .plain(" holds")])
    #expect(lines(text, 11) == ["then a = b", "holds"])
    #expect(lines(text, 10) == ["then a = b", "holds"])
    #expect(lines(text, 9) == ["then a =", "b holds"])
  }

  @Test func `a formula wider than a line may end it before a product`() {
    let text = Text([.math(.words("aaaa·bbbb·10⁻⁶·cccc"))])
    #expect(lines(text, 12) == ["aaaa", "·bbbb·10⁻⁶", "·cccc"])
    #expect(lines(text, 19) == ["aaaa·bbbb·10⁻⁶·cccc"])
    #expect(lines(Text([.math(.words("a .* bb*cc"))]), 6) == ["a .*", "bb*cc"])
  }

  @Test func `no line is wider than asked unless one word is`() {
    var random = SeededRandom(seed: 4)
    for _ in 0..<200 {
      let words = (0..<30).map { _ in String(repeating: "ŷ", count: Int(random.next() % 9) + 1) }
      let width = Int(random.next() % 30) + 9
      let wrapped = lines(Text(words.joined(separator: " ")), width)
      #expect(wrapped.allSatisfy { $0.displayWidth <= width })
      #expect(wrapped.joined(separator: " ") == words.joined(separator: " "))
    }
  }
}
