import Typesetting

/// The tables, matrices and curves of a document for spreadsheets, one below the other with an empty line between them;
/// nothing where there are none.
///
/// Numbers are bare: `-9.78e-6` for `−9.78·10⁻⁶`, no zeros at the end, an empty cell for a dash. Where a whole column is in
/// per cent, its heading says so and no cell does. Headings of the second level or below stand in rows of their own above
/// the first table that they are of; a matrix is a table with its name and shape in the corner.
package struct CSVTables: Sendable {
  private let options: FormatOptions
  private let style: CSVStyle
  private let math: MathLayout

  /// A format with these choices; a decimal comma brings semicolons between the cells.
  package init(_ options: FormatOptions = FormatOptions()) {
    self.options = options
    style = CSVStyle(options.decimalMark)
    math = MathLayout(glyphs: .linear, mark: options.decimalMark, isInline: true)
  }

  /// The whole document, ending with a line end unless it has no table.
  package func render(_ document: Document) -> String {
    var headings: [(level: Int, text: Text)] = []
    return tables(document.blocks, &headings).map { $0.joined() }.joined(separator: "\n")
  }

  /// The rows of each table; headings wait for the table below them.
  private func tables(_ blocks: [Block], _ headings: inout [(level: Int, text: Text)]) -> [[String]] {
    var found: [[String]] = []
    for block in blocks {
      let rows: [[String]]
      switch block {
      case .heading(let level, let text):
        headings.removeAll { $0.level >= level }
        if level > 1 { headings.append((level, text)) }
        continue
      case .table(let table): rows = [self.rows(table)]
      case .matrix(let matrix): rows = self.rows(matrix)
      case .chart(let chart): rows = [self.rows(chart)]
      case .indented(let blocks):
        found += tables(blocks, &headings)
        continue
      case .paragraph, .formula, .list, .verbatim, .factors: continue
      }
      for table in rows where !table.isEmpty {
        found.append(headings.map { style.row([words($0.text)]) } + table)
        headings = []
      }
    }
    return found
  }

  // MARK: - Tables

  private func rows(_ table: Table) -> [String] {
    let count = max(table.headings.count, table.rows.map { $0.count }.max() ?? 0)
    guard count > 0, !table.rows.isEmpty else { return [] }
    var headings = (0..<count).map { $0 < table.headings.count ? line(table.headings[$0]) : "" }
    var cells = table.rows.map { row in (0..<count).map { $0 < row.count ? cell(row[$0]) : .words("") } }
    for column in 0..<count where isPerCent(cells.map { $0[column] }) {
      headings[column] += headings[column].isEmpty ? "%" : " (%)"
      for row in cells.indices { cells[row][column] = cells[row][column].withoutSign }
    }
    let shown = cells.map { row in style.row(row.map(text)) }
    return headings.allSatisfy { $0.isEmpty } ? shown : [style.row(headings.map(style.text))] + shown
  }

  /// A cell before its column is known.
  private enum Cell {
    case words(String)
    /// Digits as a program reads them, with a point.
    case number(String, isPerCent: Bool)

    var withoutSign: Cell { if case .number(let digits, _) = self { .number(digits, isPerCent: false) } else { self } }
  }

  private func cell(_ text: Text) -> Cell {
    let point = MathLayout(glyphs: .linear, mark: .point, isInline: true)
    let plain = Self.line(text, point)
    if plain == "–" || plain == "—" { return .words("") }
    if let digits = Self.digits(plain) { return .number(digits, isPerCent: false) }
    if plain.last == "%", let digits = Self.digits(String(plain.dropLast().filter { $0 != " " && $0 != "\u{A0}" })) {
      return .number(digits, isPerCent: true)
    }
    return .words(line(text))
  }

  private func isPerCent(_ cells: [Cell]) -> Bool {
    var isSome = false
    for cell in cells {
      switch cell {
      case .number(_, isPerCent: true): isSome = true
      case .number(_, isPerCent: false): return false
      case .words(let words): if !words.isEmpty { return false }
      }
    }
    return isSome
  }

  private func text(_ cell: Cell) -> String {
    switch cell {
    case .words(let words): style.text(words)
    case .number(let digits, isPerCent: false): style.number(written: digits)
    case .number(let digits, isPerCent: true): style.number(written: digits + " %")
    }
  }

  /// `−9.780·10^−6` as programs read it, `-9.78e-6`; nil for what is no number.
  static func digits(_ text: String) -> String? {
    switch text {
    case "∞": return "Infinity"
    case "−∞": return "-Infinity"
    case "NaN": return text
    default: break
    }
    let plain = String(text.map { $0 == "−" ? "-" : $0 })
    let parts = plain.parts(separatedBy: "·10^")
    guard let first = parts.first, parts.count <= 2, CSVStyle.isNumber(first), !first.contains(",") else { return nil }
    let mantissa = trimmed(first)
    guard let power = parts.dropFirst().first else { return mantissa }
    return CSVStyle.isNumber(power) && !power.contains(".") ? mantissa + "e" + power : nil
  }

  /// A number without zeros at the end of its decimals.
  private static func trimmed(_ digits: String) -> String {
    guard digits.contains("."), !digits.contains(where: { $0 == "e" || $0 == "E" }) else { return digits }
    var digits = digits
    while digits.last == "0" { digits.removeLast() }
    if digits.last == "." { digits.removeLast() }
    return digits == "-" || digits.isEmpty ? "0" : digits
  }

  // MARK: - Words

  private func words(_ text: Text) -> String { style.text(line(text)) }

  private func line(_ text: Text) -> String { Self.line(text, math) }

  /// The text on one line.
  private static func line(_ text: Text, _ math: MathLayout) -> String {
    let whole = text.parts.map { part in
      switch part {
      case .plain(let text), .code(let text), .strong(let text), .faint(let text): text.visible
      case .math(let formula): math.text(formula)
      case .strip(let strip): line(strip.words, math)
      }
    }.joined()
    return String(whole.map { $0 == "\n" || $0 == "\r\n" || $0 == "\t" ? " " : $0 }).trimmed
  }

  // MARK: - Matrices

  /// A table for each slice: the columns' numbers behind its name, each row behind its number. A number is alone below its
  /// name.
  private func rows(_ matrix: MatrixBlock) -> [[String]] {
    guard !matrix.values.isEmpty, matrix.rows > 0, matrix.columns > 0 else { return [] }
    if matrix.isNumber {
      return [[style.row([style.text(matrix.name.visible)]), style.row([number(matrix, 0, 0, 0)])]]
    }
    return (0..<matrix.sliceCount).map { slice in
      let name = matrix.isSliced ? matrix.address(matrix.indices(ofSlice: slice)) : matrix.name
      let corner = style.text("\(name.visible) (\(matrix.shape))")
      let heading = style.row([corner] + (1...matrix.columns).map { "\($0)" })
      return [heading]
        + (0..<matrix.rows).map { row in
          style.row(["\(row + 1)"] + (0..<matrix.columns).map { number(matrix, slice, row, $0) })
        }
    }
  }

  private func number(_ matrix: MatrixBlock, _ slice: Int, _ row: Int, _ column: Int) -> String {
    style.number(matrix.entry(slice, row, column))
  }

  // MARK: - Curves, points and bars

  private func rows(_ chart: Chart) -> [String] {
    switch chart {
    case .curve(let title, let series, let x, _): curve(title, series, x.label)
    case .path(let title, let series, let x, let y): points(title, series, x.label, y.label)
    case .points(let title, let points, let x, let y): self.points(title, points, x.label, y.label)
    case .bars(let title, let bars): rows(title, bars)
    // What is seen from above has no rows that a reader would want.
    case .map, .landscape, .image: []
    }
  }

  /// A row for each place of the horizontal axis, a column for each line.
  private func curve(_ title: Text, _ series: [Chart.Series], _ across: Text) -> [String] {
    var columns: [Double: [Int: Double]] = [:]
    for (place, line) in series.enumerated() {
      for (x, y) in zip(line.x, line.y) where x.isFinite { columns[x, default: [:]][place] = y }
    }
    guard !columns.isEmpty else { return [] }
    let isAlone = series.count == 1 && series.allSatisfy { $0.name.isEmpty }
    let names = isAlone ? [words(title)] : series.map { words($0.name) }
    let heading = style.row([words(across)] + names)
    let rows = columns.keys.sorted().map { x in
      let numbers = series.indices.map { columns[x]?[$0] ?? .nan }
      // A gap in a line.
      return style.row([style.number(x)] + numbers.map { $0.isNaN ? "" : style.number($0) })
    }
    return (isAlone ? [] : [style.row([words(title)])]) + [heading] + rows
  }

  private func points(_ title: Text, _ series: Chart.Series, _ x: Text, _ y: Text) -> [String] {
    guard !series.x.isEmpty else { return [] }
    return [style.row([words(title)]), style.row([words(x), words(y)])]
      + zip(series.x, series.y).map { style.row([style.number($0), style.number($1)]) }
  }

  private func points(_ title: Text, _ points: [Chart.Point], _ x: Text, _ y: Text) -> [String] {
    guard !points.isEmpty else { return [] }
    let mark = Localized(es: "clase", en: "class")[options.language]
    return [style.row([words(title)]), style.row([words(x), words(y), style.text(mark)])]
      + points.map { style.row([style.number($0.x), style.number($0.y), style.text($0.mark.visible)]) }
  }

  private func rows(_ title: Text, _ bars: [Chart.Bar]) -> [String] {
    guard !bars.isEmpty else { return [] }
    let hasIntervals = bars.contains { $0.interval != nil }
    let ends = [Localized(es: "desde", en: "from"), Localized(es: "hasta", en: "to")].map { $0[options.language] }
    return [style.row(["", words(title)] + (hasIntervals ? ends : []))]
      + bars.map { bar in
        let interval = bar.interval.map { [style.number($0.lowerBound), style.number($0.upperBound)] } ?? ["", ""]
        return style.row([text(cell(bar.name)), style.number(bar.value)] + (hasIntervals ? interval : []))
      }
  }
}
