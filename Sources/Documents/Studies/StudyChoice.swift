import LessonLanguage
import Typesetting

/// The studies of a lesson that a reader asks for.
package struct StudyChoice {
  /// Each with its place among the lesson's, from 0; without one, the study is made of what the reader types.
  package let studies: [(place: Int, study: StudySyntax?)]

  /// There is no such study.
  package struct Unknown: Error {
    package let message: Localized
  }

  /// - Parameters:
  ///   - asked: a study's name or number; nil for all of them.
  ///   - makesOwn: whether the reader says what is varied or solved; without a name that is a study of its own.
  package init(_ lesson: LessonSyntax, _ asked: String?, makesOwn: Bool = false) throws(Unknown) {
    let written = lesson.studies
    let known = written.indices.map { written[$0].name ?? "\($0 + 1)" }
    if let asked {
      guard let place = written.indices.first(where: { written[$0].name == asked || "\($0 + 1)" == asked }) else {
        throw Unknown(
          message: StudyList.unknown(asked, in: lesson.name, known: known, near: Nearest.word(to: asked, among: known)))
      }
      studies = [(place, written[place])]
    } else if makesOwn {
      studies = [(written.count, nil)]
    } else {
      guard !written.isEmpty else {
        throw Unknown(message: StudyList.unknown("", in: lesson.name, known: [], near: nil))
      }
      studies = written.indices.map { ($0, written[$0]) }
    }
  }
}
