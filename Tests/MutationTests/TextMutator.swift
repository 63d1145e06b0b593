/// Damages the text of a lesson in the ways people and machines do.
enum TextMutator {
  /// The bytes of a file that was a lesson.
  static func damaged(_ text: String, with other: String, _ dice: inout Dice) -> [UInt8] {
    var text = text
    for _ in 0...dice.one(of: [0, 0, 0, 1, 1, 3]) {
      switch dice.below(10) {
      case 0...2: text = byScalars(text, &dice)
      case 3...5: text = byLines(text, with: other, &dice)
      default: text = byTokens(text, &dice)
      }
      if text.utf8.count > 1 << 21 { break }
    }
    var bytes = Array(text.utf8)
    if dice.isOne(in: 25) { damage(&bytes, &dice) }
    return bytes
  }

  // MARK: Letters

  private static func byScalars(_ text: String, _ dice: inout Dice) -> String {
    var scalars = Array(text.unicodeScalars)
    guard !scalars.isEmpty else { return text }
    let place = dice.below(scalars.count)
    let piece = dice.piece(of: scalars.count, longest: 30)
    switch dice.below(6) {
    case 0: scalars[place] = scalars[dice.below(scalars.count)]
    case 1: scalars.removeSubrange(piece)
    case 2: scalars.insert(contentsOf: scalars[piece], at: place)
    case 3: scalars.insert(contentsOf: dice.one(of: Corpus.fragments).unicodeScalars, at: place)
    case 4: scalars.swapAt(place, dice.below(scalars.count))
    default: scalars.replaceSubrange(piece, with: dice.one(of: Corpus.fragments).unicodeScalars)
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func damage(_ bytes: inout [UInt8], _ dice: inout Dice) {
    guard !bytes.isEmpty else { return }
    for _ in 0...dice.below(3) { bytes[dice.below(bytes.count)] = UInt8(dice.below(256)) }
    if dice.isOne(in: 3) { bytes.removeSubrange(dice.below(bytes.count)...) }
  }

  // MARK: Lines

  private static func byLines(_ text: String, with other: String, _ dice: inout Dice) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let place = dice.below(lines.count)
    let piece = dice.piece(of: lines.count, longest: 4)
    switch dice.below(9) {
    case 0: lines.removeSubrange(piece)
    case 1: lines.insert(contentsOf: lines[piece], at: place)
    case 2: lines.swapAt(place, dice.below(lines.count))
    case 3:
      let others = other.split(separator: "\n", omittingEmptySubsequences: false)
      lines.insert(contentsOf: others[dice.piece(of: others.count, longest: 6)], at: place)
    case 4: lines[place] = "  " + lines[place]
    case 5: lines[place] = lines[place].drop { $0 == " " }
    case 6: lines = Array(lines[..<place])
    case 7:
      let times = dice.one(of: [2, 10, 100, 2000])
      lines.insert(contentsOf: Array(repeating: lines[place], count: times), at: place)
    default:
      // A line of a loop, indented as its body.
      lines.insert(
        contentsOf: [Substring("  for ℓ = 1 to \(dice.one(of: Corpus.numbers))"), "  " + lines[place]], at: place)
    }
    return lines.joined(separator: "\n")
  }

  // MARK: Words and numbers

  private static func byTokens(_ text: String, _ dice: inout Dice) -> String {
    let tokens = Self.tokens(of: text)
    let numbers = tokens.indices.filter { tokens[$0].first.map { $0.isASCII && $0.isNumber } == true }
    let words = tokens.indices.filter { tokens[$0].first?.isLetter == true }
    var result = tokens
    switch dice.below(8) {
    case 0...3:
      guard !numbers.isEmpty else { return text }
      let plain = ["0", "1", "2", "3", "0.5", "−1", "10", "0.25", "4"]
      result[dice.one(of: numbers)] = Substring(dice.one(of: dice.isOne(in: 2) ? plain : Corpus.numbers))
    case 4, 5:
      guard !words.isEmpty else { return text }
      result[dice.one(of: words)] = tokens[dice.one(of: words)]
    case 6:
      guard !words.isEmpty else { return text }
      let place = dice.one(of: words)
      let formula = Formulas.formula(names: names(of: tokens, words), depth: dice.below(4), &dice)
      result[place] = "(\(formula))"
    default:
      guard !words.isEmpty else { return text }
      let place = dice.one(of: words)
      result[place] = Substring(
        Formulas.deep(String(tokens[place]), times: dice.one(of: [5, 60, 70, 399, 5000]), &dice))
    }
    return result.joined()
  }

  /// Some of the names that occur in a file.
  private static func names(of tokens: [Substring], _ words: [Int]) -> [String] {
    words.prefix(400).map { String(tokens[$0]) }.filter { $0.count <= 3 }
  }

  /// Runs of letters and digits, and each other character alone.
  private static func tokens(of text: String) -> [Substring] {
    var tokens: [Substring] = []
    var rest = text[...]
    while let first = rest.first {
      let isNumber = first.isASCII && first.isNumber
      let length = rest.prefix { isNumber ? $0.isASCII && ($0.isNumber || $0 == ".") : $0.isLetter || $0.isNumber }
      tokens.append(length.isEmpty ? rest.prefix(1) : length)
      rest = rest.dropFirst(max(1, length.count))
    }
    return tokens
  }
}
