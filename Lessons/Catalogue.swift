import CEmbedded
import Typesetting

/// The lessons that come with the program.
package enum Catalogue {
  /// The lessons in the order of the table in `CEmbedded.c`; nothing is parsed.
  package static let lessons = EmbeddedText.split(embedded_lessons(), length: embedded_lessons_length())

  /// The names of the lessons: `clase6`, `xor`, ….
  package static var names: [String] { lessons.map(\.name) }

  /// The lesson of this name, or nil.
  package static func lesson(named name: String) -> EmbeddedText? {
    lessons.first { $0.name == name }
  }
}

/// A file that was compiled into the program; its text is decoded each time it is asked for.
package struct EmbeddedText: Sendable {
  /// What stands after `lesson` in its first line: for a lesson, the name of its file without the ending.
  package let name: String
  /// The address of its bytes, which live as long as the program and end at a zero.
  private let address: UInt
  /// How many bytes it has.
  package let count: Int

  /// The whole file.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The file's bytes, without a copy.
  package var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count)
  }

  /// The sentence that names the lesson: the `es "…"` and `en "…"` below its first line; one alone serves both,
  /// and without any it is the name.
  package var title: Localized {
    var spanish: String?
    var english: String?
    for line in Self.lines(of: bytes[...]).dropFirst() {
      guard line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t") else { break }
      if spanish == nil { spanish = Self.quoted(after: "es", in: line) }
      if english == nil { english = Self.quoted(after: "en", in: line) }
    }
    return Localized(es: spanish ?? english ?? name, en: english ?? spanish ?? name)
  }

  /// Cuts texts that stand one after another, each followed by a zero.
  package static func split(_ start: UnsafePointer<CChar>, length: Int) -> [EmbeddedText] {
    var texts: [EmbeddedText] = []
    var place = 0
    while place < length {
      let count = embedded_text_length(start + place, length - place)
      if count > 0 {
        let text = UnsafeRawBufferPointer(start: start + place, count: count)
        texts.append(EmbeddedText(name: name(in: text[...]), address: UInt(bitPattern: start + place), count: count))
      }
      place += count + 1
    }
    return texts
  }

  /// The lines that are neither empty nor comments, found one by one: nobody reads on after the first few.
  private static func lines(
    of text: Slice<UnsafeRawBufferPointer>
  ) -> some Sequence<Slice<UnsafeRawBufferPointer>> {
    sequence(state: text) { rest -> Slice<UnsafeRawBufferPointer>? in
      while !rest.isEmpty {
        let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
        let line = rest[..<end]
        rest = rest[min(end + 1, rest.endIndex)...]
        if let first = line.first, first != UInt8(ascii: "#") { return line }
      }
      return nil
    }
  }

  /// The word after `lesson` in the first line that is not a comment.
  private static func name(in text: Slice<UnsafeRawBufferPointer>) -> String {
    guard let line = lines(of: text).first(where: { _ in true }) else { return "" }
    let words = line.split(whereSeparator: { $0 <= UInt8(ascii: " ") })
    guard words.count >= 2, words[0].elementsEqual("lesson".utf8) else { return "" }
    return String(decoding: words[1], as: UTF8.self)
  }

  /// The string in quotes that follows a word standing alone: `"…"` after `es`.
  private static func quoted(after word: String, in line: Slice<UnsafeRawBufferPointer>) -> String? {
    var isInside = false
    var isEscaped = false
    var current: [UInt8] = []
    var previousWord: [UInt8] = []
    for byte in line {
      if isInside {
        if isEscaped || byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "\"") {
          current.append(byte)
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else {
          if previousWord.elementsEqual(word.utf8) { return String(decoding: current, as: UTF8.self) }
          isInside = false
          previousWord = []
          current = []
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "#"): return nil
      case UInt8(ascii: "\""), ...UInt8(ascii: " "):
        if !current.isEmpty { previousWord = current }
        current = []
        isInside = byte == UInt8(ascii: "\"")
      default: current.append(byte)
      }
    }
    return nil
  }
}
