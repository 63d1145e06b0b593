import Typesetting

/// Formulas drawn with characters: one line, or several where a matrix is drawn.
struct MathLayout: Sendable {
  let glyphs: GlyphSet
  let mark: DecimalMark
  /// Whether a matrix stays on the line, as in `[1, 2; 3, 4]`.
  var isInline = false

  /// The formula on one line.
  func text(_ math: MathText) -> String {
    var layout = self
    layout.isInline = true
    return layout.box(math).baseLine.text
  }

  /// The formula as a box, however wide.
  func box(_ math: MathText) -> Box { joined(elements(math)) }

  /// A part of a row with the blanks it wants around it.
  struct Element {
    var box: Box
    var blankBefore = false
    var blankAfter = false
    /// How good a place for a line to begin with this part.
    var opening: Opening = .never
    /// What the part is, to be opened when it is too wide.
    var source: MathText?
    /// Whether it ends in a spelled-out letter such as `delta`, which must not run into the next.
    var endsInWord = false

    enum Opening { case never, product, afterComma, binary, relation }
  }

  /// The parts of a formula; rows in rows are one row.
  func elements(_ math: MathText) -> [Element] {
    let parts = Self.flattened(math)
    let needsSemicolon = mark == .comma && math.hasDecimals
    var elements: [Element] = []
    for part in parts {
      var next = element(needsSemicolon ? part.withSemicolon : part)
      if case .sign(let sign, .tight)? = elements.last?.source, Self.products.contains(sign) {
        next.box = operand(part)
      }
      if elements.last?.opening == .never, case .sign(_, .punctuation)? = elements.last?.source {
        next.opening = .afterComma
      }
      elements.append(next)
    }
    return elements
  }

  private static func flattened(_ math: MathText) -> [MathText] {
    guard case .row(let parts) = math else { return [math] }
    return parts.flatMap(flattened)
  }

  private func element(_ math: MathText) -> Element {
    switch math {
    case .identifier(let text): return element(spelled: glyphs.name(text), from: text, math)
    case .words(let text): return element(spelled: glyphs.math(text), from: text, math)
    case .entryLetter(let small, of: let own):
      // Where nothing is small, an entry is its address.
      let text = glyphs.hasSmallScripts ? small : own
      return element(spelled: glyphs.name(text), from: text, math)
    case .number(let text):
      return Element(box: Box(Line(glyphs.number(mark.applied(to: text)))), source: math)
    case .sign("×", .tight) where glyphs.isASCII:
      // Sizes as arguments: `ones(2, 3)`.
      return Element(box: Box(Line(", ")), source: math)
    case .sign(let text, let spacing):
      var sign = element(spelled: glyphs.sign(text), from: text, math)
      switch spacing {
      case .tight: sign.opening = Self.products.contains(text) ? .product : .never
      case .binary: (sign.blankBefore, sign.blankAfter, sign.opening) = (true, true, .binary)
      case .relation: (sign.blankBefore, sign.blankAfter, sign.opening) = (true, true, .relation)
      case .punctuation: sign.blankAfter = true
      }
      return sign
    case .row: return Element(box: box(math), source: math)
    case .scripts(let base, let below, let above):
      return Element(
        box: scripts(above == nil ? box(base) : operand(unlayered(base)), below: below, above: above), source: math)
    case .fraction(.row(let top), .row(let bottom))
    where glyphs.isASCII && top.first == .sign("∂", .tight) && bottom.first == .sign("∂", .tight):
      let (above, below) = (box(.row(Array(top.dropFirst()))), box(.row(Array(bottom.dropFirst()))))
      return Element(box: Box(Line("partial(")) + above + Box(Line(", ")) + below + Box(Line(")")), source: math)
    case .fraction(let top, let bottom):
      return Element(box: box(top) + Box(Line("/")) + operand(bottom), source: math)
    case .root(let inner): return Element(box: root(inner), source: math)
    case .fenced(let left, let inner, let right):
      return Element(box: fenced(left, box(inner), right), source: math)
    case .matrix(let rows):
      let cells = rows.map { $0.map { cell in (text: cellLine(cell), isNumber: Self.isNumber(cell)) } }
      return Element(box: isInline ? inlineMatrix(cells.map { $0.map { $0.text } }) : matrix(cells), source: math)
    case .marked(let inner):
      let box = box(inner)
      let lines = Box(box.lines.map { $0.styled(.marked) }, baseline: box.baseline)
      return Element(
        box: Box(Line(glyphs.marked.left, .marked)) + lines + Box(Line(glyphs.marked.right, .marked)), source: math)
    case .under(let inner, let remark):
      return Element(box: box(inner) + Box(Line(" (" + text(remark) + ")")), source: math)
    }
  }

  /// Signs of a product, before which a line that is too long otherwise may end.
  private static let products: Set<String> = ["·", "@", "*", "⊙"]

  private func element(spelled: String, from text: String, _ math: MathText) -> Element {
    let endsInWord = spelled != text && spelled.suffix(2).allSatisfy { $0.isLetter } && spelled.count > 1
    return Element(box: Box(Line(spelled)), source: math, endsInWord: endsInWord)
  }

  /// Parts side by side, with one blank where either neighbour wants one.
  func joined(_ elements: some Sequence<Element>) -> Box {
    var result: Box?
    var last: Element?
    for element in elements {
      if let box = result, let last {
        let clash = last.endsInWord && (element.box.baseLine.text.first.map { $0.isLetter || $0.isNumber } ?? false)
        let blank = last.blankAfter || element.blankBefore || clash
        result = box + (blank ? Box(Line(" ")) + element.box : element.box)
      } else {
        result = element.box
      }
      last = element
    }
    return result ?? Box(Line())
  }

  /// The box of what stands behind a sign of a product: `½` is `(1/2)` there in ASCII.
  private func operand(_ math: MathText) -> Box {
    let box = box(math)
    guard case .number = math, box.baseLine.text.contains("/") else { return box }
    return Box(Line("(")) + box + Box(Line(")"))
  }

  private func root(_ inner: MathText) -> Box {
    let content = box(inner)
    if glyphs.isASCII { return Box(Line("sqrt(")) + content + Box(Line(")")) }
    switch inner {
    case .number(let digits) where inner.isNumberWithPower || digits.hasPrefix("−"):
      return Box(Line("√(")) + content + Box(Line(")"))
    case .identifier, .entryLetter, .number, .scripts, .fenced, .matrix: return Box(Line("√")) + content
    case .sign, .words, .row, .fraction, .root, .marked, .under: return Box(Line("√(")) + content + Box(Line(")"))
    }
  }

  private func fenced(_ left: String, _ inner: Box, _ right: String) -> Box {
    // What mathematics draws around a formula is written as the function that it is.
    if let function = Self.functions[left] { return Box(Line(function + "(")) + inner + Box(Line(")")) }
    return tall(left, inner) + inner + tall(right, inner)
  }

  /// What stands on a line around a part: what mathematics draws around a formula is there the function that it is.
  func delimiters(_ left: String, _ right: String) -> (left: String, right: String) {
    guard let function = Self.functions[left] else { return (glyphs.math(left), glyphs.math(right)) }
    return (function + "(", ")")
  }

  private static let functions = ["|": "abs", "⌊": "floor", "‖": "norm"]

  /// A delimiter as high as the box beside it.
  private func tall(_ delimiter: String, _ inner: Box) -> Box {
    let shown = glyphs.math(delimiter)
    guard inner.height > 1 else { return Box(Line(shown)) }
    let pieces: [Character]
    switch delimiter {
    case _ where glyphs.isASCII: return Box((0..<inner.height).map { _ in Line(shown) }, baseline: inner.baseline)
    case "(": pieces = ["⎛", "⎜", "⎝"]
    case ")": pieces = ["⎞", "⎟", "⎠"]
    case "[": pieces = ["⎡", "⎢", "⎣"]
    case "]": pieces = ["⎤", "⎥", "⎦"]
    case "|": pieces = ["│", "│", "│"]
    default: return Box(Line(shown))
    }
    let lines = (0..<inner.height).map { row in
      Line(String(pieces[row == 0 ? 0 : row == inner.height - 1 ? 2 : 1]))
    }
    return Box(lines, baseline: inner.baseline)
  }

  private func cellLine(_ cell: MathText) -> Line {
    var layout = self
    layout.isInline = true
    return layout.box(cell).baseLine
  }

  private static func isNumber(_ cell: MathText) -> Bool {
    if case .number = cell { return true }
    return false
  }

  private func inlineMatrix(_ rows: [[Line]]) -> Box {
    let hasBlanks = rows.contains { $0.contains { $0.text.contains(" ") } }
    var line = Line("[")
    for (row, cells) in rows.enumerated() {
      if row > 0 { line.append("; ") }
      for (column, cell) in cells.enumerated() {
        if column > 0 { line.append(hasBlanks && mark == .point ? ", " : hasBlanks ? "  " : " ") }
        line = line + cell
      }
    }
    line.append("]")
    return Box(line)
  }

  private func matrix(_ rows: [[(text: Line, isNumber: Bool)]]) -> Box {
    let columns = rows.map { $0.count }.max() ?? 0
    let shown = (0..<columns).map { column -> [Line] in
      let cells = rows.map { column < $0.count ? $0[column] : (text: Line(), isNumber: false) }
      if cells.allSatisfy({ $0.isNumber }) {
        return DecimalAlignment.aligned(cells.map { $0.text.text }).map { Line($0) }
      }
      let width = cells.map { $0.text.width }.max() ?? 0
      return cells.map { $0.text.padded(to: width, .centre) }
    }
    return glyphs.bracketed(columns: shown, rows: rows.count)
  }
}

extension GlyphSet {
  /// Columns of equally wide cells between brackets, two blanks apart.
  func bracketed(columns: [[Line]], rows: Int) -> Box {
    let content = (0..<rows).map { row in
      columns.enumerated().reduce(into: Line()) { line, column in
        if column.offset > 0 { line.append("  ") }
        if row < column.element.count { line.append(column.element[row]) }
      }
    }
    guard let first = content.first else { return Box(Line("[ ]")) }
    guard content.count > 1 else { return Box(Line("[") + first + Line("]")) }
    if bracket.hasOwnLines {
      let inner = content.map { Line(bracket.middle.left) + $0 + Line(bracket.middle.right) }
      let width = first.width
      let top = Line(bracket.top.left) + .blanks(width) + Line(bracket.top.right)
      let bottom = Line(bracket.bottom.left) + .blanks(width) + Line(bracket.bottom.right)
      return Box([top] + inner + [bottom], baseline: 1 + (content.count - 1) / 2)
    }
    let lines = content.enumerated().map { row, line in
      let side = row == 0 ? bracket.top : row == content.count - 1 ? bracket.bottom : bracket.middle
      return Line(side.left) + line + Line(side.right)
    }
    return Box(lines, baseline: (lines.count - 1) / 2)
  }
}
