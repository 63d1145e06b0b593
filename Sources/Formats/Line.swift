import Typesetting

/// What a piece of a line is, for those who can see colours and weights.
enum TextStyle: Sendable {
  case plain, title, strong, faint, code, good, bad, warning, marked

  /// The escape sequence that begins it; empty for plain text.
  var escape: String {
    switch self {
    case .plain: ""
    case .title: "\u{1B}[1m"
    case .strong: "\u{1B}[1m"
    case .faint: "\u{1B}[2m"
    case .code: "\u{1B}[36m"
    case .good: "\u{1B}[32m"
    case .bad: "\u{1B}[31m"
    case .warning: "\u{1B}[33m"
    case .marked: "\u{1B}[1;33m"
    }
  }
}

/// One line of text in styled pieces, with its displayed width.
struct Line: Sendable {
  private(set) var pieces: [(text: String, style: TextStyle)] = []
  private(set) var width = 0

  init() {}

  init(_ text: String, _ style: TextStyle = .plain) {
    append(text, style)
  }

  /// The characters without their styles.
  var text: String { pieces.map { $0.text }.joined() }

  /// Puts text at the end.
  mutating func append(_ text: String, _ style: TextStyle = .plain) {
    guard !text.isEmpty else { return }
    width += text.displayWidth
    appendMeasured(text, style)
  }

  /// Puts another line at the end.
  mutating func append(_ other: Line) {
    width += other.width
    for piece in other.pieces { appendMeasured(piece.text, piece.style) }
  }

  private mutating func appendMeasured(_ text: String, _ style: TextStyle) {
    if let last = pieces.indices.last, pieces[last].style == style {
      pieces[last].text += text
    } else {
      pieces.append((text, style))
    }
  }

  static func + (left: Line, right: Line) -> Line {
    var line = left
    line.append(right)
    return line
  }

  /// The line with blanks up to a width.
  func padded(to target: Int, _ alignment: Table.Alignment = .left) -> Line {
    let missing = target - width
    guard missing > 0 else { return self }
    let left =
      switch alignment {
      case .left: 0
      case .right: missing
      case .centre: missing / 2
      }
    return Line.blanks(left) + self + Line.blanks(missing - left)
  }

  /// The line with its plain pieces in another style.
  func styled(_ style: TextStyle) -> Line {
    var line = Line()
    for piece in pieces { line.append(piece.text, piece.style == .plain ? style : piece.style) }
    return line
  }

  /// That many blanks.
  static func blanks(_ count: Int) -> Line { Line(String(repeating: " ", count: max(0, count))) }

  /// The line as written, without blanks at its end.
  func rendered(color: Bool) -> String {
    guard color else { return Self.trimmed(text) }
    var kept = pieces
    while let last = kept.last {
      let text = Self.trimmed(last.text)
      if text.isEmpty {
        kept.removeLast()
      } else {
        kept[kept.count - 1].text = text
        break
      }
    }
    return kept.map { $0.style.escape.isEmpty ? $0.text : $0.style.escape + $0.text + "\u{1B}[0m" }.joined()
  }

  private static func trimmed(_ text: String) -> String {
    let blanks = text.utf8.reversed().prefix { $0 == UInt8(ascii: " ") }.count
    return blanks == 0 ? text : String(text.dropLast(blanks))
  }
}
