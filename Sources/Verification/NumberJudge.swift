import Calculus
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// Judges printed numbers by the exact rules: rounded or truncated at the printed decimals, never within a loose
/// tolerance.
struct NumberJudge {
  let qualifiers: ExpectQualifiers
  let isMisprint: Bool
  let tolerance: Double?
  /// What the numbers are said to be, as typed.
  let address: String
  /// What is printed in the same column of a table.
  var column: [PrintedSyntax] = []

  /// Each printed cell against its entry.
  ///
  /// A number is judged by what the lesson computes from what stands before it, never by its own print.
  func judge(
    _ formula: Resolved, _ cells: [[PrintedSyntax]], _ moment: Moment, at range: SourceRange
  ) throws(LocatedError) -> [Verdict.Number] {
    let computed = moment.computed(formula)
    try PrintedShape(cells, computed.shape).check(address, at: range)
    return try numbers(cells, of: computed.shape) { offset, printed in
      (computed.values[offset], rules(computed.values[offset], printed))
    }
  }

  /// The printed cells of something that is not measured where they say.
  func unmeasured(
    _ formula: Resolved, _ cells: [[PrintedSyntax]], at range: SourceRange
  ) throws(LocatedError) -> [Verdict.Number] {
    try PrintedShape(cells, formula.shape).check(address, at: range)
    return try numbers(cells, of: formula.shape) { _, _ in (.nan, []) }
  }

  private func numbers(
    _ cells: [[PrintedSyntax]], of shape: Shape,
    _ judge: (_ offset: Int, _ printed: Verdict.Number) -> (computed: Double, rules: Set<Verdict.Rule>)
  ) throws(LocatedError) -> [Verdict.Number] {
    let decimals = neighbourDecimals(cells)
    var numbers: [Verdict.Number] = []
    for (offset, cell) in cells.joined().enumerated() {
      guard let digits = cell.digits else { continue }
      let isMisprint = isMisprint || cell.isMisprint
      func number(_ computed: Double, _ rules: Set<Verdict.Rule>) -> Verdict.Number {
        Verdict.Number(
          indices: shape.address(of: offset), printed: digits, neighbourDecimals: isWhole(digits) ? decimals : 0,
          computed: computed, rules: rules, askedRule: askedRule, isMisprint: isMisprint,
          isAsMarked: rules.isEmpty == isMisprint)
      }
      let printed = number(.nan, [])
      guard printed.digits != nil else {
        throw LocatedError(cell.range, es: "«\(digits)» no es un número", en: "“\(digits)” is not a number")
      }
      let (computed, rules) = judge(offset, printed)
      numbers.append(number(computed, rules))
    }
    return numbers
  }

  private var askedRule: PrintedRule? {
    switch qualifiers.rule {
    case .rounded: .rounded
    case .truncated: .truncated
    case nil: nil
    }
  }

  private func isWhole(_ digits: String) -> Bool {
    PrintedSyntax.decimals(of: digits) == 0 && !hasPower(digits) && PrintedSyntax.fraction(digits) == nil
  }

  private func hasPower(_ digits: String) -> Bool { digits.contains { $0 == "e" || $0 == "E" } }

  /// The fewest decimals of the numbers that are printed with decimals: what a whole number among them has, too.
  private func neighbourDecimals(_ cells: [[PrintedSyntax]]) -> Int {
    (cells.flatMap { $0 } + column).compactMap { $0.digits }.filter { !hasPower($0) }
      .map { PrintedSyntax.decimals(of: $0) }.filter { $0 > 0 }.min() ?? 0
  }

  /// The rules by which the digits agree, of those that the heading allows; a number printed without decimals is not
  /// taken for a truncated one unless the heading says so.
  private func rules(_ value: Double, _ number: Verdict.Number) -> Set<Verdict.Rule> {
    guard let printed = number.digits else { return [] }
    if let tolerance {
      return abs(value - printed.doubleValue) <= tolerance ? [.within] : []
    }
    if number.fraction != nil {
      guard PrintedRule.isEqual(value, to: printed) else { return [] }
      return qualifiers.isCarried ? [.exact, .carried] : [.exact]
    }
    let agreeing = PrintedRule.agrees(value: value, printed: printed)
    var found: Set<Verdict.Rule> = []
    for rule in agreeing {
      switch rule {
      case .rounded where qualifiers.rule != .truncated: found.insert(.rounded)
      case .truncated where qualifiers.rule == .truncated: found.insert(.truncated)
      case .truncated where qualifiers.rule == nil && (!number.isWhole || agreeing.contains(.rounded)):
        found.insert(.truncated)
      case .rounded, .truncated: break
      }
    }
    if qualifiers.isCarried && !found.isEmpty { found.insert(.carried) }
    return found
  }
}
