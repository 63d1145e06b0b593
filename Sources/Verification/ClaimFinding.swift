import LessonLanguage
import Trace
import Typesetting

/// What was found of a statement of the notes in one lesson.
package struct ClaimFinding: Sendable, Hashable {
  /// Its name.
  package let id: String
  /// Where in the notes: file, part and line.
  package let place: String
  /// The lesson that checks it.
  package let lesson: String
  package private(set) var outcome: Outcome
  /// What it comes to when studies find what they have to; nil where it does not wait for any.
  private var outcomeOfStudies: Outcome?
  /// Why it is an erratum, or is not checked.
  package let reason: Localized?

  package enum Outcome: Hashable, Sendable {
    /// A line does not say what is true.
    case disagrees
    /// The notes are wrong, or may be misread, or mislead; where there are lines they say what is true.
    case erratum(Erratum)
    /// A line could not be judged.
    case notJudged
    /// All its lines agree.
    case agrees
    /// It is about many runs of training.
    case forStudies
    /// It cannot be checked.
    case open
  }

  package enum Erratum: Int, Hashable, Sendable, CaseIterable {
    case misprint, transcription, wording
  }

  /// Those of a lesson's own text or of a file of printed numbers.
  ///
  /// - Parameter verdicts: what was found of the text's lines.
  static func all(of text: LessonSyntax, in lesson: String, _ verdicts: [Verdict]) -> [ClaimFinding] {
    text.sections.flatMap { section -> [ClaimFinding] in
      guard case .expect(let place, _) = section.kind else { return [] }
      return section.claims.map { claim, lines, studies in
        let own = verdicts.filter { $0.claim == claim.id }
        let reason = claim.reason ?? lines.first { $0.isMisprint && $0.meaning != nil }?.meaning
        let outcome = outcome(claim.standing, own.map { $0.result }, isPrinted: !lines.isEmpty)
        var finding = ClaimFinding(
          id: claim.id, place: place, lesson: lesson, outcome: outcome, reason: reason?.localized)
        if !studies.isEmpty, outcome != .disagrees, outcome != .notJudged {
          finding.outcomeOfStudies = outcome == .forStudies ? .agrees : outcome
          // What other lines have judged, or nothing can judge, studies may only refute.
          if lines.isEmpty && claim.standing != .open { finding.outcome = .forStudies }
        }
        return finding
      }
    }
  }

  init(id: String, place: String, lesson: String, outcome: Outcome, reason: Localized?) {
    self.id = id
    self.place = place
    self.lesson = lesson
    self.outcome = outcome
    self.reason = reason
  }

  /// The same after studies were run; one that lacks what is named leaves it unjudged, one on made-up examples as it was.
  func judged(by verdicts: [StudyVerdict]) -> ClaimFinding {
    let verdicts = verdicts.filter { $0.isAsked }
    guard let outcomeOfStudies, !verdicts.isEmpty else { return self }
    var finding = self
    finding.outcome =
      verdicts.contains { $0.holds == false }
      ? .disagrees : verdicts.contains { $0.holds == nil } ? .notJudged : outcomeOfStudies
    return finding
  }

  /// What a claim comes to whose lines came to this.
  private static func outcome(
    _ standing: ClaimSyntax.Standing?, _ results: [Verdict.Result], isPrinted: Bool
  ) -> Outcome {
    var hasMisprint = false
    var isJudged = !results.isEmpty || !isPrinted
    for result in results {
      switch result {
      case .disagrees, .follows, .misprintIsRight: return .disagrees
      case .misprint: hasMisprint = true
      case .notMeasured, .notPrinted: isJudged = false
      case .agrees: break
      }
    }
    guard isJudged else { return .notJudged }
    switch standing {
    case .misprint: return .erratum(.misprint)
    case .transcription: return .erratum(.transcription)
    case .wording: return .erratum(.wording)
    case .open: return .open
    case .study: return .forStudies
    case nil: return hasMisprint ? .erratum(.misprint) : .agrees
    }
  }
}

extension ClaimFinding {
  /// The document that it stands in, as the place names it: its file, or whatever stands before the first comma.
  package var document: String {
    if let known = CourseDocument.of(place) { return known.file }
    return place.parts(separatedBy: ", ").first ?? place
  }

  /// The line of the document, where the place gives it.
  package var line: Int? { PlaceInNotes(place).line }

  /// Its name, place and lesson, and what was found.
  package var fact: Fact {
    .record(
      ("id", .text(id)), ("document", .text(document)),
      ("documentTitle", CourseDocument.of(place).map { .text($0.title) }), ("place", .text(place)),
      ("line", line.map { .integer($0) }), ("lesson", .text(lesson)), ("verdict", .text(outcome.name)),
      ("reason", reason.map { .words($0) }))
  }
}

extension ClaimFinding.Outcome {
  fileprivate var name: String {
    switch self {
    case .disagrees: "disagrees"
    case .erratum(.misprint): "misprint"
    case .erratum(.transcription): "transcription"
    case .erratum(.wording): "wording"
    case .notJudged: "not-judged"
    case .agrees: "agrees"
    case .forStudies: "study"
    case .open: "open"
    }
  }

  /// Which of two lessons' findings of one claim counts: what is wrong before what is right, and that before what is
  /// not checked.
  package var rank: Int {
    switch self {
    case .disagrees: 0
    case .notJudged: 1
    case .erratum: 2
    case .agrees: 3
    case .forStudies: 4
    case .open: 5
    }
  }
}
