import Typesetting

extension ChartLayout {
  /// A bar for each name, from zero to its number, which stands at the end of the line.
  func bars(_ bars: [Chart.Bar], width: Int) -> [Line] {
    guard !bars.isEmpty else { return empty() }
    let aligned = DecimalAlignment.aligned(
      NumberStyle(significantDigits: 4).format(together: bars.map { $0.value }, mark: layout.math.mark)
        .map(glyphs.number))
    let numbers = zip(bars, aligned).map { bar, number in number + (bar.interval.map(interval) ?? "") }
    let natural = bars.map { layout.line($0.name).width }.max() ?? 0
    let room = max(6, width / 3)
    let names = bars.map { layout.lines($0.name, width: min(natural, room)) }
    let margin = (names.joined().map { $0.width }.max() ?? 0) + 1
    let numberWidth = numbers.map { $0.displayWidth }.max() ?? 0
    let columns = min(Self.columns, width - margin - 1 - numberWidth)
    guard columns >= Self.narrowestBars else { return withoutBars(bars, numbers, width: width) }

    let axis = ChartAxis(fitting: bars.map { $0.value } + [0])
    // Zeros alone have nothing to their left.
    let isFlat = bars.allSatisfy { !$0.value.isFinite || $0.value == 0 }
    let x = isFlat ? ChartAxis(0...1) : axis
    func column(_ value: Double) -> Int { ChartFrame.place(x.part(of: value), columns) }
    var lines: [Line] = []
    for (place, name) in names.enumerated() {
      let drawn = cells(bars[place].value, x, columns: columns)
      let rest = Line(" " + numbers[place])
      let first = name.first ?? Line()
      lines.append(first.padded(to: margin) + Line(drawn.joined()) + rest)
      for line in name.dropFirst() {
        lines.append(line.padded(to: margin) + Line(cells(.nan, x, columns: columns).joined()))
      }
    }
    return lines
      + HorizontalAxis(axis: x, columns: columns, margin: margin, layout: layout, width: width)
      .lines(corner: "", column: column)
  }

  /// ` (94–96.6)`
  private func interval(_ range: ClosedRange<Double>) -> String {
    let ends = [range.lowerBound, range.upperBound].map {
      glyphs.number(NumberStyle(significantDigits: 4).format($0, mark: layout.math.mark))
    }
    return " (\(ends.joined(separator: glyphs.isASCII ? "-" : "–")))"
  }

  /// Columns of bars at least: with fewer there are only the numbers.
  private static let narrowestBars = 8

  /// The line at zero and what goes from there to a number, in half characters where there are any.
  private func cells(_ value: Double, _ x: ChartAxis, columns: Int) -> [String] {
    var cells = [String](repeating: " ", count: columns)
    let zero = ChartFrame.place(x.part(of: 0), columns)
    if cells.indices.contains(zero) { cells[zero] = glyphs.axis.vertical }
    guard value.isFinite else { return cells }
    let halves = Int(abs(x.part(of: value) - x.part(of: 0)) * Double(2 * (columns - 1)) + 0.5)
    let direction = value < 0 ? -1 : 1
    for step in 0..<((halves + 1) / 2) {
      let place = zero + direction * (step + 1)
      guard cells.indices.contains(place) else { continue }
      let isHalf = step == halves / 2
      cells[place] = !isHalf ? glyphs.bar.whole : value < 0 ? glyphs.bar.rightHalf : glyphs.bar.leftHalf
    }
    return cells
  }

  private func withoutBars(_ bars: [Chart.Bar], _ numbers: [String], width: Int) -> [Line] {
    zip(bars, numbers).flatMap { bar, number in
      let line = layout.line(bar.name) + Line(" ") + Line(number)
      if line.width <= width { return [line] }
      return layout.lines(bar.name, width: width) + [Line("  " + number.trimmingBlanks)]
    }
  }
}
