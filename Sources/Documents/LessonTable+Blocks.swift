import Matrices
import Trace
import Typesetting

extension LessonTable {
  /// The title and the table below it.
  package func blocks(_ language: Language, _ style: NumberStyle = .tables()) -> [Block] {
    let columns = rows.map { $0.count }.max() ?? 0
    let scales = (0..<columns).map(scale)
    var shown = rows.map { row in
      row.enumerated().map { column, cell in text(cell, scales[column], language, style) }
    }
    guard let headings = shown.first else { return [] }
    let name = (title ?? Localized(es: "Tabla", en: "Table")) + moment
    for column in 0..<columns where isNumeric(column) {
      // With as many decimals as each other.
      let places = rows.indices.dropFirst().filter { number($0, column) != nil }
      let texts = style.format(column: places.compactMap { number($0, column) }, keepsWholes: true)
      for (place, text) in zip(places, texts) { shown[place][column] = Text(.number(text)) }
    }
    return [
      .heading(2, Text(name[language])),
      .table(
        Table(
          headings: headings, alignments: (0..<columns).map { isNumeric($0) ? .right : .left },
          rows: Array(shown.dropFirst()))),
    ] + remarks(headings, scales, language, style)
  }

  /// At which iteration it stands, where a run goes on.
  private var moment: Localized {
    guard let iteration else { return Localized(both: "") }
    return Localized(es: " (en la iteración \(iteration))", en: " (at iteration \(iteration))")
  }

  // MARK: Below the table

  private func remarks(
    _ headings: [Text], _ scales: [ClosedRange<Double>?], _ language: Language, _ style: NumberStyle
  ) -> [Block] {
    var remarks: [Text] = []
    let short = NumberStyle(significantDigits: min(3, style.significantDigits))
    for (column, scale) in scales.enumerated() where holdsCourses(column) {
      guard let scale else { continue }
      let ends = [scale.lowerBound, scale.upperBound].map { Inline.math(.number(short.format($0))) }
      let words = Localized(es: "de abajo arriba, de ", en: "from bottom to top, from ")
      let name = headings.indices.contains(column) ? headings[column] : Text("")
      remarks.append(
        (name.isEmpty ? Text("") : name + Text(": "))
          + Text([
            .plain(words[language]), ends[0], .plain(Localized(es: " a ", en: " to ")[language]), ends[1], .plain("."),
          ]))
    }
    func say(_ es: String, _ en: String) { remarks.append(Text([.faint(Localized(es: es, en: en)[language])])) }
    if has({ if case .course(let course) = $0 { course.notFinite > 0 } else { false } }) {
      say("Un hueco: ahí el valor no es un número finito.", "A gap: there the value is not a finite number.")
    }
    if has({ if case .bar(let value) = $0 { !(value.isFinite && value >= 0) } else { false } }) {
      say(
        "Sin barra: un número negativo o que no es finito.", "No bar: a number that is negative or not finite.")
    }
    if has({ if case .printed(let printed) = $0 { printed.agrees == nil } else { false } }) {
      say(
        "Lo impreso en los apuntes no se compara: aquí se han cambiado valores.",
        "What the notes print is not compared: values have been changed here.")
    }
    if leftOut > 0 { remarks.append(Text([.faint(rest[language])])) }
    if interrupted > 0 {
      say(
        "Interrumpida: faltan \(interrupted) de sus filas.", "Interrupted: \(interrupted) of its rows are missing.")
    }
    if !unloaded.isEmpty {
      let numbers = unloaded.map(String.init).joined(separator: ", ")
      say(
        "Lo cargado no encaja en estas filas, contadas desde arriba: \(numbers). Parten de sus valores iniciales.",
        "What was loaded does not fit these rows, counted from the top: \(numbers). They begin from their own values.")
    }
    if waitsForRun {
      say(
        needsRuns ? "Sus filas, cada una con su ejecución, salen con run." : "Lo que falta sale con run.",
        needsRuns ? "Its rows, each a run of its own, come with run." : "What is missing comes with run.")
    }
    if iteration != nil {
      say("Los valores del final salen con run.", "The values at the end come with run.")
    }
    guard let first = remarks.first else { return [] }
    return [.paragraph(remarks.dropFirst().reduce(first) { $0 + Text(" ") + $1 })]
  }

  /// How many rows are not shown.
  private var rest: Localized {
    leftOut == 1
      ? Localized(es: "… y una fila más.", en: "… and one more row.")
      : Localized(es: "… y \(leftOut) filas más.", en: "… and \(leftOut) more rows.")
  }

  private func has(_ isSuch: (Cell) -> Bool) -> Bool { rows.contains { $0.contains(where: isSuch) } }

  // MARK: Columns

  private func cells(_ column: Int) -> [Cell] {
    rows.dropFirst().compactMap { $0.indices.contains(column) ? $0[column] : nil }
  }

  /// Whether a column has numbers, beside which there may be empty cells.
  private func isNumeric(_ column: Int) -> Bool {
    let cells = cells(column)
    return cells.contains { if case .text = $0 { false } else { true } }
      && cells.allSatisfy { cell in
        switch cell {
        case .text(let text): text.es.isEmpty && text.en.isEmpty
        case .bar, .course, .printed: false
        case .value(let value): value.shape.isScalar
        case .notMeasured, .never, .withRun: true
        }
      }
  }

  private func holdsCourses(_ column: Int) -> Bool {
    cells(column).contains { if case .course = $0 { true } else { false } }
  }

  private func number(_ row: Int, _ column: Int) -> Double? {
    guard rows[row].indices.contains(column), case .value(let value) = rows[row][column], value.shape.isScalar else {
      return nil
    }
    return value.values.first
  }

  /// From the least to the greatest of all that is drawn in a column, bars from zero; nil where nothing is.
  private func scale(_ column: Int) -> ClosedRange<Double>? {
    var ends: [Double] = []
    for cell in cells(column) {
      switch cell {
      case .course(let course): ends += [course.least, course.greatest].filter { $0.isFinite }
      case .bar(let value): if value.isFinite { ends += [0, max(0, value)] }
      case .text, .value, .notMeasured, .never, .withRun, .printed: break
      }
    }
    guard let least = ends.min(), let greatest = ends.max() else { return nil }
    return least...greatest
  }

  // MARK: Cells

  private func text(
    _ cell: Cell, _ scale: ClosedRange<Double>?, _ language: Language, _ style: NumberStyle
  ) -> Text {
    switch cell {
    case .text(let text): return Text(text[language])
    case .value(let matrix): return text(matrix, style)
    case .notMeasured, .withRun: return ""
    case .never: return "–"
    case .bar(let value):
      let greatest = scale?.upperBound ?? 0
      let part = value.isFinite && value >= 0 ? greatest > 0 ? value / greatest : 0 : nil
      return Text([.strip(Strip(.bar(part), words: Text(.number(style.format(value)))))])
    case .course(let course): return Text([.strip(strip(course, scale, language, style))])
    case .printed(let printed): return text(printed, style)
    }
  }

  private func text(_ value: Matrix, _ style: NumberStyle) -> Text {
    if value.shape.isScalar { return Text(.number(style.format(value.values.first ?? .nan))) }
    guard value.shape.rank == 2, value.values.count <= 16 else { return Text("\(value.shape)") }
    let columns = value.shape.columns
    let rows = stride(from: 0, to: value.values.count, by: columns).map { start in
      value.values[start..<(start + columns)].map { MathText.number(style.format($0)) }
    }
    return Text(.matrix(rows))
  }

  /// What is printed, with what the lesson computes where that is something else: with the printed decimals, where these
  /// leave anything of it.
  private func text(_ printed: Printed, _ style: NumberStyle) -> Text {
    let digits = Inline.math(.number(printed.digits.map { $0 == "-" ? "−" : String($0) }.joined()))
    guard let agrees = printed.agrees else { return Text([digits]) }
    guard !agrees else { return Text([digits, .plain(" ✓")]) }
    var value = style.format(printed.value)
    let decimals = max(0, -(DecimalDigits(printed: printed.digits)?.exponent ?? -.max))
    if decimals < 15, let exact = DecimalDigits(printed.value) {
      let rounded = exact.rounded(toDecimals: decimals)
      if !rounded.isZero || exact.isZero { value = rounded.fixed(decimals: decimals, minus: "−") }
    }
    return Text([digits, .plain(" ≠ "), .math(.number(value))])
  }

  private func strip(
    _ course: Course, _ scale: ClosedRange<Double>?, _ language: Language, _ style: NumberStyle
  ) -> Strip {
    let first = course.points.first?.place ?? 0
    let length = (course.points.last?.place ?? 0) - first
    let points = course.points.map { point in
      Strip.Point(
        place: length > 0 ? (point.place - first) / length : 0,
        height: scale.flatMap { point.value.isFinite ? Self.part(point.value, of: $0) : nil })
    }
    let numbers = [course.first, course.last, course.least, course.greatest].map {
      MathText.number(style.format($0))
    }
    var words: [Inline] = [
      .math(numbers[0]), .plain(Localized(es: " al principio, ", en: " first, ")[language]), .math(numbers[1]),
      .plain(Localized(es: " al final, el menor ", en: " last, least ")[language]), .math(numbers[2]),
      .plain(Localized(es: ", el mayor ", en: ", greatest ")[language]), .math(numbers[3]),
    ]
    if course.notFinite > 0 {
      words.append(
        .plain(
          Localized(es: ", no finitos: \(course.notFinite)", en: ", not finite: \(course.notFinite)")[language]))
    }
    return Strip(.course(points), words: Text(words))
  }

  /// Where a number lies in a scale, from 0 to 1; in the middle of one that is a single number.
  private static func part(_ value: Double, of scale: ClosedRange<Double>) -> Double {
    // Halves: the difference of two large numbers may be too large.
    let length = scale.upperBound / 2 - scale.lowerBound / 2
    return length > 0 ? (value / 2 - scale.lowerBound / 2) / length : 0.5
  }
}
