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

  /// What stands before, between and after the places of a piece, from the left; all of it where it has none.
  package func parts(separatedBy piece: String) -> [String] {
    guard let first = piece.first else { return [self] }
    var parts: [String] = []
    var (begin, place) = (startIndex, startIndex)
    while let next = self[place...].firstIndex(of: first) {
      if self[next...].hasPrefix(piece) {
        parts.append(String(self[begin..<next]))
        place = index(next, offsetBy: piece.count)
        begin = place
      } else {
        place = index(after: next)
      }
    }
    return parts + [String(self[begin...])]
  }
}
