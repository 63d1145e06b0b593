import Matrices
import Typesetting

/// A derivative taken rule by rule: each line with the rule that leads to it, up to what a textbook prints.
///
/// Derivatives are taken outermost first and from left to right; then the result is simplified, innermost first. Every
/// line has the value of the mechanical derivative.
package struct Derivation: Sendable {
  /// One rule, used once.
  package struct Step: Sendable {
    package let rule: RewritingRule
    /// The rule's name, with the function or operation it was used on.
    package let name: Localized
    /// The part that it was used on, and where in the line before that stands.
    package let before: Formula
    package let place: FormulaPath
    /// What became of the part.
    package let after: Formula
    /// The whole line behind the step.
    package let line: Formula
  }

  package let formula: Formula
  package let variable: Quantity
  package let steps: [Step]

  /// Steps at most.
  package static let mostSteps = 400
  /// Operators, names and numbers of a line at most.
  package static let mostTerms = 5_000

  /// The line from which it starts: `∂/∂x(…)`.
  package let start: Formula
  /// The last line.
  package var result: Formula { steps.last?.line ?? start }

  /// - Throws: when something in the formula is no number (1×1), or the derivation takes too many steps.
  package init(of formula: Formula, by variable: Quantity) throws(ShapeError) {
    self.formula = formula
    self.variable = variable
    start = try .derivative(of: formula, by: variable)
    try Self.checkNumbers(formula, variable)
    var line = start
    var steps: [Step] = []
    while let step = try Self.step(from: line) {
      guard steps.count < Self.mostSteps, step.line.extent.terms <= Self.mostTerms else {
        throw ShapeError(
          Localized(
            es: "derivar esto lleva más de \(Self.mostSteps) pasos, o líneas de más de \(Self.mostTerms) términos; "
              + "deriva una parte",
            en:
              "differentiating this takes more than \(Self.mostSteps) steps, or lines of more than \(Self.mostTerms) terms; "
              + "differentiate a part of it"), shapes: [])
      }
      steps.append(step)
      line = step.line
    }
    self.steps = steps
  }

  /// What depends on the variable has to be a number, all the way down.
  private static func checkNumbers(_ formula: Formula, _ variable: Quantity) throws(ShapeError) {
    guard formula.reads(variable), case .apply(let application) = formula else { return }
    for argument in application.arguments where argument.reads(variable) {
      guard argument.shape.isScalar else {
        throw ShapeError(
          Localized(
            es: "paso a paso se deriva con números (1×1), y aquí hay una parte de \(argument.shape)",
            en: "differentiating step by step takes numbers (1×1), and a part here is \(argument.shape)"),
          shapes: [argument.shape])
      }
      try checkNumbers(argument, variable)
    }
  }

  /// The next step; nil when the line is done.
  private static func step(from line: Formula) throws(ShapeError) -> Step? {
    if let step = try step(from: line, .outermostFirst, RewritingRule.derivations) { return step }
    if let step = try step(from: line, .innermostFirst, RewritingRule.simplifications) { return step }
    return try step(from: line, .innermostFirst, [.multiplyingOut])
  }

  /// What the simplifications make of a formula; nil where they take too many steps.
  static func simplified(_ formula: Formula) throws(ShapeError) -> Formula? {
    var line = formula
    for _ in 0..<mostSteps {
      guard let step = try step(from: line, .innermostFirst, RewritingRule.simplifications) else { return line }
      line = step.line
    }
    return nil
  }

  private static func step(
    from line: Formula, _ order: Formula.Visit, _ rules: [RewritingRule]
  ) throws(ShapeError) -> Step? {
    func use(_ part: Formula) throws(ShapeError) -> Use? {
      for rule in rules {
        let after = try rule.rewrite(part)
        if let after { return Use(rule: rule, before: part, after: after) }
      }
      return nil
    }
    guard let (path, found) = try line.firstPart(order, use) else { return nil }
    let detail = found.rule.detail(found.before).map { Localized(both: " " + $0) } ?? Localized(both: "")
    return Step(
      rule: found.rule, name: found.rule.name + detail, before: found.before, place: path, after: found.after,
      line: try line.replacing(at: path, with: found.after))
  }

  /// A rule that holds for a part.
  private struct Use {
    let rule: RewritingRule
    let before: Formula
    let after: Formula
  }
}
