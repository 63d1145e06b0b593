import Calculus
import Typesetting

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
      var built = try ProgramBuilder.build(self, settings, .whole)
      // With fewer examples than a batch should have, `m` is how many there are.
      if let size = built.shortBatch { built = try ProgramBuilder.build(self, settings, .batch(of: size)) }
      var whole = built.builder
      var remainder: FormulaBuilder?
      if let size = whole.draft.program.batching?.remainder {
        var smaller = try remainderBuilder(settings, size)
        smaller.draft.program.isRemainder = true
        whole.draft.program.remainder = smaller.draft.program
        remainder = smaller
      }
      return (whole.draft.program, Scope(self, settings, whole, remainder: remainder))
    } catch {
      throw source.error(error)
    }
  }

  /// The builder of the program for the last batch; what does not fit there alone is told as such.
  private func remainderBuilder(_ settings: LessonSettings, _ size: Int) throws(LocatedError) -> FormulaBuilder {
    do {
      return try ProgramBuilder.build(self, settings, .batch(of: size)).builder
    } catch {
      var error = error
      error.message =
        Localized(
          es: "en el último lote, que solo tiene \(Noun.example(size).es): ",
          en: "in the last batch, which has only \(Noun.example(size).en): ") + error.message
      throw error
    }
  }

  /// What is wrong with a program, with the lesson's file and line.
  package func error(_ found: ProgramError) -> LessonError {
    source.error(LocatedError(found.line.map { SourceRange(line: $0, column: 1) }, found.reason))
  }
}
