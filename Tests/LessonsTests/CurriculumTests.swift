import Foundation
import Lessons
import Testing

@Suite struct CurriculumTests {
  private static var names: [String] { Curriculum.themes.flatMap(\.names) }

  @Test func `every lesson stands in exactly one theme`() {
    for name in Catalogue.names { #expect(Self.names.filter { $0 == name }.count == 1, "\(name)") }
    #expect(Curriculum.shelves.flatMap { $0.lessons.map(\.name) }.sorted() == Catalogue.names.sorted())
  }

  @Test func `every name of the table is a lesson`() {
    #expect(Set(Self.names) == Set(Catalogue.names))
    #expect(Set(Self.names).count == Self.names.count)
  }

  @Test func `each lesson is followed by the next of the table, the last by none`() {
    let lessons = Self.names.filter(Catalogue.names.contains)
    #expect(lessons.compactMap { Curriculum.next(after: $0)?.name } == Array(lessons.dropFirst()))
    #expect(Curriculum.next(after: "nothing") == nil)
  }

  @Test func `the README has the themes and the lessons in the same order`() throws {
    let readme = try String(contentsOf: CatalogueTests.root.appending(path: "README.md"), encoding: .utf8)
    let rows = Curriculum.themes.map { theme in
      "| \(theme.title.en) | \(theme.names.map { "`\($0)`" }.joined(separator: ", ")) |\n"
    }
    #expect(readme.contains("| theme | lessons |\n|---|---|\n" + rows.joined() + "\n"))
  }
}
