import Calculus
import Typesetting

/// All that one slip can make of the wrong numbers of a block.
struct HypothesisSearch {
  private(set) var hypotheses: [Hypothesis.Key: Hypothesis] = [:]
  /// In which order they were found.
  private(set) var order: [Hypothesis.Key] = []
  /// In how many places and ways each slip was tried.
  private var places: [Int: Set<Hypothesis.Key>] = [:]
  /// What slips make of the parts of each number, in the order in which they were tried.
  private(set) var rewritings: [[Rewritten]]

  /// One part of a number's tree with a slip made in it.
  struct Rewritten {
    /// The place of the slip in `Slips.all`.
    let slip: Int
    let path: [Int]
    let rewriting: PartRewriting
    /// What the number comes to, by the choices of numbers that it is computed with.
    let values: [Double]
  }

  init(_ numbers: [WrongNumber]) {
    rewritings = numbers.map { _ in [] }
    for (place, number) in numbers.enumerated() {
      if let tree = number.tree, let context = number.context { rewrite(tree, context, number, place) }
      rerun(number, place)
      copy(number, place)
    }
  }

  /// In how many places and ways the slip of a hypothesis can be made in the block.
  func places(of hypothesis: Hypothesis) -> Int { places[hypothesis.key.slip]?.count ?? 1 }

  /// In how many places and ways a slip can be made in the block.
  func places(of slip: Int) -> Int { places[slip]?.count ?? 0 }

  private mutating func rewrite(_ tree: Tree, _ context: SlipContext, _ number: WrongNumber, _ place: Int) {
    let evaluated = number.choices.map { Evaluated(tree, $0) }
    var occurrences: [Entry: [(part: Tree, path: [Int])]] = [:]
    tree.visit { part, path in if let entry = part.entry { occurrences[entry, default: []].append((part, path)) } }
    tree.visit { part, path in
      context.isWhole = path.isEmpty
      // Where the same part stands in several places, it is changed in all of them, too.
      let same = part.entry.flatMap { occurrences[$0] }.map { $0.first?.path == path ? $0 : [] } ?? []
      let everywhere = same.count > 1 ? same.filter { $0.part == part }.map { $0.path[...] } : []
      for (index, slip) in Slips.all.enumerated() {
        for rewriting in slip.rewritings(of: part, in: context) {
          guard number.mayTry() else { return }
          let own = path + (rewriting.place.map { [$0] } ?? [])
          let keys = ([own] + tree.alongIndices(own, context.indices)).map { path in
            Hypothesis.Key(slip: index, path: path, variant: rewriting.variant, isEverywhere: false)
          }
          places[index, default: []].formUnion(keys)
          let values = number.choices.indices.map { choice in
            evaluated[choice].value(replacing: path, with: rewriting.part.value(number.choices[choice]))
          }
          rewritings[place].append(Rewritten(slip: index, path: path, rewriting: rewriting, values: values))
          let fit = fit(number, values, unless: evaluated)
          for key in keys {
            add(key, path: own, rewriting, fit, place) { tree.replacing(at: path, with: rewriting.part) }
          }
          guard everywhere.count > 1, number.mayTry() else { continue }
          let all = Hypothesis.Key(slip: index, path: own, variant: rewriting.variant, isEverywhere: true)
          places[index, default: []].insert(all)
          let valuesOfAll = number.choices.indices.map { choice in
            evaluated[choice].value(replacing: everywhere, with: rewriting.part.value(number.choices[choice]))
          }
          let fitOfAll = self.fit(number, valuesOfAll, unless: evaluated)
          add(all, rewriting, fitOfAll, place) { tree.replacing(part, with: rewriting.part) }
        }
      }
    }
  }

  /// How well values give the digits, over the choices of numbers that they are computed with; nil where none does. A
  /// value that the slip does not change says nothing, and equal ones count once.
  private func fit(_ number: WrongNumber, _ values: [Double], unless own: [Evaluated]) -> Fit? {
    var seen: [Double] = []
    var ways: [(cost: Double, share: Double)] = []
    var best: (value: Double, source: Operands.Source, cost: Double)?
    for (index, operands) in number.choices.enumerated() {
      let value = values[index]
      guard !seen.contains(value), value != own[index].value else { continue }
      seen.append(value)
      let share = number.share(value)
      guard share > 0 else { continue }
      let cost = Scoring.cost(operands.source, choices: operands.choices)
      ways.append((cost, share))
      if cost < best?.cost ?? .infinity { best = (value, operands.source, cost) }
    }
    return best.map { Fit(bits: Scoring.fit(ways), value: $0.value, source: $0.source) }
  }

  /// What the number is in other runs and iterations.
  private mutating func rerun(_ number: WrongNumber, _ place: Int) {
    for alternative in number.alternatives where alternative.value != number.right && number.mayTry() {
      let key = Hypothesis.Key(slip: alternative.slip, path: [], variant: alternative.variant, isEverywhere: false)
      places[alternative.slip, default: []].insert(key)
      let share = number.share(alternative.value)
      guard share > 0 else { continue }
      let fit = Fit(
        bits: Scoring.fit([(Scoring.cost(.exact, choices: 1), share)]), value: alternative.value, source: .exact)
      add(key, nil, fit, place, alternative: alternative) { nil }
    }
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
      add(key, nil, Fit(bits: 0, value: number.printed, source: .page), place, neighbour: neighbour) { nil }
    }
  }

  private mutating func add(
    _ key: Hypothesis.Key, path: [Int]? = nil, _ rewriting: PartRewriting?, _ fit: Fit?, _ place: Int,
    neighbour: WrongNumber.Neighbour? = nil, alternative: Reruns.Alternative? = nil, changed: () -> Tree?
  ) {
    guard let fit else { return }
    if hypotheses[key] == nil {
      order.append(key)
      hypotheses[key] = Hypothesis(
        key: key, path: path ?? key.path, rewriting: rewriting, changed: changed(), alternative: alternative,
        neighbour: neighbour, fits: [:])
    }
    hypotheses[key]?.fits[place] = fit
  }
}

extension Tree {
  /// The ways through the tree that go through a sum at k = row or k = column of the entry, and to the same part.
  fileprivate func alongIndices(_ path: [Int], _ indices: (row: Int?, column: Int?)) -> [[Int]] {
    [(indices.row, Hypothesis.Key.row), (indices.column, Hypothesis.Key.column)].compactMap { index, name in
      guard let index, path.contains(index) else { return nil }
      var changed = path
      var part: Tree? = self
      for (place, step) in path.enumerated() {
        if step == index, let terms = part?.terms, terms.count > 2 { changed[place] = name }
        part = part?.part(at: [step])
      }
      return changed == path ? nil : changed
    }
  }
}
