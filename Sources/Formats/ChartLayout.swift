import Typesetting

/// Charts drawn with characters, with numbers at the axes.
struct ChartLayout {
  let layout: TextLayout

  var glyphs: GlyphSet { layout.glyphs }
  static let columns = 60
  static let curveRows = 12
  static let planeRows = 20

  func lines(_ chart: Chart, width: Int) -> [Line] {
    switch chart {
    case .curve(let title, let series, let x, let y):
      return heading(title, width) + curve(series, x: x, y: y, width: width)
    case .path(let title, let series, let x, let y):
      return heading(title, width) + path(series, x: x, y: y, width: width)
    case .points(let title, let points, let x, let y):
      return heading(title, width) + plane(points, x: x, y: y, width: width)
    case .bars(let title, let bars):
      return heading(title, width) + self.bars(bars, width: width)
    case .map(let title, let columns, let rows, let cells, let points, let x, let y):
      let grid = Grid(columns: columns, rows: rows, cells: cells)
      return heading(title, width) + map(grid, points: points, x: x, y: y, width: width)
    case .landscape(let title, let landscape, let x, let y):
      return heading(title, width) + self.landscape(landscape, x: x, y: y, width: width)
    case .image(let title, let columns, let rows, let values):
      return heading(title, width) + image(values, columns: columns, rows: rows, width: width)
    }
  }

  private func heading(_ title: Text, _ width: Int) -> [Line] {
    title.isEmpty ? [] : layout.lines(title, width: width).map { $0.styled(.strong) }
  }

  func empty() -> [Line] {
    [Line(glyphs.prose(Localized(es: "(sin datos)", en: "(no data)")[layout.options.language]), .faint)]
  }

  /// What each mark stands for, below the drawing.
  func legend(_ entries: [(mark: String, name: Text)], margin: Int, width: Int) -> [Line] {
    let indent = width - margin >= 16 ? margin : 0
    let room = width - indent
    var lines: [Line] = []
    for entry in entries {
      let mark = Line(entry.mark + " ")
      // A name that fills more than a line goes on below its beginning.
      let named = layout.lines(entry.name, width: max(1, room - mark.width)).enumerated().map {
        ($0.offset == 0 ? mark : .blanks(mark.width)) + $0.element
      }
      if let last = lines.last, let first = named.first, named.count == 1, last.width + 2 + first.width <= room {
        lines[lines.count - 1] = last + .blanks(2) + first
      } else {
        lines += named
      }
    }
    return lines.map { .blanks(indent) + $0 }
  }

  func number(_ value: Double) -> String {
    glyphs.number(NumberStyle(significantDigits: 4).format(value, mark: layout.math.mark))
  }
}
