import Calculus
import Trace
import Typesetting

/// A wrong number that somebody who computes an entry by hand is likely to come to, and how.
package struct LikelySlip: Sendable {
  /// The slip's id: `forgot-derivative`.
  package let slip: String
  /// What a reader is told, with `{x}`, `{y}` and `{f}`.
  package let words: Localized
  /// What stands for them.
  package let parts: [Character: MathText]
  /// What the entry comes to with it.
  package let value: Double
}

extension LikelySlip {
  /// What each slip makes of an entry, whose line reads right numbers: the likeliest first, each number once.
  ///
  /// Empty for what nothing computes, and for lines too large to be opened.
  package static func all(of entry: Entry, in moment: Moment) -> [LikelySlip] {
    guard let tree = TreeBuilder.line(of: entry, in: moment) else { return [] }
    let context = SlipContext(moment, subject: entry)
    let operands = Operands(.exact) { _ in moment }
    let evaluated = Evaluated(tree, operands)
    var found: [(slip: LikelySlip, weight: Double)] = []
    var hasHalf = false
    tree.visit { part, _ in if let number = part.constant, number == 0.5 || number == 2 { hasHalf = true } }
    tree.visit { part, path in
      context.isWhole = path.isEmpty
      for slip in Slips.all {
        if !hasHalf, slip is Doubled || slip is Halved { continue }
        // A weighted sum is no average, and what an update takes its step from is no bias.
        if slip is SumMean, part.terms?.contains(where: { $0.tree.factors != nil }) == true { continue }
        if slip is ForgotBias, entry.quantity.isUpdated { continue }
        for rewriting in slip.rewritings(of: part, in: context) {
          let value = evaluated.value(replacing: path, with: rewriting.part.value(operands))
          guard value.isFinite, !Self.isSame(value, evaluated.value) else { continue }
          let likely = LikelySlip(
            slip: slip.id, words: rewriting.words ?? slip.words, parts: rewriting.parts, value: value)
          if let place = found.firstIndex(where: { Self.isSame($0.slip.value, value) }) {
            if found[place].weight < slip.weight { found[place] = (likely, slip.weight) }
          } else {
            found.append((likely, slip.weight))
          }
        }
      }
    }
    // A sort that keeps the order of what is equal.
    return found.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
      .map { $0.element.slip }
  }

  private static func isSame(_ left: Double, _ right: Double) -> Bool {
    (left - right).magnitude <= 1e-12 * max(left.magnitude, right.magnitude)
  }
}
