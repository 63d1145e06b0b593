import Datasets
import Fixtures
import Foundation
import LessonLanguage
import Lessons
import Testing

@testable import Execution
@testable import Trace
@testable import Verification

/// The lessons compiled in, read as the command reads them.
enum BuiltIn {
  static let names = Catalogue.names

  /// A few made-up digits for the lessons that learn from them.
  static let digits = DigitSource(.madeUp(count: 160, seed: 1))

  /// Those of lessons that say how many they need.
  static let manyDigits = DigitSource(.madeUp(count: 1000, seed: 1))

  /// Lessons whose verification takes long in a debug build; `.ci/run` verifies all of them with the release build.
  static let slow: Set = [
    "cnn", "encoding", "flatten", "hyperparameters", "init", "normalisation-deep", "overfitting", "pooling",
    "regularization", "shift",
  ]

  /// What is quickly verified.
  static let quick = names.filter { !slow.contains($0) }

  private static func digits(for lesson: String) -> DigitSource {
    lesson.hasPrefix("mnist") || lesson == "hidden-size" ? digits : manyDigits
  }

  static func text(_ name: String) throws -> String {
    try #require(Catalogue.lesson(named: name)).text
  }

  /// The one lesson of a text.
  static func parsed(_ text: String, _ name: String) throws -> (lesson: LessonSyntax, source: SourceText) {
    let lessons = try LessonParser.parse(text, file: name)
    return (try #require(lessons.first), SourceText(file: name, text: text))
  }

  static func lesson(_ name: String) throws -> (lesson: LessonSyntax, source: SourceText) {
    try parsed(try text(name), "\(name).lesson")
  }

  /// What the notes print about a lesson, as files to verify it with.
  static func claims(_ name: String) throws -> [(lesson: LessonSyntax, source: SourceText)] {
    try Claims.files(of: name).map { try parsed($0.text, "\(name).expect") }
  }

  /// A verifier whose lesson has digits to learn from.
  static func verifier(_ lesson: LessonSyntax, _ source: SourceText) -> Verifier {
    var options = LessonSettings()
    options.digits = digits(for: lesson.name)
    var verifier = Verifier(lesson, source: source, options: options)
    // Each difference takes two passes through the network, and those with images are large.
    if lesson.name.hasPrefix("mnist") || lesson.name == "hidden-size" { verifier.mostDifferences = 3 }
    return verifier
  }

  /// A run with changed settings, at its start.
  static func timeline(_ name: String, _ choices: [String: String] = [:], seed: UInt32 = 1) throws -> Timeline {
    var run = RunOptions()
    run.seed = seed
    return Timeline(try Run(try scope(name, choices).program, options: run))
  }

  /// What the names of a lesson mean.
  static func scope(_ name: String, _ choices: [String: String] = [:]) throws -> Scope {
    let (lesson, source) = try lesson(name)
    var settings = LessonSettings()
    settings.digits = digits(for: name)
    for (setting, choice) in choices { settings.overrides[setting] = .choice(choice) }
    return try Lesson(lesson, source: source).program(settings: settings).scope
  }

  /// The numbers of a formula at the iteration where a run of the lesson stands; `scope` is that of the run's settings.
  static func values(_ formula: String, _ timeline: Timeline, _ scope: Scope) throws -> [Double] {
    let runner = timeline.run
    return runner.moment().evaluate(try scope.of(runner.program).resolve(try LessonParser.formula(formula))).values
  }
}
