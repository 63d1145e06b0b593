import Foundation
import Testing

/// The examples that the language was designed with stay as they were given.
@Suite struct ExamplesTests {
  @Test func `no example lesson has changed, gone or come`() throws {
    let file = CatalogueTests.root.appending(path: "Fixtures/Reference/examples.txt")
    var expected: [String: String] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ").map(String.init)
      expected[words[0]] = words[1]
    }
    let found = try CatalogueTests.files(in: "Fixtures/Examples", ending: "lesson").mapValues(Self.checksum)
    #expect(found == expected)
    #expect(found.count == 16)
  }

  /// FNV-1a in 64 bits, in hexadecimal.
  private static func checksum(_ data: Data) -> String {
    let sum = data.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    let digits = String(sum, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
