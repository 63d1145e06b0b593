/// Command lines as people type them, and as nobody would.
enum CommandLines {
  private static let commands = [
    "run", "why", "verify", "check", "show", "step", "list", "help", "completions", "derive", "plot", "page",
  ]
  private static let addresses = [
    "dW1[1,1]", "W1[1,1]", "∂E/∂W1[1,2]", "E", "w[1]", "Z1[4,2]", "e[1]", "ŷ", "y", "z", "∂e[1]/∂ŷ[1]", "new(W1)[1,1]",
    "∂E/∂w",
    "δ1", "x[1]", "iteration", "parameters", "c.1", "lr", "η", "W1[9,9]", "W1[0,0]", "W1[1.5,1]", "W1[-1,1]", "nothing",
    "",
    "[1 2", "∂", "∂E", "W1[1,1", "W1[99999999999999999999,1]", "σ(z)", "W1·x", "d", "dw", "v1", "z1", "b0", "l0", "f0",
  ]
  private static let keys = [
    "", "n", "N", "b", "]", "[", "5n", "120g", "g 3", "g end", "w dW1[1,1]", "w ∂E/∂W1[1,2]", "w E", "p W1", "p", "l",
    "?", ".",
    "q", "1000000000g", "99999999999999999999n", "9999999999g", "p W1·x", "p 1/0", "w W1[9,9]", "p hessian(E)", "p (",
    "w", "g",
    "g 0", "0n", "-3n", "\u{1B}[A", "\u{0}", "漢", "999999999]", "3[", "p z", "w z[1]", "w z", "p ∂E/∂w", "p new(w)",
    "w new(w)[1]",
    "p ones(9999×9999)", "p identity(100000)", "p f(f(f(", "w ∂E/∂z[1]",
  ]

  /// The words of a command about a lesson, most of them sensible.
  static func words(about lesson: String, _ dice: inout Dice) -> [String] {
    let command = dice.one(of: Array(commands.prefix(6)) + ["run", "verify", "why"])
    var words = [command, lesson]
    if command == "why" { words.append(address(&dice)) }
    if ["run", "why", "verify", "step"].contains(command), !dice.isOne(in: 8) { words += ["--iterations", "3"] }
    for _ in 0..<dice.one(of: [0, 0, 1, 2]) { words += fitting(command, &dice) }
    if dice.isOne(in: 6) { words += option(&dice) }
    return words
  }

  /// An option that the command has, with a value that it takes.
  private static func fitting(_ command: String, _ dice: inout Dice) -> [String] {
    var options = [
      ["--plain"], ["--format", dice.one(of: ["ascii", "markdown", "latex", "json"])],
      ["--lang", dice.one(of: ["es", "en"])],
    ]
    if command != "check" {
      options += [
        ["--carry", dice.one(of: ["0", "2", "4"])], ["--convention", dice.one(of: ["rows", "columns"])],
        ["--seed", dice.one(of: ["0", "7", "4294967295"])],
        ["--optimizer", dice.one(of: ["adam(0.1)", "nesterov(0.1, 0.9)"])],
      ]
    }
    switch command {
    case "run":
      options += [
        ["--trace"], ["--at", "1,2,last"], ["--trace-file", "a.jsonl"], ["--trace-file", "-"], ["--every", "2"],
        ["--no-pictures"],
        ["--trace", "--at", "all"],
      ]
    case "why":
      options += [
        ["--at", dice.one(of: ["2", "3", "last", "5"])], ["--depth", dice.one(of: ["0", "3", "20"])], ["--paths", "2"],
      ]
    case "step": options += [["--at", dice.one(of: ["2", "last", "9"])]]
    case "verify": options += [["--all"], ["--json"], ["--strict"]]
    case "show": options += [["--source"]]
    default: break
    }
    return dice.one(of: options)
  }

  /// Words that are damaged as texts and as a list.
  static func damaged(_ dice: inout Dice) -> [String] {
    let lessons = [
      "xor", "clase6", "perceptron", "xro", "all", "-", "", "./no.lesson", "/", ".", "/dev/null", "a.lesson:b",
    ]
    var words = words(about: dice.one(of: lessons), &dice)
    if dice.isOne(in: 4) { words[0] = dice.one(of: commands) }
    if words[0] == "derive" { words[1] = Formulas.formula(names: ["x", "a", "w1"], depth: 1 + dice.below(4), &dice) }
    for _ in 0...dice.below(4) {
      let place = dice.below(words.count + 1)
      let isInside = place < words.count
      switch dice.below(9) {
      case 0 where isInside: words.remove(at: place)
      case 1 where isInside: words.insert(words[place], at: dice.below(words.count))
      case 2 where isInside: words.swapAt(place, dice.below(words.count))
      case 3 where isInside: words[place] = letters(words[place], &dice)
      case 4: words.insert(dice.one(of: Corpus.numbers + Corpus.fragments), at: place)
      case 5: words.insert(contentsOf: option(&dice), at: place)
      case 6:
        words.insert(
          dice.one(of: ["--", "-", "---", "--=", "-=", "--lang", "--help=1", "-x", "-hh", "--no-", "--set="]), at: place
        )
      case 7 where isInside: words[place] = dice.one(of: addresses)
      default:
        words.append(
          String(repeating: dice.one(of: ["a", "(", "-", "漢", "1"]), count: dice.one(of: [1, 100, 100_000])))
      }
    }
    return words
  }

  /// What stands on standard input: keys of `step`, one on each line.
  static func keys(_ dice: inout Dice) -> String {
    var lines = (0..<dice.below(12)).map { _ in
      dice.isOne(in: 6) ? letters(dice.one(of: keys), &dice) : dice.one(of: keys)
    }
    if dice.isOne(in: 10) { lines.append("p " + Formulas.formula(names: ["W1", "z", "E", "w"], depth: 3, &dice)) }
    if dice.isOne(in: 30) { lines.append(String(repeating: "n", count: 100_000)) }
    return lines.joined(separator: "\n") + (dice.isOne(in: 2) ? "\n" : "")
  }

  private static func address(_ dice: inout Dice) -> String {
    switch dice.below(6) {
    case 0: Formulas.formula(names: ["W1", "z1", "E", "w", "z"], depth: 2, &dice)
    case 1: letters(dice.one(of: addresses), &dice)
    default: dice.one(of: addresses)
    }
  }

  private static func option(_ dice: inout Dice) -> [String] {
    let number = dice.one(of: Corpus.numbers)
    let words: [String]
    switch dice.below(26) {
    case 0: words = ["--lr", number]
    case 1: words = ["--seed", number]
    case 2: words = ["--iterations", dice.one(of: ["1", "2", "5", number])]
    case 3: words = ["--epochs", dice.one(of: ["1", "2", number])]
    case 4: words = ["--carry", dice.one(of: ["0", "2", "4", "15", number])]
    case 5: words = ["--carry", "3", "--truncate"]
    case 6: words = ["--convention", dice.one(of: ["rows", "columns", "diagonals"])]
    case 7:
      words = [
        "--optimizer",
        dice.one(of: ["adam", "momentum(0.1, 0.9)", "adam(\(number))", "nothing", "adam(", "1", "W1", "\(number)"]),
      ]
    case 8:
      words = [
        "--set",
        dice.one(of: [
          "lr=\(number)", "W1=\(number)", "W1=[0.1 0.2; 0.3 0.4]", "gate=xor", "=", "x=", "h=\(number)", "w=hessian(E)",
          "η=∂E/∂w", "x=x", "W1=W1", "b=(", "start=\(number)",
        ]),
      ]
    case 9: words = ["--hidden", number]
    case 10: words = ["--gate", dice.one(of: ["and", "or", "xor", "nand", ""])]
    case 11: words = ["--trace"]
    case 12: words = ["--at", dice.one(of: ["1", "1,2,3", "last", "all", "1,", ",", number, "2,\(number)"])]
    case 13: words = ["--every", number]
    case 14: words = ["--trace-file", dice.one(of: ["-", "a.jsonl", "/dev/full", "no/where.jsonl", "", "."])]
    case 15: words = ["--depth", dice.one(of: ["0", "1", "3", "20", number])]
    case 16: words = ["--paths", dice.one(of: ["1", "1000", number])]
    case 17: words = ["--format", dice.one(of: ["text", "ascii", "plain", "markdown", "latex", "json", "pdf"])]
    case 18: words = ["--plain"]
    case 19: words = ["--ascii"]
    case 20: words = ["--lang", dice.one(of: ["es", "en", "fr"])]
    case 21: words = ["--decimal", dice.one(of: ["comma", "point", "x"])]
    case 22:
      words = [dice.one(of: ["--json", "--strict", "--all", "--source", "--no-pictures", "--names", "--no-color"])]
    case 23: words = [dice.one(of: ["--help", "-h", "--version"])]
    case 24: words = ["--start", dice.one(of: ["random", "golden", "zero"])]
    default: words = ["--lr=\(number)"]
    }
    return words
  }

  private static func letters(_ word: String, _ dice: inout Dice) -> String {
    var scalars = Array(word.unicodeScalars)
    let place = dice.below(scalars.count + 1)
    switch dice.below(4) {
    case 0 where place < scalars.count: scalars.remove(at: place)
    case 1 where place < scalars.count: scalars.swapAt(place, dice.below(scalars.count))
    case 2: scalars.insert(contentsOf: dice.one(of: Corpus.numbers).unicodeScalars, at: place)
    default: scalars.insert(contentsOf: dice.one(of: Corpus.fragments).unicodeScalars, at: place)
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
