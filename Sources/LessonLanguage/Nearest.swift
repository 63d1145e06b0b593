/// Finding the known word a misspelt one was meant to be.
package enum Nearest {
  /// The candidate that fewest slips (a letter more, less, other, or two swapped) turn into the word; nil when all are
  /// further than a third of its length (at least one slip). Of equally near ones the first; one that differs only in
  /// the case of its letters is nearer than any other.
  package static func word(to typed: String, among candidates: [String]) -> String? {
    let word = Array(typed)
    guard !word.isEmpty, word.count <= 40 else { return nil }
    let folded = typed.lowercased()
    if let same = candidates.first(where: { $0 != typed && $0.lowercased() == folded }) { return same }
    var nearest: (candidate: String, slips: Int)?
    for candidate in candidates where candidate != typed {
      let letters = Array(candidate)
      let allowed = max(1, min(word.count, letters.count) / 3)
      guard abs(letters.count - word.count) <= allowed else { continue }
      let slips = distance(word, letters)
      // A name of one letter is near to everything.
      if slips <= allowed, slips < max(word.count, letters.count), slips < nearest?.slips ?? Int.max {
        nearest = (candidate, slips)
      }
    }
    return nearest?.candidate
  }

  /// How many slips turn one word into the other.
  package static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      row.reserveCapacity(right.count + 1)
      for j in right.indices {
        var slips = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { slips = min(slips, beforeLast[j - 1] + 1) }
        row.append(slips)
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }
}
