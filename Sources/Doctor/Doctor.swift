import LessonLanguage
import Typesetting
import Verification

/// Looks for what made the wrong numbers of a page wrong.
///
/// What follows from a wrong number, or is right from rounded ones, has been told apart before, by `Verifier`. It never
/// guesses: a cause is said where its digits speak for it more than for chance, and otherwise nothing.
package enum Doctor {
  /// Judges a lesson as `Verifier.verify` does, and looks at every number that is found wrong.
  ///
  /// - Parameter looksAtMisprints: whether causes are wanted where all wrong numbers are known misprints.
  package static func verify(
    _ verifier: Verifier, with files: [(lesson: LessonSyntax, source: SourceText)] = [], looksAtMisprints: Bool = true
  ) throws(LessonError) -> (report: Report, diagnosis: Diagnosis) {
    var verifier = verifier
    let lines = Lines()
    verifier.observe = { lines.all.append($0) }
    verifier.observeClaims = { lines.wrongClaims = $0 }
    let report = try verifier.verify(with: files)
    let isWanted = looksAtMisprints || lines.all.contains { $0.hasUnknownFault }
    var diagnosis = isWanted ? diagnose(lines.all, Reruns(verifier, lines.all)) : Diagnosis()
    if let wrong = lines.wrongClaims { diagnosis.mends = FormulaDoctor.mends(of: wrong) }
    return (report, diagnosis)
  }

  private final class Lines {
    var all: [JudgedLine] = []
    var wrongClaims: WrongClaims?
  }

  /// What made an answer wrong, of somebody who sees all other numbers; the lesson is not run again.
  package static func diagnose(_ answer: JudgedLine) -> Diagnosis { diagnose([answer]) }

  /// What made answers wrong that one person gave, one after another; the lesson is not run again.
  package static func diagnose(_ answers: [JudgedLine]) -> Diagnosis { diagnose(answers, Reruns(ratesIn: answers)) }

  /// The causes of the numbers of these lines that are wrong.
  private static func diagnose(_ lines: [JudgedLine], _ reruns: Reruns) -> Diagnosis {
    guard lines.contains(where: { $0.moments != nil }) else { return Diagnosis() }
    let page = PrintedPage(lines)
    let blocks = page.blocks(reruns)
    var explanations = blocks.map { BlockExplanation($0) }
    for place in explanations.indices { explanations[place].explain() }
    // A slip that is made in two numbers or more is likelier elsewhere; a number never raises its own.
    let known = explanations.map { $0.known }
    for place in explanations.indices {
      explanations[place].explain(known: known.enumerated().reduce(into: []) { $0.formUnion($1.element) })
    }
    for place in explanations.indices {
      explanations[place].explainCopied()
      explanations[place].explainLast()
    }
    let followers = page.followers()
    let places = page.places()
    var diagnosis = Diagnosis()
    for (block, explained) in zip(blocks, explanations) {
      let open = explained.open.sorted().map { place in
        BlockExplanation.Found(
          numbers: [place], explanation: .open(Diagnosis.Description(block.numbers[place])))
      }
      for found in explained.found + open {
        let wrong = found.numbers.map { block.numbers[$0] }
        diagnosis.findings.append(
          Diagnosis.Finding(
            numbers: wrong.map { Diagnosis.Wrong($0) }, explanation: found.explanation,
            followers: wrong.flatMap { followers[$0.root] ?? [] }, tried: wrong.first?.tried ?? 0,
            isCutShort: wrong.contains { $0.isCutShort }))
      }
    }
    func place(_ finding: Diagnosis.Finding) -> Int { finding.numbers.first.flatMap { places[$0.root] } ?? .max }
    diagnosis.findings.sort { place($0) < place($1) }
    return diagnosis
  }
}

extension JudgedLine {
  /// Whether a number is wrong that is not marked as a misprint.
  fileprivate var hasUnknownFault: Bool { numbers.contains { $0.number.judgement == .wrong && !$0.number.isMisprint } }
}

extension Diagnosis.Wrong {
  init(_ wrong: WrongNumber) {
    self.init(
      root: wrong.root, right: wrong.right, due: wrong.due, digits: wrong.digits.digits.count,
      isMisprint: wrong.number.isMisprint)
  }
}

extension Diagnosis.Description {
  /// What can be seen of a number with at least three digits; nil where there is nothing to be seen.
  init?(_ wrong: WrongNumber) {
    let (value, digits) = (wrong.right, wrong.digits)
    // Rounded, it is off by one; nobody rounds 3.2 to a 4 without decimals, and an only digit, the 1 of a condition
    // that does not hold, is all of the number.
    if digits.digits.count > 1, !wrong.number.isWhole || value == value.rounded(),
      (wrong.printed - value).magnitude <= 1.5 * wrong.unit
    {
      self = .lastPlace
      return
    }
    guard digits.digits.count > 2 else { return nil }
    let seen: [(any Slip, Diagnosis.Description)] = [
      (LostSign(), .sign), (SwappedDigits(), .swappedDigits), (MisreadDigit(), .oneDigit), (LostDigit(), .lostDigit),
      (AddedDigit(), .addedDigit),
    ]
    for (slip, description) in seen where slip.copying(value, as: digits) != nil {
      self = description
      return
    }
    guard value != 0 else { return nil }
    let ratio = wrong.printed / value
    for simple in [-1, 10, 0.1, 2, 0.5, 100] where (ratio / simple - 1).magnitude <= 0.02 {
      self = .ratio(simple)
      return
    }
    return nil
  }
}
