import Calculus
import Datasets
import Execution
import LessonLanguage
import Trace
import Typesetting

/// A lesson ready to run from Swift: one that came with the program, or the text of one.
///
///     let recording = try Scenario(named: "clase6")?.run(settings: ["lr": 0.5], iterations: 3)
///     recording?["dW1", at: 1]   // 2×2
public struct Scenario: Sendable {
  private let lesson: Lesson

  /// The lesson's name.
  public var name: String { lesson.syntax.name }

  /// The names of the lessons that come with the program.
  public static var names: [String] { Catalogue.names }

  /// What is wrong with a lesson's text or with the settings, in both languages: file, line, column and caret.
  public struct Failure: Error, Sendable, CustomStringConvertible {
    /// The error as the command prints it.
    public let message: Localized
    /// The English text.
    public var description: String { message.en }

    fileprivate init(_ error: LessonError) {
      message = Localized(es: error.description(.spanish), en: error.description(.english))
    }
  }

  /// A lesson that came with the program; nil for a name it does not have.
  ///
  /// Throws a `Failure` when its text is broken, which a test of this package excludes.
  public init?(named name: String) throws {
    guard let embedded = Catalogue.lesson(named: name) else { return nil }
    try self.init(text: embedded.text, file: "\(name).lesson")
  }

  /// The first lesson of a text in the lesson language.
  ///
  /// Throws a `Failure` that says where the text is wrong, `file` naming it.
  public init(text: String, file: String) throws {
    do {
      guard let first = try LessonParser.parse(text, file: file).first else {
        throw LessonError(
          file: file, range: nil, lineText: "",
          message: Localized(es: "no contiene ninguna lección", en: "it holds no lesson"))
      }
      lesson = Lesson(first, source: SourceText(file: file, text: text))
    } catch let error as LessonError {
      throw Failure(error)
    }
  }

  /// Runs the lesson until it stops and records the iterations asked for.
  ///
  /// - Parameters:
  ///   - settings: numbers by setting or option name: `["lr": 0.5, "hidden": 3]`.
  ///   - choices: choices by setting name: `["gate": "xor"]`.
  ///   - seed: decides the initial draws as `np.random.seed(seed)` would.
  ///   - iterations: replaces the lesson's own `stop after`.
  ///   - selection: the iterations to record; all of them unless said otherwise.
  /// - Throws: a `Failure` for a setting that the lesson does not have or a value that does not fit.
  public func run(
    settings: [String: Double] = [:], choices: [String: String] = [:], seed: UInt32 = 1, iterations: Int? = nil,
    recording selection: IterationSelection = .all
  ) throws -> Recording {
    var changed = LessonSettings()
    changed.digits = DigitSource(.madeUp(count: DigitSource.usualCount, seed: 1))
    for (name, value) in settings { changed.overrides[name] = .number(value) }
    for (name, choice) in choices { changed.overrides[name] = .choice(choice) }
    var options = RunOptions()
    options.seed = seed
    options.iterations = iterations
    do {
      let runner = try Run(lesson.program(settings: changed).program, options: options)
      var recording = Recording(runner.program)
      while !runner.isFinished {
        try runner.advance()
        if selection.contains(runner.iteration) || selection.includesLast && runner.isFinished {
          recording.record(runner)
        }
      }
      return recording
    } catch let error as ProgramError {
      throw Failure(lesson.error(error))
    } catch let error as LessonError {
      throw Failure(error)
    }
  }
}
