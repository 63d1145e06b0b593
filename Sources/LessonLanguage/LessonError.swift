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
  /// The option of the command line for which the line was typed (`--set W1`); nil in a file.
  package var option: String?

  package init(file: String, range: SourceRange?, lineText: String, message: Localized, option: String? = nil) {
    self.file = file
    self.range = range
    self.lineText = lineText
    self.message = message
    self.option = option
  }
}

/// A finding inside a file whose name and lines the finder does not know; `SourceText` makes it a `LessonError`.
package struct LocatedError: Error, Hashable, Sendable {
  package var range: SourceRange?
  package var message: Localized
  /// What a reader typed for an option, when the range lies in it instead of the file.
  package var typed: Typed?

  /// A text from the command line.
  package struct Typed: Hashable, Sendable {
    /// `--set W1`
    package let option: String
    package let text: String

    package init(option: String, text: String) {
      self.option = option
      self.text = text
    }
  }

  package init(_ range: SourceRange?, es: String, en: String, typed: Typed? = nil) {
    self.range = range
    self.message = Localized(es: es, en: en)
    self.typed = typed
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

  /// Does something; what is wrong with the text is then told with its file and line.
  package func locating<Value>(_ body: () throws(LocatedError) -> Value) throws(LessonError) -> Value {
    do {
      return try body()
    } catch {
      throw self.error(error)
    }
  }

  /// The finding with its file and line; with the option and its text when it was typed for one.
  package func error(_ found: LocatedError) -> LessonError {
    if let typed = found.typed {
      var found = found
      found.typed = nil
      var error = SourceText(file: "", text: typed.text).error(found)
      error.option = typed.option
      if error.lineText.isEmpty { error.lineText = typed.text }
      return error
    }
    let line = found.range.flatMap { lines.indices.contains($0.line - 1) ? lines[$0.line - 1] : nil } ?? ""
    return LessonError(file: file, range: found.range, lineText: line, message: found.message)
  }
}
