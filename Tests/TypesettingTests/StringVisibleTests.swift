import Testing

@testable import Typesetting

@Suite struct StringVisibleTests {
  @Test(arguments: [
    ("a\u{202E}b", "a⟨U+202E⟩b"), ("\u{1B}[31m", "⟨U+001B⟩[31m"), ("\u{E0041}", "⟨U+E0041⟩"), ("\u{9B}", "⟨U+009B⟩"),
    ("a\u{200B}\u{2060}b", "a⟨U+200B⟩⟨U+2060⟩b"), ("a\u{2028}b\u{2029}", "a⟨U+2028⟩b⟨U+2029⟩"), ("\r", "⟨U+000D⟩"),
    ("\u{FEFF}x", "⟨U+FEFF⟩x"), ("\u{3164}", "⟨U+3164⟩"), ("x\u{34F}y", "x⟨U+034F⟩y"), ("\u{E000}", "⟨U+E000⟩"),
    ("a\nb\tc", "a\nb\tc"), ("ŷ m̂ δ⁽¹⁾ 漢 ⎡⎤ ¿ñ?", "ŷ m̂ δ⁽¹⁾ 漢 ⎡⎤ ¿ñ?"), ("❤\u{FE0F} 👍🏽", "❤\u{FE0F} 👍🏽"),
    ("שָׁלוֹם नमस्ते", "שָׁלוֹם नमस्ते"),
  ])
  func `what is unseen is written out, and all else stays`(text: String, shown: String) {
    #expect(text.visible == shown)
    #expect(shown.visible == shown)
  }

  @Test func `of a flood of marks the first eight are shown and the number of the others`() {
    let flood = "e" + String(repeating: "\u{301}", count: 100) + "x"
    #expect(flood.visible == "e" + String(repeating: "\u{301}", count: 8) + "⟨+92⟩x")
    #expect(flood.visible.visible == flood.visible)
    #expect(("e" + String(repeating: "\u{301}", count: 8)).visible.unicodeScalars.count == 9)
  }

  @Test func `in a line with a caret below it every character keeps its place`() {
    let line = "a\u{202E}b\u{1B}\te\u{301}" + String(repeating: "\u{301}", count: 50) + "👩\u{200D}👧z"
    let shown = String(line.map(\.visible))
    #expect(shown.count == line.count)
    #expect(shown.unicodeScalars.allSatisfy { !$0.isUnseen } && shown.unicodeScalars.count < 20)
    #expect(shown.hasPrefix("a\u{FFFD}b\u{FFFD} "))
  }

  @Test func `long words and texts lose their middle`() {
    let word = String(repeating: "x", count: 100_000)
    let short = "no file '\(word)'\nnext".bounded()
    #expect(
      short.count < 450 && short.hasPrefix("no file 'xxx") && short.hasSuffix("xxx'\nnext") && short.contains("…"))
    let words = String(repeating: "ab ", count: 100_000).bounded()
    #expect(words.count == 2_000)
    #expect("short".bounded() == "short")
    #expect(word.bounded(whole: 60).count == 60 && word.bounded(word: 3, whole: 2).count == 2)
    let wide = String(repeating: "漢", count: 300)
    #expect(wide.bounded() == wide)
  }
}
