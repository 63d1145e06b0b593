import Calculus
import Trace
import Typesetting

/// A derivative taken rule by rule, in words.
package struct DerivationBlocks {
  private let language: Language
  private let notation = Notation()

  package init(_ language: Language) { self.language = language }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  /// The steps, then what was asked for at a point.
  package func blocks(_ asked: AskedDerivation, _ style: NumberStyle) -> [Block] {
    let name = Text(notation.name(asked.derivation.variable))
    let title =
      Text(say("Derivada respecto de ", "Derivative with respect to ")) + name
      + Text(say(", regla a regla", ", rule by rule"))
    return [.heading(1, title)] + steps(asked.derivation) + values(asked, style)
  }

  /// The steps: the rules with the line that they lead to, then the simplifications with the result.
  package func steps(_ derivation: Derivation) -> [Block] {
    let rules = derivation.steps.filter { $0.rule.kind == .derivation }
    let tidying = derivation.steps.filter { $0.rule.kind == .simplification }
    let start = text(derivation.start)
    var blocks: [Block] = [table(rules, from: 1, say("regla", "rule"))]
    if let line = rules.last?.line {
      blocks.append(.formula(equation(tidying.isEmpty ? start : nil, line), remark: ""))
    }
    guard !tidying.isEmpty else { return blocks }
    blocks.append(table(tidying, from: rules.count + 1, say("simplificación", "simplification")))
    blocks.append(.formula(equation(start, derivation.result), remark: ""))
    return blocks
  }

  /// `left = right`; without a left side `= right`.
  private func equation(_ left: MathText?, _ right: Formula) -> MathText {
    .row((left.map { [$0] } ?? []) + [.sign("=", .relation), text(right)])
  }

  private func text(_ formula: Formula) -> MathText { formula.typeset(notation).line }

  /// A row for each step: its rule, the part that it was used on and what became of that.
  private func table(_ steps: [Derivation.Step], from first: Int, _ heading: String) -> Block {
    .table(
      Table(
        headings: [Text(say("paso", "step")), Text(heading), Text(say("de", "from")), Text(say("a", "to"))],
        alignments: [.right, .left, .left, .left],
        rows: steps.enumerated().map { place, step in
          [
            Text("\(first + place)"), Text(step.name[language]), Text(text(step.before)), Text(text(step.after)),
          ]
        }))
  }

  /// The value of the derivative at a point, and what has found it without the rules.
  private func values(_ asked: AskedDerivation, _ style: NumberStyle) -> [Block] {
    guard let values = asked.values else { return [] }
    var point: [MathText] = []
    for (quantity, value) in asked.point {
      if !point.isEmpty { point.append(.sign(",", .punctuation)) }
      point += [notation.name(quantity), .sign("=", .relation), .number(style.format(value))]
    }
    let rows: [(Localized, Double)] = [
      (Localized(es: "la fórmula", en: "the formula"), values.formula),
      (Localized(es: "la derivada, por las reglas", en: "the derivative, by the rules"), values.derivative),
      (Localized(es: "por la derivada automática", en: "by the automatic derivative"), values.mechanical),
      (Localized(es: "por diferencias centrales", en: "by central differences"), values.difference),
    ]
    return [
      .paragraph(Text(say("En ", "At ")) + Text(.row(point)) + Text(":")),
      .table(
        Table(
          headings: [], alignments: [.left, .right],
          rows: rows.map { [Text($0.0[language]), Text(.number(style.format($0.1)))] })),
    ] + remark(values).map { .paragraph(Text($0[language])) }
  }

  /// What is to be said of a place where there is no derivative, or perhaps none.
  private func remark(_ values: AskedDerivation.Values) -> [Localized] {
    guard values.formula.isFinite else {
      return [
        Localized(
          es: "Ahí la fórmula no da un número finito: o no tiene derivada, aunque de las reglas salga un número, o su "
            + "valor no cabe en 64 bits.",
          en: "There the formula gives no finite number: either it has no derivative, though the rules may give a "
            + "number, or its value does not fit into 64 bits.")
      ]
    }
    let scale = max(abs(values.derivative), abs(values.difference), 1e-6)
    guard !(abs(values.derivative - values.difference) <= 1e-4 * scale) else { return [] }
    return [
      Localized(
        es: "Las diferencias no lo confirman: ahí puede haber un punto anguloso o un salto, y ninguna derivada.",
        en: "The differences do not confirm it: there may be a kink or a jump there, and no derivative.")
    ]
  }
}
