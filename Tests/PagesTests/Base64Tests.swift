import Foundation
import Testing

@testable import Pages

@Suite struct Base64Tests {
  /// RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func `the examples of the standard`(text: String, letters: String) {
    #expect(Base64.text(Array(text.utf8)) == letters)
    #expect(Base64.bytes(letters) == Array(text.utf8))
  }

  @Test(arguments: ["Z", "Zg=", "Zg", "Z===", "=g==", "Zg=v", "Zm9v!m9v", "Zm 9v", "Zg==Zg==", "Zm9ñ"])
  func `what is no such text has no bytes`(letters: String) {
    #expect(Base64.bytes(letters) == nil)
  }

  @Test func `all bytes are as Foundation has them`() {
    for count in [255, 256, 257, 1000] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
      #expect(Base64.text(bytes) == Data(bytes).base64EncodedString())
      #expect(Base64.bytes(Base64.text(bytes)) == bytes)
    }
  }
}
