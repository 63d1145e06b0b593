extension String {
  /// Where a piece stands for the last time.
  package func range(ofLast piece: String) -> Range<String.Index>? {
    guard !piece.isEmpty, count >= piece.count else { return nil }
    var start = index(endIndex, offsetBy: -piece.count)
    while true {
      if self[start...].hasPrefix(piece) { return start..<index(start, offsetBy: piece.count) }
      if start == startIndex { return nil }
      start = index(before: start)
    }
  }
}
