import Typesetting

extension MathLayout {
  /// The formula in lines of at most `width` columns where its signs allow it.
  ///
  /// Lines begin with a relation if that is enough, else with `+` and its like, else after a comma, else with the `·` of
  /// a product; parentheses and quotients are opened when nothing else helps. Later lines are set four columns deeper.
  func box(_ math: MathText, width: Int) -> Box {
    let whole = box(math)
    guard whole.width > width else { return whole }
    let indent = width < 40 ? 2 : 4
    let room = max(8, width - indent)
    var breaker = LineBreaker(layout: self, width: width, room: room)
    for segment in Self.split(elements(math), at: [.relation]) { breaker.add(segment, level: 0) }
    let lines = breaker.finished()
    return .stacked(lines.enumerated().map { $0.offset == 0 ? $0.element : Box(Line.blanks(indent)) + $0.element })
  }

  /// The parts in groups that begin at these openings.
  fileprivate static func split(_ elements: [Element], at openings: Set<Element.Opening>) -> [[Element]] {
    var groups: [[Element]] = []
    for element in elements {
      if groups.isEmpty || openings.contains(element.opening) {
        groups.append([element])
      } else {
        groups[groups.count - 1].append(element)
      }
    }
    return groups
  }

  /// A part that can be opened as the parts it is made of; nil for one that cannot.
  fileprivate func opened(_ element: Element) -> [Element]? {
    switch element.source {
    case .fenced(let left, let inner, let right)?:
      let ends = delimiters(left, right)
      return [Element(box: Box(Line(ends.left)))] + elements(inner) + [Element(box: Box(Line(ends.right)))]
    case .fraction(let top, let bottom)?:
      return elements(top) + [Element(box: Box(Line("/")), opening: .product)] + elements(bottom)
    case .root(let inner)?:
      let start = Element(box: Box(Line(glyphs.isASCII ? "sqrt(" : "√(")))
      return [start] + elements(inner) + [Element(box: Box(Line(")")))]
    case .marked(let inner)?:
      let start = Element(box: Box(Line(glyphs.marked.left, .marked)))
      return [start] + elements(inner) + [Element(box: Box(Line(glyphs.marked.right, .marked)))]
    case .scripts(.fenced(let left, let inner, let right), let below, let above)?:
      // What stands small goes to the closing delimiter.
      let ends = delimiters(left, right)
      let bare = MathText.scripts(.fenced(left, .row([]), right), below: below, above: above)
      let end = text(bare).dropFirst(ends.left.count)
      return [Element(box: Box(Line(ends.left)))] + elements(inner) + [Element(box: Box(Line(String(end))))]
    case .matrix(let rows)? where rows.joined().count > 1: return opened(rows)
    case .identifier, .entryLetter, .number, .sign, .words, .row, .scripts, .matrix, .under, nil: return nil
    }
  }

  /// The entries of a matrix one after another, as on one line; a line may begin with any.
  private func opened(_ rows: [[MathText]]) -> [Element] {
    var layout = self
    layout.isInline = true
    let hasBlanks = rows.joined().contains { layout.text($0).contains(" ") }
    var parts = [Element(box: Box(Line("[")))]
    for (row, entries) in rows.enumerated() {
      for (column, entry) in entries.enumerated() {
        var own = layout.elements(entry)
        let isFirst = row == 0 && column == 0
        if !isFirst, !own.isEmpty { own[0].opening = .afterComma }
        parts += own
        let between = hasBlanks ? mark == .point ? "," : " " : ""
        let end = column < entries.count - 1 ? between : row < rows.count - 1 ? ";" : "]"
        parts.append(Element(box: Box(Line(end)), blankAfter: end != "]"))
      }
    }
    return parts
  }
}

/// Fills lines with groups of parts, going into finer groups where one is too wide.
private struct LineBreaker {
  let layout: MathLayout
  let width: Int
  /// The columns of every line but the first.
  let room: Int
  private var lines: [Box] = []
  private var line: [MathLayout.Element] = []

  init(layout: MathLayout, width: Int, room: Int) {
    self.layout = layout
    self.width = width
    self.room = room
  }

  private var available: Int { lines.isEmpty ? width : room }

  mutating func add(_ group: [MathLayout.Element], level: Int) {
    if layout.joined(line + group).width <= available {
      line += group
      return
    }
    if layout.joined(group).width <= room {
      finishLine()
      line = group
      return
    }
    switch level {
    case 0: for finer in MathLayout.split(group, at: [.relation, .binary]) { add(finer, level: 1) }
    case 1: for finer in MathLayout.split(group, at: [.relation, .binary, .afterComma]) { add(finer, level: 2) }
    case 2:
      for finer in MathLayout.split(group, at: [.relation, .binary, .afterComma, .product]) { add(finer, level: 3) }
    default: addOpened(group)
    }
  }

  /// Opens the widest part that can be opened and starts over with what it holds; gives up on one that cannot.
  private mutating func addOpened(_ group: [MathLayout.Element]) {
    let candidates = group.indices.compactMap { place in layout.opened(group[place]).map { (place, $0) } }
    guard let (place, parts) = candidates.max(by: { group[$0.0].box.width < group[$1.0].box.width }) else {
      finishLine()
      line = group
      return
    }
    let all = group[..<place] + parts + group[(place + 1)...]
    for finer in MathLayout.split(Array(all), at: [.relation, .binary]) { add(finer, level: 1) }
  }

  private mutating func finishLine() {
    guard !line.isEmpty else { return }
    lines.append(layout.joined(line))
    line = []
  }

  mutating func finished() -> [Box] {
    finishLine()
    return lines
  }
}
