import Calculus
import LessonLanguage

/// A lesson with the changes a reader asked for, ready to be elaborated for any size of batch.
package final class PreparedLesson {
  package let syntax: LessonSyntax
  package let source: SourceText
  package let options: Elaborator.Options
  /// The elaboration for full batches.
  package let main: Elaborator
  private var variants: [Int: Elaborator] = [:]

  /// - Throws: a `LessonError` when the lesson cannot be elaborated with these options.
  package init(
    _ syntax: LessonSyntax, source: SourceText, options: Elaborator.Options = Elaborator.Options()
  ) throws(LessonError) {
    self.syntax = syntax
    self.source = source
    self.options = options
    main = try Elaborator.elaborate(syntax, source: source, options: options)
  }

  /// The elaboration for a batch with so many examples.
  package func elaborator(batchSize: Int?) throws(LessonError) -> Elaborator {
    guard let batchSize, batchSize != main.program.batching?.size else { return main }
    if let known = variants[batchSize] { return known }
    var options = options
    options.batchSize = batchSize
    let made = try Elaborator.elaborate(syntax, source: source, options: options)
    variants[batchSize] = made
    return made
  }
}
