import Testing

@testable import Trace

@Suite struct ByteBufferTests {
  @Test func `a buffer grows as it must and keeps what it holds`() {
    var buffer = ByteBuffer(capacity: 1)
    var expected = ""
    for number in 0..<300 {
      buffer.append("<")
      buffer.append(number: Double(number) / 7)
      buffer.append(Array("é".utf8))
      buffer.append(UInt8(ascii: ">"))
      let text = (Double(number) / 7).description
      expected += "<" + (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + "é>"
    }
    #expect(String(decoding: buffer.bytes, as: UTF8.self) == expected)
    buffer.removeAll()
    #expect(buffer.count == 0 && buffer.bytes.isEmpty)
  }

  @Test func `what JSON has no number for is a string`() {
    var buffer = ByteBuffer(capacity: 8)
    for value in [Double.nan, .infinity, -.infinity] { buffer.append(number: value) }
    #expect(String(decoding: buffer.bytes, as: UTF8.self) == "\"NaN\"\"Infinity\"\"-Infinity\"")
  }
}
