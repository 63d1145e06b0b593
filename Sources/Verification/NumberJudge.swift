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
  /// The numbers in the same column of a table.
  var column: PrintedColumn?
  /// The fewest decimals of the numbers under the heading that have any: what a 0 without decimals has, too, where its
  /// neighbours have none, and a single digit where numbers are carried on as they are printed.
  var headingDecimals: Int?
  /// What of a number may be nothing but rounding.
  let noise: RoundingNoise
  /// The rule by which most numbers of the same part agree, where they do not by one: it is tried first.
  var preferred: PrintedRule?

  /// Each printed cell against its entry: of the exact run, of the page's own, of mixtures of both, and last of the page
  /// with its wrong numbers.
  ///
  /// A number is judged by what the lesson computes from what stands before it, never by its own print.
  ///
  /// - Parameters:
  ///   - values: with the page as far as it is right.
  ///   - heading: with what the same heading prints, as far as it is right; nil where that is the page.
  ///   - whole: with all that it prints; nil where nothing is wrong.
  ///   - root: the wrong number that an entry of the line follows from, given what agrees with its digits.
  func judge(
    _ formula: Resolved, _ cells: [[PrintedSyntax]], _ values: LineValues, heading: LineValues?, whole: LineValues?,
    root: (_ offset: Int, _ agrees: (LineValues) -> Bool) throws(LocatedError) -> Verdict.Root?, at range: SourceRange
  ) throws(LocatedError) -> [Verdict.Number] {
    try PrintedShape(cells, values.exact.shape).check(address, at: range)
    let isRoundedToUnits = column?.hasWholeNumber == true || hasUnits(cells, values.exact)
    return try numbers(cells, of: values.exact.shape, isRoundedToUnits) { offset, printed throws(LocatedError) in
      let computed = (qualifiers.isCarried ? values.page.first : nil)?.values[offset] ?? values.exact.values[offset]
      let zero = isBareZero(printed) && !isRoundedToUnits ? BareZero { noise.noise(of: formula)[offset] } : nil
      func found(in values: LineValues, by rule: PrintedRule? = nil) -> Agreement? {
        find(printed, in: values, offset, zero, by: rule)
      }
      if let found = preferred.flatMap({ found(in: values, by: $0) }) ?? found(in: values)
        ?? heading.flatMap({ found(in: $0) })
      {
        let computed = found.judgement == .right ? found.value : computed
        return Finding(computed, found.value, rules(found.value, printed, zero), found.judgement)
      }
      if let agreement = whole.flatMap({ found(in: $0) }), let root = try root(offset, { found(in: $0) != nil }) {
        return Finding(computed, nil, agreement.rules, .follows(root))
      }
      return Finding(computed, nil, [], .wrong, onSheet: (whole ?? values).page.first?.values[offset])
    }
  }

  /// What digits agree with, and how.
  private typealias Agreement = (value: Double, rules: Set<Verdict.Rule>, judgement: Verdict.Judgement)

  /// A 0 without decimals: nothing is left of a number that is rounded to it, so it stands for what is 0 but for
  /// rounding.
  private final class BareZero {
    private let noise: () -> Double
    private lazy var most = noise()

    init(_ noise: @escaping () -> Double) { self.noise = noise }

    func standsFor(_ value: Double) -> Bool { RoundingNoise.isZero(value, most: most) }
  }

  /// Whether a number is a 0 that has no decimals, neither of its own nor those of its neighbours, where nothing says
  /// how it was rounded.
  private func isBareZero(_ printed: Verdict.Number) -> Bool {
    qualifiers.rule == nil && tolerance == nil && printed.neighbourDecimals == 0
      && PrintedSyntax.isPlainWhole(printed.printed) && printed.digits?.isZero == true
  }

  /// Whether another number than a 0 has been rounded to units.
  private func hasUnits(_ cells: [[PrintedSyntax]], _ exact: Matrix) -> Bool {
    zip(cells.joined(), exact.values).contains { cell, value in
      guard Self.isWholeNumber(cell), let digits = cell.digits.flatMap({ DecimalDigits(printed: $0) }) else {
        return false
      }
      return !PrintedRule.isEqual(value, to: digits)
        && PrintedRule.agrees(value: value, printed: digits).contains(.rounded)
    }
  }

  /// What an entry comes to that the digits agree with: exactly, on the page, or with a mixture of operands.
  ///
  /// - Parameter only: the one rule that is allowed; nil for those that the heading allows.
  private func find(
    _ printed: Verdict.Number, in values: LineValues, _ offset: Int, _ zero: BareZero?, by only: PrintedRule? = nil
  ) -> Agreement? {
    let exact = values.exact.values[offset]
    let page = values.page.map { $0.values[offset] }
    // A heading that says `carried` takes the page's own run only, one with a tolerance the exact one only.
    if !qualifiers.isCarried || page.allSatisfy({ $0 == exact }) {
      let rules = rules(exact, printed, zero, by: only)
      if !rules.isEmpty { return (exact, rules, .right) }
    }
    for value in page where value != exact && (qualifiers.isCarried || tolerance == nil) {
      let rules = rules(value, printed, zero, by: only)
      if !rules.isEmpty { return (value, rules, .fromPrinted(isMixed: false)) }
    }
    guard !qualifiers.isCarried, tolerance == nil else { return nil }
    let mixtures = values.mixtures(of: offset)
    guard saySomething(mixtures, of: printed, exact) else { return nil }
    for value in mixtures {
      let rules = rules(value, printed, zero, by: only)
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
    let onSheet: Double?

    init(
      _ computed: Double, _ value: Double?, _ rules: Set<Verdict.Rule>, _ judgement: Verdict.Judgement,
      onSheet: Double? = nil
    ) {
      self.computed = computed
      self.onSheet = onSheet
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
    return try numbers(cells, of: formula.shape, false) { _, _ in Finding(.nan, nil, [], .unjudged) }
  }

  private func numbers(
    _ cells: [[PrintedSyntax]], of shape: Shape, _ isRoundedToUnits: Bool,
    _ judge: (_ offset: Int, _ printed: Verdict.Number) throws(LocatedError) -> Finding
  ) throws(LocatedError) -> [Verdict.Number] {
    let neighbours = [Self.fewestDecimals(cells.joined()), column?.decimals].compactMap { $0 }.min()
    var numbers: [Verdict.Number] = []
    for (offset, cell) in cells.joined().enumerated() {
      guard let digits = cell.digits else { continue }
      let isMisprint = isMisprint || cell.isMisprint
      func number(_ found: Finding, decimals: Int) -> Verdict.Number {
        Verdict.Number(
          indices: shape.address(of: offset), printed: digits, neighbourDecimals: decimals,
          computed: found.computed, fromPrinted: found.fromPrinted, onSheet: found.onSheet, rules: found.rules,
          askedRule: askedRule, isMisprint: isMisprint, judgement: found.judgement)
      }
      let isWhole = PrintedSyntax.isPlainWhole(digits)
      let own = isWhole ? neighbours ?? 0 : 0
      let read = isWhole && neighbours == nil && isReadAsOthers(digits, isRoundedToUnits) ? headingDecimals : nil
      let printed = number(Finding(.nan, nil, [], .unjudged), decimals: read ?? own)
      guard printed.digits != nil else {
        throw LocatedError(cell.range, es: "«\(digits)» no es un número", en: "“\(digits)” is not a number")
      }
      let found = try judge(offset, printed)
      // What it should be is told as of a number that nothing says the decimals of.
      numbers.append(number(found, decimals: found.judgement.isRight ? read ?? own : own))
    }
    return numbers
  }

  /// Whether a whole number is read with as many decimals as others under the heading have: a 0 that no neighbour
  /// explains, or a single digit where the heading says that numbers are carried on as they are printed.
  private func isReadAsOthers(_ digits: String, _ isRoundedToUnits: Bool) -> Bool {
    guard qualifiers.rule == nil, tolerance == nil, let number = DecimalDigits(printed: digits) else { return false }
    return number.isZero ? !isRoundedToUnits : qualifiers.isCarried && number.digits.count == 1
  }

  private var askedRule: PrintedRule? {
    switch qualifiers.rule {
    case .rounded: .rounded
    case .truncated: .truncated
    case nil: nil
    }
  }

  /// Whether it is printed without decimals, and is not 0.
  static func isWholeNumber(_ cell: PrintedSyntax) -> Bool {
    guard let digits = cell.digits, PrintedSyntax.decimals(of: digits) == 0, PrintedSyntax.fraction(digits) == nil
    else { return false }
    return DecimalDigits(printed: digits)?.isZero == false
  }

  /// The fewest decimals of the numbers that are printed with decimals: what a whole number among them has, too.
  static func fewestDecimals(_ cells: some Sequence<PrintedSyntax>) -> Int? {
    cells.lazy.compactMap { $0.digits }.filter { !PrintedSyntax.hasPower($0) }.map { PrintedSyntax.decimals(of: $0) }
      .filter { $0 > 0 }.min()
  }

  /// The rules by which the digits agree, of those that the heading allows; a number printed without decimals is not
  /// taken for a truncated one unless the heading says so.
  private func rules(
    _ value: Double, _ number: Verdict.Number, _ zero: BareZero?, by only: PrintedRule? = nil
  ) -> Set<Verdict.Rule> {
    guard let printed = number.digits, zero?.standsFor(value) != false else { return [] }
    if let tolerance {
      return PrintedRule.isWithin(tolerance, value, of: printed) ? [.within] : []
    }
    if number.fraction != nil {
      guard PrintedRule.isEqual(value, to: printed) else { return [] }
      return [.exact]
    }
    var found: Set<Verdict.Rule> = []
    for rule in PrintedRule.accepted(value, printed: printed, isWhole: number.isWhole, asked: askedRule)
    where only == nil || only == rule {
      found.insert(rule == .rounded ? .rounded : .truncated)
    }
    return found
  }
}
