import Typesetting

/// Matrices as grids, whose brackets the style sheet draws.
extension HTML {
  /// The name, and then the numbers.
  func matrix(_ block: MatrixBlock) -> String {
    if block.isNumber {
      return "<p class=\"formula\">\(math.text(.row([block.label, .sign("=", .relation)]))) \(grid(block))</p>"
    }
    return "<div class=\"value\">\(math.text(.row([block.label, .sign("=", .relation)])))\(grid(block))</div>"
  }

  /// The numbers of a matrix: one alone as it is, several as a table between brackets, of three or four axes a table for
  /// each slice below its name. Of large ones the edges are shown.
  ///
  /// - Parameter link: where a number leads, by its place row by row from 0; with it all of them are shown.
  package func grid(_ block: MatrixBlock, link: ((Int) -> String?)? = nil) -> String {
    if block.isNumber {
      let number = options.decimalMark.applied(to: block.style.format(block.entry(0, 0, 0)))
      return linked(Self.escaped(number), block, name: block.name, number, 0, link)
    }
    let isWhole = link != nil
    let slices = isWhole ? (0..<block.sliceCount).map { $0 } : block.shownSlices
    let rows = isWhole ? (0..<block.rows).map { $0 } : block.shownRows
    let columns =
      isWhole
      ? (0..<block.columns).map { $0 } : Elision.shown(block.columns, limit: Elision.rowLimit, edge: Elision.edge)
    let places = slices.compactMap { $0 }.flatMap { slice in
      rows.compactMap { $0 }.flatMap { row in columns.compactMap { $0 }.map { (slice, row, $0) } }
    }
    let texts = block.style.format(entries: places.map { block.entry($0.0, $0.1, $0.2) }, mark: options.decimalMark)
    var next = 0
    return slices.map { slice in
      guard let slice else {
        return "<p class=\"faint\">\(Self.escaped(block.slicesLeftOut?[options.language] ?? "…"))</p>"
      }
      let count = rows.compactMap { $0 }.count * columns.compactMap { $0 }.count
      let own = Array(texts[next..<min(texts.count, next + count)])
      next += count
      let table = self.table(block, slice, rows, columns, own, link)
      guard block.isSliced else { return table }
      let name = Self.escaped(block.address(block.indices(ofSlice: slice)))
      return "<div class=\"slice\"><span class=\"name\">\(name)</span>\(table)</div>"
    }.joined(separator: "\n")
  }

  private func table(
    _ block: MatrixBlock, _ slice: Int, _ rows: [Int?], _ columns: [Int?], _ texts: [String],
    _ link: ((Int) -> String?)?
  ) -> String {
    let (shownRows, shownColumns) = (rows.compactMap { $0 }, columns.compactMap { $0 })
    // Column by column, so that decimal marks stand below each other.
    let aligned = shownColumns.indices.map { column in
      self.aligned(
        shownRows.indices.compactMap { row in
          let place = row * shownColumns.count + column
          return texts.indices.contains(place) ? texts[place] : nil
        })
    }
    var row = -1
    let lines = rows.map { shown -> String in
      if shown != nil { row += 1 }
      var column = -1
      let cells = columns.map { shownColumn -> String in
        if shownColumn != nil { column += 1 }
        guard let shown, let shownColumn else { return shown == nil ? shownColumn == nil ? "⋱" : "⋮" : "⋯" }
        guard aligned[column].indices.contains(row) else { return "" }
        let offset = (slice * block.rows + shown) * block.columns + shownColumn
        let number = texts[row * shownColumns.count + column]
        let name = block.address(block.indices(slice, shown, shownColumn))
        return linked(aligned[column][row], block, name: name, number, offset, link)
      }
      return "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>"
    }
    let size = Localized(
      es: "\(Noun.row(block.rows).es), \(Noun.column(block.columns).es)",
      en: "\(Noun.row(block.rows).en), \(Noun.column(block.columns).en)")
    let name = block.isSliced ? block.address(block.indices(ofSlice: slice)) : block.name
    let label = Self.escaped("\(name): \(size[options.language])")
    // A grid with links is reached through these.
    let focus = link == nil ? " tabindex=\"0\" role=\"group\" aria-label=\"\(label)\"" : ""
    let table =
      link == nil
      ? "<table class=\"matrix\">" : "<table class=\"matrix\" role=\"grid\" aria-label=\"\(label)\">"
    return "<div class=\"scroll\"\(focus)>\(table)<tbody>\(lines.joined())</tbody></table></div>"
  }

  /// A number that leads to where it comes from, named like `W1[1,1] = 0.1`; blanks behind it are not part of the link.
  private func linked(
    _ shown: String, _ block: MatrixBlock, name: String, _ number: String, _ offset: Int, _ link: ((Int) -> String?)?
  ) -> String {
    guard let target = link?(offset) else { return shown }
    let blanks = shown.reversed().prefix { $0 == "\u{2007}" || $0 == "\u{2008}" }.count
    return "<a href=\"#\(Self.escaped(target))\" aria-label=\"\(Self.escaped("\(name) = \(number)"))\">"
      + "\(shown.dropLast(blanks))</a>\(shown.suffix(blanks))"
  }
}
