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
  /// The fewest decimals of the numbers in the same column of a table that have any.
  var columnDecimals: Int?
  /// The rule by which most numbers of the same part agree, where they do not by one: it is tried first.
  var preferred: PrintedRule?

  /// Each printed cell against its entry: of the exact run, of the page's own, of mixtures of both, and last of the page
  /// with its wrong numbers.
  ///
  /// A number is judged by what the lesson computes from what stands before it, never by its own print.
  ///
  /// - Parameters:
  ///   - values: with the page as far as it is right.
  ///   - whole: with all that it prints; nil where nothing is wrong.
  ///   - root: the wrong number that an entry of the line follows from, given what agrees with its digits.
  func judge(
    _ formula: Resolved, _ cells: [[PrintedSyntax]], _ values: LineValues, whole: LineValues?,
    root: (_ offset: Int, _ agrees: (LineValues) -> Bool) throws(LocatedError) -> Verdict.Root?, at range: SourceRange
  ) throws(LocatedError) -> [Verdict.Number] {
    try PrintedShape(cells, values.exact.shape).check(address, at: range)
    return try numbers(cells, of: values.exact.shape) { offset, printed throws(LocatedError) in
      let computed = (qualifiers.isCarried ? values.page.first : nil)?.values[offset] ?? values.exact.values[offset]
      if let found = preferred.flatMap({ find(printed, in: values, offset, by: $0) })
        ?? find(printed, in: values, offset)
      {
        return Finding(computed, found.value, rules(found.value, printed), found.judgement)
      }
      if let found = whole.flatMap({ find(printed, in: $0, offset) }),
        let root = try root(offset, { find(printed, in: $0, offset) != nil })
      {
        return Finding(computed, nil, found.rules, .follows(root))
      }
      return Finding(computed, nil, [], .wrong)
    }
  }

  /// What an entry comes to that the digits agree with: exactly, on the page, or with a mixture of operands.
  ///
  /// - Parameter only: the one rule that is allowed; nil for those that the heading allows.
  private func find(
    _ printed: Verdict.Number, in values: LineValues, _ offset: Int, by only: PrintedRule? = nil
  ) -> (value: Double, rules: Set<Verdict.Rule>, judgement: Verdict.Judgement)? {
    let exact = values.exact.values[offset]
    let page = values.page.map { $0.values[offset] }
    // A heading that says `carried` takes the page's own run only, one with a tolerance the exact one only.
    if !qualifiers.isCarried || page.allSatisfy({ $0 == exact }) {
      let rules = rules(exact, printed, by: only)
      if !rules.isEmpty { return (exact, rules, .right) }
    }
    for value in page where value != exact && (qualifiers.isCarried || tolerance == nil) {
      let rules = rules(value, printed, by: only)
      if !rules.isEmpty { return (value, rules, .fromPrinted(isMixed: false)) }
    }
    guard !qualifiers.isCarried, tolerance == nil else { return nil }
    let mixtures = values.mixtures(of: offset)
    guard saySomething(mixtures, of: printed, exact) else { return nil }
    for value in mixtures {
      let rules = rules(value, printed, by: only)
      if !rules.isEmpty { return (value, rules, .fromPrinted(isMixed: true)) }
    }
    return nil
  }

  /// Whether it says something that a mixture agrees: when they would explain many numbers that are far from the exact
  /// one, one of them fits a wrong number by chance.
  private func saySomething(_ mixtures: [Double], of printed: Verdict.Number, _ exact: Double) -> Bool {
    guard let digits = printed.digits else { return false }
    guard let unit = DecimalDigits(printed: "1e\(digits.exponent)")?.doubleValue else { return false }
    var far: Set<Double> = []
    for value in mixtures {
      for count in [(value / unit).rounded(), (value / unit).rounded(.towardZero)]
      where abs(count - exact / unit) >= Self.farUnits {
        far.insert(count)
      }
    }
    return far.count <= Self.mostFar
  }

  /// Units of the last place from which on a number is far from another.
  private static let farUnits = 3.0
  /// Far numbers that the mixtures of a line may explain: 2 of the 194 that are 3 to 99 units away are one in a hundred.
  private static let mostFar = 2

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
    _ judge: (_ offset: Int, _ printed: Verdict.Number) throws(LocatedError) -> Finding
  ) throws(LocatedError) -> [Verdict.Number] {
    let decimals = [Self.fewestDecimals(cells.joined()), columnDecimals].compactMap { $0 }.min() ?? 0
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
      numbers.append(number(try judge(offset, printed)))
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
    PrintedSyntax.decimals(of: digits) == 0 && !Self.hasPower(digits) && PrintedSyntax.fraction(digits) == nil
  }

  private static func hasPower(_ digits: String) -> Bool { digits.contains { $0 == "e" || $0 == "E" } }

  /// The fewest decimals of the numbers that are printed with decimals: what a whole number among them has, too.
  static func fewestDecimals(_ cells: some Sequence<PrintedSyntax>) -> Int? {
    cells.lazy.compactMap { $0.digits }.filter { !hasPower($0) }.map { PrintedSyntax.decimals(of: $0) }
      .filter { $0 > 0 }.min()
  }

  /// The rules by which the digits agree, of those that the heading allows; a number printed without decimals is not
  /// taken for a truncated one unless the heading says so.
  private func rules(_ value: Double, _ number: Verdict.Number, by only: PrintedRule? = nil) -> Set<Verdict.Rule> {
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
      case _ where only != nil && only != rule: break
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
