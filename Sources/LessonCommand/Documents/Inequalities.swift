import Calculus
import Matrices
import Trace
import Typesetting

/// What a threshold neuron's weights would have to satisfy, one inequality for each example, and the contradiction when
/// a sum of some of them can't hold together with a sum of others.
///
/// Nothing is known here of the neuron: z is affine in the parameters, so its coefficients are its derivatives.
package struct Inequalities {
  private struct Row {
    let coefficients: [Double]
    let constant: Double
    /// The example must come out above 0 (else at most 0).
    let isAbove: Bool
  }

  private let start: Moment
  private let language: Language
  private let notation = Notation()

  package init(_ moment: Moment, _ language: Language) {
    start = moment
    self.language = language
  }

  /// A line for each example, then the contradiction if there is one.
  package func blocks(_ subject: Formula, by target: Formula?, title: Text) throws -> [Block] {
    guard case .reference(let output) = subject, let target, case .reference(let targetQuantity) = target else {
      return []
    }
    let program = start.program
    let parameters = program.parameters.flatMap { quantity in
      (0..<quantity.shape.count).map { Entry(quantity, $0) }
    }
    let pairs = program.batching?.pairs ?? []
    let count = program.batching?.count ?? (program.examplesInRows ? output.shape.rows : output.shape.columns)
    guard count <= 12 else { return [] }
    var rows: [Row] = []
    for example in 0..<count {
      var moment = start
      for pair in pairs {
        moment = moment.replacing(pair.batch, with: one(example, of: start.value(of: pair.all), pair.batch.shape))
      }
      let offset = pairs.isEmpty ? example : 0
      guard let definition = program.definition(of: output) else { return [] }
      var coefficients: [Double] = []
      let entry = try definition.formula.entry(at: offset)
      for parameter in parameters { coefficients.append(moment.number(try entry.partial(by: parameter))) }
      let total = zip(coefficients, parameters).reduce(moment.entry(output, offset)) { sum, pair in
        sum - pair.0 * moment.entry(pair.1.quantity, pair.1.offset)
      }
      rows.append(
        Row(
          coefficients: coefficients, constant: abs(total) < 1e-9 ? 0 : total,
          isAbove: moment.entry(targetQuantity, offset) > 0.5))
    }
    var blocks: [Block] = [.paragraph(Text([.strong(title.plain)]))]
    for (index, row) in rows.enumerated() {
      blocks.append(
        .formula(
          inequality(row, parameters),
          remark: Text(Localized(es: "ejemplo \(index + 1)", en: "example \(index + 1)")[language])))
    }
    if let (above, below) = contradiction(rows) { blocks += contradictionBlocks(rows, above, below, parameters) }
    return blocks
  }

  private func one(_ example: Int, of all: Matrix, _ shape: Shape) -> Matrix {
    var matrix = Matrix(shape)
    if start.program.examplesInRows {
      for column in 0..<shape.columns { matrix[0, column] = all[example, column] }
    } else {
      for row in 0..<shape.rows { matrix[row, 0] = all[row, example] }
    }
    return matrix
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

  private func inequality(_ row: Row, _ parameters: [Entry]) -> MathText {
    .row([
      sum(row.coefficients, row.constant, parameters), .sign(row.isAbove ? ">" : "≤", .relation), .number("0"),
    ])
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
    _ rows: [Row], _ above: [Int], _ below: [Int], _ parameters: [Entry]
  ) -> [Block] {
    let both = total(rows, above)
    let text = sum(Array(both.dropLast()), both.last ?? 0, parameters)
    let names: ([Int]) -> String = { $0.map { "\($0 + 1)" }.joined(separator: " + ") }
    return [
      .formula(
        .row([text, .sign(">", .relation), .number("0")]),
        remark: Text(Localized(es: "suma de \(names(above))", en: "sum of \(names(above))")[language])),
      .formula(
        .row([text, .sign("≤", .relation), .number("0")]),
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
