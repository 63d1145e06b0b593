import Testing

@testable import OperatingSystem

@Suite struct TerminalKeyTests {
  /// The keys in bytes that come at once, with nothing after them.
  private func keys(_ bytes: [UInt8]) -> [TerminalKey] {
    var parser = TerminalKeyParser()
    parser.feed(bytes)
    var keys: [TerminalKey] = []
    while let key = parser.next(isComplete: true) { keys.append(key) }
    #expect(!parser.isWaiting)
    return keys
  }

  @Test(
    arguments: [
      ("n", [.character("n")]), ("\r", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]), ("\u{1B}", [.escape]),
      ("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", [.up, .down, .right, .left]), ("\u{1B}OA", [.up]),
      ("\u{1B}[5~\u{1B}[6~", [.pageUp, .pageDown]), ("\u{1B}[H\u{1B}[4~", [.home, .end]),
      ("\u{1B}[1;5C", [.right]), ("\u{1B}[15~n", [.character("n")]), ("\u{1B}n", [.escape, .character("n")]),
      ("\u{0C}", [.control("l")]), ("ŷδ", [.character("ŷ"), .character("δ")]), ("\u{1B}\u{1B}", [.escape, .escape]),
    ] as [(String, [TerminalKey])])
  func `bytes are keys`(text: String, expected: [TerminalKey]) { #expect(keys(Array(text.utf8)) == expected) }

  @Test func `a sequence in pieces is the same key, and nothing before its end`() {
    var parser = TerminalKeyParser()
    for byte in "\u{1B}[1;5".utf8 {
      parser.feed([byte])
      #expect(parser.next(isComplete: false) == nil)
    }
    parser.feed("C".utf8)
    #expect(parser.next(isComplete: false) == .right)
    parser.feed([0xC5])
    #expect(parser.next(isComplete: false) == nil)
    parser.feed([0xB7])
    #expect(parser.next(isComplete: false) == .character("ŷ"))
  }

  @Test func `any bytes come to an end`() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let bytes = (0..<20).map { _ in
        [0x1B, 0x5B, 0x4F, UInt8.random(in: 0...255, using: &generator)].randomElement() ?? 0
      }
      #expect(keys(bytes).count <= bytes.count, "\(bytes)")
    }
  }
}
