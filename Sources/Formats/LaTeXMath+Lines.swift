import Typesetting

extension LaTeXMath {
  /// A formula on as many lines as it needs: parted before its relations where it is too long for one, then before the
  /// terms of its sums.
  ///
  /// - Parameter width: how many characters fit on a line.
  package func display(_ math: MathText, width: Int) -> String {
    guard case .row = math, Self.breadth(math) > width else { return text(math) }
    var parts = Self.flat(math)
    if mark == .comma, math.hasDecimals { parts = parts.map { $0.withSemicolon } }
    let sides = Self.parted(parts) { if case .sign(_, .relation) = $0 { true } else { false } }
    let lines = sides.enumerated().flatMap { place, side -> [String] in
      let pieces = Self.gathered(
        Self.parted(side) { $0 == .sign("+", .binary) || $0 == .sign("−", .binary) }, width: width)
      return pieces.enumerated().map { number, piece in
        let text = self.text(.row(piece))
        // What begins with a sign of its own is no negative number.
        if number > 0 { return "&\\quad{}" + text }
        return place == 0 && sides.count > 1 ? text : "&" + text
      }
    }
    guard lines.count > 1 else { return text(math) }
    // The left side and the first relation share a line where the left side has only one.
    let isShort = lines.count > 1 && !lines[0].contains("&")
    let rows = isShort ? [lines[0] + " " + lines[1]] + lines.dropFirst(2) : lines
    return rows.count == 1
      ? text(math) : "\\begin{aligned} " + rows.joined(separator: " \\\\ ") + " \\end{aligned}"
  }

  /// About how many characters of text a formula is as broad as.
  package static func breadth(_ math: MathText) -> Int {
    switch math {
    case .row(let parts): return parts.reduce(0) { $0 + breadth($1) }
    case .fenced(_, let inner, _): return breadth(inner) + 2
    case .fraction(let top, let bottom): return max(breadth(top), breadth(bottom))
    case .under(let inner, let remark): return max(breadth(inner), breadth(remark) * 2 / 3)
    case .root(let inner), .marked(let inner): return breadth(inner) + 1
    case .matrix(let rows):
      let count = rows.map { $0.count }.max() ?? 0
      return (0..<count).reduce(2) { sum, column in
        sum + 2 + (rows.map { column < $0.count ? breadth($0[column]) : 0 }.max() ?? 0)
      }
    case .scripts(let base, let below, let above):
      return breadth(base) + max(below.map(breadth) ?? 0, above.map(breadth) ?? 0) * 2 / 3
    case .identifier, .entryLetter, .number, .sign, .words: return LinearMath().text(math).count
    }
  }

  /// The parts of a row and of the rows in it.
  private static func flat(_ math: MathText) -> [MathText] {
    if case .row(let parts) = math { return parts.flatMap(flat) }
    return [math]
  }

  /// Parts before each of which but the first something begins.
  private static func parted(_ parts: [MathText], before begins: (MathText) -> Bool) -> [[MathText]] {
    var pieces: [[MathText]] = [[]]
    for part in parts {
      if begins(part), pieces.last?.isEmpty == false { pieces.append([]) }
      pieces[pieces.count - 1].append(part)
    }
    return pieces
  }

  /// As many pieces together as fit on a line.
  private static func gathered(_ pieces: [[MathText]], width: Int) -> [[MathText]] {
    var lines: [[MathText]] = []
    for piece in pieces {
      if let last = lines.last, breadth(.row(last + piece)) <= width {
        lines[lines.count - 1] += piece
      } else {
        lines.append(piece)
      }
    }
    return lines
  }
}
