import Calculus
import Trace
import Typesetting

/// What a threshold neuron's weights would have to satisfy, one inequality for each example, and the contradiction when
/// a sum of some of them can't hold together with a sum of others.
///
/// Nothing is known here of the neuron: z is affine in the parameters, so its coefficients are its derivatives.
struct Inequalities {
  private struct Row {
    let coefficients: [Double]
    let constant: Double
    /// The example must come out above 0 (else at most 0); where the lesson decides with ≥ 0, not below 0 (else below).
    let isAbove: Bool
  }

  private let values: ExampleValues
  private let scope: PictureScope
  private let language: Language
  private let notation = Notation()

  init(_ values: ExampleValues, _ scope: PictureScope, _ language: Language) {
    self.values = values
    self.scope = scope
    self.language = language
  }

  /// A line for each example, then the contradiction if there is one.
  func blocks(_ subject: Resolved, by target: Resolved?, title: Text) throws -> [Block] {
    guard case .reference(let output) = subject.formula, let definition = scope.program.definition(of: output),
      let target
    else {
      return []
    }
    let read = scope.program.parameters.filter(definition.formula.references.contains)
    let parameters = read.flatMap { quantity in
      (0..<quantity.shape.count).map { Entry(quantity, $0) }
    }
    let targets = ExampleClasses(values.perExample(target), isStepwise: scope.isStepwise(target)).classes
    let isPerBatch = scope.isPerBatch(subject)
    var rows: [Row] = []
    for example in 0..<scope.count(subject) {
      if isPerBatch { values.putExamples(from: example) }
      let offset = isPerBatch ? 0 : example
      let entry = try definition.formula.entry(at: offset)
      let coefficients = try parameters.map { values.number(try entry.partial(by: $0)) }
      let total = zip(coefficients, parameters).reduce(values.entry(output, offset)) { sum, pair in
        sum - pair.0 * values.entry(pair.1.quantity, pair.1.offset)
      }
      rows.append(
        Row(
          coefficients: coefficients, constant: abs(total) < 1e-9 ? 0 : total,
          isAbove: !targets.isEmpty && targets[example % targets.count] > 0))
    }
    let signs = isDecidedWithEquality(output) ? (above: "≥", below: "<") : (above: ">", below: "≤")
    var blocks: [Block] = [.paragraph(Text([.strong(title.plain)]))]
    for (index, row) in rows.enumerated() {
      blocks.append(
        .formula(
          inequality(row, parameters, row.isAbove ? signs.above : signs.below),
          remark: Text(Localized(es: "ejemplo \(index + 1)", en: "example \(index + 1)")[language])))
    }
    if let (above, below) = contradiction(rows) {
      blocks += contradictionBlocks(rows, above, below, parameters, signs)
    } else {
      blocks.append(.paragraph(Text([.faint(Self.nothingFound(signs)[language])])))
    }
    return blocks
  }

  private func sum(_ coefficients: [Double], _ constant: Double, _ parameters: [Entry]) -> MathText {
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
    for (value, entry) in zip(coefficients, parameters) where value != 0 {
      add(value, notation.entry(entry.quantity, entry.offset))
    }
    if constant != 0 || parts.isEmpty { add(constant, nil) }
    return .row(parts)
  }

  private func inequality(_ row: Row, _ parameters: [Entry], _ sign: String) -> MathText {
    .row([sum(row.coefficients, row.constant, parameters), .sign(sign, .relation), .number("0")])
  }

  /// Whether a line of the lesson asks for z ≥ 0 or z < 0, so that an example with z = 0 is of the class 1.
  private func isDecidedWithEquality(_ output: Quantity) -> Bool {
    func asks(_ formula: Formula) -> Bool {
      guard case .apply(let application) = formula else { return false }
      if let comparison = application.rule as? Comparison, application.arguments.count == 2,
        comparison.kind == .greaterOrEqual || comparison.kind == .less,
        application.arguments[0] == .reference(output), application.arguments[1].constant == 0
      {
        return true
      }
      return application.arguments.contains(where: asks)
    }
    return scope.program.definitions.contains { asks($0.formula) }
  }

  /// What was looked at where nothing was found: a contradiction may have other weights than 1.
  private static func nothingFound(_ signs: (above: String, below: String)) -> Localized {
    Localized(
      es: "Ninguna suma de unas de las \(signs.above) 0 es igual a una suma de unas de las \(signs.below) 0; otras "
        + "combinaciones no se han mirado.",
      en: "No sum of some of those \(signs.above) 0 equals a sum of some of those \(signs.below) 0; other combinations "
        + "were not looked at.")
  }

  /// Some rows that must be above 0 and some that must not, with the same sum.
  private func contradiction(_ rows: [Row]) -> (above: [Int], below: [Int])? {
    let above = rows.indices.filter { rows[$0].isAbove }
    let below = rows.indices.filter { !rows[$0].isAbove }
    for first in subsets(above) {
      for second in subsets(below) where agree(total(rows, first), total(rows, second)) { return (first, second) }
    }
    return nil
  }

  private func subsets(_ places: [Int]) -> [[Int]] {
    (1..<(1 << places.count)).map { mask in
      places.indices.filter { mask >> $0 & 1 == 1 }.map { places[$0] }
    }
  }

  private func total(_ rows: [Row], _ places: [Int]) -> [Double] {
    places.reduce(Array(repeating: 0, count: (rows.first?.coefficients.count ?? 0) + 1)) { sum, place in
      zip(sum, rows[place].coefficients + [rows[place].constant]).map { $0 + $1 }
    }
  }

  private func agree(_ left: [Double], _ right: [Double]) -> Bool {
    zip(left, right).allSatisfy { abs($0 - $1) < 1e-9 }
  }

  private func contradictionBlocks(
    _ rows: [Row], _ above: [Int], _ below: [Int], _ parameters: [Entry], _ signs: (above: String, below: String)
  ) -> [Block] {
    let both = total(rows, above)
    let text = sum(Array(both.dropLast()), both.last ?? 0, parameters)
    let names: ([Int]) -> String = { $0.map { "\($0 + 1)" }.joined(separator: " + ") }
    return [
      .formula(
        .row([text, .sign(signs.above, .relation), .number("0")]),
        remark: Text(Localized(es: "suma de \(names(above))", en: "sum of \(names(above))")[language])),
      .formula(
        .row([text, .sign(signs.below, .relation), .number("0")]),
        remark: Text(Localized(es: "suma de \(names(below))", en: "sum of \(names(below))")[language])),
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
}

extension Text {
  /// The words without any marks.
  var plain: String {
    parts.map { part in
      switch part {
      case .plain(let text), .code(let text), .strong(let text), .faint(let text): text
      case .math: ""
      }
    }.joined()
  }
}
