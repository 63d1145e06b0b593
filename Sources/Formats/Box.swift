/// A rectangle of lines, all equally wide, one of which stands on the line of the text around it.
struct Box: Sendable {
  private(set) var lines: [Line]
  /// The line that neighbours are aligned with.
  var baseline: Int

  /// A box of lines, padded to the widest; no lines make one empty line.
  init(_ lines: [Line], baseline: Int) {
    let lines = lines.isEmpty ? [Line()] : lines
    let width = lines.map { $0.width }.max() ?? 0
    self.lines = lines.map { $0.padded(to: width) }
    self.baseline = min(max(0, baseline), lines.count - 1)
  }

  /// A box of one line.
  init(_ line: Line) {
    lines = [line]
    baseline = 0
  }

  var width: Int { lines.first?.width ?? 0 }
  var height: Int { lines.count }

  /// The line on which its neighbours stand.
  var baseLine: Line { lines.indices.contains(baseline) ? lines[baseline] : Line() }

  /// Two boxes side by side on one baseline.
  static func + (left: Box, right: Box) -> Box {
    if left.height == 1 && right.height == 1 { return Box(left.baseLine + right.baseLine) }
    let above = max(left.baseline, right.baseline)
    let below = max(left.height - left.baseline, right.height - right.baseline)
    let lines = (-above..<below).map { offset in
      left.line(at: offset) + right.line(at: offset)
    }
    return Box(lines, baseline: above)
  }

  /// The line `offset` below the baseline, or blanks.
  private func line(at offset: Int) -> Line {
    let place = baseline + offset
    return lines.indices.contains(place) ? lines[place] : .blanks(width)
  }

  /// Boxes one below the other; the first keeps its baseline.
  static func stacked(_ boxes: [Box]) -> Box {
    Box(boxes.flatMap { $0.lines }, baseline: boxes.first?.baseline ?? 0)
  }
}
