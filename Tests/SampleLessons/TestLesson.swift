import Calculus
import Execution
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// A lesson written out in a test, at work.
package struct TestLesson {
  package let scope: Scope
  package let timeline: Timeline
  package var runner: Run { timeline.run }
  package var program: Program { runner.program }

  /// - Parameters:
  ///   - text: the sections; `lesson t` is put before them unless the text begins with `lesson`.
  ///   - change: what a reader changes.
  ///   - run: what a reader asks of the run.
  /// - Throws: a `LessonError`.
  package init(
    _ text: String, change: (inout LessonSettings) throws -> Void = { _ in },
    run: (inout RunOptions) -> Void = { _ in }
  ) throws {
    let whole = text.hasPrefix("lesson") ? text : "lesson t\n" + text
    let syntax = try LessonParser.parse(whole, file: "t.lesson")
    var options = LessonSettings()
    options.digits = SampleLesson.digits
    try change(&options)
    var runOptions = RunOptions()
    run(&runOptions)
    let scope = try Lesson(syntax[0], source: SourceText(file: "t.lesson", text: whole)).program(settings: options)
      .scope
    self.scope = scope
    timeline = try scope.locating { () throws(ProgramError) in
      Timeline(try Run(scope.program, options: runOptions))
    }
  }

  /// The value of any formula or address at an iteration.
  package subscript(text: String, at iteration: Int) -> Matrix {
    get throws {
      try scope.locating { () throws(ProgramError) in try timeline.go(to: iteration) }
      return runner.moment().evaluate(try scope.of(runner.program).resolve(try LessonParser.formula(text)))
    }
  }

  /// The entries of any formula or address in the first iteration, row by row.
  package subscript(text: String) -> [Double] {
    get throws { try self[text, at: 1].values }
  }

  /// Runs until the run stops.
  package func runToEnd() throws {
    _ = try scope.locating { () throws(ProgramError) in try timeline.goToEnd() }
  }
}

/// The message of the error that a lesson written out gives, as a reader sees it; empty when there is none.
package func refusal(_ text: String, _ language: Language = .english) -> String {
  do {
    _ = try TestLesson(text)
    return ""
  } catch let error as LessonError {
    return error.description(language)
  } catch {
    return "\(error)"
  }
}
