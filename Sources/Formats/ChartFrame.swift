import Typesetting

/// The axes around a drawing of so many rows and columns, with numbers at their marks: those of the vertical axis to the
/// left, those of the horizontal one below.
struct ChartFrame {
  let x, y: ChartAxis
  /// Of the drawing.
  let columns, rows: Int
  /// Blank columns at either side of the drawing, so that no mark touches an axis.
  let inset: Int
  private let layout: TextLayout
  /// The number at each row that has one, all equally wide.
  private let labels: [Int: String]
  /// Before the drawing: number, blank, axis; the axis alone where numbers find no room.
  let margin: Int

  /// The frame of a drawing of at most `columns`, and as many as there is room for.
  init(x: ChartAxis, y: ChartAxis, columns: Int, rows: Int, inset: Int = 0, layout: TextLayout, width: Int) {
    self.x = x
    self.y = y
    self.rows = max(1, rows)
    self.inset = inset
    self.layout = layout
    let ticks = y.ticks(most: min(6, max(2, rows / 3 + 1)))
    let texts = DecimalAlignment.aligned(ticks.labels(mark: layout.math.mark).map(layout.glyphs.number))
    let widest = texts.map { $0.displayWidth }.max() ?? 0
    let hasRoom = widest + 2 + Self.narrowest <= width
    margin = hasRoom ? widest + 2 : 1
    let count = self.rows
    labels =
      hasRoom
      ? Dictionary(lastOf: zip(ticks.values, texts).map { (count - 1 - Self.place(y.part(of: $0), count), $1) }) : [:]
    self.columns = max(1, min(columns, max(Self.narrowest, width - margin)))
  }

  /// Columns of a drawing at least: numbers are left out before there are fewer.
  private static let narrowest = 8

  /// The place at a part of the way, 0…1, over so many.
  static func place(_ part: Double, _ count: Int) -> Int { Int(part * Double(max(1, count) - 1) + 0.5) }

  /// The column of a number.
  func column(_ value: Double) -> Int { inset + Self.place(x.part(of: value), columns - 2 * inset) }

  /// The row of a number, from the top.
  func row(_ value: Double) -> Int { rows - 1 - Self.place(y.part(of: value), rows) }

  /// The drawing between its axes, with what these show.
  func lines(_ drawing: [Line], width: Int) -> [Line] {
    let axis = layout.glyphs.axis
    let label = max(0, margin - 2)
    var lines = y.label.isEmpty ? [] : layout.lines(y.label, width: width)
    if y.isLogarithmic {
      let words = Localized(es: "(escala logarítmica)", en: "(logarithmic scale)")[layout.options.language]
      lines += layout.lines(Text(words), width: width).map { $0.styled(.faint) }
    }
    lines += drawing.enumerated().map { place, row in
      let mark = labels[place]
      let number = margin > 1 ? (mark ?? "").padded(to: label) + " " : ""
      return Line(number + (mark == nil ? axis.vertical : axis.labelled)) + row
    }
    lines += HorizontalAxis(axis: x, columns: columns, margin: margin, layout: layout, width: width)
      .lines(corner: axis.corner, column: column)
    if labels.isEmpty { lines += HorizontalAxis.said(y, "↑", layout: layout, width: width) }
    return lines
  }
}
