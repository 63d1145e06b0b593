import Typesetting

/// A slip in a line, and another one in copying what it came to; for numbers of which nothing else is known.
struct TwoSlips {
  private let number: WrongNumber
  private let search: HypothesisSearch
  /// What slips make of the parts of the number.
  private let rewritings: [HypothesisSearch.Rewritten]
  /// How many numbers the block has.
  private let count: Int

  /// A slip at a place, and what was done to its digits.
  struct Candidate {
    let slip: any Slip
    let copying: any Slip
    let rewriting: PartRewriting
    let path: [Int]
    let changed: Tree
    let fit: Fit
    let margin: Double
  }

  /// - Parameters:
  ///   - place: which of the numbers of the search it is.
  ///   - count: how many numbers the block has.
  init(_ number: WrongNumber, at place: Int, _ search: HypothesisSearch, of count: Int) {
    self.number = number
    self.search = search
    rewritings = search.rewritings[place]
    self.count = count
  }

  /// Those that are worth saying, the likeliest first; of equally likely ones the first found.
  var candidates: [Candidate] {
    guard let tree = number.tree else { return [] }
    // The slips that can be told from chance at all, whatever they come to.
    var open: [Int: [(slip: any Slip, prior: Double)]] = [:]
    for (index, slip) in Slips.all.enumerated() {
      let places = search.places(of: index)
      guard places > 0 else { continue }
      let copying = Slips.all.filter { $0.fewestStrings != nil }.map { copying in
        (slip: copying, prior: prior(slip, copying, places))
      }.filter { $0.prior + gain([(Self.cost, 1 / Double($0.slip.fewestStrings ?? 1))]) >= Scoring.two }
      if !copying.isEmpty { open[index] = copying }
    }
    guard !open.isEmpty else { return [] }
    let runs = number.choices.indices.filter { number.choices[$0].source != .mixed }
    var found: [Candidate] = []
    for rewritten in rewritings {
      guard let copying = open[rewritten.slip], number.mayTry() else { continue }
      let values = runs.map { (value: rewritten.values[$0], source: number.choices[$0].source) }
      for (copying, prior) in copying {
        if let candidate = candidate(rewritten, copying, prior, tree, values) { found.append(candidate) }
      }
    }
    return found.enumerated().sorted { ($1.element.margin, $0.offset) < ($0.element.margin, $1.offset) }
      .map { $0.element }
  }

  /// What either run costs.
  private static let cost = Scoring.cost(.exact, choices: 1)

  private func prior(_ slip: any Slip, _ copying: any Slip, _ places: Int) -> Double {
    let prior = Scoring.prior(
      weight: slip.weight, total: Slips.totalWeight, places: places, copying: copying.weight)
    return Scoring.margin(score: prior - Scoring.choice(of: 1, from: count))
  }

  private func gain(_ ways: [(cost: Double, share: Double)]) -> Double { number.bits + Scoring.fit(ways) }

  private func candidate(
    _ rewritten: HypothesisSearch.Rewritten, _ copying: any Slip, _ prior: Double, _ tree: Tree,
    _ values: [(value: Double, source: Operands.Source)]
  ) -> Candidate? {
    var ways: [(cost: Double, share: Double)] = []
    var first: (value: Double, source: Operands.Source)?
    for (value, source) in values where value.isFinite && value != number.right {
      guard first?.value != value, let copied = copying.copying(value, as: number.digits) else { continue }
      ways.append((Self.cost, 1 / Double(copied.strings)))
      first = first ?? (value, source)
    }
    let margin = ways.isEmpty ? -.infinity : prior + gain(ways)
    guard let first, margin >= Scoring.two,
      let changed = tree.replacing(at: rewritten.path, with: rewritten.rewriting.part)
    else { return nil }
    return Candidate(
      slip: Slips.all[rewritten.slip], copying: copying, rewriting: rewritten.rewriting, path: rewritten.path,
      changed: changed,
      fit: Fit(bits: Scoring.fit(ways), value: first.value, source: first.source), margin: margin)
  }
}

extension Slip {
  /// In how many ways at least it changes digits; nil where it changes none.
  fileprivate var fewestStrings: Int? {
    switch id {
    case "lost-sign": 1
    case "factor-10": 6
    case "swapped-digits", "lost-digit": 2
    case "misread-digit", "added-digit": 27
    default: nil
    }
  }
}
