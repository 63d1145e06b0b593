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

  /// The program under a reader's settings, bound to full batches, and what its names mean.
  ///
  /// Where the last batch is smaller, `program.remainder` is the same program bound to its length.
  ///
  /// - Throws: a `LessonError` with the first real cause.
  package func program(
    settings: LessonSettings = LessonSettings()
  ) throws(LessonError) -> (program: Program, scope: Scope) {
    do throws(LocatedError) {
      let built = try ProgramBuilder.build(self, settings)
      let open = built.asked.draft.program
      // Even where one length is all there is, that of another set is its own.
      guard let usual = open.batching?.size ?? open.usualLength ?? (open.evaluations.isEmpty ? nil : 1) else {
        return (open, Scope(self, settings, built, open))
      }
      var program = try bound(open, to: usual, settings.room)
      if let length = open.batching?.remainder {
        var smaller = try boundToLast(open, length, settings.room)
        smaller.isRemainder = true
        program.remainder = smaller
      }
      return (program, Scope(self, settings, built, program))
    } catch {
      throw source.error(error)
    }
  }

  private func bound(
    _ open: Program, to length: Int, _ room: Program.Evaluation.Room
  ) throws(LocatedError) -> Program {
    do throws(ProgramError) {
      return try open.bound(to: length, room: room)
    } catch {
      var located = LocatedError(error)
      if let line = error.line, source.lines.indices.contains(line - 1) {
        // The whole line is meant: its words begin after the blanks.
        let text = source.lines[line - 1]
        located.range = SourceRange(line: line, column: text.prefix { $0 == " " }.count + 1)
      }
      throw located
    }
  }

  /// What does not fit the last batch alone is told as such.
  private func boundToLast(
    _ open: Program, _ length: Int, _ room: Program.Evaluation.Room
  ) throws(LocatedError) -> Program {
    do throws(LocatedError) {
      return try bound(open, to: length, room)
    } catch {
      throw LocatedError(
        error.range,
        Localized(
          es: "en el último lote, que solo tiene \(Noun.example(length).es): ",
          en: "in the last batch, which has only \(Noun.example(length).en): ") + error.message)
    }
  }

  /// Runs something; what is wrong with the program is then told with the lesson's file and line.
  @discardableResult
  package func locating<Value>(_ body: () throws(ProgramError) -> Value) throws(LessonError) -> Value {
    do {
      return try body()
    } catch {
      throw self.error(error)
    }
  }

  /// What is wrong with a program, with the lesson's file and line.
  package func error(_ found: ProgramError) -> LessonError { source.error(LocatedError(found)) }
}

extension LocatedError {
  /// What is wrong with a program, at the line it names.
  init(_ error: ProgramError) {
    self.init(error.line.map { SourceRange(line: $0, column: 1) }, error.reason)
  }
}
