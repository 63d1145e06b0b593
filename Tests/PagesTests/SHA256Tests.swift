import Foundation
import Testing

@testable import Pages

@Suite struct SHA256Tests {
  /// Source: FIPS 180-4 and its examples.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `known texts have their known hashes`(text: String, hash: String) {
    #expect(SHA256.digest(text.utf8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() == hash)
  }

  @Test func `a million letters have the hash of the standard`() {
    let digest = SHA256.digest(repeatElement(UInt8(ascii: "a"), count: 1_000_000))
    #expect(
      digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// Every length around the ends of blocks, at which padding is different.
  @Test func `texts of every length have the hashes that the system's program gives`() throws {
    let program = "/usr/bin/sha256sum"
    guard FileManager.default.isExecutableFile(atPath: program) else { return print("no sha256sum here: skipped") }
    let folder = FileManager.default.temporaryDirectory.appending(path: "hashes-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var paths: [String] = []
    var texts: [[UInt8]] = []
    for length in 0...200 {
      let text = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ length) }
      let file = folder.appending(path: String(length))
      try Data(text).write(to: file)
      paths.append(file.path)
      texts.append(text)
    }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = paths
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let lines = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).split(separator: "\n")
    process.waitUntilExit()
    #expect(lines.count == texts.count)
    for (line, text) in zip(lines, texts) {
      let hash = SHA256.digest(text).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
      #expect(line.hasPrefix(hash), "\(text.count) bytes")
    }
  }

  @Test func `base 64 is as Foundation has it`() {
    for length in 0...40 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 91 &+ length) }
      #expect(SHA256.base64(bytes) == Data(bytes).base64EncodedString())
    }
  }
}
