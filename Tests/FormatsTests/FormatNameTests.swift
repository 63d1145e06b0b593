import Foundation
import Testing

@testable import Formats
@testable import Typesetting

@Suite struct FormatNameTests {
  @Test(arguments: FormatName.allCases)
  func `every format writes any document, and an empty one as little as it can`(name: FormatName) {
    for seed in 1...40 {
      var random = RandomDocument(seed: UInt64(seed))
      let mark: DecimalMark = seed % 2 == 0 ? .point : .comma
      let options = FormatOptions(width: 20 + seed, color: seed % 3 == 0, decimalMark: mark, language: .spanish)
      let document = random.document()
      let text = name.format(options).render(document)
      #expect(document.blocks.isEmpty || text.isEmpty || text.hasSuffix("\n"))
    }
    let empty = name.format().render(Document())
    #expect(empty.isEmpty)
  }

  @Test(arguments: [FormatName.text, .ascii, .plain])
  func `no control character of a document reaches the terminal`(name: FormatName) {
    for seed in 1...40 {
      var random = RandomDocument(seed: UInt64(seed))
      let text = name.format().render(random.document())
      #expect(!text.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n" && $0 != "\t") || $0.value == 0x7F })
    }
  }
}
