import Foundation
import Testing

@testable import Typesetting

@Suite struct JSONWriterTests {
  private func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return writer.text
  }

  @Test func `commas and colons stand where they must`() {
    let text = written { json in
      json.object { json in
        json.member("a", 1)
        json.key("b")
        json.array { json in
          json.array { _ in }
          json.object { _ in }
          json.boolean(true)
          json.null()
        }
        json.member("c", "x")
      }
    }
    #expect(text == #"{"a":1,"b":[[],{},true,null],"c":"x"}"#)
  }

  @Test func `every character survives a reader`() throws {
    let all = String(String.UnicodeScalarView((0..<0x300).compactMap(Unicode.Scalar.init))) + "ŷ\u{2028}👩‍👧\"\\"
    let text = written { json in json.array { $0.string(all) } }
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String]
    #expect(read == [all])
  }

  @Test func `what nobody sees is escaped`() throws {
    let text = "ñ\u{1B}\u{9B}\u{202E}\u{2028}\u{E0041}\u{AD}"
    let json = written { json in json.array { $0.string(text) } }
    #expect(json == #"["ñ\u001b\u009b\u202e\u2028\udb40\udc41\u00ad"]"#)
    #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String] == [text])
  }

  @Test func `numbers come back bit for bit`() throws {
    var random = SeededRandom(seed: 1)
    var values: [Double] = [0, 1, -1, 0.1, 100, 1e16, .leastNonzeroMagnitude, 1.7976931348623157e308]
    values += (0..<1000).map { _ in Double(bitPattern: random.next()) }.filter(\.isFinite)
    let text = written { json in json.array { json in for value in values { json.number(value) } } }
    // JSONSerialization reads some numbers one unit off on Linux; JSONDecoder does not.
    let read = try JSONDecoder().decode([Double].self, from: Data(text.utf8))
    #expect(read.count == values.count)
    for (read, value) in zip(read, values) { #expect(read.bitPattern == value.bitPattern, "\(value)") }
  }

  @Test func `numbers are short and what JSON has not is text`() {
    let text = written { json in
      json.array { json in
        for value in [1, -0.0, 0.5, 1e100, .nan, .infinity, -.infinity] { json.number(value) }
      }
    }
    #expect(text == #"[1,-0.0,0.5,1e+100,"NaN","Infinity","-Infinity"]"#)
  }
}
