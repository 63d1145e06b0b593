import Testing
import Typesetting

@testable import LessonLanguage

@Suite struct TextDecodingTests {
  private func error(_ bytes: [UInt8], file: String = "a.lesson") -> LessonError? {
    do throws(LessonError) {
      _ = try LessonParser.text(bytes, file: file)
      return nil
    } catch {
      return error
    }
  }

  private func wide(_ text: String, isLittleEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isLittleEndian ? bytes.reversed() : bytes
    }
  }

  private static let text = "lesson a\r\n  es \"Una lección\"\r\nforward\r\n  z = 2·π\r\n"

  @Test func `UTF-8 is read, with its byte order mark or without`() throws {
    let bytes = Array(Self.text.utf8)
    #expect(try LessonParser.text(bytes, file: "").utf8.elementsEqual(bytes))
    #expect(try LessonParser.text([0xEF, 0xBB, 0xBF] + bytes, file: "").utf8.elementsEqual(bytes))
    #expect(try LessonParser.text([], file: "") == "")
    #expect(try LessonParser.text([0x61], file: "") == "a")
  }

  @Test func `Latin-1 is told with the line, the column and the character`() throws {
    let latin = Array("lesson a\n\tes \"Una lecci".utf8) + [0xF3] + Array("n\"\n".utf8)
    let found = try #require(error(latin))
    #expect(
      found.description(.english) == """
        a.lesson:2:18: the file is not UTF-8 text: the byte 0xF3 does not fit here, and in Latin-1 (ISO-8859-1) it is “ó”; \
        save it as UTF-8, or convert it: iconv -f ISO-8859-1 -t UTF-8 a.lesson > new.lesson
            es "Una lección"
                         ^
        """)
    #expect(found.message.es.contains("en Latin-1 (ISO-8859-1) es «ó»; guárdalo como UTF-8, o conviértelo: iconv "))
  }

  @Test func `Windows-1252 is told apart by its quotation marks`() throws {
    let bytes = Array("lesson a\n  es ".utf8) + [0x93, 0x61, 0x94, 0x0A]
    let found = try #require(error(bytes, file: "b.expect"))
    #expect(found.range == SourceRange(line: 2, column: 6) && found.lineText == "  es “a”")
    #expect(found.message.en.contains("iconv -f WINDOWS-1252 -t UTF-8 b.expect > new.expect"))
  }

  @Test(arguments: [true, false], [true, false])
  func `UTF-16 is told, with its byte order mark or without`(isLittleEndian: Bool, hasMark: Bool) throws {
    let text = (hasMark ? "\u{FEFF}" : "") + Self.text
    let found = try #require(error(wide(text, isLittleEndian: isLittleEndian)))
    #expect(found.range == SourceRange(line: 1, column: 1) && found.lineText == "lesson a")
    let encoding = hasMark ? "UTF-16" : isLittleEndian ? "UTF-16LE" : "UTF-16BE"
    #expect(
      found.message.en == "the file is UTF-16 text, not UTF-8; save it as UTF-8, or convert it: "
        + "iconv -f \(encoding) -t UTF-8 a.lesson > new.lesson")
    #expect(found.message.es.contains("es texto UTF-16, no UTF-8"))
  }

  @Test func `one damaged character among others of UTF-8 is no other encoding`() throws {
    let bytes = Array("lesson a\n  es \"ñ".utf8) + [0xC3] + Array("\"\n".utf8)
    let found = try #require(error(bytes))
    #expect(found.range == SourceRange(line: 2, column: 8))
    #expect(
      found.message.en == "the file is not UTF-8 text: the byte 0xC3 does not fit here; type that character "
        + "again")
    #expect(error([0x61, 0xC3])?.range == SourceRange(line: 1, column: 2), "cut off")
    #expect(error([0x81])?.message.en.hasSuffix("0x81 does not fit here; save it as UTF-8") == true)
  }

  @Test(arguments: ["stdin", "-x.lesson", "my file.lesson", "a;b.lesson", "a'b.lesson", ""])
  func `a command is proposed only for a name that needs no quotes`(file: String) throws {
    let found = try #require(error([0x61, 0xF3], file: file))
    #expect(!found.message.en.contains("iconv") && found.message.en.hasSuffix("save it as UTF-8"))
  }

  @Test func `a file of zeros or of one long line is refused as soon as any other`() {
    #expect(error([UInt8](repeating: 0xFF, count: 1 << 20))?.range == SourceRange(line: 1, column: 1))
    #expect(error([UInt8](repeating: 0, count: 1 << 20)) == nil, "these are characters, which the lexer refuses")
    #expect(error([UInt8](repeating: 0x61, count: 1 << 20) + [0xFF])?.range?.column == (1 << 20) + 1)
  }
}
