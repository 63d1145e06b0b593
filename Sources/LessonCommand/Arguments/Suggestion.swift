/// Finds what somebody may have meant.
package enum Suggestion {
  /// The known word nearest to what was typed, fewer than four edits away and not wholly different; nil without one.
  package static func nearest(to typed: String, among known: [String]) -> String? {
    let typedLetters = Array(typed.lowercased().prefix(64))
    var best: (word: String, edits: Int)?
    for word in known {
      let letters = Array(word.lowercased())
      let edits = distance(typedLetters, letters)
      guard edits < 4, edits < max(letters.count, typedLetters.count), edits <= max(1, letters.count / 2 + 1) else {
        continue
      }
      if best.map({ edits < $0.edits }) ?? true { best = (word, edits) }
    }
    return best?.word
  }

  /// How many letters must be put in, taken out, changed or exchanged with a neighbour.
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let same = left[row] == right[column]
        var edits = min(last[column] + (same ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          edits = min(edits, beforeLast[column - 1] + 1)
        }
        current.append(edits)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
