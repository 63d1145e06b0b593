import Foundation
import LessonLanguage
import OperatingSystem
import TemporaryFolders
import Testing

@testable import LessonCommand

@Suite struct LessonFilesTests {
  @Test func `a text is read without its byte order mark`() throws {
    let folder = try TemporaryFolder()
    let plain = try folder.write(Array("σ(z)\n".utf8), to: "a.lesson")
    let marked = try folder.write([0xEF, 0xBB, 0xBF] + Array("σ(z)\n".utf8), to: "b.lesson")
    #expect(try Files.text(at: plain) == "σ(z)\n")
    #expect(try Files.text(at: marked).utf8.elementsEqual("σ(z)\n".utf8))
  }

  @Test func `what cannot be read is told apart`() throws {
    let folder = try TemporaryFolder()
    let latin = try folder.write([0x61, 0xC3, 0xB1, 0xF1, 0x0A], to: "latin")
    let cut = try folder.write([0x61, 0xC3], to: "cut")
    let large = try folder.write([UInt8](repeating: 0x61, count: 101), to: "large")
    #expect(throws: FileError(folder.path("none"), .notFound)) { try Files.text(at: folder.path("none")) }
    #expect(throws: FileError(folder.url.path, .isDirectory)) { try Files.text(at: folder.url.path) }
    #expect(throws: FileError(latin + "/x", .noFolder)) { try Files.text(at: latin + "/x") }
    for file in [latin, cut] {
      let error = #expect(throws: LessonError.self) { try Files.text(at: file) }
      #expect(error?.file == file && error?.message.en.contains("not UTF-8") == true)
    }
    #expect(throws: FileError(large, .tooLarge(100))) { try Files.text(at: large, limit: 100) }
    #expect(try Files.text(at: large, limit: 101).count == 101)
    #expect(throws: FileError("/dev/zero", .tooLarge(1000))) { try Files.text(at: "/dev/zero", limit: 1000) }
    #expect(throws: FileError("", .notFound)) { try Files.text(at: "") }
  }
}
