import Calculus
import Typesetting

/// All that one slip can make of the wrong numbers of a block.
struct HypothesisSearch {
  private(set) var hypotheses: [Hypothesis.Key: Hypothesis] = [:]
  /// In which order they were found.
  private(set) var order: [Hypothesis.Key] = []
  /// In how many places and ways each slip was tried.
  private var places: [Int: Set<Hypothesis.Key>] = [:]

  init(_ numbers: [WrongNumber]) {
    for (place, number) in numbers.enumerated() {
      if let tree = number.tree, let context = number.context { rewrite(tree, context, number, place) }
      copy(number, place)
    }
  }

  /// In how many places and ways the slip of a hypothesis can be made in the block.
  func places(of hypothesis: Hypothesis) -> Int { places[hypothesis.key.slip]?.count ?? 1 }

  private mutating func rewrite(_ tree: Tree, _ context: SlipContext, _ number: WrongNumber, _ place: Int) {
    let evaluated = number.choices.map { Evaluated(tree, $0) }
    var occurrences: [Entry: Int] = [:]
    tree.visit { part, _ in if let entry = part.entry { occurrences[entry, default: 0] += 1 } }
    var repeated: Set<Entry> = []
    tree.visit { part, path in
      context.isWhole = path.isEmpty
      let isFirstOfSeveral =
        part.entry.map { occurrences[$0, default: 0] > 1 && repeated.insert($0).inserted } ?? false
      for (index, slip) in Slips.all.enumerated() {
        for rewriting in slip.rewritings(of: part, in: context) {
          guard number.mayTry() else { return }
          let key = Hypothesis.Key(slip: index, path: path, variant: rewriting.variant, isEverywhere: false)
          places[index, default: []].insert(key)
          let fit = fit(number) { choice in
            evaluated[choice].value(replacing: path, with: rewriting.part.value(number.choices[choice]))
          } unless: {
            evaluated[$0].value
          }
          add(key, rewriting, fit, place) { tree.replacing(at: path, with: rewriting.part) }
          guard isFirstOfSeveral, number.mayTry() else { continue }
          let all = Hypothesis.Key(slip: index, path: path, variant: rewriting.variant, isEverywhere: true)
          places[index, default: []].insert(all)
          let changed = tree.replacing(part, with: rewriting.part)
          let fitOfAll = self.fit(number) {
            changed.value(number.choices[$0])
          } unless: {
            evaluated[$0].value
          }
          add(all, rewriting, fitOfAll, place) { changed }
        }
      }
    }
  }

  /// How well values give the digits, over the choices of numbers that they are computed with; nil where none does. A
  /// value that the slip does not change says nothing, and equal ones count once.
  private func fit(
    _ number: WrongNumber, _ value: (_ choice: Int) -> Double, unless own: (_ choice: Int) -> Double
  ) -> Fit? {
    var seen: [Double] = []
    var ways: [(cost: Double, share: Double)] = []
    var best: (value: Double, source: Operands.Source, cost: Double)?
    for (index, operands) in number.choices.enumerated() {
      let value = value(index)
      guard !seen.contains(value), value != own(index) else { continue }
      seen.append(value)
      let share = number.share(value)
      guard share > 0 else { continue }
      let cost = Scoring.cost(operands.source, choices: operands.choices)
      ways.append((cost, share))
      if cost < best?.cost ?? .infinity { best = (value, operands.source, cost) }
    }
    return best.map { Fit(bits: Scoring.fit(ways), value: $0.value, source: $0.source) }
  }

  /// What slips in copying make of the right value, and of that on the page.
  private mutating func copy(_ number: WrongNumber, _ place: Int) {
    var values: [(value: Double, source: Operands.Source)] = [(number.right, .exact)]
    if let onSheet = number.number.onSheet, onSheet != number.right { values.append((onSheet, .page)) }
    for (index, slip) in Slips.all.enumerated() {
      var ways: [(copying: Copying, value: Double, source: Operands.Source)] = []
      for (value, source) in values where number.mayTry() {
        if let found = slip.copying(value, as: number.digits) { ways.append((found, value, source)) }
      }
      guard let first = ways.first else { continue }
      let bits = Scoring.fit(
        ways.map { (Scoring.cost($0.source, choices: 1), 1 / Double($0.copying.strings)) })
      // Digits are mistaken one by one; a sign or a point may be lost in all entries.
      let variant = first.copying.isOfOneNumber ? "\(place)" : first.copying.variant
      let key = Hypothesis.Key(slip: index, path: [], variant: variant, isEverywhere: false)
      add(key, nil, Fit(bits: bits, value: first.copying.value ?? number.printed, source: first.source), place) { nil }
    }
    copyNeighbours(number, place)
  }

  private mutating func copyNeighbours(_ number: WrongNumber, _ place: Int) {
    guard number.digits.digits.count >= CopiedNumber.fewestDigits,
      let index = Slips.all.firstIndex(where: { $0 is CopiedNumber })
    else { return }
    for (distance, neighbour) in number.neighbours.enumerated() {
      let key = Hypothesis.Key(slip: index, path: [], variant: "\(distance) \(place)", isEverywhere: false)
      places[index, default: []].insert(key)
      guard neighbour.digits == number.digits, neighbour.digits.exponent == number.digits.exponent else { continue }
      add(key, nil, Fit(bits: 0, value: number.printed, source: .page), place, neighbour) { nil }
    }
  }

  private mutating func add(
    _ key: Hypothesis.Key, _ rewriting: PartRewriting?, _ fit: Fit?, _ place: Int,
    _ neighbour: WrongNumber.Neighbour? = nil, changed: () -> Tree?
  ) {
    guard let fit else { return }
    if hypotheses[key] == nil {
      order.append(key)
      hypotheses[key] = Hypothesis(
        key: key, rewriting: rewriting, changed: changed(), neighbour: neighbour, fits: [:])
    }
    hypotheses[key]?.fits[place] = fit
  }
}
