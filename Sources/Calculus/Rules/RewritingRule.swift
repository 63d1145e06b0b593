import Matrices
import Typesetting

/// A rule by which a part of a formula becomes another of the same value; one file for each.
package struct RewritingRule: Sendable {
  /// What tells it from the others, for programs.
  package let id: String
  /// Its name for a student.
  package let name: Localized
  package let kind: Kind
  /// Where it is the first to hold.
  package let example: Example
  /// What is added to the name in the case at hand: the function of which the derivative is taken.
  let detail: @Sendable (Formula) -> String?
  /// What becomes of a part; nil where the rule does not hold.
  package let rewrite: @Sendable (Formula) throws(ShapeError) -> Formula?

  /// Its name where no case is at hand: `derivative of sin(z)` is then `derivative of a function`.
  package var title: Localized { nameInGeneral ?? name }
  private let nameInGeneral: Localized?

  /// What a rule is for.
  package enum Kind: String, Sendable {
    /// It takes a derivative, or one part of the way to it.
    case derivation
    /// It makes what has been derived shorter, or sets it in the usual order.
    case simplification
  }

  /// A derivative in which the rule is used, and what it makes of what.
  package struct Example: Hashable, Sendable {
    /// What is derived, as a lesson writes it.
    package let formula: String
    /// By what.
    package let variable: String
    /// The part that the rule finds there first, as it is set on one line.
    package let before: String
    /// What it makes of it.
    package let after: String

    init(_ formula: String, by variable: String = "x", _ before: String, becomes after: String) {
      self.formula = formula
      self.variable = variable
      self.before = before
      self.after = after
    }
  }

  init(
    _ id: String, es: String, en: String, _ kind: Kind = .derivation, example: Example,
    inGeneral: Localized? = nil, detail: @escaping @Sendable (Formula) -> String? = { _ in nil },
    rewrite: @escaping @Sendable (Formula) throws(ShapeError) -> Formula?
  ) {
    self.id = id
    name = Localized(es: es, en: en)
    nameInGeneral = inGeneral
    self.kind = kind
    self.example = example
    self.detail = detail
    self.rewrite = rewrite
  }

  /// A rule for what stands behind ∂/∂x.
  ///
  /// - Parameter derive: the derivative of a formula by a quantity; nil where the rule does not hold.
  static func derivation(
    _ id: String, es: String, en: String, example: Example, inGeneral: Localized? = nil,
    detail: @escaping @Sendable (Formula) -> String? = { _ in nil },
    derive: @escaping @Sendable (Formula, Quantity) throws(ShapeError) -> Formula?
  ) -> RewritingRule {
    RewritingRule(id, es: es, en: en, example: example, inGeneral: inGeneral, detail: detail) {
      part throws(ShapeError) in
      guard let (inside, variable) = part.asDerivative else { return nil }
      return try derive(inside, variable)
    }
  }

  /// Every rule, in the order in which they are tried.
  package static let all: [RewritingRule] = derivations + simplifications + [.multiplyingOut]

  /// The rules that take derivatives; the last holds wherever none of the others does.
  static let derivations: [RewritingRule] = [
    .constant, .identity, .sum, .difference, .sign, .constantMultiple, .product, .quotient, .power, .powerOfFunction,
    .exponential, .powerOfPower, .functionOfVariable, .chain, .function, .eachCase, .otherOperator,
  ]

  /// The rules that tidy up behind them.
  static let simplifications: [RewritingRule] = [
    .arithmetic, .zeroFactor, .zeroTerm, .one, .signs, .parentheses, .fractions, .nestedPowers, .equalBases,
    .orderOfFactors, .cancelling, .likeTerms,
  ]
}
