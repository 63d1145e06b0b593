import Calculus
import Doctor
import Typesetting
import Verification

/// What `lesson verify` says about a lesson: a line for each printed number, then the gradients, then the sum of it.
package struct VerificationDocument {
  private let language: Language
  /// Whether every entry of a matrix and every row of a table has its own line.
  private let isComplete: Bool

  /// - Parameter isComplete: open matrices and tables whose every entry agrees too.
  package init(_ language: Language, isComplete: Bool = false) {
    self.language = language
    self.isComplete = isComplete
  }

  /// Everything about one lesson.
  ///
  /// - Parameters:
  ///   - diagnosis: what may have made wrong numbers wrong.
  ///   - isChanged: whether the reader ran it otherwise than it is written.
  package func blocks(
    _ report: Report, _ diagnosis: Diagnosis = Diagnosis(), isChanged: Bool = false
  ) -> [Block] {
    var blocks: [Block] = [.heading(1, title(of: report))]
    if isChanged {
      blocks.append(
        .paragraph(
          Text([
            .faint(
              report.failures.isEmpty
                ? say("Con las opciones dadas.", "With the options given.")
                : say(
                  "Con las opciones dadas; los apuntes pueden estar calculados con las de la lección.",
                  "With the options given; the notes may have been computed with the lesson's own."))
          ])))
    }
    blocks += OtherFunctionWords(language).blocks(report)
    let counts = VerificationCounts(report.verdicts.filter { $0.isFromNotes })
    if let printed = counts.printed { blocks.append(.paragraph(Text(printed[language]))) }
    for part in report.parts {
      let group = VerificationGroup(verdicts: part)
      blocks.append(.heading(2, Text(group.heading[language])))
      blocks.append(
        .list(VerificationItems(language, group: group, diagnosis: diagnosis, isComplete: isComplete).items))
    }
    blocks += VerificationDerivatives(language, mends: diagnosis.mends).blocks(report)
    blocks += StudyVerdictBlocks(language).blocks(report.studies)
    // The claims of the notes are about the lesson as it is written.
    if !isChanged {
      blocks += ClaimBlocks(language, ClaimAccount(report.claims), isComplete: isComplete).ofOneLesson
    }
    blocks.append(.paragraph(conclusion(report)))
    return blocks
  }

  /// The last line when several lessons were verified; `unreadable` of them could not be.
  package func summary(_ reports: [Report], unreadable: Int) -> [Block] {
    let all = VerificationCounts(reports.flatMap { $0.judged })
    let unjudged = reports.reduce(0) { $0 + $1.unmeasured.count }
    let wrong = reports.filter { !$0.isRight }
    let misprints = reports.reduce(0) { $0 + $1.misprints.count }
    var parts = [Noun.lesson(reports.count)[language] + ", " + all.total[language]]
    if misprints > 0 { parts.append(Noun.misprint(misprints)[language]) }
    parts.append(
      wrong.isEmpty
        ? say("todo coincide", "everything agrees")
        : say("no coincide todo en ", "not everything agrees in ") + wrong.map { $0.lesson }.joined(separator: ", "))
    if unjudged > 0 { parts.append(Noun.unjudged(unjudged)[language]) }
    if unreadable > 0 { parts.append(Noun.unreadable(unreadable)[language]) }
    let account = ClaimBlocks(language, ClaimAccount(reports.flatMap { $0.claims }), isComplete: isComplete)
    return account.blocks + [.paragraph(Text([.strong(parts.joined(separator: "; ") + ".")]))]
  }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  private func title(of report: Report) -> Text {
    guard let title = report.title, title[language] != report.lesson else { return Text(report.lesson) }
    return Text("\(report.lesson) · \(title[language])")
  }

  /// What is under way, for whoever waits.
  package static func progress(_ lesson: String, seconds: Double) -> Localized {
    let time = Int64(min(seconds, 1e9))
    return Localized(es: "se comprueba \(lesson) · \(time) s", en: "verifying \(lesson) · \(time) s")
  }

  // MARK: - The sum of it

  private func conclusion(_ report: Report) -> Text {
    let counts = VerificationCounts(report.judged)
    let noMisprints =
      report.failures.count { $0.result == .misprintIsRight } + report.gradients.count { !$0.isRight && $0.isMisprint }
    let wrongGradients = report.gradients.count { !$0.isRight && !$0.isMisprint && $0.cause == nil }
    let followingGradients = report.gradients.count { !$0.isRight && !$0.isMisprint && $0.cause != nil }
    let wrongDescents = report.descents.filter { !$0.isRight }.count
    var parts: [String] = []
    if report.isRight {
      if report.verdicts.isEmpty && report.gradients.isEmpty && report.descents.isEmpty {
        let isOther = !report.otherFunctions.isEmpty
        return Text([
          .strong(
            isOther
              ? say("No hay nada más que comprobar en esta lección.", "There is nothing else to check in this lesson.")
              : say("No hay nada que comprobar en esta lección.", "There is nothing to check in this lesson."))
        ])
      }
      parts.append(
        report.judged.isEmpty && report.gradients.isEmpty && report.descents.isEmpty
          ? say("no se ha podido juzgar nada", "nothing could be judged")
          : report.judged.isEmpty
            ? say("todo coincide", "everything agrees")
            : counts.detailed[language] + say(": todo coincide", ": everything agrees"))
    } else {
      if counts.wrong + counts.following > 0, let kinds = counts.kinds {
        parts.append(Noun.number(counts.numbers)[language] + ": " + kinds[language])
      }
      if counts.disagreeing > 0 { parts.append(Noun.disagreeing(counts.disagreeing)[language]) }
      if noMisprints > 0 { parts.append(Noun.noMisprint(noMisprints)[language]) }
      if wrongGradients > 0 { parts.append(Noun.wrongGradient(wrongGradients)[language]) }
      if followingGradients > 0 { parts.append(Noun.followingGradient(followingGradients)[language]) }
      if wrongDescents > 0 { parts.append(Noun.wrongDescent(wrongDescents)[language]) }
      let refuting = report.studies.count { $0.holds == false }
      if refuting > 0 { parts.append(Noun.refutingStudy(refuting)[language]) }
      if report.failures.isEmpty && noMisprints + wrongGradients + wrongDescents + refuting == 0 {
        parts.append(say("los pasos no tienen todos la misma c", "the steps do not all have the same c"))
      }
    }
    let others = report.descents.count { $0.isOfAnotherKind }
    if others > 0 { parts.append(Noun.otherDescent(others)[language]) }
    let unknown = report.gradients.count { !$0.isJudged }
    if unknown > 0 { parts.append(Noun.unjudgedGradient(unknown)[language]) }
    let unjudged = report.descents.count { !$0.isJudged }
    if unjudged > 0 { parts.append(Noun.unjudgedStep(unjudged)[language]) }
    if !report.unmeasured.isEmpty { parts.append(Noun.unjudged(report.unmeasured.count)[language]) }
    let misprints = report.misprints.count + report.gradients.count { $0.isMisprint && $0.isRight }
    if misprints > 0 { parts.append(Noun.misprint(misprints)[language]) }
    let text = parts.joined(separator: "; ")
    let sum = Text([.strong(text.prefix(1).uppercased() + text.dropFirst() + ".")])
    guard let cause = counts.firstCause else { return sum }
    let named = Text(say(" Primera causa: ", " First cause: ")) + PrintedText.name(of: cause, language) + Text(".")
    guard let carry = report.carry else { return sum + named }
    let option = "--carry \(carry.decimals)" + (carry.truncates ? " --truncate" : "")
    return sum + named
      + Text(say(" Con \(option) coinciden todos los números.", " With \(option) all the numbers agree."))
  }
}
