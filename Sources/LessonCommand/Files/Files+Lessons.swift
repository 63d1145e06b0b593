import LessonLanguage
import OperatingSystem

extension Files {
  /// The largest lesson file that is read.
  package static let lessonLimit = 1 << 20

  /// The text of a lesson file, `-` for standard input; throws `FileError`, or a `LessonError` for what is not UTF-8.
  package static func text(at path: String, limit: Int = lessonLimit) throws -> String {
    try LessonParser.text(try bytes(at: path, limit: limit), file: path == "-" ? "stdin" : path)
  }
}
