import Calculus
import Trace
import Typesetting

/// What a threshold neuron would have to satisfy, in words.
extension PictureBlocks {
  /// A line for each example, then the contradiction if there is one.
  func blocks(_ found: Inequalities, _ title: String) -> [Block] {
    let lines = found.inequalities.enumerated().map { index, inequality in
      Block.formula(
        line(inequality.sum, inequality.side, found),
        remark: Text(Localized(es: "ejemplo \(index + 1)", en: "example \(index + 1)")[language]))
    }
    return [.paragraph(Text([.strong(title)]))] + lines
      + (found.contradiction.map { blocks($0, found) }
        ?? [.paragraph(Text([.faint(Self.nothingFound(found)[language])]))])
  }

  private func blocks(_ contradiction: Inequalities.Contradiction, _ found: Inequalities) -> [Block] {
    func sum(_ side: Inequalities.Side, of examples: [Int]) -> Block {
      let names = examples.map { "\($0 + 1)" }.joined(separator: " + ")
      return .formula(
        line(contradiction.sum, side, found),
        remark: Text(Localized(es: "suma de \(names)", en: "sum of \(names)")[language]))
    }
    return [
      sum(.above, of: contradiction.above), sum(.below, of: contradiction.below),
      .paragraph(
        Text([
          .strong(Localized(es: "Contradicción: ", en: "Contradiction: ")[language]),
          .plain(
            Localized(
              es: "ningún peso ni sesgo cumple las dos a la vez; una sola recta no separa estos puntos.",
              en: "no weights and bias satisfy both at once; a single line does not separate these points.")[language]),
        ])),
    ]
  }

  /// What was looked at where nothing was found: a contradiction may have other weights than 1.
  private static func nothingFound(_ found: Inequalities) -> Localized {
    let (above, below) = (sign(.above, found), sign(.below, found))
    return Localized(
      es: "Ninguna suma de unas de las \(above) 0 es igual a una suma de unas de las \(below) 0; otras "
        + "combinaciones no se han mirado.",
      en: "No sum of some of those \(above) 0 equals a sum of some of those \(below) 0; other combinations "
        + "were not looked at.")
  }

  private static func sign(_ side: Inequalities.Side, _ found: Inequalities) -> String {
    switch side {
    case .above: found.isZeroAbove ? "≥" : ">"
    case .below: found.isZeroAbove ? "<" : "≤"
    }
  }

  /// `w₁,₁ − 2·w₂,₁ + b > 0`
  private func line(_ sum: Inequalities.Sum, _ side: Inequalities.Side, _ found: Inequalities) -> MathText {
    .row([text(sum, found.parameters), .sign(Self.sign(side, found), .relation), .number("0")])
  }

  private func text(_ sum: Inequalities.Sum, _ parameters: [Entry]) -> MathText {
    var parts: [MathText] = []
    func add(_ value: Double, _ text: MathText?) {
      let size = abs(value)
      if !parts.isEmpty {
        parts.append(.sign(value < 0 ? "−" : "+", .binary))
      } else if value < 0 {
        parts.append(.sign("−", .tight))
      }
      if let text {
        if size != 1 { parts += [.number(NumberStyle().format(size)), .sign("·", .tight)] }
        parts.append(text)
      } else {
        parts.append(.number(NumberStyle().format(size)))
      }
    }
    for (value, entry) in zip(sum.coefficients, parameters) where value != 0 {
      add(value, notation.entry(entry.quantity, entry.offset))
    }
    if sum.constant != 0 || parts.isEmpty { add(sum.constant, nil) }
    return .row(parts)
  }
}
