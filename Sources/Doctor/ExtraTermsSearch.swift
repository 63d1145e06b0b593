import Calculus
import Matrices
import Typesetting

/// Looks for one or two numbers of the lesson that a sum has too many or too few.
struct ExtraTermsSearch {
  private let number: WrongNumber
  /// What may be added, with its values in the exact run and on the page.
  private let terms: [(text: MathText, values: [Double])]
  private let choices: [Operands]
  private let tree: Tree
  /// How many numbers the block has.
  private let count: Int

  /// More numbers would give any other one by chance.
  private static let mostTerms = 40

  /// - Parameter entries: what the page prints and the lesson is given, the nearest to the line first.
  init?(_ number: WrongNumber, _ entries: [Entry], of count: Int) {
    guard let tree = number.tree, let own = tree.terms else { return nil }
    self.number = number
    self.count = count
    self.tree = tree
    // Where even few sums could not be told from chance, none is looked at.
    guard Self.margin(number, [(Self.cost, 1)], of: count, tried: 2 * own.count) >= Scoring.certain else { return nil }
    let choices = number.choices.filter { $0.source != .mixed }
    var terms: [(text: MathText, values: [Double])] = []
    let all = own.map { $0.tree } + entries.filter { $0 != number.entry }.map { Tree(.leaf($0)) }
    for term in all where terms.count < Self.mostTerms {
      let values = choices.map { term.value($0) }
      // Equal numbers are one.
      if values.allSatisfy({ $0.isFinite && $0 != 0 }), !terms.contains(where: { $0.values == values }) {
        terms.append((term.text(), values))
      }
    }
    self.terms = terms
    self.choices = choices
  }

  /// A sum of one or two of the terms.
  private struct Sum {
    let terms: [(place: Int, isNegative: Bool)]
  }

  /// What is added where that gives the number, with its margin, the likeliest first.
  var found: [(text: MathText, value: Double, source: Operands.Source, margin: Double)] {
    let signs = [false, true]
    let singles = terms.indices.flatMap { place in signs.map { Sum(terms: [(place, $0)]) } }
    var found = look(singles, tried: singles.count)
    let pairs = terms.indices.count * terms.indices.count * 2
    guard found.isEmpty,
      Self.margin(number, [(Self.cost, 1)], of: count, tried: singles.count + pairs) >= Scoring.certain
    else { return found }
    let sums = terms.indices.flatMap { first in
      terms.indices[first...].flatMap { second in
        signs.flatMap { sign in
          signs.filter { first != second || $0 == sign }.map { Sum(terms: [(first, sign), (second, $0)]) }
        }
      }
    }
    found = look(sums, tried: singles.count + sums.count)
    return found
  }

  /// What either run costs.
  private static let cost = Scoring.cost(.exact, choices: 1)

  /// - Parameters:
  ///   - ways: of choosing numbers by which a sum gives the digits.
  ///   - tried: how many sums there are.
  private static func margin(
    _ number: WrongNumber, _ ways: [(cost: Double, share: Double)], of count: Int, tried: Int
  ) -> Double {
    guard let slip = Slips.slip("extra-terms") else { return -.infinity }
    let prior = Scoring.prior(weight: slip.weight, total: Slips.totalWeight, places: tried)
    return Scoring.margin(score: prior - Scoring.choice(of: 1, from: count) + number.bits + Scoring.fit(ways))
  }

  private func look(
    _ sums: [Sum], tried: Int
  ) -> [(text: MathText, value: Double, source: Operands.Source, margin: Double)] {
    guard Self.margin(number, [(Self.cost, 1)], of: count, tried: tried) >= Scoring.certain else { return [] }
    let own = choices.map { tree.value($0) }
    var found: [(text: MathText, value: Double, source: Operands.Source, margin: Double)] = []
    for sum in sums where number.mayTry() {
      var ways: [(cost: Double, share: Double)] = []
      var best: (value: Double, source: Operands.Source)?
      for (choice, operands) in choices.enumerated() {
        let value = sum.terms.reduce(own[choice]) {
          $1.isNegative ? $0 - terms[$1.place].values[choice] : $0 + terms[$1.place].values[choice]
        }
        guard value != best?.value, value != own[choice] else { continue }
        let share = number.share(value)
        guard share > 0 else { continue }
        ways.append((Scoring.cost(operands.source, choices: 1), share))
        best = best ?? (value, operands.source)
      }
      guard let best else { continue }
      let margin = Self.margin(number, ways, of: count, tried: tried)
      if margin >= Scoring.certain { found.append((text(of: sum), best.value, best.source, margin)) }
    }
    return found.enumerated().sorted { ($1.element.margin, $0.offset) < ($0.element.margin, $1.offset) }
      .map { $0.element }
  }

  /// `v`, `−v`, `v − w`
  private func text(of sum: Sum) -> MathText {
    var row: [MathText] = []
    for term in sum.terms {
      if !row.isEmpty {
        row.append(.sign(term.isNegative ? "−" : "+", .binary))
      } else if term.isNegative {
        row.append(.sign("−", .tight))
      }
      row.append(terms[term.place].text)
    }
    return .row(row)
  }
}
