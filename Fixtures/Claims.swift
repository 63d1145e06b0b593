import CEmbedded
import Lessons

/// The numbers, shapes and formulas printed in the notes, as files that come with the program.
package enum Claims {
  /// The files in the order of the table in `CEmbedded.c`; each is named like the lesson it speaks of.
  package static let files = EmbeddedText.split(embedded_claims(), length: embedded_claims_length())

  /// The files about a lesson.
  package static func files(of lesson: String) -> [EmbeddedText] {
    files.filter { $0.name == lesson }
  }
}
