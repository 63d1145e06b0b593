import Calculus
import Datasets
import Execution
import Foundation
import LessonLanguage
import Matrices

/// A lesson that comes with the program or stands in Fixtures/Examples, with the changes that make a test quick.
package struct SampleLesson: Sendable, CustomStringConvertible {
  /// `xor`, `xor with start = golden`
  package let description: String
  package let source: SourceText
  package let syntax: LessonSyntax
  private let overrides: [String: LessonSettings.Override]

  /// The lesson's program.
  package func program(transposed: Bool = false) throws(LessonError) -> Program {
    try scope(transposed: transposed).program
  }

  /// What its names mean.
  package func scope(transposed: Bool = false, layers: Notation.Layers? = nil) throws(LessonError) -> Scope {
    var options = LessonSettings()
    options.layers = layers
    options.overrides = overrides
    options.isTransposed = transposed
    options.digits = Self.digits
    return try Lesson(syntax, source: source).program(settings: options).scope
  }

  /// A few made-up digits.
  package static let digits = DigitSource(.madeUp(count: 200, seed: 1))

  /// Every lesson, once for each choice it offers.
  package static let everyone: [SampleLesson] = {
    var found: [SampleLesson] = []
    for folder in ["Lessons", "Fixtures/Examples"] {
      for file in files(in: folder) { found += lessons(of: file) }
    }
    return found
  }()

  /// Of the lessons with images only one, for what takes long with 784 pixels.
  package static let all = everyone.filter { $0.isSmall || $0.description == "mnist" }

  /// The ones whose every entry can be looked at.
  package static let small = everyone.filter(\.isSmall)

  private var isSmall: Bool { !["mnist", "hidden-size", "cnn"].contains { description.hasPrefix($0) } }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

  private static func files(in folder: String) -> [URL] {
    let all = try? FileManager.default.contentsOfDirectory(
      at: root.appending(path: folder), includingPropertiesForKeys: nil)
    return (all ?? []).filter { $0.pathExtension == "lesson" }.sorted { $0.path < $1.path }
  }

  private static func lessons(of file: URL) -> [SampleLesson] {
    guard let text = try? String(contentsOf: file, encoding: .utf8),
      let lessons = try? LessonParser.parse(text, file: file.lastPathComponent)
    else { return [] }
    let source = SourceText(file: file.lastPathComponent, text: text)
    var found: [SampleLesson] = []
    let isExample = file.path.contains("Examples")
    for lesson in lessons where isExample || !outsized.contains(lesson.name) {
      let fewer = sizes[lesson.name, default: [:]].mapValues { LessonSettings.Override.number($0) }
      found.append(SampleLesson(description: lesson.name, source: source, syntax: lesson, overrides: fewer))
      for (name, choice) in otherChoices(of: lesson) {
        found.append(
          SampleLesson(
            description: "\(lesson.name) with \(name) = \(choice)", source: source, syntax: lesson,
            overrides: fewer.merging([name: .choice(choice)]) { $1 }))
      }
    }
    return found
  }

  /// Lessons that cannot be made small, need more digits, sit on a kink, add up in another order when they are turned or
  /// written out, or are of numbers near the ends of the range: they are held by their own expectations.
  private static let outsized: Set = [
    "activations", "cnn", "conv-filter", "encoding", "eta-study", "flatten", "gradient-descent", "gradient-explosion",
    "gradient-free", "gradient-problems", "gradient-saddle", "hyperparameters", "init", "learning-rate",
    "linear-collapse", "normalisation-deep", "overfitting", "pooling", "quadratic-eq", "receptive-field",
    "regularization", "shift", "xor-torch",
  ]

  /// Fewer neurons and examples; the last batch of each is smaller than the others.
  private static let sizes: [String: [String: Double]] = [
    "mnist": ["n1": 5, "n2": 4, "m": 16],
    "mnist-10": ["N": 5, "m": 48],
    "mnist-32": ["n1": 5, "n2": 4, "n3": 3, "m": 48],
    "mnist-128": ["h": 5, "B": 48],
    "mnist-data": ["m": 48],
    "hidden-size": ["n1": 6, "m": 48],
    "gradient-problems": ["L": 3, "u": 3],
    "quadratic-eq": ["N": 10, "h": 3, "m": 4],
  ]

  private static func otherChoices(of lesson: LessonSyntax) -> [(name: String, choice: String)] {
    lesson.sections.filter { $0.kind == .settings }.flatMap(\.lines).flatMap {
      line -> [(name: String, choice: String)] in
      guard case .statement(let statement) = line, case .choices(let names) = statement.body,
        let name = statement.target.plain
      else { return [] }
      return names.dropFirst().compactMap(\.plain).map { (Spelling.canonical(name), Spelling.canonical($0)) }
    }
  }
}
