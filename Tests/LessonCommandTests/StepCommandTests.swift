import Foundation
import Goldens
import Matrices
import OperatingSystem
import Synchronization
import TemporaryFolders
import Testing
import Typesetting

@testable import LessonCommand

/// `lesson step` with lines from a list, in memory.
struct StepDialogue {
  let code: Int32
  let output: String
  let error: String
  /// The answers, the title first, parted where a blank line precedes a step.
  var steps: [String] {
    let mark = output.contains("iteración") ? "iteración " : "iteration "
    return output.components(separatedBy: "\n\n\(mark)").dropFirst().map { mark + $0 }
  }

  init(
    _ line: String, keys: [String], language: Language = .english, terminals: Set<Surroundings.Stream> = [],
    interrupt: Interrupt = .never
  ) {
    self.init(
      line.split(separator: " ").map(String.init), keys: keys, language: language, terminals: terminals,
      interrupt: interrupt)
  }

  init(
    _ words: [String], keys: [String], language: Language = .english, terminals: Set<Surroundings.Stream> = [],
    interrupt: Interrupt = .never, width: Int = 80
  ) {
    var waiting = keys[...]
    self.init(words, language: language, terminals: terminals, interrupt: interrupt, width: width) {
      waiting.popFirst()
    }
  }

  init(
    _ line: String, terminals: Set<Surroundings.Stream>, interrupt: Interrupt, nextLine: @escaping () -> String?
  ) {
    self.init(
      line.split(separator: " ").map(String.init), terminals: terminals, interrupt: interrupt, nextLine: nextLine)
  }

  private init(
    _ words: [String], language: Language = .english, terminals: Set<Surroundings.Stream>, interrupt: Interrupt,
    width: Int = 80, nextLine: @escaping () -> String?
  ) {
    let console = Console.memory()
    let locale = language == .spanish ? "es_ES.UTF-8" : "en_US.UTF-8"
    let surroundings = Surroundings(
      arguments: words, environment: ["LANG": locale, "COLUMNS": "\(width)"], terminals: terminals
    )
    .adopting(words)
    do {
      let options = try StepCommand.options(forLesson: words[0], shelf: LessonShelf(), surroundings: surroundings)
      let parser = ArgumentParser(StepCommand.declaration.adding(options))
      let context = Context(
        arguments: try parser.parse(words), surroundings: surroundings, console: console, interrupt: interrupt)
      code = try StepCommand.run(context, nextLine: nextLine).number
    } catch {
      code = FailureReport(surroundings: surroundings, console: console).tell(error, command: StepCommand.self).number
    }
    output = console.output.captured
    error = console.error.captured
  }
}

/// Lessons that stay as they are, so that writing the built-in ones better breaks no test of stepping.
enum StepLessons {
  /// A network of 2-2-2 neurons and one iteration.
  static let net = path("net")
  /// XOR, with gradients inside the updates.
  static let xor = path("xor")

  private static func path(_ name: String) -> String {
    Golden.folder.appending(path: "Step/\(name).lesson").path
  }
}

@Suite struct StepCommandTests {
  private func check(_ text: String, _ name: String) throws {
    try Golden.check(text, "Step/\(name).golden")
  }

  @Test func `a step of pooling or of a maximum says which number wins, and which tie`() throws {
    let lesson = try TemporaryLesson(
      """
      lesson pooled
      data
        A = [1 5 2 2; 3 4 2 0]
      forward
        P = maxpool(A, 2)
        m = min(A)
      """)
    let english = StepDialogue([lesson.path], keys: ["n", "n"]).output
    #expect(english.contains("the greatest is a₁,₂"), "\(english)")
    let words = VerifyLine.words(english)
    #expect(words.contains("a₁,₃, a₁,₄ and a₂,₃ tie: the first one counts, a₁,₃, and the gradient goes to it"))
    #expect(english.contains("the least is a₂,₄"))
    let spanish = StepDialogue([lesson.path], keys: ["n", "n"], language: .spanish).output
    #expect(spanish.contains("la mayor es a₁,₂"), "\(spanish)")
  }

  @Test(arguments: Language.allCases)
  func `the first three steps read as recorded`(language: Language) throws {
    let dialogue = StepDialogue(StepLessons.net, keys: ["n", ""], language: language)
    #expect(dialogue.code == 0)
    #expect(dialogue.error.isEmpty)
    #expect(dialogue.steps.count == 3)
    try check(dialogue.output, "net.\(language.rawValue)")
  }

  @Test func `the built-in lesson reads as recorded, from its first step to its second iteration`() throws {
    let dialogue = StepDialogue("clase6", keys: ["n", "6n", "]"], language: .spanish)
    #expect(dialogue.code == 0)
    #expect(dialogue.steps.count == 4)
    try check(dialogue.output, "clase6.es")
  }

  @Test func `xor at iteration 120, back and forth, reads as recorded`() throws {
    let dialogue = StepDialogue(StepLessons.xor, keys: ["120g", "N", "n"])
    #expect(dialogue.code == 0)
    try #require(dialogue.steps.count == 4)
    #expect(dialogue.steps.last?.trimmingCharacters(in: .newlines) == dialogue.steps[1])
    #expect(dialogue.steps[2].hasPrefix("iteration 119 of 10000 · step 14 of 14 · update\n"))
    try check(dialogue.output, "xor-120.en")
  }

  @Test(arguments: Language.allCases)
  func `every step of an iteration fits in 80 columns, updates with old value, step and new value`(
    language: Language
  ) throws {
    let dialogue = StepDialogue(
      StepLessons.net, keys: Array(repeating: "n", count: 16) + ["?", "p", "l", "w dW1[1,1]"], language: language)
    for line in dialogue.output.components(separatedBy: "\n") { #expect(line.displayWidth <= 80, "\(line)") }
    let update = try #require(dialogue.steps.first { $0.contains("  new(W1) (2×2)") })
    #expect(update.contains("  W1 (2×2) = ⎡0.1  0.3⎤"))
    #expect(update.contains("  −η·dW1 (2×2) = ⎡−0.00055403  −0.0027701⎤"))
    #expect(update.contains("new(w⁽¹⁾₁,₁) = w⁽¹⁾₁,₁ − η·dw⁽¹⁾₁,₁ = 0.1 − 0.5·0.0011081 = 0.099446"))
    try check(dialogue.output, "net-all.\(language.rawValue)")
  }

  @Test(arguments: ["clase6 --iterations 40", "xor", "perceptron --gate or"])
  func `backwards and forwards print the same numbers`(line: String) throws {
    let there = (0..<20).map { _ in "n" }
    let back = (0..<20).map { _ in "N" }
    let dialogue = StepDialogue(line, keys: ["7g"] + there + back + there)
    let steps = dialogue.steps.map { $0.trimmingCharacters(in: .newlines) }
    try #require(steps.count == 62)
    #expect(Array(steps[1...21].reversed()) == Array(steps[21...41]))
    #expect(Array(steps[1...21]) == Array(steps[41...61]))
    #expect(Set(steps[1...21]).count == 21)
  }

  @Test func `an empty pipe shows the first step and ends well`() throws {
    for keys in [[], ["q", "n", "n"]] {
      let dialogue = StepDialogue("clase6", keys: keys)
      #expect(dialogue.code == 0)
      try #require(dialogue.steps.count == 1)
      #expect(dialogue.steps[0].hasPrefix("iteration 1 of 2 · step 1 of "))
      #expect(dialogue.error.isEmpty)
    }
  }

  @Test func `there is a prompt for whoever types, and none for a pipe`() {
    let typed = StepDialogue("clase6", keys: ["n"], terminals: [.input])
    #expect(typed.error == "> > \n")
    #expect(typed.output.contains("Enter: next"))
    let piped = StepDialogue("clase6", keys: ["n"], terminals: [.output])
    #expect(piped.error.isEmpty)
    #expect(!piped.output.contains("Enter: next"))
  }

  @Test func `a wrong key gives one line and loses nothing`() throws {
    let wrong = ["zz", "5", "g", "w", "p nonsense", "p dW9", "w ((", "w W1", "0n", "\u{FFFD}\u{0}"]
    let dialogue = StepDialogue(StepLessons.net, keys: ["3n"] + wrong + ["."])
    #expect(dialogue.code == 0)
    #expect(dialogue.error.split(separator: "\n").count == wrong.count)
    #expect(dialogue.error.contains("“dW9” does not exist; did you mean “dW1”?\n"))
    try #require(dialogue.steps.count == 3)
    #expect(dialogue.steps[1] == dialogue.steps[2].trimmingCharacters(in: .newlines))
  }

  @Test func `the lesson's end stops steps, and says how to go on`() throws {
    let dialogue = StepDialogue(StepLessons.net, keys: ["99n", "n", "]", "n", "1g", "["])
    try #require(dialogue.steps.count == 5)
    #expect(dialogue.output.components(separatedBy: "The lesson ends here: it has only one iteration.").count == 3)
    #expect(dialogue.output.components(separatedBy: "The lesson ends at iteration 1").count == 2)
    #expect(dialogue.steps[2].contains("iteration 2 · step 16 of 16 · update · past the end"))
    #expect(dialogue.steps[3].hasPrefix("iteration 3 · step 1 of 16"))
    #expect(dialogue.output.hasSuffix("This is the first step: there is none before.\n\n"))
  }

  @Test func `an end that only running tells is found on the way`() throws {
    for key in ["g end", "9999n", "999]"] {
      let dialogue = StepDialogue("perceptron --gate and --start zero", keys: [key, "9999n", "n"])
      #expect(dialogue.output.contains("iteration 24 of 24 (epoch 6, example 4/4)"), "\(key)")
      #expect(dialogue.output.contains("The lesson ends here: errors = 0 holds."), "\(key)")
      #expect(!dialogue.output.contains("iteration 25"), "\(key)")
    }
    let past = StepDialogue("perceptron --gate and --start zero", keys: ["30g"])
    try #require(past.steps.count == 2)
    #expect(past.output.contains("The lesson ends at iteration 24: errors = 0 holds."))
    #expect(
      past.steps[1].hasPrefix("iteration 30 (epoch 8, example 2/4) · step 1 of 8 · forward pass · past the end\n"))
  }

  @Test func `Ctrl-C on the way to an iteration leads back to the prompt, and from a pipe to the end`() {
    let isAsked = Mutex(false)
    let interrupt = Interrupt(
      { isAsked.withLock { $0 } }, forgetting: { isAsked.withLock { $0 = false } })
    for terminals in [[.input], []] as [Set<Surroundings.Stream>] {
      isAsked.withLock { $0 = false }
      var count = 0
      let dialogue = StepDialogue(
        "xor --iterations 9", terminals: terminals, interrupt: interrupt
      ) {
        count += 1
        // It is pressed once the jump is under way.
        if count == 2 { isAsked.withLock { $0 = true } }
        return ["]", "200000g", "n", nil][count - 1]
      }
      if terminals.isEmpty {
        #expect(dialogue.code == 130 && dialogue.steps.count == 2)
      } else {
        #expect(dialogue.code == 0)
        #expect(dialogue.error.contains("Interrupted: you are still at iteration 2."), "\(dialogue.error)")
        #expect(dialogue.steps.last?.hasPrefix("iteration 2 of 9 · step 2") == true)
      }
    }
  }

  @Test func `a run that diverges ends where it does`() throws {
    let folder = try TemporaryFolder()
    let lesson = """
      lesson away
      parameters
        w = 10
      loss
        E = w²
      update
        w ← w·1e200
      run
        stop after 9 iterations
      """
    let path = folder.path("away.lesson")
    try lesson.write(toFile: path, atomically: true, encoding: .utf8)
    let dialogue = StepDialogue(path, keys: ["g end", "99n"])
    #expect(dialogue.code == 0)
    #expect(
      dialogue.output.split(separator: "\n").suffix(2).joined(separator: " ")
        == "The lesson ends here: it diverges, and the first quantity that stops being a finite number is E. ] goes on past it."
    )
  }

  @Test func `it can begin at any iteration, and with other settings`() {
    #expect(StepDialogue("xor --at 120", keys: []).steps == StepDialogue("xor", keys: ["120g"]).steps.suffix(1))
    #expect(
      StepDialogue("xor --iterations 30 --at last", keys: []).steps.first?.hasPrefix("iteration 30 of 30 · step 1")
        == true)
    #expect(StepDialogue("clase6 --lr 0.1", keys: ["15n"]).output.contains("− 0.1·"))
    let refused = StepDialogue("xor --at 1e12", keys: [])
    #expect(refused.code == 64)
    #expect(refused.output.isEmpty)
    #expect(StepDialogue("xor --at 0", keys: []).code == 64)
  }

  @Test func `quantities, formulas and their names can be asked for`() {
    let dialogue = StepDialogue(StepLessons.net, keys: ["p W1", "p ŷ[2]", "p W2ᵀ·δ2", "p new(b1)", "p"])
    #expect(dialogue.error.isEmpty)
    for piece in [
      "hidden weights\n  W1 (2×2) = ⎡0.1  0.3⎤", "= 0.77955", "W2ᵀ·δ2 (2×1) = ⎡0.046211⎤", "new(b1) = 0.23776",
      "computed later, in step 16",
    ] {
      #expect(dialogue.output.contains(piece), "\(piece)")
    }
    for name in ["η", "x", "W1", "ŷ", "dW1", "new(b1)"] {
      #expect(dialogue.output.split(separator: "\n").contains { $0.hasPrefix(name) }, "\(name)")
    }
  }

  @Test func `derivatives can be asked for, and nothing too large to compute`() {
    let dialogue = StepDialogue(
      StepLessons.net,
      keys: ["p ∂E/∂W1[1,1]", "w ∂E/∂W1[1,1]", "w dW1[1,1]", "p ones(3000, 3000)", "p ones(100000, 100000)·W1", "."])
    #expect(dialogue.code == 0)
    #expect(dialogue.output.components(separatedBy: "∂E/∂W1[1,1] = 0.0011081").count == 2)
    #expect(dialogue.output.contains("∂E/∂w⁽¹⁾₁,₁ = 0.0011081   sum of 2 paths"))
    #expect(dialogue.output.contains("dw⁽¹⁾₁,₁ = δ⁽¹⁾₁·x₁ = 0.011081·0.1 = 0.0011081"))
    #expect(dialogue.error.split(separator: "\n").count == 2)
    #expect(dialogue.error.contains("That asks for 9000000 numbers"))
  }

  @Test func `whatever is typed, the dialogue goes on`() {
    var random = KeyedRandom(seed: 1, iteration: 1, name: "keys")
    let pieces = [
      "n", "N", "]", "[", "g", "w", "p", "l", "?", ".", " ", " ", "W1", "ŷ", "δ2", "E", "[", "]", "1", "2", ",", "(",
      ")",
      "·", "ᵀ", "∂", "/", "Σ", "−", "'", "\"", "\u{0}", "\u{FFFD}", "\u{1B}", "#", "\t", "0", "^", "σ(", "new(",
    ]
    let lines = (0..<200).map { _ in
      (0..<Int(random.uniform() * 7)).map { _ in pieces[Int(random.uniform() * Double(pieces.count))] }.joined()
    }
    let dialogue = StepDialogue(StepLessons.net, keys: lines + ["1g"])
    #expect(dialogue.code == 0)
    #expect(dialogue.steps.last?.hasPrefix("iteration 1 of 1 · step 1 of 16") == true)
    #expect(!dialogue.error.contains("\u{1B}"))
  }

  @Test func `screen readers and programs get what they can read`() {
    let plain = StepDialogue("clase6 --plain --decimal comma", keys: ["n"])
    #expect(plain.output.contains("\nz1[2,1] = 0,47\n"))
    #expect(!plain.output.contains("⎡"))
    let json = StepDialogue("clase6 --format json", keys: ["n"])
    for line in json.output.split(separator: "\n") {
      #expect((try? JSONSerialization.jsonObject(with: Data(line.utf8))) != nil, "\(line)")
    }
  }

  @Test func `Ctrl-C ends it with 130`() {
    let dialogue = StepDialogue("xor", keys: ["100000g"], interrupt: Interrupt { true })
    #expect(dialogue.code == 130)
    #expect(dialogue.error == "Interrupted.\n")
  }
}
