import Calculus
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// What a reader says a number is, held against the run by the rules of printed numbers.
package struct Answer {
  /// The line of notes that the answer stands for, as it has been judged.
  package let line: JudgedLine
  /// The answer.
  package let number: Verdict.Number

  /// Judges an answer: `0.70`, `−,5`, `9/8`, `2.2·10⁻⁵`.
  ///
  /// - Parameters:
  ///   - answer: the number as typed, with either decimal mark.
  ///   - address: the entry, derivative or formula that it is an answer for.
  ///   - text: the text in which the address stands.
  /// - Throws: what is wrong with the address or with the answer; the place of the latter is in its own text.
  package init(
    _ answer: String, for address: FormulaSyntax, typed text: String, in moment: Moment, _ scope: Scope
  ) throws(LessonError) {
    let source = SourceText(file: "", text: text)
    let formula = try source.locating { () throws(LocatedError) in
      let scope = scope.of(moment.program).reading(source)
      let found = try scope.resolve(address)
      if let missing = moment.unmeasured(found) { throw LocatedError(address.range, moment.whenMeasured(missing)) }
      guard found.formula.shape.isScalar else { throw Self.severalEntries(found.formula, address.range, text) }
      return found
    }
    let printed = try PrintedSyntax(typed: answer)
    let judge = NumberJudge(
      qualifiers: ExpectQualifiers(), isMisprint: false, tolerance: nil, address: text, noise: RoundingNoise(moment))
    let values = LineValues(formula, exact: moment, page: nil)
    let numbers = try source.locating { () throws(LocatedError) in
      try judge.judge(
        formula, [[printed]], values, heading: nil, whole: nil,
        root: { _, _ throws(LocatedError) -> Verdict.Root? in nil }, at: address.range)
    }
    guard let number = numbers.first else { throw PrintedSyntax.refusal(of: answer) }
    self.number = number
    let isRight = number.judgement.isRight
    let verdict = Verdict(
      place: "", title: nil, label: Verifier.text(formula.formula, address, source), address: text,
      iteration: moment.iteration,
      moment: Verdict.Moment(isEpoch: false, number: moment.iteration, countsFromZero: false), settings: "",
      finding: .numbers(numbers), result: isRight ? .agrees : .disagrees, reason: nil, file: "", line: 1)
    line = JudgedLine(
      verdict: verdict, formula: formula, offsets: [0], moments: isRight ? nil : (moment, nil), seesAll: true)
  }

  private static func severalEntries(_ formula: Formula, _ range: SourceRange, _ text: String) -> LocatedError {
    if case .reference(let quantity) = formula, !quantity.isDerivative { return Opening.which(quantity, range) }
    return LocatedError(
      range, es: "«\(text)» es de \(formula.shape), y una respuesta es un solo número",
      en: "“\(text)” is \(formula.shape), and an answer is a single number")
  }
}
