import Matrices
import Trace
import Typesetting

extension LessonTable {
  /// The title and the table below it.
  package func blocks(_ language: Language, _ style: NumberStyle = .tables()) -> [Block] {
    var shown = rows.map { row in row.map { text($0, language, style) } }
    guard let headings = shown.first else { return [] }
    let name = title?[language] ?? Localized(es: "Tabla", en: "Table")[language]
    let columns = rows.map { $0.count }.max() ?? 0
    for column in 0..<columns where isNumeric(column) {
      // With as many decimals as each other.
      let numbers = rows.map { row in row.indices.contains(column) ? number(row[column]) : nil }
      let places = rows.indices.dropFirst().filter { numbers[$0] != nil }
      let texts = style.format(column: places.compactMap { numbers[$0] }, keepsWholes: true)
      for (place, text) in zip(places, texts) { shown[place][column] = Text(.number(text)) }
    }
    return [
      .heading(2, Text(name)),
      .table(
        Table(
          headings: headings, alignments: (0..<columns).map { isNumeric($0) ? .right : .left },
          rows: Array(shown.dropFirst()))),
    ] + (leftOut > 0 ? [.paragraph(Text([.faint(rest[language])]))] : [])
  }

  /// How many rows are not shown.
  private var rest: Localized {
    leftOut == 1
      ? Localized(es: "… y una fila más.", en: "… and one more row.")
      : Localized(es: "… y \(leftOut) filas más.", en: "… and \(leftOut) more rows.")
  }

  /// Whether a column has numbers, beside which there may be empty cells.
  private func isNumeric(_ column: Int) -> Bool {
    let cells = rows.dropFirst().map { row in row.indices.contains(column) ? row[column] : .text(Localized(both: "")) }
    return cells.contains { if case .text = $0 { false } else { true } }
      && cells.allSatisfy { cell in
        switch cell {
        case .text(let text): text.es.isEmpty && text.en.isEmpty
        case .value(let value): value.shape.isScalar
        case .notMeasured: true
        }
      }
  }

  private func number(_ cell: Cell) -> Double? {
    if case .value(let value) = cell, value.shape.isScalar { value.values.first } else { nil }
  }

  private func text(_ cell: Cell, _ language: Language, _ style: NumberStyle) -> Text {
    let value: Matrix
    switch cell {
    case .text(let text): return Text(text[language])
    case .value(let matrix): value = matrix
    case .notMeasured: return ""
    }
    if value.shape.isScalar { return Text(.number(style.format(value.values.first ?? .nan))) }
    guard value.shape.rank == 2, value.values.count <= 16 else { return Text("\(value.shape)") }
    let columns = value.shape.columns
    let rows = stride(from: 0, to: value.values.count, by: columns).map { start in
      value.values[start..<(start + columns)].map { MathText.number(style.format($0)) }
    }
    return Text(.matrix(rows))
  }
}
