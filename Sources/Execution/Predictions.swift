import Calculus
import Matrices

/// What a network says of each example of another set than the one it learned from.
package struct Predictions: Sendable {
  /// `test`
  package let set: String
  /// For each example, a number for each class; the largest is what the network says.
  package let scores: [[Double]]
  /// The right class of each example, counted from 0.
  package let classes: [Int]

  /// What the network says of an example.
  package func answer(_ example: Int) -> Int { Self.largest(scores[example]) }

  /// How often each class (the outer list) was taken for each other.
  package var confusion: [[Int]] {
    let count = scores.first?.count ?? 0
    var table = Array(repeating: Array(repeating: 0, count: count), count: count)
    for (example, right) in classes.enumerated() where table.indices.contains(right) {
      table[right][answer(example)] += 1
    }
    return table
  }

  /// The wrongly read examples with the least score for their right class first.
  package func worst(_ count: Int) -> [Int] {
    let wrong = scores.indices.filter { answer($0) != classes[$0] }
    return Array(wrong.sorted { (scores[$0][classes[$0]], $0) < (scores[$1][classes[$1]], $1) }.prefix(count))
  }

  static func largest(_ numbers: [Double]) -> Int {
    var best = 0
    for index in numbers.indices where numbers[index] > numbers[best] { best = index }
    return best
  }
}

extension Run {
  /// What the network says of the first set of which a metric asks `argmax(A) = argmax(Y)`, with the parameters that the
  /// run has come to; nil when no metric asks.
  package func predictions() throws(ProgramError) -> Predictions? {
    for evaluation in main.evaluations {
      // What comes in pieces is given, too, and yet computed.
      let joined = evaluation.pieces?.joined ?? []
      guard let (scores, labels) = evaluation.program.comparedClasses(computing: joined) else { continue }
      guard let values = try values(of: [scores, labels], on: evaluation) else { return nil }
      let lines = zip([scores, labels], values).map { $0.examples.lists($1) }
      return Predictions(set: evaluation.set, scores: lines[0], classes: lines[1].map(Predictions.largest))
    }
    return nil
  }
}

extension Program {
  /// What the first metric that asks `argmax(A) = argmax(Y)` compares: the scores, which are computed, and the labels.
  ///
  /// - Parameter joined: quantities that are given, and yet computed.
  fileprivate func comparedClasses(computing joined: some Collection<Quantity>) -> (scores: Quantity, labels: Quantity)?
  {
    let asked = definitions.filter { $0.phase == .metrics }.compactMap { $0.formula.comparedClasses }.first
    guard let (left, right) = asked else { return nil }
    return input(of: left) != nil && !joined.contains(left) ? (right, left) : (left, right)
  }

  /// The numbers by which the network says which class an example has, as its metrics ask for them; nil when none asks.
  package var scores: Quantity? {
    // What comes in pieces is given, too, and yet computed.
    for (program, joined) in [(self, [])] + evaluations.map({ ($0.program, $0.pieces?.joined ?? []) }) {
      guard let scores = program.comparedClasses(computing: joined)?.scores else { continue }
      return definitions.first { $0.quantity.symbol == scores.symbol }?.quantity
    }
    return nil
  }
}
