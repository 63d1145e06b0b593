import Typesetting

/// The document as JSON, `{"format":"lesson-document","version":1,"blocks":[…]}`, numbers in full precision.
///
/// Every block is an object with a `kind`; a formula has its text on one line and its LaTeX; NaN and infinities are
/// the texts `"NaN"`, `"Infinity"`, `"-Infinity"`.
package struct JSON: Format {
  private let latex = LaTeXMath()
  private let math = MathLayout(glyphs: .unicode, mark: .point, isInline: true)

  /// The version of the layout; it changes when a reader of the old one would fail.
  package static let version = 1

  /// The format; what a reader has chosen for the eye does not change the data.
  package init(_ options: FormatOptions = FormatOptions()) {}

  package func render(_ document: Document) -> String {
    var json = JSONWriter()
    json.object { json in
      json.member("format", "lesson-document")
      json.member("version", Self.version)
      json.key("blocks")
      write(document.blocks, to: &json)
    }
    return json.text + "\n"
  }

  private func write(_ blocks: [Block], to json: inout JSONWriter) {
    json.array { json in
      for block in blocks {
        json.object { write(block, to: &$0) }
      }
    }
  }

  private func write(_ block: Block, to json: inout JSONWriter) {
    switch block {
    case .heading(let level, let text):
      json.member("kind", "heading")
      json.member("level", level)
      write("text", text, to: &json)
    case .paragraph(let text):
      json.member("kind", "paragraph")
      write("text", text, to: &json)
    case .formula(let formula, let remark):
      json.member("kind", "formula")
      write("math", formula, to: &json)
      if !remark.isEmpty { write("remark", remark, to: &json) }
    case .matrix(let matrix): write(matrix, to: &json)
    case .table(let table): write(table, to: &json)
    case .chart(let chart): write(chart, to: &json)
    case .list(let items):
      json.member("kind", "list")
      json.key("items")
      json.array { json in
        for item in items {
          json.object { json in
            json.member("mark", item.mark.rawValue)
            write("text", item.text, to: &json)
            guard !item.columns.isEmpty else { return }
            json.key("columns")
            json.array { json in
              for column in item.columns { write(column, to: &json) }
            }
          }
        }
      }
    case .verbatim(let text):
      json.member("kind", "verbatim")
      json.member("text", text)
    case .indented(let blocks):
      json.member("kind", "indented")
      json.key("blocks")
      write(blocks, to: &json)
    }
  }

  // MARK: Parts

  /// A formula: `{"text":"W2ᵀ·δ2","latex":"…"}`.
  private func write(_ key: String, _ formula: MathText, to json: inout JSONWriter) {
    json.key(key)
    json.object { json in
      json.member("text", math.text(formula))
      json.member("latex", latex.text(formula))
    }
  }

  /// Running text: an array of parts, each with its kind.
  private func write(_ key: String, _ text: Text, to json: inout JSONWriter) {
    json.key(key)
    write(text, to: &json)
  }

  private func write(_ text: Text, to json: inout JSONWriter) {
    json.array { json in
      for part in text.parts {
        json.object { json in
          switch part {
          case .plain(let text): piece("plain", text, to: &json)
          case .code(let text): piece("code", text, to: &json)
          case .strong(let text): piece("strong", text, to: &json)
          case .faint(let text): piece("faint", text, to: &json)
          case .math(let formula):
            piece("math", math.text(formula), to: &json)
            json.member("latex", latex.text(formula))
          }
        }
      }
    }
  }

  private func piece(_ kind: String, _ text: String, to json: inout JSONWriter) {
    json.member("kind", kind)
    json.member("text", text)
  }

  private func numbers(_ key: String, _ values: [Double], to json: inout JSONWriter) {
    json.key(key)
    json.array { json in
      for value in values { json.number(value) }
    }
  }

  // MARK: Blocks

  private func write(_ matrix: MatrixBlock, to json: inout JSONWriter) {
    json.member("kind", "matrix")
    json.member("name", matrix.name)
    write("label", matrix.label, to: &json)
    numbers("shape", matrix.sizes.map(Double.init), to: &json)
    // A row for each place on the first axis, with all its entries.
    let width = matrix.sizes.dropFirst().reduce(1, *)
    json.key("rows")
    json.array { json in
      for row in 0..<matrix.sizes[0] {
        json.array { json in
          for column in 0..<width {
            let place = row * width + column
            json.number(place < matrix.values.count ? matrix.values[place] : .nan)
          }
        }
      }
    }
  }

  private func write(_ table: Table, to json: inout JSONWriter) {
    json.member("kind", "table")
    json.key("headings")
    json.array { json in
      for heading in table.headings { write(heading, to: &json) }
    }
    json.key("rows")
    json.array { json in
      for row in table.rows {
        json.array { json in
          for cell in row { write(cell, to: &json) }
        }
      }
    }
  }

  private func write(_ chart: Chart, to json: inout JSONWriter) {
    json.member("kind", "chart")
    switch chart {
    case .curve(let title, let series, let x, let y):
      json.member("chart", "curve")
      write("title", title, to: &json)
      write(x, y, to: &json)
      json.key("series")
      json.array { json in
        for series in series { json.object { write(series, to: &$0) } }
      }
    case .path(let title, let series, let x, let y):
      json.member("chart", "path")
      write("title", title, to: &json)
      write(x, y, to: &json)
      json.key("series")
      json.object { write(series, to: &$0) }
    case .points(let title, let points, let x, let y):
      json.member("chart", "points")
      write("title", title, to: &json)
      write(x, y, to: &json)
      write(points, to: &json)
    case .bars(let title, let bars):
      json.member("chart", "bars")
      write("title", title, to: &json)
      json.key("bars")
      json.array { json in
        for bar in bars {
          json.object { json in
            write("name", bar.name, to: &json)
            json.key("value")
            json.number(bar.value)
          }
        }
      }
    case .image(let title, let columns, let rows, let values):
      json.member("chart", "image")
      write("title", title, to: &json)
      json.member("columns", columns)
      json.member("rows", rows)
      numbers("values", values, to: &json)
    case .map(let title, let columns, let rows, let cells, let points, let x, let y):
      json.member("chart", "map")
      write("title", title, to: &json)
      json.member("columns", columns)
      json.member("rows", rows)
      json.key("cells")
      json.array { json in
        for cell in cells { json.integer(cell) }
      }
      write(x, y, to: &json)
      numbers("x", [x.range.lowerBound, x.range.upperBound], to: &json)
      numbers("y", [y.range.lowerBound, y.range.upperBound], to: &json)
      write(points, to: &json)
    }
  }

  private func write(_ x: Axis, _ y: Axis, to json: inout JSONWriter) {
    write("xLabel", x.label, to: &json)
    write("yLabel", y.label, to: &json)
  }

  private func write(_ series: Chart.Series, to json: inout JSONWriter) {
    write("name", series.name, to: &json)
    numbers("x", series.x, to: &json)
    numbers("y", series.y, to: &json)
  }

  private func write(_ points: [Chart.Point], to json: inout JSONWriter) {
    json.key("points")
    json.array { json in
      for point in points {
        json.object { json in
          numbers("at", [point.x, point.y], to: &json)
          json.member("mark", point.mark)
        }
      }
    }
  }
}
