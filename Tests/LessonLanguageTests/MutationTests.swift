import Testing
import Typesetting

@testable import LessonLanguage

/// Lessons damaged in all kinds of ways are read or refused, never worse; what refuses them can always be shown.
@Suite struct MutationTests {
  private struct Randomness {
    var state: UInt64
    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return bound > 0 ? Int(state >> 33) % bound : 0
    }
  }

  private static let insertions: [[Unicode.Scalar]] = [
    "\u{0}", "\u{1B}", "\u{200B}", "\u{302}", "\u{202E}", "\r", "\n", "\t", "(", ")", "[", "]", "{", "}", "\"", "\\",
    "#",
    "'", "Σ", "∂", "∂E/∂", "^", "²", "ᵀ", ".", "..", "…", "1e999", "99999999999999999999", "1e-400", "=", "<-", "|",
    "_",
    "!", "×", ",", ";", "−", "√", "for ", "when ", "es ", "is ", "by ", " with ", "((((((((((", "[[[[[[[[[[", "lesson ",
    "expect ", "\u{1F600}", "漢", "\u{FEFF}",
  ].map { Array($0.unicodeScalars) }

  private static func mutated(_ text: [Unicode.Scalar], _ randomness: inout Randomness) -> String {
    var scalars = text
    for _ in 0...randomness.below(3) {
      guard !scalars.isEmpty else { break }
      let place = randomness.below(scalars.count)
      let end = min(scalars.count, place + 1 + randomness.below(20))
      switch randomness.below(5) {
      case 0: scalars[place] = scalars[randomness.below(scalars.count)]
      case 1: scalars.removeSubrange(place..<end)
      case 2: scalars.insert(contentsOf: scalars[place..<end], at: place)
      case 3: scalars.insert(contentsOf: insertions[randomness.below(insertions.count)], at: place)
      default: scalars.swapAt(place, randomness.below(scalars.count))
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  @Test(arguments: Examples.names) func `a damaged lesson is read or refused`(name: String) throws {
    let text = Array(try Examples.text(name).unicodeScalars)
    onStack(megabytes: 8) {
      var randomness = Randomness(state: name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
      for _ in 0..<80 {
        let damaged = Self.mutated(text, &randomness)
        do throws(LessonError) {
          let lessons = try LessonParser.parse(damaged, file: name)
          #expect(!lessons.isEmpty)
        } catch {
          #expect(!error.message.es.isEmpty && !error.message.en.isEmpty)
          let lines = damaged.utf8.count { $0 == UInt8(ascii: "\n") } + 1
          if let range = error.range {
            #expect((1...lines).contains(range.line) && range.column >= 1 && range.length >= 1)
            #expect(range.column <= error.lineText.count + 1, "\(error.description(.english))")
          }
          let shown = error.description(.spanish)
          #expect(!shown.unicodeScalars.contains { $0 != "\n" && $0.isUnseen }, "\(shown)")
        }
      }
    }
  }
}
