import Typesetting

/// Lines of which several in a row say the same again and again, as those of equal layers do: the first and the last turn
/// stand for all of them.
struct Repetition {
  /// A stretch of lines, and whether it is left out.
  struct Part: Equatable {
    let lines: Range<Int>
    let isLeftOut: Bool
  }

  /// Lines in one turn at most.
  private static let longestTurn = 12
  /// Lines that are left out at least: fewer are not worth a word.
  private static let fewestLeftOut = 4

  /// All lines in order, in stretches, those between the first turn and the last left out.
  ///
  /// - Parameter forms: what each line says, its names apart; lines with equal forms say the same.
  static func parts(_ forms: [some Equatable]) -> [Part] {
    var parts: [Part] = []
    var start = 0
    func show(to end: Int) {
      if let last = parts.last, !last.isLeftOut {
        parts[parts.count - 1] = Part(lines: last.lines.lowerBound..<end, isLeftOut: false)
      } else {
        parts.append(Part(lines: start..<end, isLeftOut: false))
      }
      start = end
    }
    while start < forms.count {
      var (length, turns) = (1, 1)
      for candidate in 1...longestTurn {
        let count = Self.turns(of: candidate, at: start, forms)
        let leftOut = (count - 2) * candidate
        if leftOut >= fewestLeftOut, leftOut > (turns - 2) * length { (length, turns) = (candidate, count) }
      }
      guard turns > 1 else {
        show(to: start + 1)
        continue
      }
      let end = start + turns * length
      show(to: start + length)
      parts.append(Part(lines: start..<(end - length), isLeftOut: true))
      start = end - length
      show(to: end)
    }
    return parts
  }

  /// How often the lines from a place on are repeated, the first time counted.
  private static func turns(of length: Int, at start: Int, _ forms: [some Equatable]) -> Int {
    var count = 1
    while start + (count + 1) * length <= forms.count,
      (0..<length).allSatisfy({ forms[start + $0] == forms[start + count * length + $0] })
    { count += 1 }
    return count
  }

  /// `W2, b2 … b9`
  static func names(_ names: [String]) -> String {
    guard names.count > 3, let last = names.last else { return names.joined(separator: ", ") }
    return names.prefix(2).joined(separator: ", ") + " … " + last
  }
}
