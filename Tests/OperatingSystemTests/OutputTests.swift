import Foundation
import Testing

@testable import OperatingSystem

@Suite struct OutputTests {
  @Test func `what is written to memory can be read`() throws {
    let console = Console.memory()
    try console.output.write("a")
    try console.output.line("ñ")
    try console.message("oops")
    #expect(console.output.captured == "a\u{F1}\n")
    #expect(console.error.captured == "oops\n")
  }

  @Test func `a long text arrives whole, however small the reader's portions`() throws {
    let pipe = Pipe()
    let text = String((0..<40_000).map { "\($0) ñ\n" }.joined())
    // The pipe is smaller than the text, so the writer has to wait for the reader.
    let descriptor = pipe.fileHandleForWriting.fileDescriptor
    let writer = Thread {
      let output = Output(descriptor: descriptor)
      try? output.write(text)
      try? output.flush()
      try? pipe.fileHandleForWriting.close()
    }
    writer.start()
    let read = pipe.fileHandleForReading.readDataToEndOfFile()
    #expect(String(decoding: read, as: UTF8.self) == text)
  }

  @Test func `a pipe that nobody reads is closed, not a failure`() throws {
    signal(SIGPIPE, SIG_IGN)
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let output = Output(descriptor: pipe.fileHandleForWriting.fileDescriptor)
    try output.write("x")
    #expect(throws: OutputError.closed) { try output.flush() }
    // What could not be written is not tried again.
    try output.flush()
  }

  @Test func `a full disk is a failure`() throws {
    guard FileManager.default.isWritableFile(atPath: "/dev/full") else {
      print("skipped: there is no /dev/full")
      return
    }
    let handle = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let output = Output(descriptor: handle.fileDescriptor)
    try output.write("x")
    #expect(throws: OutputError.failed(ENOSPC)) { try output.flush() }
  }

  @Test func `standard output goes out before a message`() throws {
    let pipe = Pipe()
    let descriptor = pipe.fileHandleForWriting.fileDescriptor
    let console = Console(output: Output(descriptor: descriptor), error: Output(descriptor: descriptor))
    try console.output.line("first")
    try console.message("second")
    try pipe.fileHandleForWriting.close()
    #expect(String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) == "first\nsecond\n")
  }
}
