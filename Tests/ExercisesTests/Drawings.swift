import Execution
import LessonLanguage
import Lessons
import Testing
import Trace
import Typesetting

@testable import Exercises

/// Drawings of variants for tests: of the program's lessons and of ones written out in a test.
enum Drawings {
  /// One of the program's lessons, under settings such as `start=golden`.
  static func of(
    _ name: String, vary names: [String]? = nil, digits: AskedDigits = AskedDigits(), set given: [String] = []
  ) throws -> VariantDrawing {
    let text = try #require(Catalogue.lesson(named: name)).text
    let (lessons, source) = try LessonParser.read(text, file: "\(name).lesson")
    let lesson = Lesson(try #require(lessons.first), source: source)
    var settings = LessonSettings()
    for pair in given {
      let (name, value) = try #require(TypedSetting.parts(of: pair))
      let setting = TypedSetting(name, value, among: SettingLine.all(of: lesson)) { "--set \($0)" }
      settings.overrides[setting.key] = try setting.value()
    }
    return try VariantDrawing(lesson, vary: names, digits: digits, settings: settings)
  }

  /// A lesson that a test writes out; of several in a text the one of this name.
  static func written(_ text: String, named name: String? = nil, vary names: [String]? = nil) throws -> VariantDrawing {
    let (lessons, source) = try LessonParser.read(text, file: "page.lesson")
    let syntax = try #require(lessons.first { name == nil || $0.name == name })
    return try VariantDrawing(Lesson(syntax, source: source), vary: names)
  }

  /// What is said where there is no drawing, in both languages.
  static func refusal(_ body: () throws -> VariantDrawing) throws -> String {
    do {
      _ = try body()
      Issue.record("nothing was refused")
      return ""
    } catch VariantDrawing.Fault.variant(let fault) {
      #expect(fault.isOfRequest)
      return fault.message.es + " | " + fault.message.en
    }
  }

  /// The kinds of draws that were refused on the way to some variants, and what came of them.
  static func kinds(_ drawing: VariantDrawing, variants: Int) throws -> (kinds: Set<VariantRefusal.Kind>, [Variant]) {
    let found = try (1...variants).map { try drawing.variant(VariantNumber($0), seed: 3) }
    return (Set(found.flatMap { $0.refusals.map { $0.kind } }), found)
  }

  /// The numbers of a variant's first iteration.
  static func moment(_ variant: Variant) throws -> Moment {
    let run = try Run(try variant.lesson.program().program)
    try run.advance(keepingEverything: true)
    return run.moment()
  }
}
