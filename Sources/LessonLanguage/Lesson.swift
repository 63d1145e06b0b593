import Calculus

/// A lesson as written: the one door from its text to a program.
package struct Lesson: Sendable {
  package let syntax: LessonSyntax
  /// The file it stands in, where errors find their line.
  package let source: SourceText

  package init(_ syntax: LessonSyntax, source: SourceText) {
    self.syntax = syntax
    self.source = source
  }

  /// The program under a reader's settings, and what its names mean.
  ///
  /// A lesson with a smaller last batch has a program for it too, `program.remainder`.
  ///
  /// - Throws: a `LessonError` with the first real cause.
  package func program(
    settings: LessonSettings = LessonSettings()
  ) throws(LessonError) -> (program: Program, scope: Scope) {
    do throws(LocatedError) {
      var whole = try Elaborator(syntax, source: source, settings: settings, part: .whole)
      // With fewer examples than a batch should have, `m` is how many there are.
      if let size = whole.shortBatch {
        whole = try Elaborator(syntax, source: source, settings: settings, part: .batch(of: size))
      }
      var remainder: Elaborator?
      if let size = whole.program.batching?.remainder {
        var smaller = try Elaborator(syntax, source: source, settings: settings, part: .batch(of: size))
        smaller.program.isRemainder = true
        whole.program.remainder = smaller.program
        remainder = smaller
      }
      return (whole.program, Scope(self, settings, whole, remainder: remainder))
    } catch {
      throw source.error(error)
    }
  }

  /// What is wrong with a program, with the lesson's file and line.
  package func error(_ found: ProgramError) -> LessonError {
    source.error(LocatedError(found.line.map { SourceRange(line: $0, column: 1) }, found.reason))
  }
}
