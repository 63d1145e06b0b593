import Calculus
import Matrices
import Trace
import Typesetting

/// The drawings of a lesson in words and charts.
package struct PictureBlocks {
  let language: Language
  let notation = Notation()

  package init(_ language: Language) { self.language = language }

  /// One picture below the other.
  package func blocks(_ pictures: [DrawnPicture]) -> [Block] { pictures.flatMap(blocks) }

  private func blocks(_ drawn: DrawnPicture) -> [Block] {
    let name = drawn.picture.meaning?[language] ?? drawn.picture.subjectText
    let title = Text(name)
    switch drawn.content {
    case .curve(let curve):
      let (label, isCourse): (Text, Bool) =
        switch curve.axis {
        case .epochs: (Text(Localized(es: "época", en: "epoch")[language]), true)
        case .iterations: (Text(Localized(es: "iteración", en: "iteration")[language]), true)
        case .over(let name): (Text([.code(name)]), false)
        }
      return [
        .chart(.curve(title: title, lines(curve), xLabel: label, mayBeLogarithmic: isCourse))
      ]
    case .bars(let bars): return [.chart(.bars(title: title, bars.map { Chart.Bar(text($0.name), $0.value) }))]
    case .landscape(let landscape): return [.chart(chart(landscape, title))]
    case .points(let points): return scatter(points, title)
    case .steps(let rows): return table(rows, title)
    case .map(let map):
      return [
        .chart(
          .map(
            title: title, columns: map.columns, rows: map.rows, cells: map.cells, points: marked(map.points),
            x: ChartAxis(map.xRange, label: Text([.code(map.x)])), y: ChartAxis(map.yRange, label: Text([.code(map.y)]))
          ))
      ]
    case .image(let pixels):
      return [
        .chart(
          .image(title: title, columns: pixels.shape.columns, rows: pixels.shape.rows, values: pixels.values))
      ]
    case .inequalities(let inequalities): return blocks(inequalities, name)
    case .derivation(let derivation):
      let words = Localized(
        es: "Derivada de \(name) respecto de \(derivation.variable.name), regla a regla",
        en: "Derivative of \(name) with respect to \(derivation.variable.name), rule by rule")
      return [.paragraph(drawn.picture.meaning == nil ? Text(words[language]) : title)]
        + DerivationBlocks(language).steps(derivation)
    case .trace(let trace): return table(trace, drawn.picture)
    case .methods(let methods): return table(methods, drawn.picture)
    case .missing(let reason): return [.paragraph(title + Text(Self.notDrawn(reason)[language]))]
    }
  }

  /// The lines of a curve; where an entry that is moved is, a line of one place.
  private func lines(_ curve: DrawnPicture.Curve) -> [Chart.Series] {
    let isAlone = curve.series.count == 1 && curve.here == nil
    let lines = curve.series.map { Chart.Series(isAlone ? "" : Text([.code($0.name)]), x: $0.places, y: $0.values) }
    guard case .over(let name) = curve.axis, let here = curve.here else { return lines }
    let text = Text([.code(name), .plain(" = "), .math(.number(NumberStyle(significantDigits: 4).format(here.x)))])
    return lines + [Chart.Series(text, x: [here.x], y: [here.y])]
  }

  private func text(_ name: DrawnPicture.Bar.Name) -> Text {
    switch name {
    case .entry(let scalar): Text(scalar.typeset(notation).text)
    case .written(let text): Text([.code(text)])
    }
  }

  private func chart(_ landscape: DrawnPicture.Landscape, _ title: Text) -> Chart {
    .landscape(
      title: title,
      Chart.Landscape(
        columns: landscape.columns, rows: landscape.rows, heights: landscape.heights, levels: landscape.levels,
        isContours: landscape.isContours,
        path: Chart.Series(x: landscape.path.map { $0.x }, y: landscape.path.map { $0.y }),
        points: marked(landscape.points)),
      x: ChartAxis(landscape.xRange, label: Text([.code(landscape.x)])),
      y: ChartAxis(landscape.yRange, label: Text([.code(landscape.y)])))
  }

  /// `: not drawn, because …`, behind its title.
  static func notDrawn(_ reason: DrawnPicture.Reason) -> Localized {
    let because: Localized
    switch reason {
    case .tooFewPoints(let isPerEpoch):
      because =
        Localized(es: "una curva necesita al menos dos ", en: "a curve needs at least two ")
        + (isPerEpoch
          ? Localized(es: "épocas terminadas", en: "finished epochs") : Localized(es: "iteraciones", en: "iterations"))
    case .nowhere(let name):
      because = Localized(es: "«\(name)» no es un número finito", en: "“\(name)” is not a finite number")
    case .nothingFinite(let over):
      because = Localized(
        es: "«\(over.symbol.name)» no tiene números finitos en los que dibujarlo",
        en: "“\(over.symbol.name)” has no finite numbers to draw it over")
    }
    return Localized(es: ": no se dibuja, porque ", en: ": not drawn, because ") + because + Localized(both: ".")
  }

  // MARK: Points

  private func scatter(_ points: DrawnPicture.Points, _ title: Text) -> [Block] {
    func chart(_ points: [Chart.Point], _ x: String?, _ y: String?, _ when: Localized?) -> Block {
      .chart(
        .points(
          title: when.map { title + Text(" (\($0[language]))") } ?? title, points,
          xLabel: x.map { Text([.code($0)]) } ?? "", yLabel: y.map { Text([.code($0)]) } ?? ""))
    }
    guard let before = points.before else { return [chart(marked(points.after), points.x, points.y, nil)] }
    return [
      chart(marked(before), points.x, points.y, Localized(es: "antes", en: "before")),
      chart(marked(points.after), points.x, points.y, Localized(es: "después", en: "after")),
    ]
  }

  /// The points that have a place in the plane, each with a character for its class: the digit of its class, − and + where
  /// there are −1 and 1 alone, letters from class 10 on.
  private func marked(_ points: [DrawnPicture.Point]) -> [Chart.Point] {
    let labels = Set(points.compactMap { $0.label })
    let isSigned = labels.contains(-1) && labels.isSubset(of: [-1, 1])
    return points.compactMap { point in
      guard let x = point.place.first, point.place.allSatisfy({ $0.isFinite }) else { return nil }
      return Chart.Point(
        x: x, y: point.place.count > 1 ? point.place[1] : 0, mark: Self.mark(point.label, isSigned: isSigned))
    }
  }

  private static func mark(_ label: Int?, isSigned: Bool) -> String {
    switch label {
    case -1: "−"
    case 1 where isSigned: "+"
    case .some(let number) where 0...9 ~= number: String(number)
    case .some(let number) where 10...35 ~= number: String(number, radix: 36)
    case .some, nil: "●"
    }
  }

  // MARK: Steps

  /// A row for each iteration: the numbers of a hand-worked table.
  private func table(_ steps: DrawnPicture.Rows, _ title: Text) -> [Block] {
    guard !steps.rows.isEmpty else { return [] }
    let style = NumberStyle(significantDigits: 4)
    let first = steps.hasBatches ? Localized(es: "época.paso", en: "epoch.step") : Localized(es: "paso", en: "step")
    let headings = [Text(first[language])] + steps.columns.map { Text($0.typeset(notation).text) }
    var blocks: [Block] = [
      .paragraph(title),
      .table(
        Table(
          headings: headings, alignments: Array(repeating: .right, count: headings.count),
          rows: steps.rows.map { row in
            [Text(steps.hasBatches ? "\(row.epoch).\(row.batch)" : "\(row.iteration)")]
              + row.values.map { $0.map { Text(.number(style.format($0))) } ?? "" }
          })),
    ]
    if steps.iterations > steps.rows.count {
      let more = Localized(
        es: "… y así hasta la iteración \(steps.iterations).", en: "… and so on to iteration \(steps.iterations).")
      blocks.append(.paragraph(Text([.faint(more[language])])))
    }
    return blocks
  }
}
