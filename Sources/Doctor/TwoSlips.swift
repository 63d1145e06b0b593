import Typesetting

/// A slip in a line, and another one in copying what it came to; for numbers of which nothing else is known.
struct TwoSlips {
  private let number: WrongNumber
  private let search: HypothesisSearch
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

  init(_ number: WrongNumber, _ search: HypothesisSearch, of count: Int) {
    self.number = number
    self.search = search
    self.count = count
  }

  /// Those that are worth saying, the likeliest first; of equally likely ones the first found.
  var candidates: [Candidate] {
    guard let tree = number.tree, let context = number.context else { return [] }
    // The slips that can be told from chance at all, whatever they come to.
    var open: [(slip: any Slip, copying: [(slip: any Slip, prior: Double)])] = []
    for (index, slip) in Slips.all.enumerated() {
      let places = search.places(of: index)
      guard places > 0 else { continue }
      let copying = Slips.all.filter { $0.fewestStrings != nil }.map { copying in
        (slip: copying, prior: prior(slip, copying, places))
      }.filter { $0.prior + gain([(Self.cost, 1 / Double($0.slip.fewestStrings ?? 1))]) >= Scoring.two }
      if !copying.isEmpty { open.append((slip, copying)) }
    }
    guard !open.isEmpty else { return [] }
    let choices = number.choices.filter { $0.source != .mixed }
    let evaluated = choices.map { Evaluated(tree, $0) }
    var found: [Candidate] = []
    tree.visit { part, path in
      context.isWhole = path.isEmpty
      for (slip, copying) in open {
        for rewriting in slip.rewritings(of: part, in: context) where number.mayTry() {
          let values = choices.indices.map {
            evaluated[$0].value(replacing: path, with: rewriting.part.value(choices[$0]))
          }
          for (copying, prior) in copying {
            if let candidate = candidate(slip, copying, prior, rewriting, path, tree, values) {
              found.append(candidate)
            }
          }
        }
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
    _ slip: any Slip, _ copying: any Slip, _ prior: Double, _ rewriting: PartRewriting, _ path: [Int], _ tree: Tree,
    _ values: [Double]
  ) -> Candidate? {
    var ways: [(cost: Double, share: Double)] = []
    var first: (value: Double, source: Operands.Source)?
    for (value, operands) in zip(values, number.choices) where value.isFinite && value != number.right {
      guard first?.value != value, let copied = copying.copying(value, as: number.digits) else { continue }
      ways.append((Self.cost, 1 / Double(copied.strings)))
      first = first ?? (value, operands.source)
    }
    guard let first, let changed = tree.replacing(at: path, with: rewriting.part) else { return nil }
    let margin = prior + gain(ways)
    guard margin >= Scoring.two else { return nil }
    return Candidate(
      slip: slip, copying: copying, rewriting: rewriting, path: path, changed: changed,
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
