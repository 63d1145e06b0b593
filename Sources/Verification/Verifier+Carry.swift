import Calculus
import Execution
import LessonLanguage
import Typesetting

extension Verifier {
  /// The way in which a hand must have cut every number, printed or not, where all that is printed agrees only so.
  ///
  /// It is looked for with as many decimals as most of the printed numbers have, rounded and then cut off.
  ///
  /// - Returns: nil where the numbers agree anyway, where they do not agree so either, where the reader has said how they
  ///   are carried, and where computing all of it again would take long.
  func carryThatExplains(
    _ report: Report, _ files: [(lesson: LessonSyntax, source: SourceText)], _ main: Scope
  ) throws(LessonError) -> RunOptions.Carry? {
    guard runOptions.carry == nil, !report.isInterrupted, report.verdicts.contains(where: { $0.hasWrongNumber }),
      let decimals = report.verdicts.usualDecimals, decimals <= Self.mostDecimals
    else { return nil }
    let last = report.verdicts.reduce(1) { max($0, $1.iteration) }
    let program = main.program
    let quantities = program.inputs.map { $0.quantity } + program.definitions.map { $0.quantity }
    guard quantities.reduce(0, { $0 + $1.shape.count }) <= Self.mostNumbers / last else { return nil }
    for truncates in [false, true] {
      let carry = RunOptions.Carry(decimals: decimals, truncates: truncates)
      var options = runOptions
      options.carry = carry
      let other = Verifier(
        lesson.syntax, source: lesson.source, options: self.options, runOptions: options, isInterrupted: isInterrupted)
      let found = try other.verifyPrinted(with: files, main)
      if found.isInterrupted { return nil }
      if !found.verdicts.contains(where: { $0.isFailure }) { return carry }
    }
    return nil
  }

  /// The decimals that `--carry` takes.
  private static let mostDecimals = 15
  /// The numbers that are cut for a remark: a second's work.
  private static let mostNumbers = 1_000_000
}

extension Verdict {
  /// Whether one of its numbers is wrong.
  fileprivate var hasWrongNumber: Bool {
    guard isFailure, case .numbers(let numbers) = finding else { return false }
    return numbers.contains { $0.judgement == .wrong && !$0.isMisprint }
  }
}

extension [Verdict] {
  /// The decimals of most printed numbers that have any; the fewest of equally many.
  fileprivate var usualDecimals: Int? {
    var counts: [Int: Int] = [:]
    for case .numbers(let numbers) in map({ $0.finding }) {
      for decimals in numbers.compactMap({ $0.digits?.decimals }) where decimals > 0 {
        counts[decimals, default: 0] += 1
      }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
