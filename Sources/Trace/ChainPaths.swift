import Calculus
import Matrices

/// A derivative as the sum over its chain-rule paths, factor by factor; where a hand cuts the numbers of the run, each
/// factor, product and sum as it would write them down.
package struct ChainPaths: Sendable {
  /// One path: the product of its factors.
  package struct Path: Sendable {
    /// From the numerator to the denominator.
    package let factors: [Factor]
    package let product: Double
    /// The first entry after the numerator that not every listed path goes through.
    package var through: Entry?
  }

  /// `∂above/∂below`, the direct effect of one entry on the next.
  package struct Factor: Sendable, Hashable {
    package let above: Entry
    package let below: Entry
    /// How above's formula gives it: `σ'(z⁽²⁾₁)`.
    package let formula: Scalar
    package let value: Double
  }

  package let numerator: Entry
  package let denominator: Entry
  /// The largest paths by absolute value, at most as many as asked for; in the order of the lesson when they are all.
  package let paths: [Path]
  /// How many paths there are in all (as a number, since it can be huge).
  package let count: Double
  /// The sum over all paths: the derivative.
  package let sum: Double
  /// The sum over the paths that are not listed, added up from them; 0 when there are none.
  package let rest: Double

  /// Follows the formulas from the numerator down to the denominator, with dynamic programming: each entry on the way
  /// is visited once, however many paths cross it.
  ///
  /// - Returns: nil when more than `limit` entries lie on the way, or formulas of more than 100 times as many terms have to
  ///   be differentiated.
  package static func find(
    from numerator: Entry, to denominator: Entry, in moment: Moment, mostPaths: Int = 12, limit: Int = 20_000
  ) throws(ShapeError) -> ChainPaths? {
    var search = Search(denominator: denominator, moment: moment, mostPaths: mostPaths, limit: limit)
    search.findReaders()
    guard let place = try search.summary(of: numerator) else { return nil }
    let summary = search.summaries[place]
    var paths = summary.best.map { Path(factors: search.factors(of: $0, in: place), product: moment.cut($0.product)) }
    var sum = summary.sum
    if Double(paths.count) == summary.count {
      paths.sort { $0.order < $1.order }
      // A hand adds up what it has written down.
      if moment.carry != nil { sum = paths.reduce(0) { $0 + $1.product } }
    }
    for index in paths.indices {
      let shared = paths[index].factors.first { factor in
        !paths.allSatisfy { $0.factors.contains { $0.below == factor.below } }
      }
      paths[index].through = shared?.below
    }
    return ChainPaths(
      numerator: numerator, denominator: denominator, paths: paths, count: summary.count, sum: moment.cut(sum),
      rest: moment.cut(summary.rest))
  }
}

extension ChainPaths.Path {
  /// Paths in the order in which the entries stand.
  fileprivate var order: String {
    factors.map { factor in
      let id = String(factor.below.quantity.id)
      let offset = String(factor.below.offset)
      return String(repeating: "0", count: max(0, 8 - id.count)) + id
        + String(repeating: "0", count: max(0, 10 - offset.count)) + offset
    }.joined(separator: "/")
  }
}

private struct Search {
  /// A path from an entry: the first step of it, and which of the paths from there it goes on by.
  struct Partial {
    let product: Double
    let way: Int32
    let rest: Int32
  }

  /// What is known of the paths from an entry.
  struct Summary {
    var sum: Double
    var count: Double
    /// The steps down, each with the place of what is known there.
    var ways: [(factor: ChainPaths.Factor, below: Int)] = []
    /// The largest, by absolute value; they share the steps further down.
    var best: [Partial]
    /// The sum over the paths that are not among the best.
    var rest = 0.0
  }

  let denominator: Entry
  let moment: Moment
  let mostPaths: Int
  let limit: Int
  var summaries: [Summary] = []
  var known: [Entry: Int] = [:]
  var visited = 0
  /// The terms of the formulas walked over.
  var terms = 0
  /// The quantities whose value depends on the denominator's.
  var dependent: Set<Int> = []

  mutating func findReaders() {
    dependent = [denominator.quantity.id]
    for definition in moment.program.definitions where definition.phase < .update && !definition.isEpochTotal {
      if definition.formula.references.contains(where: { dependent.contains($0.id) }) {
        dependent.insert(definition.quantity.id)
      }
    }
  }

  /// The place in `summaries` of what is known of an entry; nil where there is too much to be walked over.
  mutating func summary(of entry: Entry) throws(ShapeError) -> Int? {
    if let place = known[entry] { return place }
    var summary = Summary(sum: 0, count: 0, best: [])
    if entry == denominator {
      summary = Summary(sum: 1, count: 1, best: [Partial(product: 1, way: -1, rest: 0)])
    } else {
      visited += 1
      guard visited <= limit else { return nil }
    }
    if dependent.contains(entry.quantity.id), entry.quantity != denominator.quantity,
      let definition = moment.program.definition(of: entry.quantity)
    {
      let formula = try definition.formula.entry(at: entry.offset)
      let entries = formula.dependencies.filter { dependent.contains($0.quantity.id) }
      // Each of them takes a walk over the whole formula.
      terms += formula.extent.terms * entries.count
      guard terms <= 100 * limit else { return nil }
      let readings = LongSumReadings(formula)
      for below in entries {
        guard let place = try self.summary(of: below) else { return nil }
        let next = (sum: summaries[place].sum, count: summaries[place].count, rest: summaries[place].rest)
        guard next.count > 0 else { continue }
        let local = try formula.partial(by: below, readings: readings)
        let value = moment.number(local)
        // Nothing flows where the formula itself is flat, as a comparison is, whatever stands above it.
        if value == 0 || value.isNaN, try local.isFlat { continue }
        let factor = ChainPaths.Factor(
          above: entry, below: below, formula: local, value: moment.cut(value))
        summary.sum += factor.value * next.sum
        summary.count += next.count
        summary.rest += next.rest == 0 ? 0 : factor.value * next.rest
        summary.ways.append((factor, place))
      }
      merge(into: &summary)
    }
    summaries.append(summary)
    known[entry] = summaries.count - 1
    return summaries.count - 1
  }

  /// Takes the largest of the paths that go on by any of the ways: those of each way are in their order already.
  private func merge(into summary: inout Summary) {
    /// The next path of a way, and its size.
    struct Next {
      let way: Int
      let place: Int
      let product: Double
      /// What cannot be compared comes first.
      var size: Double { product.isNaN ? .infinity : product.magnitude }
    }
    let ways = summary.ways
    func next(_ way: Int, _ place: Int) -> Next? {
      let best = summaries[ways[way].below].best
      return place < best.count
        ? Next(way: way, place: place, product: ways[way].factor.value * best[place].product) : nil
    }
    // The smallest first, so that the largest is taken from the end; of equal ones the first way is taken first.
    var waiting = ways.indices.compactMap { next($0, 0) }.sorted { ($0.size, $1.way) < ($1.size, $0.way) }
    while let taken = waiting.popLast() {
      guard summary.best.count < mostPaths else {
        waiting.append(taken)
        break
      }
      summary.best.append(Partial(product: taken.product, way: Int32(taken.way), rest: Int32(taken.place)))
      guard let following = next(taken.way, taken.place + 1) else { continue }
      var (low, high) = (0, waiting.count)
      while low < high {
        let middle = (low + high) / 2
        let isBefore = (waiting[middle].size, following.way) < (following.size, waiting[middle].way)
        if isBefore { low = middle + 1 } else { high = middle }
      }
      waiting.insert(following, at: low)
    }
    for left in waiting.sorted(by: { $0.way < $1.way }) {
      let (factor, below) = ways[left.way]
      for path in summaries[below].best[left.place...] { summary.rest += factor.value * path.product }
    }
  }

  /// The factors of one of the paths from an entry.
  func factors(of path: Partial, in place: Int) -> [ChainPaths.Factor] {
    var factors: [ChainPaths.Factor] = []
    var (path, place) = (path, place)
    while path.way >= 0 {
      let (factor, below) = summaries[place].ways[Int(path.way)]
      factors.append(factor)
      path = summaries[below].best[Int(path.rest)]
      place = below
    }
    return factors
  }
}
