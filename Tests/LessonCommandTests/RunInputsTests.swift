import Foundation
import OperatingSystem
import TemporaryFolders
import Testing

@testable import LessonCommand

/// What a run reads stays as it is, whatever it is asked to write.
@Suite struct RunInputsTests {
  private let folder: TemporaryFolder
  private static let lesson = Array(
    "lesson mine\nparameters\n  w = 1\nforward\n  E = w²\nupdate\n  w by ∂E/∂w with descent(0.1)\n".utf8)

  init() throws { folder = try TemporaryFolder() }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: folder.path(name), withDestinationPath: target)
  }

  @Test(arguments: [
    "mine.lesson", "./mine.lesson", "sub/../mine.lesson", "link.npz", "chain.npz", "hard.npz", "here/mine.lesson",
  ])
  func `the lesson that is run is not replaced, by whatever name`(output: String) throws {
    let path = try folder.write(Self.lesson, to: "mine.lesson")
    try FileManager.default.createDirectory(atPath: folder.path("sub"), withIntermediateDirectories: false)
    try link("link.npz", to: "mine.lesson")
    try link("chain.npz", to: "sub/../link.npz")
    try link("here", to: ".")
    try FileManager.default.linkItem(atPath: path, toPath: folder.path("hard.npz"))
    let names = folder.names
    let place = folder.url.path + "/" + output
    for option in ["--trace-file", "--save"] {
      for (language, words) in [("en", "is the lesson that is run"), ("es", "es la lección que se ejecuta")] {
        let session = Session("run", path, "--iterations", "2", option, place, "--lang", language)
        #expect(session.code == 64 && session.error.contains(words) && session.output.isEmpty, "\(session.error)")
      }
      #expect(try [UInt8](folder.bytes("mine.lesson")) == Self.lesson)
    }
    #expect(folder.names == names)
  }

  @Test func `a lesson on standard input is not replaced`() throws {
    _ = try folder.write(Self.lesson, to: "mine.npz")
    let result = try BuiltProgram.shell(
      "lesson run - --iterations 2 --trace-file mine.npz < mine.npz", in: folder.url.path)
    #expect(result.code == 64 && result.error.contains("is the lesson that is run"), "\(result.error)")
    #expect(try [UInt8](folder.bytes("mine.npz")) == Self.lesson)
  }

  @Test func `the file of --load is not replaced, nor one of its other names`() throws {
    let model = folder.path("a.npz")
    #expect(Session("run", "xor", "--iterations", "3", "--save", model).code == 0)
    let before = try folder.bytes("a.npz")
    try link("b.npz", to: "a.npz")
    for way in ["exact", "fast"] {
      for (option, name) in [("--save", "a.npz"), ("--save", "b.npz"), ("--trace-file", "b.npz")] {
        let session = Session(
          "run", "xor", "--iterations", "5", "--load", model, option, folder.path(name), "--way", way)
        #expect(session.code == 64 && session.error.contains("is the file of --load"), "\(session.error)")
        #expect(try folder.bytes("a.npz") == before)
      }
    }
    #expect(Session("run", "xor", "--iterations", "5", "--load", model, "--save", folder.path("c.npz")).code == 0)
  }

  @Test func `no image is replaced; another file in their folder is`() throws {
    let digits = try DataCommandTests.folder()
    let labels = digits.path("digits/t10k-labels-idx1-ubyte")
    let before = try Data(contentsOf: URL(filePath: labels))
    try FileManager.default.createSymbolicLink(atPath: digits.path("x.npz"), withDestinationPath: labels)
    let run = [
      "run", "mnist", "--data", digits.path("digits"), "--batch", "4", "--set", "n1=3", "--set", "n2=3", "--iterations",
      "2", "--no-pictures",
    ]
    for words in [["--save", digits.path("x.npz")], ["--trace-file", labels]] {
      let session = Session(words: run + words)
      #expect(session.code == 64 && session.error.contains("is one of the files of images"), "\(session.error)")
      #expect(try Data(contentsOf: URL(filePath: labels)) == before)
    }
    #expect(Session(words: run + ["--save", digits.path("digits/model.npz")]).code == 0)
  }

  @Test(arguments: ["x.csv.txt", "x.json", "x.jsonl.gz", "x.npy", "a.b/x.txt", "x.NPZ.bak", "x.lesson"])
  func `a trace in a form that is not known is refused, with those that are`(name: String) throws {
    try FileManager.default.createDirectory(atPath: folder.path("a.b"), withIntermediateDirectories: false)
    for (lesson, language, piece) in [("xor", "en", "it must end in .jsonl"), ("mnist", "es", "debe acabar en .jsonl")]
    {
      let session = Session("run", lesson, "--iterations", "2", "--trace-file", folder.path(name), "--lang", language)
      #expect(session.code == 64 && session.output.isEmpty, "\(session.error)")
      #expect(session.error.contains(piece) && session.error.contains(".npz"), "\(session.error)")
    }
    #expect(folder.names == ["a.b"])
  }

  @Test(arguments: ["x.jsonl", "x.JSONL", "x", ".x", "a.b/x"]) func `JSON Lines have their ending, or none`(
    name: String
  )
    throws
  {
    try FileManager.default.createDirectory(atPath: folder.path("a.b"), withIntermediateDirectories: false)
    let session = Session("run", "xor", "--iterations", "2", "--trace-file", folder.path(name))
    #expect(session.code == 0, "\(session.error)")
    #expect(try folder.text(name).hasPrefix("{\"format\":\"lesson-trace\""))
  }
}
