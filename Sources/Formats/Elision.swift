import Typesetting

/// Which slices, rows or columns of something long are shown.
enum Elision {
  /// All places, or the first and last `edge` with nil for what lies between.
  static func shown(_ count: Int, limit: Int, edge: Int) -> [Int?] {
    guard count > limit, count > 2 * edge else { return (0..<max(0, count)).map { $0 } }
    return (0..<edge).map { $0 } + [nil] + ((count - edge)..<count).map { $0 }
  }

  /// Rows shown in full at most, and how many rows, or slices, stay at either end of more.
  static let rowLimit = 12
  /// Slices shown in full at most.
  static let sliceLimit = 8
  static let edge = 3
}

extension MatrixBlock {
  /// The slices that are shown, with nil for what lies between.
  var shownSlices: [Int?] { Elision.shown(sliceCount, limit: Elision.sliceLimit, edge: Elision.edge) }

  /// The rows of each slice that are shown.
  var shownRows: [Int?] { Elision.shown(rows, limit: Elision.rowLimit, edge: Elision.edge) }

  /// How many slices are not shown: `… 58 more slices`; nil when all are.
  var slicesLeftOut: Localized? {
    guard shownSlices.contains(nil) else { return nil }
    let rest = sliceCount - 2 * Elision.edge
    return Localized(es: "… ", en: "… ")
      + (rest == 1
        ? Localized(es: "1 corte más", en: "1 more slice")
        : Localized(es: "\(rest) cortes más", en: "\(rest) more slices"))
  }

  /// The entries of the slices shown, in these rows and columns, all with as many digits, with `gap` where nothing is shown;
  /// no rows for slices left out.
  func entries(rows shownRows: [Int?], columns shownColumns: [Int?], mark: DecimalMark, gap: String) -> [[[String]]] {
    let values = shownSlices.compactMap { $0 }.flatMap { slice in
      shownRows.compactMap { $0 }.flatMap { row in
        shownColumns.compactMap { $0 }.map { entry(slice, row, $0) }
      }
    }
    var texts = style.format(entries: values, mark: mark).makeIterator()
    return shownSlices.map { slice in
      guard slice != nil else { return [] }
      return shownRows.map { row in
        shownColumns.map { column in row == nil || column == nil ? gap : texts.next() ?? gap }
      }
    }
  }
}
