/// Blanks put around numbers so that their decimal marks stand in one column.
package enum DecimalAlignment {
  /// The cells of one column, all of the same displayed width: whole parts end, and decimals begin, at one place.
  ///
  /// `10`, `0.5`, `−0.25` become `10   `, ` 0.5 `, `−0.25` with one more blank in front of the first two. A word
  /// is set to the right.
  package static func aligned(_ cells: [String]) -> [String] {
    let parts = cells.map(split)
    let whole = parts.compactMap { $0?.whole.displayWidth }.max() ?? 0
    let tail = parts.compactMap { $0?.tail.displayWidth }.max() ?? 0
    let width = max(whole + tail, cells.map { $0.displayWidth }.max() ?? 0)
    return zip(cells, parts).map { cell, part in
      guard let part else { return cell.padded(to: width, .right) }
      return (part.whole.padded(to: whole, .right) + part.tail.padded(to: tail, .left)).padded(to: width, .right)
    }
  }

  /// The part up to the units, and the rest: the mark, the decimals, the power of ten; nil when it is no number.
  private static func split(_ cell: String) -> (whole: String, tail: String)? {
    // `⋮`, `∞` and their like stand where the units do.
    if cell.displayWidth <= 2, !cell.contains(where: { ("0"..."9").contains($0) }) { return (cell, "") }
    let whole = cell.prefix { $0 == "−" || $0 == "-" || ("0"..."9").contains($0) }
    guard whole.contains(where: { ("0"..."9").contains($0) }) else { return nil }
    let tail = cell[whole.endIndex...]
    guard let first = tail.first else { return (String(whole), "") }
    return ".,·*e".contains(first) ? (String(whole), String(tail)) : nil
  }
}
