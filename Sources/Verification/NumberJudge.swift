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

  /// Each printed cell against its entry: of the exact run, of the page's own, of mixtures of both, and last of the page
  /// with its wrong numbers.
  ///
  /// A number is judged by what the lesson computes from what stands before it, never by its own print.
  ///
  /// - Parameters:
  ///   - values: with the page as far as it is right.
  ///   - whole: with all that it prints; nil where nothing is wrong.
  ///   - root: the wrong number that the line's operands come from.
  func judge(
    _ formula: Resolved, _ cells: [[PrintedSyntax]], _ values: LineValues, whole: LineValues?,
    root: () -> Verdict.Root?, at range: SourceRange
  ) throws(LocatedError) -> [Verdict.Number] {
    try PrintedShape(cells, values.exact.shape).check(address, at: range)
    return try numbers(cells, of: values.exact.shape) { offset, printed in
      let computed = (qualifiers.isCarried ? values.page.first : nil)?.values[offset] ?? values.exact.values[offset]
      if let found = find(printed, in: values, offset) {
        return Finding(computed, found.value, found.rules, found.judgement)
      }
      if let found = whole.flatMap({ find(printed, in: $0, offset) }), let root = root() {
        return Finding(computed, nil, found.rules, .follows(root))
      }
      return Finding(computed, nil, [], .wrong)
    }
  }

  /// What an entry comes to that the digits agree with: exactly, on the page, or with a mixture of operands.
  private func find(
    _ printed: Verdict.Number, in values: LineValues, _ offset: Int
  ) -> (value: Double, rules: Set<Verdict.Rule>, judgement: Verdict.Judgement)? {
    let exact = values.exact.values[offset]
    let page = values.page.map { $0.values[offset] }
    // A heading that says `carried` takes the page's own run only, one with a tolerance the exact one only.
    if !qualifiers.isCarried || page.allSatisfy({ $0 == exact }) {
      let rules = rules(exact, printed)
      if !rules.isEmpty { return (exact, rules, .right) }
    }
    for value in page where value != exact && (qualifiers.isCarried || tolerance == nil) {
      let rules = rules(value, printed)
      if !rules.isEmpty { return (value, rules, .fromPrinted(isMixed: false)) }
    }
    guard !qualifiers.isCarried, tolerance == nil else { return nil }
    for value in values.mixtures(of: offset) {
      let rules = rules(value, printed)
      if !rules.isEmpty { return (value, rules, .fromPrinted(isMixed: true)) }
    }
    return nil
  }

  /// What was found of a printed number.
  private struct Finding {
    let computed: Double
    let fromPrinted: Double?
    let rules: Set<Verdict.Rule>
    let judgement: Verdict.Judgement

    init(_ computed: Double, _ value: Double?, _ rules: Set<Verdict.Rule>, _ judgement: Verdict.Judgement) {
      self.computed = computed
      fromPrinted = if case .fromPrinted = judgement { value } else { nil }
      self.rules = rules
      self.judgement = judgement
    }
  }

  /// The printed cells of something that is not measured where they say.
  func unmeasured(
    _ formula: Resolved, _ cells: [[PrintedSyntax]], at range: SourceRange
  ) throws(LocatedError) -> [Verdict.Number] {
    try PrintedShape(cells, formula.shape).check(address, at: range)
    return try numbers(cells, of: formula.shape) { _, _ in Finding(.nan, nil, [], .unjudged) }
  }

  private func numbers(
    _ cells: [[PrintedSyntax]], of shape: Shape,
    _ judge: (_ offset: Int, _ printed: Verdict.Number) -> Finding
  ) throws(LocatedError) -> [Verdict.Number] {
    let decimals = neighbourDecimals(cells)
    var numbers: [Verdict.Number] = []
    for (offset, cell) in cells.joined().enumerated() {
      guard let digits = cell.digits else { continue }
      let isMisprint = isMisprint || cell.isMisprint
      func number(_ found: Finding) -> Verdict.Number {
        Verdict.Number(
          indices: shape.address(of: offset), printed: digits, neighbourDecimals: isWhole(digits) ? decimals : 0,
          computed: found.computed, fromPrinted: found.fromPrinted, rules: found.rules, askedRule: askedRule,
          isMisprint: isMisprint, judgement: found.judgement)
      }
      let printed = number(Finding(.nan, nil, [], .unjudged))
      guard printed.digits != nil else {
        throw LocatedError(cell.range, es: "«\(digits)» no es un número", en: "“\(digits)” is not a number")
      }
      numbers.append(number(judge(offset, printed)))
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
      return [.exact]
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
    return found
  }
}
