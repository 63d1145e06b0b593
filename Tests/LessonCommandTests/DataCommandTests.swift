import Datasets
import Foundation
import OperatingSystem
import Synchronization
import TemporaryFolders
import Testing
import Typesetting

@testable import LessonCommand

@Suite struct DataCommandTests {
  /// A folder with 12 made-up digits to learn from and 2 to be tested on.
  static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let session = Session("data", "make", folder.path("digits"), "--count", "12", "--seed", "4")
    #expect(session.code == 0, "\(session.error)")
    #expect(session.output.contains("12 + 2 made-up digits"))
    return folder
  }

  @Test func `digits that were made are the ones drawn without files`() throws {
    let folder = try Self.folder()
    let data = try #require(try DigitData.find(folder: folder.path("digits"), environment: [:]))
    #expect(data.train.count == 12 && data.test.count == 2)
    for (number, part) in [(1, []), (12, []), (2, ["--test"])] {
      let words = ["data", "show", "\(number)", "--json", "--seed", "4"] + part
      let drawn = Session(words: words)
      let read = Session(words: words + ["--data", folder.path("digits")])
      #expect(drawn.code == 0 && drawn.output.contains("\"madeUp\":true"))
      #expect(read.output == drawn.output.replacingOccurrences(of: "\"madeUp\":true", with: "\"madeUp\":false"))
      let set = part.isEmpty ? data.train : data.test
      let label = try #require(set.label(number - 1))
      #expect(read.output.contains("\"label\":\(label),"))
    }
  }

  @Test func `what there is, is told with a histogram; --data comes before LESSON_DATA`() throws {
    let folder = try Self.folder()
    let environment = ["LANG": "en_US.UTF-8", "LESSON_DATA": folder.path("digits")]
    let named = Session("data", "info", environment: environment)
    #expect(named.code == 0, "\(named.error)")
    #expect(named.output.contains("12×28×28") && named.output.contains("█"))
    #expect(named.output.contains("total        12     2"))
    let plain = Session("data", "info", "--plain", "--lang", "es", environment: environment)
    #expect(plain.code == 0 && plain.output.contains("entrenamiento") && !plain.output.contains("█"))
    let json = Session("data", "info", "--json", environment: environment)
    #expect(json.output.contains("\"shape\":[12,28,28]"))
    let other = Session("data", "info", "--data", folder.path("none"), environment: environment)
    #expect(other.code == 1 && other.error.hasPrefix("Error: '\(folder.path("none"))': "))
  }

  @Test func `without images the program says so, and that its digits are made up`() {
    let none = Session("data", "info", environment: ["HOME": "/nowhere", "LANG": "en_US.UTF-8"])
    #expect(none.code == 0 && none.output.contains("lesson data fetch mnist downloads them to /nowhere/"))
    #expect(
      Session("data", "info", "--json").output
        == "{\"format\":\"lesson-facts\",\"version\":1,\"command\":\"data\",\"facts\":{\"folder\":null}}\n")
    for (language, words) in [(Language.english, "Made-up digits"), (.spanish, "Dígitos inventados")] {
      let session = Session("data", "show", "7", "--lang", language.rawValue)
      #expect(session.code == 0 && session.output.contains(words))
    }
    #expect(Session("data", "show", "7", "--seed", "1").output != Session("data", "show", "7", "--seed", "2").output)
  }

  @Test func `images that are there are not written over`() throws {
    let folder = try TemporaryFolder()
    #expect(Session("data", "make", folder.path("d"), "--count", "6").code == 0)
    let labels = try Data(contentsOf: URL(filePath: folder.path("d/train-labels-idx1-ubyte")))
    let again = Session("data", "make", folder.path("d"), "--count", "3", "--seed", "2")
    #expect(again.code == 1 && again.error.contains("There are already images in"))
    #expect(try Data(contentsOf: URL(filePath: folder.path("d/train-labels-idx1-ubyte"))) == labels)
    #expect(Session("data", "make", "").code == 64)
    let file = Session("data", "make", folder.path("d/train-labels-idx1-ubyte"))
    #expect(file.code == 1 && file.error.contains("is a file, not a folder"), "\(file.error)")
  }

  @Test func `making images can be interrupted and done again, and what is half there is told`() throws {
    let folder = try TemporaryFolder()
    let words = ["data", "make", folder.path("d"), "--count", "2500", "--seed", "4"]
    // Asked before each 1,024 images: interrupted in the second of the training set, in the test set, never.
    for (answers, code) in [(1, 130), (3, 130), (100, 0)] as [(Int, Int32)] {
      let count = Mutex(0)
      let interrupt = Interrupt {
        count.withLock { asked in
          asked += 1
          return asked > answers
        }
      }
      let ended = LessonTool.main(
        Surroundings(arguments: words, environment: ["LANG": "en_US.UTF-8"]), console: .memory(), interrupt: interrupt)
      #expect(ended == code)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("d"))
      #expect(names.count == (code == 0 ? 4 : 0), "\(names)")
    }
    // Killed while the four appear: only some are there, and the unfinished ones.
    let whole = try DigitFiles.Part.allCases.map { try folder.bytes("d/\($0.rawValue)") }
    for part in [DigitFiles.Part.testImages, .testLabels] {
      try FileManager.default.removeItem(atPath: folder.path("d/\(part.rawValue)"))
    }
    for (language, piece) in [("en", "the set is incomplete"), ("es", "la colección está incompleta")] {
      for command in [["data", "info"], ["run", "mnist", "--iterations", "1"]] {
        let session = Session(words: command + ["--data", folder.path("d"), "--lang", language])
        #expect(session.code == 1 && session.error.contains(piece), "\(session.error)")
        #expect(session.error.contains("t10k-images-idx3-ubyte") && session.error.contains("lesson data make"))
      }
    }
    let other = Session(words: ["data", "make", folder.path("d"), "--count", "2500", "--seed", "5"])
    #expect(other.code == 1 && other.error.contains("is not what this command draws"), "\(other.error)")
    let fewer = Session(words: ["data", "make", folder.path("d"), "--count", "12", "--seed", "4", "--lang", "es"])
    #expect(fewer.code == 1 && fewer.error.contains("no es lo que dibuja esta orden"), "\(fewer.error)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("d")).count == 2)
    #expect(Session(words: words).code == 0)
    #expect(try DigitFiles.Part.allCases.map { try folder.bytes("d/\($0.rawValue)") } == whole)
  }

  @Test func `a digit is drawn in ASCII and told in words`() {
    let ascii = Session("data", "show", "7", "--format", "ascii")
    #expect(ascii.output.allSatisfy(\.isASCII) && ascii.output.contains("@@"))
    let narrow = Session(
      "data", "show", "7", "--format", "ascii", environment: ["LANG": "en_US.UTF-8", "COLUMNS": "30"])
    for line in narrow.output.split(separator: "\n") { #expect(line.count <= 30) }
    let plain = Session("data", "show", "7", "--plain")
    #expect(plain.output.contains("of 784 pixels have ink."))
    #expect(!plain.output.contains("█") && !plain.output.contains("▀"))
  }

  @Test(arguments: [
    (["data"], "<action>"), (["data", "eat"], "info"), (["data", "show"], "<what>"),
    (["data", "show", "0"], "the minimum is 1"), (["data", "show", "1000001"], "the maximum is 1000000"),
    (["data", "show", "x"], "'x'"), (["data", "info", "extra"], "'extra'"), (["data", "fetch", "cifar"], "mnist"),
    (["data", "fetch", "mnist", "--from", "gopher://x"], "it begins with"), (["data", "make"], "<what>"),
    (["data", "make", "x", "--count", "0"], "the minimum is 1"),
  ])
  func `a wrong command line is told in one line`(words: [String], piece: String) {
    let session = Session(words: words)
    #expect(session.code == 64 && session.output.isEmpty)
    #expect(session.error.split(separator: "\n").first?.contains(piece) == true, "\(session.error)")
  }

  @Test func `damaged files are one error in either language`() throws {
    let folder = try Self.folder()
    let labels = folder.path("digits/train-labels-idx1-ubyte")
    let images = folder.path("digits/train-images-idx3-ubyte")
    let (soundLabels, soundImages) = (try bytes(labels), try bytes(images))
    let damages: [(String, [UInt8], String, String)] = [
      (images, Array(soundImages.dropLast()), "but it has", "pero tiene"),
      (images, soundImages + [0], "but it has", "pero tiene"),
      (images, [7] + soundImages.dropFirst(), "not an IDX file", "no es un archivo IDX"),
      (images, [0x1f, 0x8b] + soundImages.dropFirst(2), "it is damaged", "está dañado"),
      (labels, soundLabels.dropLast() + [10], "label 12 is 10", "la etiqueta 12 es 10"),
      (labels, [0, 0, 8, 1, 0, 0, 0, 11] + soundLabels.dropFirst(9), "11 labels", "11 etiquetas"),
      (labels, [0, 0, 8, 1, 255, 255, 255, 255] + soundLabels.dropFirst(8), "4294967295", "4294967295"),
    ]
    for (path, damaged, en, es) in damages {
      try Data(damaged).write(to: URL(filePath: path))
      for (language, words) in [("en", en), ("es", es)] {
        for action in [["info"], ["show", "1"]] {
          let session = Session(words: ["data"] + action + ["--data", folder.path("digits"), "--lang", language])
          #expect(session.code == 1 && session.output.isEmpty)
          #expect(session.error.contains(words), "\(session.error)")
          #expect(session.error.split(separator: "\n").count == 1)
        }
      }
      try Data(path == labels ? soundLabels : soundImages).write(to: URL(filePath: path))
    }
  }

  private func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }
}
