import Fixtures
import Foundation
import Lessons
import Testing

@Suite struct CatalogueTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")

  /// The files of a folder with an ending, by name without it.
  static func files(in folder: String, ending: String) throws -> [String: Data] {
    let folder = root.appending(path: folder)
    var found: [String: Data] = [:]
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    where file.pathExtension == ending {
      found[file.deletingPathExtension().lastPathComponent] = try Data(contentsOf: file)
    }
    return found
  }

  @Test func `the lessons compiled in are the files of the folder, byte for byte`() throws {
    let files = try Self.files(in: "Lessons", ending: "lesson")
    #expect(Catalogue.names.sorted() == files.keys.sorted())
    for lesson in Catalogue.lessons {
      #expect(Data(lesson.bytes) == files[lesson.name], "\(lesson.name)")
      #expect(Data(lesson.text.utf8) == files[lesson.name], "\(lesson.name)")
    }
  }

  @Test func `the printed numbers compiled in are the files of the folder, each about a lesson that exists`() throws {
    let files = try Self.files(in: "Fixtures/Claims", ending: "expect")
    #expect(Claims.files.map { Data($0.bytes) }.sorted(by: Self.order) == files.values.sorted(by: Self.order))
    #expect(Claims.files.allSatisfy { Catalogue.lesson(named: $0.name) != nil })
  }

  @Test func `a lesson is found by its name`() {
    #expect(Catalogue.lesson(named: "clase6")?.text.contains("lesson clase6") == true)
    #expect(Catalogue.lesson(named: "clase7") == nil)
    #expect(Claims.files(of: "clase6").count >= 1)
  }

  @Test func `a lesson's title is read in both languages`() {
    let title = Catalogue.lesson(named: "clase6")?.title
    #expect(title?.es == "Ejemplo numérico: retropropagación en una red 2-2-2")
    #expect(title?.en == "Numeric example: backpropagation in a 2-2-2 network")
  }

  @Test(arguments: [
    ("lesson a\n  es \"uno\"  en \"one\"\nsettings\n", "a", "uno", "one"),
    ("# remark\nlesson b\n  es \"solo\"\nsettings\n  es \"no\"\n", "b", "solo", "solo"),
    ("lesson c\n", "c", "c", "c"),
    ("lesson d\n  source \"es\" \"x\"\n  en \"a \\\"b\\\" # c\" # en \"no\"\n", "d", "a \"b\" # c", "a \"b\" # c"),
    ("lesson e\nsettings\n  n = 1 es \"no\"\n", "e", "e", "e"),
  ])
  func `the name and the title stand in the first lines`(text: String, name: String, es: String, en: String) throws {
    let bytes = Array(text.utf8CString)
    try bytes.withUnsafeBufferPointer { buffer in
      let start = try #require(buffer.baseAddress)
      let found = try #require(EmbeddedText.split(start, length: buffer.count).first)
      #expect(found.name == name)
      #expect(found.title.es == es)
      #expect(found.title.en == en)
    }
  }

  private static func order(_ left: Data, _ right: Data) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}
