import Typesetting

/// What is wrong with a lesson file, where, and what would be right: one error, the first real cause.
package struct LessonError: Error, Hashable, Sendable {
  /// The file as the reader named it.
  package var file: String
  /// Where, or nil when it concerns the whole file.
  package var range: SourceRange?
  /// The line of the file, for the caret.
  package var lineText: String
  /// What was found and what would fit.
  package var message: Localized

  package init(file: String, range: SourceRange?, lineText: String, message: Localized) {
    self.file = file
    self.range = range
    self.lineText = lineText
    self.message = message
  }
}

/// A finding inside a file whose name and lines the finder does not know; `SourceText` makes it a `LessonError`.
package struct LocatedError: Error, Hashable, Sendable {
  package var range: SourceRange?
  package var message: Localized

  package init(_ range: SourceRange?, es: String, en: String) {
    self.range = range
    self.message = Localized(es: es, en: en)
  }

  package init(_ range: SourceRange?, _ message: Localized) {
    self.range = range
    self.message = message
  }
}

/// A lesson file as text: where errors find their line.
package struct SourceText: Sendable {
  /// The name as the reader typed it: `xor.lesson`.
  package let file: String
  /// The lines without their ends.
  package let lines: [String]

  package init(file: String, lines: [String]) {
    self.file = file
    self.lines = lines
  }

  /// The finding with its file and line.
  package func error(_ found: LocatedError) -> LessonError {
    let line = found.range.flatMap { lines.indices.contains($0.line - 1) ? lines[$0.line - 1] : nil } ?? ""
    return LessonError(file: file, range: found.range, lineText: line, message: found.message)
  }
}
