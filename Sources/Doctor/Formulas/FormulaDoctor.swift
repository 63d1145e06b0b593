import Calculus
import Matrices
import Trace
import Typesetting
import Verification

/// Looks for the one change that makes a line the derivative that it promises.
///
/// A change counts where it gives all entries looked at to ten digits, at the lesson's numbers and at two other points: tidy
/// data such as x = 1 fit several slips. A line that is right once those above it are mended is none of its own.
enum FormulaDoctor {
  /// Entries of a line that are looked at.
  private static let mostEntries = 12
  /// Nodes of an entry that is read after the change.
  private static let mostNodes = 40
  private static let tolerance = 1e-10

  /// The changes found, by the places of the claims.
  static func mends(of wrong: WrongClaims) -> [Int: Mend] {
    let claims = wrong.moment.program.claims
    var moments = [wrong.moment, wrong.elsewhere(1), wrong.elsewhere(2)]
    let promises = claims.map { claim in moments.map { $0.evaluate(claim.promise) } }
    var found: [Int: Mend] = [:]
    for place in wrong.places {
      let (claim, right) = (claims[place], promises[place])
      guard claim.written == nil, right.allSatisfy({ $0.shape == claim.quantity.shape }) else { continue }
      if !zip(moments, right).allSatisfy({ areEqual($0.value(of: claim.quantity), $1) }) {
        if let mend = mend(claim, right, at: moments) { found[place] = mend }
      }
      moments = zip(moments, right).map { $0.replacing(claim.quantity, with: $1) }
    }
    return found
  }

  private static func mend(_ claim: Program.Claim, _ right: [Matrix], at moments: [Moment]) -> Mend? {
    guard let moment = moments.first else { return nil }
    let operands = moments.map { moment in Operands(.exact) { _ in moment } }
    let count = claim.quantity.shape.count
    let offsets = (0..<min(count, mostEntries)).map { $0 * max(1, count - 1) / max(1, min(count, mostEntries) - 1) }
    var candidates: [FormulaChange]?
    for offset in offsets {
      guard
        let tree = TreeBuilder.tree(
          of: Resolved(.reference(claim.quantity)), at: offset, in: moment, isPrinted: { _ in true })
      else { return nil }
      let kept = Set((candidates ?? []).map { $0.key })
      let changes = FormulaChanges(line: Entry(claim.quantity, offset), in: moment).all(of: tree)
      let fitting = changes.filter { change in
        (candidates == nil || kept.contains(change.key))
          && zip(operands, right).allSatisfy {
            isEqual(change.tree.value($0), $1.values[offset], among: $1)
          }
      }
      let keys = Set(fitting.map { $0.key })
      candidates = candidates.map { $0.filter { keys.contains($0.key) } } ?? fitting
      if candidates?.isEmpty == true { return nil }
    }
    guard let candidates, let best = candidates.max(by: { $0.weight < $1.weight }) else { return nil }
    var seen: Set<String> = [best.key.slip]
    let others = candidates.map { $0.key.slip }.filter { seen.insert($0).inserted }
    let isShort = best.tree.count <= mostNodes
    return Mend(
      slip: best.key.slip, words: best.words, parts: best.parts,
      entry: Notation().entry(claim.quantity, offsets.first ?? 0), formula: isShort ? best.tree.text() : nil,
      alike: others)
  }

  private static func areEqual(_ own: Matrix, _ right: Matrix) -> Bool {
    zip(own.values, right.values).allSatisfy { isEqual($0, $1, among: right) }
  }

  /// Whether numbers are equal to ten digits of themselves, or of the largest of the matrix where a sum may have come to
  /// nothing.
  private static func isEqual(_ own: Double, _ right: Double, among all: Matrix) -> Bool {
    let largest = all.values.reduce(0) { max($0, $1.magnitude) }
    return (own - right).magnitude <= tolerance * max(own.magnitude, right.magnitude) + 1e-14 * largest
  }
}
