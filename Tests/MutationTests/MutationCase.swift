/// One run of the program with something damaged: the words, the lesson file, what stands on standard input.
struct MutationCase {
  let seed: UInt64
  let number: Int
  var words: [String]
  /// The bytes of the lesson file that the words may name.
  let file: [UInt8]
  let input: [UInt8]
  let environment: [String: String]

  /// The name that stands for the file until its folder is known.
  static let place = "\u{1}FILE"

  /// Makes the case of a number; the same seed and number give the same case.
  init(seed: UInt64, number: Int) {
    var dice = Dice(seed: seed, number: number)
    self.seed = seed
    self.number = number
    let kind = dice.below(20)
    let first = dice.one(of: Corpus.files).text
    switch kind {
    case 0..<10: file = TextMutator.damaged(first, with: dice.one(of: Corpus.files).text, &dice)
    case 10..<13: file = Array(OddLessons.text(&dice).utf8)
    case 13: file = TextMutator.damaged(OddLessons.text(&dice), with: first, &dice)
    case 14: file = Self.strange(&dice)
    default: file = Array(first.utf8)
    }
    let fromInput = dice.isOne(in: 40)
    words =
      kind < 16
      ? CommandLines.words(about: fromInput ? "-" : Self.place + (dice.isOne(in: 20) ? ":second" : ""), &dice)
      : CommandLines.damaged(&dice)
    input = fromInput ? file : Array(CommandLines.keys(&dice).utf8)
    environment = [
      "LANG": dice.one(of: ["en_US.UTF-8", "es_ES.UTF-8", "es_MX.UTF-8", "C", ""]),
      "COLUMNS": dice.one(of: ["80", "80", "40", "200", "1", "0", "-5", "abc", "1000000000", "9223372036854775807"]),
      "LESSON_DECIMAL": dice.one(of: ["", "", "comma", "nothing"]),
      "FORCE_COLOR": dice.one(of: ["", "", "", "1"]),
    ]
  }

  /// Files that no lesson ever was.
  private static func strange(_ dice: inout Dice) -> [UInt8] {
    switch dice.below(7) {
    case 0: []
    case 1: (0..<dice.below(2000)).map { _ in UInt8(dice.below(256)) }
    case 2: Array(repeating: UInt8(dice.below(256)), count: dice.one(of: [1, 1000, 1 << 20, (1 << 20) + 1]))
    case 3: Array(String(repeating: dice.one(of: Corpus.fragments), count: dice.one(of: [1, 1000, 30_000])).utf8)
    case 4: [0xEF, 0xBB, 0xBF] + Array("lesson a\nforward\n  z = 1\n".utf8)
    case 5: Array("lesson a\r\nforward\r\n  z = 1\r\n".utf8)
    default: Array((0..<200).map { _ in dice.one(of: Corpus.fragments) + dice.one(of: Corpus.numbers) }.joined().utf8)
    }
  }

  /// The words with the file in its folder, and with nothing written outside of that.
  func words(in folder: String) -> [String] {
    var words = words.map {
      $0.split(separator: Self.place, omittingEmptySubsequences: false).joined(separator: folder + "/case.lesson")
    }
    for (index, word) in words.enumerated() {
      if word.hasPrefix("--trace-file=") {
        words[index] = "--trace-file=" + Self.safe(String(word.dropFirst(13)), folder)
      } else if word == "--trace-file", index + 1 < words.count, !words[index + 1].hasPrefix("--") {
        words[index + 1] = Self.safe(words[index + 1], folder)
      }
    }
    return words
  }

  private static func safe(_ path: String, _ folder: String) -> String {
    if ["-", "", "/dev/full", folder].contains(path) { return path }
    return folder + "/" + path.split(separator: "/").joined(separator: "_")
  }
}
