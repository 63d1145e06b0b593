import Foundation
import LessonLanguage
import OperatingSystem
import TemporaryFolders
import Testing

@testable import LessonCommand

@Suite struct LessonFilesTests {
  private func reason(_ body: () throws -> Void) -> FileError.Reason? {
    do {
      try body()
      return nil
    } catch {
      return (error as? FileError)?.reason
    }
  }

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
    #expect(reason { _ = try Files.text(at: folder.path("none")) } == .notFound)
    #expect(reason { _ = try Files.text(at: folder.url.path) } == .isDirectory)
    #expect(reason { _ = try Files.text(at: latin + "/x") } == .noFolder)
    for file in [latin, cut] {
      let error = #expect(throws: LessonError.self) { try Files.text(at: file) }
      #expect(error?.file == file && error?.message.en.contains("not UTF-8") == true)
    }
    #expect(reason { _ = try Files.text(at: large, limit: 100) } == .tooLarge(100))
    #expect(try Files.text(at: large, limit: 101).count == 101)
    #expect(reason { _ = try Files.text(at: "/dev/zero", limit: 1000) } == .tooLarge(1000))
    #expect(reason { _ = try Files.text(at: "") } == .notFound)
  }
}
