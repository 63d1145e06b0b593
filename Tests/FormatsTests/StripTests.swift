import Testing
import Typesetting

@testable import Formats

/// Drawings as high as a line, in tables.
@Suite struct StripTests {
  private static func course(_ heights: [Double?]) -> Strip {
    let last = Double(max(1, heights.count - 1))
    return Strip(
      .course(heights.enumerated().map { Strip.Point(place: Double($0.offset) / last, height: $0.element) }),
      words: "numbers")
  }

  @Test func `each height has its character, and what is missing is a blank that stays`() {
    let rising = Self.course([0, 0.2, 0.3, 0.4, 0.55, 0.7, 0.8, 1, nil, 0.5])
    #expect(GlyphSet.unicode.drawn(rising) == "▁▂▃▄▅▆▇█\u{A0}▅")
    #expect(GlyphSet.ascii.drawn(rising) == ".:--=+*#\u{A0}=")
  }

  @Test func `one gap among many numbers is seen`() {
    var heights = [Double?](repeating: 0.5, count: 141)
    heights[70] = nil
    let drawn = GlyphSet.unicode.drawn(Self.course(heights))
    #expect(drawn.count == Strip.longestCourse && drawn.count { $0 == "\u{A0}" } == 1)
  }

  @Test func `a bar has half characters, and the greatest one fills its room`() {
    func drawn(_ part: Double?) -> String { GlyphSet.unicode.drawn(Strip(.bar(part), words: "")) }
    #expect(drawn(1) == String(repeating: "█", count: 24))
    #expect(drawn(0.5) == String(repeating: "█", count: 12))
    #expect(drawn(1.0 / 48) == "▌" && drawn(3.0 / 48) == "█▌")
    #expect(drawn(0).isEmpty && drawn(nil).isEmpty && drawn(-1).isEmpty)
  }

  @Test(arguments: [80, 60, 40, 30]) func `drawings give way before a table passes its width`(width: Int) {
    let strip = Text([.strip(Self.course((0..<200).map { Double($0) / 199 }))])
    let bar = Text([.strip(Strip(.bar(1), words: "1"))])
    let table = Table(
      headings: ["name", "course", "bar", "n"], alignments: [.left, .left, .left, .right],
      rows: [["a", strip, bar, Text(.number("12"))], ["b", strip, bar, "–"]])
    let text = TextLayout(options: FormatOptions(width: width), glyphs: .unicode).render(Document([.table(table)]))
    let lines = text.split(separator: "\n")
    #expect(lines.count == 4 && lines.allSatisfy { $0.count <= width }, "\(text)")
    #expect(lines[2].contains("▁") && lines[2].hasSuffix("12"))
    #expect(width < 80 || lines[2].contains("▁▁▁▁▁▂▂▂▂"))
    #expect(PlainText().render(Document([.table(table)])).contains("course: numbers; bar: 1; n: 12"))
  }
}
