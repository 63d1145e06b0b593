import Execution
import LessonLanguage
import Matrices
import Typesetting

/// A lesson as loaded, with what a reader has changed in it: its run with examples as they lie in it, and transposed.
final class Session {
  private let lesson: Lesson
  private let settings: Settings
  private let given: Given
  private var sides: [ExampleAxis: Side] = [:]
  /// What the lesson says of its examples.
  private let written: ExampleAxis

  /// What a network that reads digits is given beside its lesson.
  struct Given {
    var digit: DrawnDigit?
    var parameters: LearnedParameters?
  }

  /// Reads, elaborates and compiles a lesson; nothing runs yet.
  ///
  /// - Throws: what is wrong with it, or with a setting that was given.
  init(_ text: String, settings typed: String, _ given: Given = Given()) throws(EngineError) {
    self.given = given
    do throws(LessonError) {
      let (lessons, source) = try LessonParser.read(text, file: "lesson")
      guard let syntax = lessons.first else {
        throw source.error(LocatedError(nil, es: "no hay ninguna lección", en: "there is no lesson here"))
      }
      if let second = lessons.dropFirst().first {
        throw source.error(
          LocatedError(
            second.nameRange, es: "aquí cabe una sola lección, y esta es la segunda",
            en: "there is room for one lesson, and this is the second"))
      }
      lesson = Lesson(syntax, source: source)
      written = syntax.examples ?? .rows
      try SettingLine.check(lesson, against: Settings.taken)
    } catch {
      throw EngineError(error)
    }
    settings = try Settings(typed, for: lesson)
    if let twice = settings.given.first(where: { given.parameters?.names.contains($0) == true }) {
      var error = EngineError(
        Localized(
          es: "«\(twice)» es de lo que la red ha aprendido, y en esta página no se cambia",
          en: "“\(twice)” is of what the network has learned, and is not changed on this page"))
      error.setting = twice
      throw error
    }
    _ = try side(nil)
  }

  /// The lesson with its examples along an axis; nil: as it has them.
  ///
  /// - Throws: what is wrong with the lesson; where that is there only because of a setting, with its name.
  func side(_ convention: ExampleAxis?) throws(EngineError) -> Side {
    let convention = convention ?? written
    if let known = sides[convention] { return known }
    var own = settings.lesson
    own.isTransposed = convention != written
    own.digits = given.digit
    do throws(LessonError) {
      let scope = try lesson.program(settings: own).scope
      var run = settings.run
      run.start = given.parameters?.start(of: scope.program)
      let side = try Side(scope, run, settings.changes, isGiven: given.digit != nil)
      sides[convention] = side
      return side
    } catch {
      guard error.option == nil, let (cause, place) = lesson.blame(settings.given, of: own) else {
        throw EngineError(error)
      }
      var blamed = EngineError(cause)
      blamed.setting = settings.given[place]
      throw blamed
    }
  }
}
