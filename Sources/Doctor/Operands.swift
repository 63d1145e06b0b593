import Calculus
import Matrices
import Trace

/// The numbers that somebody may have computed with: exact ones, those of the page, or some of either.
package final class Operands {
  /// Where they come from.
  package enum Source: Int, Hashable, Sendable {
    case exact, page, mixed
  }

  package let source: Source
  /// How many choices of this kind there are.
  let choices: Int
  private let moment: (Quantity) -> Moment
  private var known: [Entry: Double] = [:]
  /// The formulas of slopes that have been asked for, nil where there is none, and their values by the bits of the number.
  private var slopes: [(function: EntrywiseFunction, formula: Scalar?, values: [UInt64: Double])] = []
  private static let argument = Quantity(id: -1, symbol: Symbol(canonical: "z"), shape: .scalar)

  /// - Parameter moment: where the number of each quantity is taken from.
  init(_ source: Source, choices: Int = 1, _ moment: @escaping (Quantity) -> Moment) {
    self.source = source
    self.choices = choices
    self.moment = moment
  }

  /// The number of an entry.
  subscript(entry: Entry) -> Double {
    if let value = known[entry] { return value }
    let value = moment(entry.quantity).entry(entry.quantity, entry.offset)
    known[entry] = value
    return value
  }

  /// The slope of a function at a number, by the formula that it is a name for; that is derived once.
  func slope(of function: EntrywiseFunction, at number: Double) -> Double {
    let place: Int
    if let known = slopes.firstIndex(where: { $0.function === function }) {
      place = known
    } else {
      let formula = (try? function.derivative(.reference(Self.argument))).flatMap { try? $0.entry(at: 0) }
      place = slopes.count
      slopes.append((function, formula, [:]))
    }
    if let value = slopes[place].values[number.bitPattern] { return value }
    let value = slopes[place].formula?.evaluate { _ in Matrix(number) } ?? .nan
    slopes[place].values[number.bitPattern] = value
    return value
  }

  /// An entry of a value that is computed as a whole.
  func part(of formula: Formula, at offset: Int) -> Double {
    let values = formula.evaluate { moment($0).value(of: $0) }.values
    return values.indices.contains(offset) ? values[offset] : .nan
  }
}

extension Operands {
  /// Quantities of which each may be taken from either run.
  private static let mostMixed = 5
  /// Mixtures that are tried.
  private static let mostMixtures = 8

  /// The choices of numbers for a tree: exact, as printed, and mixtures by quantity where several are printed otherwise
  /// than they are.
  static func choices(for tree: Tree, exact: Moment, page: Moment?) -> [Operands] {
    let own = Operands(.exact) { _ in exact }
    guard let page else { return [own] }
    let printed = Operands(.page) { _ in page }
    var seen: Set<Int> = []
    let differing = tree.leaves.filter { own[$0] != printed[$0] }.map { $0.quantity }.filter {
      seen.insert($0.id).inserted
    }
    guard !differing.isEmpty else { return [own] }
    guard (2...mostMixed).contains(differing.count) else { return [own, printed] }
    let subsets = (1..<(1 << differing.count) - 1).prefix(mostMixtures)
    return [own, printed]
      + subsets.map { subset in
        let fromPage = Set(differing.indices.filter { subset & (1 << $0) != 0 }.map { differing[$0].id })
        return Operands(.mixed, choices: subsets.count) { fromPage.contains($0.id) ? page : exact }
      }
  }
}
