import Testing

@testable import Formats
@testable import Typesetting

@Suite struct GlyphSetTests {
  @Test(arguments: [GlyphSet.unicode, .ascii, .linear])
  func `a terminal gets no control characters from a text`(glyphs: GlyphSet) {
    let controls = String(String.UnicodeScalarView((0..<0xA0).compactMap(Unicode.Scalar.init)))
    for text in [glyphs.prose(controls), glyphs.math(controls)] {
      #expect(text.unicodeScalars.allSatisfy { !$0.isUnseen || $0 == "\n" || $0 == "\t" })
      #expect(text.contains(glyphs.isASCII ? "<U+001B>" : "⟨U+001B⟩"))
      #expect(text.contains("\n") && text.contains("~"))
    }
  }

  @Test(arguments: [GlyphSet.unicode, .ascii, .linear])
  func `every mark has a character and all are equally wide`(glyphs: GlyphSet) {
    #expect(glyphs.marks.count == 5)
    #expect(Set(glyphs.marks.values.map(\.displayWidth)).count == 1)
    #expect(glyphs.classes.allSatisfy { $0.displayWidth == 1 })
  }
}
