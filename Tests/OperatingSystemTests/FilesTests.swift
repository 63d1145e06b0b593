import Foundation
import TemporaryFolders
import Testing

@testable import OperatingSystem

@Suite struct FilesTests {
  private func reason(_ body: () throws -> Void) -> FileError.Reason? {
    do {
      try body()
      return nil
    } catch {
      return (error as? FileError)?.reason
    }
  }

  @Test func `bytes are read whole, up to a limit`() throws {
    let folder = try TemporaryFolder()
    let large = try folder.write([UInt8](repeating: 0x61, count: 101), to: "large")
    #expect(reason { _ = try Files.bytes(at: large, limit: 100) } == .tooLarge(100))
    #expect(try Files.bytes(at: large, limit: 101).count == 101)
    #expect(reason { _ = try Files.bytes(at: folder.path("none"), limit: 1) } == .notFound)
  }

  @Test func `every reason has a sentence in both languages, which names the file`() {
    let reasons: [FileError.Reason] = [
      .notFound, .isDirectory, .notPermitted, .full, .noFolder, .tooLarge(5), .other(EINVAL),
    ]
    for reason in reasons {
      let message = FileError("x.lesson", reason).message
      #expect(message.es.contains("'x.lesson'") && message.en.contains("'x.lesson'"))
      #expect(message.es != message.en)
    }
  }

  @Test func `a file appears only when it is complete, and nothing else stays`() throws {
    let folder = try TemporaryFolder()
    let file = try AtomicFile(folder.path("trace.jsonl"))
    try file.write("one\n")
    try file.write(bytes: Array("two\n".utf8))
    #expect(!folder.names.contains("trace.jsonl"))
    try file.commit()
    #expect(folder.names == ["trace.jsonl"])
    #expect(try folder.text("trace.jsonl") == "one\ntwo\n")
    #expect(throws: FileError.self) { try file.write("late") }
  }

  @Test func `a file given up leaves the old one as it was`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Array("old".utf8), to: "out")
    do {
      let file = try AtomicFile(folder.path("out"))
      try file.write(String(repeating: "new", count: 100_000))
      #expect(folder.names.count == 2)
    }
    #expect(folder.names == ["out"])
    #expect(try folder.text("out") == "old")
    let file = try AtomicFile(folder.path("out"))
    file.cancel()
    try file.commit()
    #expect(folder.names == ["out"])
  }

  @Test func `permissions and links stay`() throws {
    let folder = try TemporaryFolder()
    let target = try folder.write([], to: "target")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: target)
    try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: "target")
    try Files.write("through", to: folder.path("link"), console: .memory())
    #expect(try folder.text("target") == "through")
    let attributes = try FileManager.default.attributesOfItem(atPath: target)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o640)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link")) == "target")
    let fresh = folder.path("fresh")
    try Files.write("x", to: fresh, console: .memory())
    let mode = (try FileManager.default.attributesOfItem(atPath: fresh)[.posixPermissions] as? NSNumber)?.intValue
    #expect((mode ?? 0) & 0o600 == 0o600)
    #expect((mode ?? 0) & 0o111 == 0)
  }

  @Test func `a link that leads nowhere yet gets its file`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path("sub"), withIntermediateDirectories: false)
    func link(_ name: String, _ target: String) throws {
      try FileManager.default.createSymbolicLink(atPath: folder.path(name), withDestinationPath: target)
    }
    try link("relative", "sub/one")
    try link("absolute", folder.path("sub/two"))
    try link("sub/inner", "three")
    try link("chain", "sub/inner")
    for (name, file) in [("relative", "one"), ("absolute", "two"), ("chain", "three")] {
      let unfinished = try AtomicFile(folder.path(name))
      try unfinished.write(file)
      #expect(!FileManager.default.fileExists(atPath: folder.path("sub/\(file)")))
      try unfinished.commit()
      #expect(try folder.text("sub/\(file)") == file)
      #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: folder.path(name))) != nil)
    }
    try link("nowhere", "none/file")
    try link("round", "round")
    #expect(reason { _ = try AtomicFile(folder.path("nowhere")) } == .noFolder)
    #expect(reason { _ = try AtomicFile(folder.path("round")) } == .other(ELOOP))
    #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: folder.path("round"))) == "round")
  }

  @Test func `what a killed process left is removed by the next for the same file, and nothing else`() throws {
    let folder = try TemporaryFolder()
    let ended = Process()
    ended.executableURL = URL(filePath: "/bin/sh")
    ended.arguments = ["-c", "exit 0"]
    try ended.run()
    ended.waitUntilExit()
    let (dead, alive) = (ended.processIdentifier, getppid())
    let abandoned = ".out.npz.lesson-\(dead).abcdef"
    let others = [
      ".out.npz.lesson-\(alive).abcdef", ".out.npz.lesson-\(getpid()).abcdef", ".other.npz.lesson-\(dead).abcdef",
      ".out.npz.lesson-\(dead).abc",
      ".out.npz.lesson-x.abcdef", ".out.npz.abcdef", ".out.npz.\(dead).draft1", ".out.npz.lesson-\(dead)1.x.abcdef",
      "out.npz.lesson-\(dead).abcdef", ".out.npz.lesson--1.abcdef", ".out.npz.lesson-0.abcdef",
    ]
    let locked = ".out.npz.lesson-\(dead).locked"
    for name in others + [abandoned, locked] { _ = try folder.write([1], to: name) }
    try FileManager.default.createDirectory(
      atPath: folder.path(".out.npz.lesson-\(dead).folder"), withIntermediateDirectories: false)
    // As a process on another computer, which shares the folder but not the numbers of processes, holds its own.
    let descriptor = open(folder.path(locked), O_RDWR)
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let file = try AtomicFile(folder.path("out.npz"))
    #expect(!folder.names.contains(abandoned))
    #expect(folder.names.contains { $0.hasPrefix(".out.npz.lesson-\(getpid()).") && !others.contains($0) })
    file.cancel()
    #expect(folder.names == (others + [locked, ".out.npz.lesson-\(dead).folder"]).sorted())
    close(descriptor)
    try Files.write("x", to: folder.path("out.npz"), console: .memory())
    #expect(!folder.names.contains(locked) && folder.names.contains("out.npz"))
  }

  @Test func `the same file is known under all its names, also before it is there`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.npz")
    #expect(Files.isSame(path, folder.url.path + "/./a.npz") && Files.isSame(path, folder.path("A.NPZ")))
    #expect(!Files.isSame(path, folder.path("b.npz")))
    try FileManager.default.createSymbolicLink(atPath: folder.path("l.npz"), withDestinationPath: "a.npz")
    #expect(Files.isSame(path, folder.path("l.npz")))
    _ = try folder.write([1], to: "a.npz")
    try FileManager.default.linkItem(atPath: path, toPath: folder.path("h.npz"))
    #expect(Files.isSame(path, folder.path("l.npz")) && Files.isSame(path, folder.path("h.npz")))
    _ = try folder.write([1], to: "c.npz")
    #expect(!Files.isSame(path, folder.path("c.npz")))
  }

  @Test func `places that cannot be written are refused before anything is written`() throws {
    let folder = try TemporaryFolder()
    #expect(reason { _ = try AtomicFile(folder.path("none/out")) } == .noFolder)
    #expect(reason { _ = try AtomicFile(folder.url.path) } == .isDirectory)
    #expect(reason { _ = try AtomicFile(folder.path("new") + "/") } != nil)
    #expect(reason { _ = try AtomicFile("") } == .notFound)
    #expect(folder.names.isEmpty)
    if FileManager.default.isWritableFile(atPath: "/dev/full") {
      let full = try AtomicFile("/dev/full")
      #expect(
        reason {
          try full.write("x")
          try full.commit()
        } == .full)
    }
  }

  @Test func `a device is written directly, and a hyphen is the console`() throws {
    try Files.write("x", to: "/dev/null", console: .memory())
    let console = Console.memory()
    try Files.write("x", to: "-", console: console)
    #expect(console.output.captured == "x")
  }

  @Test func `a very long name still works`() throws {
    let folder = try TemporaryFolder()
    let name = String(repeating: "a", count: 250)
    try Files.write("x", to: folder.path(name), console: .memory())
    #expect(folder.names == [name])
  }
}
