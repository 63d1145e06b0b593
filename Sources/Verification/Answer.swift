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
    try self.init(answer, for: address, typed: text, in: moment, scope, on: nil, line: 1, seesAll: true)
  }

  /// - Parameters:
  ///   - page: what the same person has answered before; nil for nothing.
  ///   - line: which of their answers it is.
  ///   - seesAll: whether they had all other numbers of the iteration before them.
  init(
    _ answer: String, for address: FormulaSyntax, typed text: String, in moment: Moment, _ scope: Scope,
    on page: Page?, line place: Int, seesAll: Bool
  ) throws(LessonError) {
    let source = SourceText(file: "", text: text)
    let formula = try source.locating { () throws(LocatedError) in
      let scope = scope.of(moment.program).reading(source)
      let found = try scope.resolve(address)
      if let missing = moment.unmeasured(found) { throw LocatedError(address.range, moment.whenMeasured(missing)) }
      try Self.check(found, address.range, text)
      return found
    }
    let printed = try PrintedSyntax(typed: AnswerSpelling.usual(answer))
    let judge = NumberJudge(
      qualifiers: ExpectQualifiers(), isMisprint: false, tolerance: nil, address: text, noise: RoundingNoise(moment))
    let (own, whole) = try scope.locating { () throws(ProgramError) in
      (try page?.moment(at: moment.iteration), try page?.wholeMoment(at: moment.iteration))
    }
    let values = LineValues(formula, exact: moment, page: own)
    let numbers = try source.locating { () throws(LocatedError) in
      try judge.judge(
        formula, [[printed]], values, heading: nil,
        whole: whole.map { LineValues(formula, exact: moment, page: $0) },
        root: { offset, agrees throws(LocatedError) -> Verdict.Root? in
          do throws(ProgramError) {
            return try page?.root(of: formula, at: offset, in: moment, agrees: agrees)
          } catch {
            throw LocatedError(address.range, error.reason)
          }
        }, at: address.range)
    }
    guard let number = numbers.first else { throw PrintedSyntax.refusal(of: answer) }
    self.number = number
    let isRight = number.judgement.isRight
    let verdict = Verdict(
      place: "", title: nil, label: Verifier.text(formula.formula, address, source), address: text,
      iteration: moment.iteration,
      moment: Verdict.Moment(isEpoch: false, number: moment.iteration, countsFromZero: false), settings: "",
      finding: .numbers(numbers), result: isRight ? .agrees : .disagrees, reason: nil, file: "", line: place)
    self.line = JudgedLine(
      verdict: verdict, formula: formula, offsets: [0], moments: isRight ? nil : (moment, whole ?? own),
      seesAll: seesAll)
  }

  /// That an address names one number; throws what else it names, and what would be one.
  package static func check(_ found: Resolved, _ range: SourceRange, _ text: String) throws(LocatedError) {
    guard found.formula.shape.isScalar else { throw severalEntries(found.formula, range, text) }
  }

  private static func severalEntries(_ formula: Formula, _ range: SourceRange, _ text: String) -> LocatedError {
    if case .reference(let quantity) = formula, !quantity.isDerivative { return Opening.which(quantity, range) }
    return LocatedError(
      range, es: "«\(text)» es de \(formula.shape), y una respuesta es un solo número",
      en: "“\(text)” is \(formula.shape), and an answer is a single number")
  }
}

extension Answer {
  /// Significant digits from which on an answer that is not exact says something.
  package static let fewestDigits = 2

  /// A number as small as that is what is left where terms cancel.
  private static let nothing = 1e-15

  /// Whether it agrees, but with so few digits that many numbers would.
  package var needsMoreDigits: Bool { number.judgement.isRight && needsMoreDigits(than: Self.fewestDigits) }

  /// Whether it agrees, or follows from an earlier one, with fewer significant digits and without being exact.
  package func needsMoreDigits(than fewest: Int) -> Bool {
    switch number.judgement {
    case .right, .fromPrinted, .follows: break
    case .wrong, .unjudged: return false
    }
    guard !number.isExact, let digits = number.digits else { return false }
    // What adding up in binary leaves beside a short number is nothing that a hand could write.
    let value = DecimalDigits(number.fromPrinted ?? number.computed)?.rounded(toSignificant: PrintedRule.judgedDigits)
    if value == digits || digits.isZero && (number.fromPrinted ?? number.computed).magnitude <= Self.nothing {
      return false
    }
    return number.fraction == nil && digits.digits.count < fewest
  }
}

extension Verdict.Number {
  /// The significant digits of a decimal number that a Double keeps.
  package static let knownDigits = 15

  /// Whether nothing was cut or rounded away: the printed number is the computed one, as far as a Double tells.
  ///
  /// With more digits than are judged that is not known. With as many as that, the last zeros of a Double's 15 digits may
  /// be chance: then it must be the Double itself.
  package var isExact: Bool {
    guard let digits, let exact = DecimalDigits(fromPrinted ?? computed), !hasUnjudgedDigits else { return false }
    guard !rules.isEmpty && !rules.contains(.within) else { return false }
    return exact == digits
      || digits.digits.count < PrintedRule.judgedDigits && exact.rounded(toSignificant: Self.knownDigits) == digits
  }
}
