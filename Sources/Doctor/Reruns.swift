import Calculus
import Trace
import Typesetting
import Verification

/// What the wrong numbers of a page are in the iterations around theirs, and where the lesson runs with another choice or
/// rate, or with its updates made too early.
struct Reruns {
  /// What a number would be.
  struct Alternative {
    /// The place of the slip in `Slips.all`.
    let slip: Int
    let variant: String
    let value: Double
    let x: MathText
    let y: MathText?

    fileprivate func with(_ value: Double) -> Alternative {
      Alternative(slip: slip, variant: variant, value: value, x: x, y: y)
    }
  }

  /// By the place of the line, and that of the number in its formula.
  private var found: [Int: [Int: [Alternative]]] = [:]
  /// The iterations before those of the lines, by the place of the line.
  private var earlier: [Int: Moment] = [:]

  /// Runs of the lesson with something changed, for all lines that have the same conditions.
  private static let mostChanges = 12
  /// Numbers that all runs compute together, a fraction of a second's work.
  private static let mostNumbers = 2_000_000
  /// Building a run is worth so many numbers.
  private static let numbersOfBuilding = 10_000

  /// No other runs.
  init() {}

  init(_ verifier: Verifier, _ lines: [JudgedLine]) {
    var left = Self.mostNumbers
    var rest = lines.indices.filter { lines[$0].moments != nil }
    while let first = rest.first {
      let group = rest.filter { lines[$0].hasConditions(of: lines[first]) }
        .sorted { (lines[$0].iteration, $0) < (lines[$1].iteration, $1) }
      rest.removeAll { group.contains($0) }
      guard let last = group.last, let program = lines[first].moments?.exact.program else { continue }
      // One iteration more than is printed is looked at.
      let (cost, isTooMuch) = program.numbers.multipliedReportingOverflow(by: lines[last].iteration + 1)
      guard !isTooMuch, cost <= left else { continue }
      left -= cost + Self.numbersOfBuilding
      guard let usual = verifier.run(for: lines[first], .nothing) else { continue }
      for place in group { look(around: place, lines[place], usual) }
      for change in changes(program).prefix(Self.mostChanges) where left >= cost {
        left -= cost + Self.numbersOfBuilding
        guard let run = verifier.run(for: lines[first], change.change) else { continue }
        for place in group {
          guard let values = run.values(of: lines[place], at: lines[place].iteration) else { continue }
          add(change, values, run, place, lines[place])
        }
      }
    }
  }

  /// Of answers that somebody gave: what the updates come to with another rate, from their own numbers.
  init(ratesIn lines: [JudgedLine]) {
    guard let slip = Slips.place(of: "other-rate") else { return }
    for (place, line) in lines.enumerated() {
      guard let moments = line.moments else { continue }
      let program = moments.exact.program
      let isUpdate = line.formula.formula.references.contains { program.definition(of: $0)?.phase == .update }
      guard isUpdate else { continue }
      for setting in program.settings where program.rates.contains(setting.symbol) {
        guard case .number(let usual) = setting.value,
          let quantity = program.inputs.first(where: { $0.quantity.isSetting && $0.quantity.symbol == setting.symbol })?
            .quantity
        else { continue }
        for rate in OtherRate.rates(insteadOf: usual) {
          let moment = (moments.page ?? moments.exact).replacing(Entry(quantity, 0), with: rate)
          let values = moment.computed(line.formula).values
          let shown = NumberStyle().format(rate)
          let change = Alternative(
            slip: slip, variant: "\(setting.symbol.name) \(shown)", value: 0, x: .identifier(setting.symbol.name),
            y: .number(shown))
          for (number, offset) in line.numbers where number.judgement == .wrong && values.indices.contains(offset) {
            found[place, default: [:]][offset, default: []].append(change.with(values[offset]))
          }
        }
      }
    }
  }

  /// What a number of a line may be instead.
  func alternatives(of offset: Int, inLine place: Int) -> [Alternative] { found[place]?[offset] ?? [] }

  /// The iteration before that of a line.
  func moment(beforeLine place: Int) -> Moment? { earlier[place] }

  // MARK: - Changes

  private struct Change {
    let change: OtherRun.Change
    let slip: Int
    let variant: String
    let x: MathText?
    var y: MathText?
  }

  private func changes(_ program: Program) -> [Change] {
    guard let choice = Slips.place(of: "other-choice"), let rate = Slips.place(of: "other-rate"),
      let early = Slips.place(of: "updated-weight")
    else { return [] }
    var changes = [Change(change: .earlyUpdates, slip: early, variant: "run", x: nil)]
    for setting in program.settings {
      guard case .choice(let own, let all) = setting.value else { continue }
      changes += all.filter { $0 != own }.map { other in
        Change(
          change: .setting(setting, .choice(other)), slip: choice, variant: "\(setting.symbol.name) \(other)",
          x: .identifier(setting.symbol.name), y: .words(other))
      }
    }
    let rates = program.rates
    for setting in program.settings where rates.contains(setting.symbol) {
      guard case .number(let number) = setting.value, number != 0 else { continue }
      changes += OtherRate.factors.map { factor in
        Change(
          change: .setting(setting, .number(factor * number)), slip: rate,
          variant: "\(setting.symbol.name) \(NumberStyle().format(factor))", x: .identifier(setting.symbol.name),
          y: .number(NumberStyle().format(factor * number)))
      }
    }
    return changes
  }

  private mutating func add(_ change: Change, _ values: [Double], _ run: OtherRun, _ place: Int, _ line: JudgedLine) {
    let names = run.early.map { Notation().name($0) }
    let list = names.dropFirst().reduce(into: Array(names.prefix(1))) { $0 += [.sign(",", .punctuation), $1] }
    for (number, offset) in line.numbers where number.judgement == .wrong && values.indices.contains(offset) {
      found[place, default: [:]][offset, default: []].append(
        Alternative(
          slip: change.slip, variant: change.variant, value: values[offset], x: change.x ?? .row(list), y: change.y))
    }
  }

  /// The same line one iteration before and after.
  private mutating func look(around place: Int, _ line: JudgedLine, _ run: OtherRun) {
    guard let slip = Slips.place(of: "stale") else { return }
    for step in [-1, 1] {
      guard let values = run.values(of: line, at: line.iteration + step) else { continue }
      if step < 0 { earlier[place] = run.moment(at: line.iteration - 1) }
      for (number, offset) in line.numbers where number.judgement == .wrong && values.indices.contains(offset) {
        found[place, default: [:]][offset, default: []].append(
          Alternative(
            slip: slip, variant: step < 0 ? "before" : "after", value: values[offset], x: line.verdict.label, y: nil))
      }
    }
  }
}

extension JudgedLine {
  fileprivate var iteration: Int { verdict.iteration }
}

extension Program {
  /// How many numbers an iteration has.
  fileprivate var numbers: Int {
    (inputs.map { $0.quantity } + definitions.map { $0.quantity }).reduce(0) { $0 + $1.shape.count }
  }

  /// The settings that the updates read themselves.
  fileprivate var rates: Set<Symbol> {
    var found: Set<Symbol> = []
    for definition in definitions where definition.phase == .update {
      for quantity in definition.formula.references where quantity.isSetting { found.insert(quantity.symbol) }
    }
    return found
  }
}
