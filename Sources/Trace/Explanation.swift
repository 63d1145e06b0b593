import Calculus
import Matrices
import Typesetting

/// One number opened: formula, substitution, value, and the numbers it came from.
package struct Explanation: Sendable {
  package let entry: Entry
  package let value: Double
  /// What the quantity means, in the lesson's words.
  package let meaning: Localized?
  package let origin: Origin
  /// The numbers that the formula reads, opened in turn as far as was asked.
  package let parts: [Explanation]

  /// Where the number comes from.
  package enum Origin: Sendable {
    /// Computed: the line as the lesson has it, and the formula of this entry (long sums shortened).
    case computed(line: Formula, entry: EntryFormula)
    /// Given or drawn before the first iteration, or changed by the update of the one before.
    case given(Phase)
    /// Computed on another set at the end of an epoch.
    case measured(Measured)
    /// A sum or a mean over the iterations of an epoch.
    case gathered(Gathered)
    /// A derivative that the reader's own formula asks for.
    case derived
    /// Not known to the program.
    case unknown
  }

  /// How a metric comes from another set.
  package struct Measured: Sendable, Hashable {
    /// `test`, `validation`
    package let set: String
    /// The epoch after which it was computed.
    package let epoch: Int
    /// The line that computes it there; nil where there is none.
    package let line: Formula?
  }

  /// What a sum or a mean over an epoch has gathered.
  package struct Gathered: Sendable, Hashable {
    package let isMean: Bool
    /// The iterations of the epoch as far as it has come.
    package let iterations: ClosedRange<Int>
    package let epoch: Int
  }

  /// The formula of one entry, with the terms of long sums that matter most.
  package struct EntryFormula: Sendable {
    /// Over entries of quantities and stand-ins for what was left out; terms stand in their order.
    package let formula: Scalar
    /// What each stand-in holds: how many terms, and their sum.
    package let omitted: [Int: Omitted]
    /// Which numbers win where the greatest or least of several is taken, in the order of the formula.
    package let winners: [Winner]
  }

  /// What wins where the greatest or least of several numbers is taken.
  package struct Winner: Sendable, Hashable {
    package let kind: Extreme.Kind
    /// The numbers that nothing goes beyond, in their order: the first wins.
    package let first: [Scalar]
    /// How many numbers there are.
    package let count: Int
  }

  /// Terms left out of a long sum.
  package struct Omitted: Sendable, Hashable {
    package let count: Int
    package let sum: Double
  }
}

/// Opens numbers of one iteration.
package struct Explainer {
  package let moment: Moment
  /// Terms that a sum may have to be shown as a whole.
  package var mostTerms = 12
  /// Terms shown of a longer one: the largest.
  package var keptTerms = 6

  package init(_ moment: Moment) {
    self.moment = moment
  }

  /// Opens an entry, and its parts down to `depth` levels below.
  package func explain(_ entry: Entry, depth: Int) throws(ShapeError) -> Explanation {
    let value = moment.entry(entry.quantity, entry.offset)
    guard let definition = definition(of: entry) else {
      return Explanation(
        entry: entry, value: value, meaning: moment.program.input(of: entry.quantity)?.meaning,
        origin: origin(of: entry.quantity), parts: [])
    }
    let whole = try definition.formula.entry(at: entry.offset)
    let shortened = try shorten(whole)
    return Explanation(
      entry: entry, value: value, meaning: definition.meaning,
      origin: .computed(line: definition.formula, entry: shortened), parts: try parts(of: shortened, depth: depth))
  }

  /// The line that computes an entry: of several that change some entries each, the last that changes this one.
  private func definition(of entry: Entry) -> Definition? {
    guard var definition = moment.definition(of: entry.quantity) else { return nil }
    while let (part, _) = definition.formula.replacedPart, part.place(of: entry.offset) == nil,
      let before = definition.formula.references.first, let earlier = moment.definition(of: before)
    {
      definition = earlier
    }
    return definition
  }

  /// Numbers that are opened below one, each as often as it is read: of more nobody reads the last.
  private static let mostOpened = 2_000

  /// How many levels can be opened below entries, at most as many as are asked for, before there are too many numbers.
  package func levels(below entries: [Entry], atMost depth: Int) throws(ShapeError) -> Int {
    var known: [Entry: [Entry]] = [:]
    var (level, opened) = (entries, 0)
    for depth in 0..<max(0, depth) {
      var next: [Entry] = []
      for entry in level {
        if known[entry] == nil {
          known[entry] =
            if let definition = definition(of: entry) {
              read(by: try shorten(try definition.formula.entry(at: entry.offset)))
            } else {
              []
            }
        }
        next += known[entry] ?? []
        guard opened + next.count <= Self.mostOpened else { return depth }
      }
      opened += next.count
      level = next
    }
    return depth
  }

  /// Up to how many entries are opened of matrices that are read as wholes.
  private static let mostOfWholes = 16

  /// The entries that a formula reads, opened `depth` levels deep; none at depth 0.
  package func parts(of line: Explanation.EntryFormula, depth: Int) throws(ShapeError) -> [Explanation] {
    guard depth > 0 else { return [] }
    var parts: [Explanation] = []
    for part in read(by: line) { parts.append(try explain(part, depth: depth - 1)) }
    return parts
  }

  /// The entries that a line reads.
  func read(by line: Explanation.EntryFormula) -> [Entry] {
    let whole = line.formula.dependencies
    return (whole.count <= Self.mostOfWholes ? whole : line.formula.entries).filter { $0.quantity.id >= 0 }
  }

  /// Where a number comes from that no line of the iteration computes.
  private func origin(of quantity: Quantity) -> Explanation.Origin {
    let program = moment.program
    if let gathering = program.accumulations.first(where: { $0.total == quantity }) {
      let first = min(max(1, moment.iteration - moment.batch + 1), moment.iteration)
      return .gathered(
        Explanation.Gathered(
          isMean: gathering.isMean, iterations: first...moment.iteration, epoch: moment.epoch))
    }
    guard let input = program.input(of: quantity) else { return quantity.isDerivative ? .derived : .unknown }
    guard case .evaluation(let set) = input.initializer else { return .given(input.phase) }
    let line = program.measurements.first { $0.target == quantity }?.definition.formula
    return .measured(Explanation.Measured(set: set, epoch: moment.epoch, line: line))
  }

  /// The formula with long sums cut down to their largest terms and a stand-in for the rest.
  package func shorten(_ formula: Scalar) throws(ShapeError) -> Explanation.EntryFormula {
    var omitted: [Int: Explanation.Omitted] = [:]
    let short = try shorten(formula, &omitted)
    return Explanation.EntryFormula(formula: short, omitted: omitted, winners: winners(in: short))
  }

  private func winners(in formula: Scalar) -> [Explanation.Winner] {
    guard case .apply(let application) = formula else { return [] }
    let within = application.arguments.flatMap { winners(in: $0) }
    guard case .gathered(.extreme(let kind)) = application.rule else { return within }
    let value = moment.number(formula)
    let first = application.arguments.filter { moment.number($0) == value }
    return within + [Explanation.Winner(kind: kind, first: first, count: application.arguments.count)]
  }

  private func shorten(
    _ formula: Scalar, _ omitted: inout [Int: Explanation.Omitted]
  ) throws(ShapeError) -> Scalar {
    guard case .apply(let application) = formula else { return formula }
    var arguments = application.arguments
    if application.rule == .gathered(.sum), arguments.count > mostTerms {
      let terms = arguments.map { moment.number($0) }
      let largest = terms.indices.sorted { abs(terms[$0]) > abs(terms[$1]) }
        .prefix(max(1, min(keptTerms, mostTerms - 2)))
      let kept = Set(largest)
      let rest = terms.indices.filter { !kept.contains($0) }.reduce(0) { $0 + terms[$1] }
      let standIn = Quantity(id: -2 - omitted.count, symbol: Symbol(canonical: "…"), shape: .scalar)
      omitted[standIn.id] = Explanation.Omitted(count: terms.count - kept.count, sum: rest)
      arguments = kept.sorted().map { application.arguments[$0] } + [.entry(Entry(standIn, 0))]
      return try .gathered(.sum, arguments)
    }
    for index in arguments.indices { arguments[index] = try shorten(arguments[index], &omitted) }
    return try .apply(application.rule, arguments)
  }
}
