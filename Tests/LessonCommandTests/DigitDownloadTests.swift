import Datasets
import Foundation
import OperatingSystem
import TemporaryFolders
import Testing

@testable import LessonCommand

/// Downloads with a program in the place of curl or wget that does what a test wants.
@Suite struct DigitDownloadTests {
  /// A folder with `source/` (four sound files, compressed), `programs/` and the place for what is downloaded.
  struct Place {
    let folder: TemporaryFolder
    var target: String { folder.path("cache") }
    var environment: [String: String] { ["LANG": "en_US.UTF-8", "PATH": folder.path("programs")] }

    init(_ programs: [String: String]) throws {
      folder = try TemporaryFolder()
      for name in ["source", "programs"] {
        try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
      }
      #expect(Session("data", "make", folder.path("made"), "--count", "6").code == 0)
      for part in DigitFiles.Part.allCases {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder.path("made/\(part.rawValue)"))))
        _ = try folder.write(Self.gzip(bytes), to: "source/\(part.rawValue).gz")
      }
      for (name, script) in programs {
        let text = """
          #!/bin/sh
          export PATH=/usr/bin:/bin
          source='\(folder.path("source"))'
          echo "$0 $*" >> '\(folder.path("log"))'
          for word in "$@"; do
            case "$previous" in --output) output=$word;; esac
            case "$word" in --output-document=*) output=${word#*=};; esac
            previous=$word address=$word
          done
          file=$source/${address##*/}
          \(script)

          """
        let draft = try folder.write(Array(text.utf8), to: name)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: draft)
        // A program that this process has written itself may still be open in a child of another test, and cannot run.
        #expect(try CompletionsTests.run(["cp", draft, folder.path("programs/\(name)")])?.code == 0)
      }
    }

    func fetch(_ words: String..., from: String? = "http://here.invalid/digits") -> Session {
      Session(
        words: ["data", "fetch", "mnist", "--data", target] + (from.map { ["--from", $0] } ?? []) + words,
        environment: environment)
    }

    /// How often the programs were called.
    var calls: Int { ((try? folder.text("log")) ?? "").split(separator: "\n").count }
    var files: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: target)) ?? []).sorted() }

    /// A gzip file with one stored block.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
      func word(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(number >> (8 * $0) & 255) } }
      let size = UInt16(bytes.count)
      return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1, UInt8(size & 255), UInt8(size >> 8)]
        + [UInt8(~size & 255), UInt8(~size >> 8)] + bytes + word(CRC32(of: bytes).value) + word(UInt32(bytes.count))
    }
  }

  static let names = DigitFiles.Part.allCases.map { $0.rawValue + ".gz" }.sorted()
  /// What stands in the folder at the end.
  static let all = (names + DigitFiles.Part.allCases.map(\.rawValue)).sorted()

  @Test(arguments: ["curl", "wget"])
  func `files are downloaded once, verified and put in their place`(program: String) throws {
    let place = try Place([program: "cat \"$file\" > \"$output\""])
    let first = place.fetch()
    #expect(first.code == 0, "\(first.error)")
    #expect(place.files == Self.all && place.calls == 4)
    #expect(first.output.contains("valid, but not the published one"))
    for part in DigitFiles.Part.allCases {
      let made = try Data(contentsOf: URL(filePath: place.folder.path("made/\(part.rawValue)")))
      #expect(try Data(contentsOf: URL(filePath: "\(place.target)/\(part.rawValue)")) == made)
    }
    let data = try #require(try DigitData.find(folder: place.target, environment: [:]))
    #expect(data.train.count == 6 && data.test.count == 1)
    let second = place.fetch("--lang", "es")
    #expect(second.code == 0 && place.calls == 4 && second.output.contains("(ya estaba)"))
  }

  @Test func `other images that are there are not written over`() throws {
    let place = try Place(["curl": "cat \"$file\" > \"$output\""])
    #expect(place.fetch().code == 0)
    let path = "\(place.target)/\(Self.names[0])"
    let before = try Data(contentsOf: URL(filePath: path))
    let told: [([String], String)] = [([], "holds other images"), (["--lang", "es"], "contiene otras imágenes")]
    for (words, piece) in told {
      let session = words.isEmpty ? place.fetch(from: nil) : place.fetch("--lang", "es", from: nil)
      #expect(session.code == 1 && session.error.contains(piece), "\(session.error)")
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == before && place.files == Self.all)
  }

  @Test func `what an address has instead of the published files is not taken, and every address is tried`() throws {
    let place = try Place(["curl": "cat \"$file\" > \"$output\""])
    let session = place.fetch(from: nil)
    #expect(session.code == 1 && place.files.isEmpty && place.calls == PublishedDigits.mirrors.count)
    #expect(session.error.contains("it is not the published file"))
    let page = try Place(["curl": "echo '<!DOCTYPE html>' > \"$output\""])
    #expect(page.fetch().error.contains("it is not an IDX file") && page.files.isEmpty && page.calls == 1)
  }

  @Test func `without network or program it says so and keeps what was downloaded`() throws {
    let place = try Place(["curl": "printf abc >> \"$output\"; exit 6"])
    let session = place.fetch(from: nil)
    #expect(session.code == 1 && place.calls == PublishedDigits.mirrors.count)
    #expect(session.error.hasPrefix("Error: there is no connection to https://"))
    #expect(place.files == ["train-images-idx3-ubyte.gz.part"])
    #expect(place.fetch("--lang", "es").error.hasPrefix("Error: no hay conexión con http://here.invalid/digits"))
    #expect(try Place(["wget": "exit 4"]).fetch().error.contains("no connection"))
    #expect(try Place(["curl": "exit 22"]).fetch().error.contains("curl ends with code 22"))
    let none = try Place([:])
    #expect(none.fetch().error.contains("neither curl nor wget") && none.files.isEmpty)
    #expect(none.fetch("--lang", "es").error.contains("ni curl ni wget"))
  }

  @Test(arguments: ["exit 33", "printf damaged >> \"$output\"; exit 0"])
  func `a download that cannot be gone on with begins anew`(script: String) throws {
    let place = try Place(["curl": "if [ -s \"$output\" ]; then \(script); else cat \"$file\" > \"$output\"; fi"])
    try FileManager.default.createDirectory(atPath: place.target, withIntermediateDirectories: true)
    _ = try place.folder.write([1, 2, 3], to: "cache/train-images-idx3-ubyte.gz.part")
    let session = place.fetch()
    #expect(session.code == 0, "\(session.error)")
    #expect(place.files == Self.all && place.calls == 5)
  }

  @Test func `the curl of the system goes on where it stopped`() throws {
    guard let version = try CompletionsTests.run(["curl", "--version"]), version.output.contains(" file ") else {
      print("skipped: there is no curl that reads files")
      return
    }
    let place = try Place([:])
    try FileManager.default.createDirectory(atPath: place.target, withIntermediateDirectories: true)
    let whole = [UInt8](try Data(contentsOf: URL(filePath: place.folder.path("source/\(Self.names[3])"))))
    _ = try place.folder.write(Array(whole.prefix(20)), to: "cache/\(Self.names[3]).part")
    let session = Session(
      "data", "fetch", "mnist", "--data", place.target, "--from", "file://" + place.folder.path("source"),
      environment: ["LANG": "en_US.UTF-8", "PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""])
    #expect(session.code == 0, "\(session.error)")
    #expect(place.files == Self.all)
  }

  @Test func `Ctrl-C ends the program that downloads as well, and keeps what there is`() throws {
    let place = try Place(["curl": "echo x > \"$output\"; exec sleep 60"])
    let process = try Running(
      ["data", "fetch", "mnist", "--data", place.target, "--from", "http://here.invalid/"],
      environment: place.environment, input: "")
    try process.wait { !place.files.isEmpty }
    let begin = ContinuousClock.now
    process.interrupt()
    let result = process.finish()
    #expect(result.code == 130 && result.signal == nil && result.error == "Interrupted.\n")
    #expect(ContinuousClock.now - begin < .seconds(50))
    #expect(place.files == ["train-images-idx3-ubyte.gz.part"])
  }

  @Test func `a folder that cannot be made is told`() throws {
    let place = try Place(["curl": "exit 1"])
    _ = try place.folder.write([], to: "cache")
    let session = place.fetch()
    #expect(session.code == 1 && place.calls == 0)
    #expect(session.error.split(separator: "\n").count == 1)
  }
}
