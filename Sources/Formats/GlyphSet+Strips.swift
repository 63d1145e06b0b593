import Typesetting

extension GlyphSet {
  /// A drawing in these characters; a gap is a blank that stays.
  func drawn(_ strip: Strip) -> String {
    switch strip.shape {
    case .course:
      return strip.heights.map { height in
        guard let height else { return "\u{A0}" }
        return levels[min(levels.count - 1, max(0, Int(height * Double(levels.count))))]
      }.joined()
    case .bar:
      let halves = strip.halves
      return String(repeating: bar.whole, count: halves / 2) + (halves % 2 == 1 ? bar.leftHalf : "")
    }
  }
}
