import Foundation
import Testing

@testable import Formats
@testable import Typesetting

@Suite struct JSONTests {
  private func read(_ document: Document) throws -> [String: Any] {
    let data = Data(JSON().render(document).utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func `any document is valid JSON with one object for each block`() throws {
    for seed in 1...100 {
      var random = RandomDocument(seed: UInt64(seed))
      let document = random.document()
      let object = try read(document)
      #expect(object["format"] as? String == "lesson-document")
      #expect(object["version"] as? Int == JSON.version)
      let blocks = try #require(object["blocks"] as? [[String: Any]])
      #expect(blocks.count == document.blocks.count)
      #expect(blocks.allSatisfy { $0["kind"] is String })
    }
  }

  @Test func `a matrix keeps its numbers in full`() throws {
    let values = [0.1 + 0.2, .nan, -.infinity, 1e-300]
    let matrix = MatrixBlock(
      name: "W1", label: EverythingDocument.sub("W", "1"), sizes: [2, 2], values: values, style: NumberStyle())
    let text = JSON().render(Document([.matrix(matrix)]))
    #expect(text.contains(#""name":"W1","label":{"text":"W₁","latex":"W_{1}"},"shape":[2,2]"#))
    #expect(text.contains(#""rows":[[0.30000000000000004,"NaN"],["-Infinity",1e-300]]"#))
  }
}
