import Foundation
import Testing

@testable import OperatingSystem

@Suite struct LineReaderTests {
  private func lines(_ bytes: [UInt8], interrupt: Interrupt = .never) throws -> [String] {
    let pipe = Pipe()
    let writer = Thread {
      try? pipe.fileHandleForWriting.write(contentsOf: Data(bytes))
      try? pipe.fileHandleForWriting.close()
    }
    writer.start()
    let reader = LineReader(descriptor: pipe.fileHandleForReading.fileDescriptor, interrupt: interrupt)
    var lines: [String] = []
    while let line = try reader.next() { lines.append(line) }
    #expect(try reader.next() == nil)
    return lines
  }

  @Test(
    arguments: [
      ("", []), ("\n", [""]), ("n", ["n"]), ("n\nN\n", ["n", "N"]), ("n\nN", ["n", "N"]), ("\n\nq\n", ["", "", "q"]),
      ("n\r\nN\r\n", ["n", "N"]), ("p ŷ\n", ["p ŷ"]),
    ] as [(String, [String])])
  func `lines come one by one, with or without an end`(text: String, expected: [String]) throws {
    #expect(try lines(Array(text.utf8)) == expected)
  }

  @Test func `bytes that are no text become replacement characters`() throws {
    #expect(try lines([0x6E, 0x0A, 0xFF, 0xFE, 0x0A, 0x71]) == ["n", "\u{FFFD}\u{FFFD}", "q"])
    #expect(try lines([0x00, 0x0A]) == ["\u{0}"])
  }

  @Test func `a line longer than any key is cut, and the next one is whole`() throws {
    let long = [UInt8](repeating: 0x78, count: 300_000)
    let read = try lines(long + Array("\nn\n".utf8))
    #expect(read.map(\.utf8.count) == [LineReader.longest, 1])
    #expect(try lines(long).map(\.utf8.count) == [LineReader.longest])
  }

  @Test func `an interruption ends the reading`() {
    #expect(throws: Interrupted.self) { try lines(Array("n\n".utf8), interrupt: Interrupt { true }) }
  }

  @Test func `a descriptor that is closed is an empty input, and a folder is an error`() throws {
    #expect(try LineReader(descriptor: 9999, interrupt: .never).next() == nil)
    let folder = open("/", O_RDONLY)
    defer { close(folder) }
    #expect(throws: FileError.self) { try LineReader(descriptor: folder, interrupt: .never).next() }
  }
}
