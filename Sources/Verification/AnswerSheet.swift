import Calculus
import Execution
import LessonLanguage
import Trace

/// What one person answers, one number after another: a sheet of notes that is being written.
///
/// Each answer stands for the computed number in all that is judged after it, in later iterations, too: what is right
/// only for an earlier wrong answer follows from it, and is no error of its own.
package final class AnswerSheet {
  private let scope: Scope
  private let page: Page
  private var count = 0

  /// An empty sheet.
  ///
  /// - Parameter start: before the first iteration that is asked about.
  package init(_ scope: Scope, from start: RunStart) {
    self.scope = scope
    page = Page { () throws(ProgramError) in PageRun(try start.run(), isInterrupted: { false }) }
  }

  /// Judges an answer and writes it down: `0.70`, `−,5`, `9/8`, `2.2·10⁻⁵`. Of several about one number the last stands.
  ///
  /// - Parameters:
  ///   - answer: the number as typed, with either decimal mark.
  ///   - address: the entry, derivative or formula that it is an answer for.
  ///   - text: the text in which the address stands.
  ///   - moment: the exact numbers of the iteration.
  ///   - seesAll: whether whoever answers has every other number of the iteration before them.
  /// - Throws: what is wrong with the address or with the answer; the place of the latter is in its own text.
  package func judge(
    _ answer: String, for address: FormulaSyntax, typed text: String, in moment: Moment, seesAll: Bool
  ) throws(LessonError) -> Answer {
    let judged = try Answer(
      answer, for: address, typed: text, in: moment, scope, on: page, line: count + 1, seesAll: seesAll)
    count += 1
    guard let reading = reading(judged, moment) else { return judged }
    try scope.locating { () throws(ProgramError) in try page.carry([reading], in: moment) }
    return judged
  }

  /// The numbers of an iteration with the answers in the place of the computed ones.
  package func moment(at exact: Moment) throws(LessonError) -> Moment {
    try scope.locating { () throws(ProgramError) in
      let whole = try page.wholeMoment(at: exact.iteration)
      if let whole { return whole }
      return try page.moment(at: exact.iteration) ?? exact
    }
  }

  /// What stands for the computed number from here on; nil for what is no number of an iteration: what the lesson is
  /// given, and formulas without a name.
  private func reading(_ answer: Answer, _ moment: Moment) -> Page.Reading? {
    let (formula, number) = (answer.line.formula, answer.number)
    guard let digits = number.digits, case .entry(let entry)? = try? formula.formula.entry(at: 0),
      !formula.derived.contains(where: { $0.quantity == entry.quantity }),
      moment.program.definition(of: entry.quantity) != nil
        || moment.program.updates.contains(where: { $0.old == entry.quantity })
    else { return nil }
    let root: Verdict.Root?
    switch number.judgement {
    case .right, .fromPrinted: root = nil
    case .follows(let first): root = first
    case .wrong: root = Verdict.Root(number, in: answer.line.verdict)
    case .unjudged: return nil
    }
    return Page.Reading(
      printed: PageRun.Printed(quantity: entry.quantity, offset: entry.offset, number: digits.doubleValue),
      decimals: -digits.exponent, root: root)
  }
}
