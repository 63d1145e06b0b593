import Calculus
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// The iteration that one side of a comparison is of, and when that is as the notes count.
struct ComparedMoment {
  let moment: Moment
  let time: Verdict.Moment
}

extension Verifier {
  /// What holds of `A < B`, entry by entry; of no entry where one of them is not measured then.
  ///
  /// - Parameter left: with the iteration that it is of, where that is another one.
  func compare(
    _ comparison: ExpectSyntax.Comparison, _ left: (formula: Resolved, at: ComparedMoment?),
    _ right: (formula: Resolved, moment: Moment), _ source: SourceText
  ) throws(LocatedError) -> Verdict.Comparison {
    let earlier = left.at?.moment ?? right.moment
    let isMeasured = earlier.unmeasured(left.formula) == nil && right.moment.unmeasured(right.formula) == nil
    let (own, other) =
      isMeasured ? (earlier.evaluate(left.formula), right.moment.evaluate(right.formula)) : (Matrix(.nan), Matrix(.nan))
    try Self.checkFit(own.shape, other.shape, comparison)
    let rule = Comparison(
      comparison.relation, (comparison.left, left.formula.formula), (comparison.right, right.formula.formula),
      isExact: right.moment.program.tiesExact)
    func at(_ index: Int, _ matrix: Matrix) -> Double { matrix.values[matrix.values.count == 1 ? 0 : index] }
    let shape = own.shape.isScalar ? other.shape : own.shape
    let count = isMeasured ? shape.count : 0
    // Nothing holds of what is not a number, not even that it is another one.
    let failing = (0..<count).filter { index in
      let (left, right) = (at(index, own), at(index, other))
      return left.isNaN || right.isNaN || rule.value(left, right) == 0
    }
    let shown = failing.first ?? (count == 1 ? 0 : nil)
    let isTie = shown.map { at($0, own) != at($0, other) && rule.isTie(at($0, own), at($0, other)) }
    return Verdict.Comparison(
      relation: rule.kind.rawValue, other: Self.text(right.formula.formula, comparison.right, source),
      left: left.at.map { ($0.time, $0.moment.iteration) }, count: count, holding: count - failing.count,
      sides: shown.map {
        Verdict.Difference(indices: shape.address(of: $0), value: at($0, own), expected: at($0, other))
      }, isTie: isTie == true)
  }

  /// A side as the reader knows it: what is known without running has lost its name.
  static func text(_ formula: Formula, _ written: FormulaSyntax, _ source: SourceText) -> MathText {
    formula.references.isEmpty && !written.isNumeral
      ? .words(source.text(written.range)) : formula.typeset(Notation(), substituting: nil).text
  }

  /// Both sides have one shape, or one of them is a number.
  static func checkFit(
    _ left: Shape, _ right: Shape, _ comparison: ExpectSyntax.Comparison
  ) throws(LocatedError) {
    guard left != right, !left.isScalar, !right.isScalar else { return }
    throw LocatedError(
      comparison.left.range.through(comparison.right.range),
      es: "se comparan entradas del mismo sitio, o con un número: a la izquierda hay \(left) y a la derecha \(right)",
      en: "entries in the same place are compared, or with a number: on the left is \(left) and on the right \(right)")
  }
}

extension FormulaSyntax {
  /// Whether it is a number as typed, with a sign or without.
  fileprivate var isNumeral: Bool {
    switch self {
    case .number: true
    case .prefix(.minus, let operand, _): operand.isNumeral
    default: false
    }
  }
}
