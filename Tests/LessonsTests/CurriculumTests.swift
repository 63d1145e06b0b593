import Foundation
import Lessons
import Testing

@Suite struct CurriculumTests {
  /// Names of the table whose lessons are still to come.
  private static let awaited: Set<String> = [
    "activations", "blocks", "cnn", "conv-filter", "derivatives", "diversity", "encoding", "eta-study", "flatten",
    "gradient-clipping", "gradient-dead", "gradient-descent", "gradient-explosion", "gradient-free",
    "gradient-problems", "gradient-saddle", "hyperparameters", "init", "learning-rate", "linear-collapse", "losses",
    "normalisation", "normalisation-deep", "notation", "overfitting", "parameters", "pooling", "quadratic-eq",
    "receptive-field", "regularization", "saturation", "shift", "softmax-ce", "training-cycle", "xor-torch",
  ]

  private static var names: [String] { Curriculum.themes.flatMap(\.names) }

  @Test func `every lesson stands in exactly one theme`() {
    for name in Catalogue.names { #expect(Self.names.filter { $0 == name }.count == 1, "\(name)") }
    #expect(Curriculum.shelves.flatMap { $0.lessons.map(\.name) }.sorted() == Catalogue.names.sorted())
  }

  @Test func `every name of the table is a lesson, but for those still to come`() {
    #expect(Set(Self.names).subtracting(Catalogue.names) == Self.awaited)
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
