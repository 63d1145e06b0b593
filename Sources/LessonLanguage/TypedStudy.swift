import Typesetting

/// A study as a reader's options make it: lines typed for `--vary`, `--seeds` and `--solved`, in place of the lesson's own.
///
/// They are read as if they stood below the file, and what is wrong with one is told with its option.
package struct TypedStudy: Sendable {
  /// The lesson with these lines in its text.
  package let lesson: Lesson
  /// The study that they make.
  package let study: StudySyntax
  /// Whether it varies something else than the lesson's own.
  package let isChanged: Bool
  private let lines: [(word: String, typed: LocatedError.Typed)]
  private let first: Int

  /// - Parameters:
  ///   - study: one of the lesson's own; nil for one that is made of the lines alone.
  ///   - lines: the first word of each line, and the option with what was typed for it.
  package init(
    _ lesson: Lesson, _ study: StudySyntax?, lines: [(word: String, typed: LocatedError.Typed)]
  ) throws(LessonError) {
    self.lines = lines
    first = lesson.source.lines.count
    let source = SourceText(
      file: lesson.source.file, lines: lesson.source.lines + lines.map { "\($0.word) \($0.typed.text)" })
    var own = StudySyntax(range: SourceRange(line: first + 1, column: 1))
    for (place, line) in lines.enumerated() {
      do throws(LocatedError) {
        let before = String(repeating: "\n", count: first + place)
        guard let text = try Lexer.lines(of: before + "\(line.word) \(line.typed.text)").first else { continue }
        var parser = LineParser(text)
        try parser.study(into: &own)
      } catch {
        throw Self.blaming(source.error(error), lines, first)
      }
    }
    var made = study ?? StudySyntax(range: own.range)
    // What is varied anew takes the place of what the study varies under that name.
    made.varied = made.varied.filter { old in !own.varied.contains { $0.name.plain == old.name.plain } } + own.varied
    made.fixed = made.fixed.filter { old in !own.varied.contains { $0.name.plain == old.name.plain } }
    made.seeds = own.seeds ?? made.seeds
    made.criterion = own.criterion ?? made.criterion
    isChanged = !own.varied.isEmpty
    self.study = made
    self.lesson = Lesson(lesson.syntax, source: source)
  }

  /// `lr=0,1;0,5` as `lr=0.1,0.5`; what has no semicolon, or parentheses, stays.
  package static func withPoints(_ text: String) -> String {
    guard text.contains(";"), !text.contains("(") else { return String(text.map { $0 == ";" ? "," : $0 }) }
    return String(text.map { $0 == "," ? "." : $0 == ";" ? "," : $0 })
  }

  /// An error of a typed line with its option, and any other as it is.
  package func blaming(_ error: LessonError) -> LessonError { Self.blaming(error, lines, first) }

  private static func blaming(
    _ error: LessonError, _ lines: [(word: String, typed: LocatedError.Typed)], _ first: Int
  ) -> LessonError {
    guard let range = error.range, lines.indices.contains(range.line - first - 1) else { return error }
    let line = lines[range.line - first - 1]
    var blamed = error
    blamed.file = ""
    blamed.option = line.typed.option
    blamed.lineText = line.typed.text
    blamed.range = SourceRange(
      line: 1, column: max(1, range.column - line.word.count - 1), length: range.length)
    return blamed
  }
}
