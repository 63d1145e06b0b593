extension String {
  /// The columns it takes in a terminal: `ŷ` is 1 however it is encoded, `漢` 2, a lone combining mark 0.
  package var displayWidth: Int {
    var width = 0
    for scalar in unicodeScalars {
      guard scalar.standsAlone else { return reduce(0) { $0 + $1.displayWidth } }
      width += 1
    }
    return width
  }

  /// The text with blanks up to `width` columns; a wider one stays as it is.
  package func padded(to width: Int, _ alignment: Table.Alignment = .left) -> String {
    let missing = width - displayWidth
    guard missing > 0 else { return self }
    let left =
      switch alignment {
      case .left: 0
      case .right: missing
      case .centre: missing / 2
      }
    return String(repeating: " ", count: left) + self + String(repeating: " ", count: missing - left)
  }
}

extension Substring {
  /// The columns it takes in a terminal.
  package var displayWidth: Int { String(self).displayWidth }
}

extension Character {
  /// The columns it takes in a terminal: 0, 1 or 2.
  package var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if first.value < 0x300 {
      return first.value < 0x20 || (0x7F..<0xA0).contains(first.value) || first == "\u{AD}" ? 0 : 1
    }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .format: return 0
    default: break
    }
    if first.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}") { return 2 }
    return Self.wide.contains { $0.contains(first.value) } ? 2 : 1
  }

  /// The East Asian wide and full-width blocks (Unicode Standard Annex 11, merged where what lies between is unassigned).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1B000...0x1B2FF, 0x20000...0x3FFFD,
  ]
}
