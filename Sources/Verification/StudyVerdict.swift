import LessonLanguage
import Trace
import Typesetting

/// What a study has to find for a claim of the notes to hold, and what it has found.
package struct StudyVerdict: Sendable, Hashable {
  /// The claim, and the lesson whose study it is.
  package let claim: String
  package let lesson: String
  package let study: String
  /// The demand as it is written: `share > 0.9 with h = 7`.
  package let text: String
  package let demand: StudyDemandSyntax
  /// Whether it says nothing of made-up examples.
  package let isOfData: Bool
  /// The two sides; nil as long as the study has not been run, and where it does not have what is named.
  package private(set) var left: Double?
  package private(set) var right: Double?
  /// Whether the study was run, and on examples of which the demand speaks.
  private(set) var isAsked = false
  /// Whether it was met; nil where that is not known.
  package private(set) var holds: Bool?

  init(claim: String, lesson: String, _ line: StudyClaimSyntax, text: String) {
    self.claim = claim
    self.lesson = lesson
    study = line.study
    demand = line.demand
    isOfData = line.isOfData
    self.text = text
  }

  /// The same with what the studies that were run have found.
  func judged(by results: [StudyResult]) -> StudyVerdict {
    guard let result = results.first(where: { $0.study.lesson == lesson && $0.study.name == study }) else {
      return self
    }
    guard !isOfData || result.study.hasGatheredExamples else { return self }
    var verdict = self
    verdict.isAsked = true
    verdict.left = result.value(of: demand.left)
    verdict.right = result.value(of: demand.right)
    verdict.holds = result.isComplete ? result.holds(demand) : nil
    return verdict
  }

  /// The demand, the two sides and whether it was met.
  package var fact: Fact {
    .record(
      ("claim", .text(claim)), ("lesson", .text(lesson)), ("study", .text(study)), ("demand", .text(text)),
      ("givenData", isOfData ? .flag(true) : nil), ("left", left.map { .number($0) }),
      ("right", right.map { .number($0) }), ("holds", holds.map { .flag($0) }))
  }
}

extension Report {
  /// The studies that claims wait for, by their names, each once.
  package var studiesWanted: [String] {
    var names: [String] = []
    for verdict in studies where !names.contains(verdict.study) { names.append(verdict.study) }
    return names
  }

  /// Judges what waits for studies.
  package mutating func judge(by results: [StudyResult]) {
    studies = studies.map { $0.judged(by: results) }
    claims = claims.map { claim in claim.judged(by: studies.filter { $0.claim == claim.id }) }
  }
}
