import Foundation
import Goldens
import OperatingSystem
import Testing
import Typesetting

@testable import LessonCommand

/// `lesson step` on a screen in memory.
struct ScreenDialogue {
  /// What was shown after each key, the first screen before any.
  let screens: [String]

  init(
    _ line: String, keys: [TerminalKey], columns: Int = 80, rows: Int = 24, language: Language = .english,
    ascii: Bool = false, pressesOnTheWay: Bool = false
  ) throws {
    let words = line.split(separator: " ").map(String.init)
    let locale = language == .spanish ? "es_ES" : "en_US"
    let surroundings = Surroundings(arguments: words, environment: ["LANG": locale + (ascii ? "" : ".UTF-8")])
      .adopting(words)
    let options = try StepCommand.options(forLesson: words[0], shelf: LessonShelf(), surroundings: surroundings)
    let parser = ArgumentParser(StepCommand.declaration.adding(options))
    let context = Context(
      arguments: try parser.parse(words), surroundings: surroundings, console: .memory(), interrupt: .never)
    var waiting = keys[...]
    var screens: [String] = []
    let device = ScreenDevice(
      size: { (columns, rows) }, next: { waiting.popFirst().map { .key($0) } }, takesKey: { pressesOnTheWay },
      draw: { lines in
        #expect(lines.count <= rows)
        for line in lines { #expect(line.displayWidth <= columns, "\(line)") }
        screens.append(lines.joined(separator: "\n") + "\n")
      })
    var screen = try FullScreen(try context.shelf.load(words[0]), context, device)
    try screen.run { .goTo($0) }
    self.screens = screens
  }

  static func keys(_ text: String) -> [TerminalKey] {
    text.map { $0 == "\n" ? .enter : $0 == "\t" ? .tab : $0 == "\u{1B}" ? .escape : .character($0) }
  }

  var last: String { screens.last ?? "" }
}

@Suite struct FullScreenTests {
  @Test(arguments: Language.allCases, [(80, 24), (120, 40)])
  func `screens of a small network read as recorded`(language: Language, size: (Int, Int)) throws {
    // A step, one of the way back, the cursor, a tree, the paths, a change, the help.
    for (name, keys) in [
      ("first", ""), ("backward", "ff"), ("cursor", "ff\tl"), ("tree", "n\n"), ("paths", "w"), ("change", "nnslr=1\n"),
      ("help", "?"),
    ] {
      let dialogue = try ScreenDialogue(
        StepLessons.net, keys: ScreenDialogue.keys(keys), columns: size.0, rows: size.1, language: language)
      try Golden.check(dialogue.last, "Step/Screen/\(name).\(size.0)x\(size.1).\(language.rawValue)")
    }
  }

  @Test func `ASCII is enough, and so is any size`() throws {
    let dialogue = try ScreenDialogue(StepLessons.net, keys: ScreenDialogue.keys("ff\t"), ascii: true)
    #expect(dialogue.last.utf8.allSatisfy { $0 < 0x80 })
    try Golden.check(dialogue.last, "Step/Screen/ascii")
    for (columns, rows) in [(1, 1), (20, 5), (79, 24), (80, 23), (300, 24), (81, 200)] {
      _ = try ScreenDialogue(StepLessons.net, keys: ScreenDialogue.keys("n\tw\n?"), columns: columns, rows: rows)
    }
  }

  @Test(arguments: ["xor --iterations 30", "clase6 --iterations 30", "perceptron --gate or"])
  func `whatever keys came before, there are always the same numbers at the same place`(line: String) throws {
    var generator = Seeded(state: 7)
    let letters = Array("nNb][fFgGwm'e?/\t\n\u{1B} 123hjkl")
    let keys = (0..<300).map { _ in letters[Int(generator.next() % UInt64(letters.count))] }
    let text = String(keys) + "\u{1B}\u{1B}\u{1B}\u{1B}"
    // What is open is closed by then; the language may be the other one. Where the lesson ends is known to both.
    let wandered = try ScreenDialogue(
      line, keys: ScreenDialogue.keys(text + "G7g5n"), pressesOnTheWay: true)
    let isSpanish = wandered.last.contains("operación")
    let expected = try ScreenDialogue(
      line, keys: ScreenDialogue.keys("G7g5n"), language: isSpanish ? .spanish : .english)
    #expect(Self.numbers(wandered.last) == Self.numbers(expected.last), "\(wandered.last)\n\(expected.last)")
  }

  /// The numbers of a screen in which nothing is open, without marks of places.
  private static func numbers(_ screen: String) -> [Substring] {
    screen.replacing("●", with: " ").split { !"0123456789.−·".contains($0) }
  }

  @Test func `an error is said, and nothing is lost`() throws {
    let dialogue = try ScreenDialogue("xor", keys: ScreenDialogue.keys("3n" + "snothing=1\n"))
    let before = dialogue.screens[2].split(separator: "\n")
    let after = dialogue.last.split(separator: "\n")
    #expect(before.dropLast() == after.dropLast())
    #expect(after.last?.contains("nothing") == true, "\(dialogue.last)")
  }

  @Test func `a change stands beside what was before, and an empty line takes it back`() throws {
    let dialogue = try ScreenDialogue("xor", keys: ScreenDialogue.keys("3]" + "slr=1\n" + "s\n"))
    let changed = dialogue.screens[dialogue.screens.count - 3]
    #expect(changed.contains("before") && changed.contains("lr=1"))
    #expect(dialogue.screens[2].split(separator: "\n").dropLast() == dialogue.last.split(separator: "\n").dropLast())
  }

  @Test func `any key stops a run that goes on, which stays where it is`() throws {
    let dialogue = try ScreenDialogue(
      "xor --iterations 1000000", keys: ScreenDialogue.keys("r"), pressesOnTheWay: true)
    #expect(dialogue.last.contains("Stopped here."), "\(dialogue.last)")
    #expect(!dialogue.last.contains("iteration 1000000 of"))
    #expect(!dialogue.last.contains("iteration 1 of"))
  }

  @Test func `a key while a run is built anew ends nothing`() throws {
    let dialogue = try ScreenDialogue(
      "cnn --digits 64", keys: ScreenDialogue.keys("cc" + "slr=1\n" + "n"), pressesOnTheWay: true)
    #expect(dialogue.screens.count >= 10 && dialogue.last.contains("operation"), "\(dialogue.last)")
  }

  @Test func `one entry of a matrix can be changed, and then another`() throws {
    let dialogue = try ScreenDialogue("clase6", keys: ScreenDialogue.keys("sW1[1,2]=0,9\nsW1[2,1]=0.7\nG"))
    #expect(dialogue.last.contains("W1=[0.1 0.9; 0.7 0.4]"), "\(dialogue.last)")
    let refused = try ScreenDialogue("clase6", keys: ScreenDialogue.keys("sW1[3,1]=1\n"))
    #expect(refused.last.contains("W1") && refused.last.contains("2×2"), "\(refused.last)")
  }

  @Test func `the loss stands there as soon as it is computed`() throws {
    let dialogue = try ScreenDialogue("clase6", keys: ScreenDialogue.keys("fn]"))
    #expect(dialogue.screens[0].contains("E = ·"), "\(dialogue.screens[0])")
    #expect(dialogue.screens[2].contains("E = 0.249"), "\(dialogue.screens[2])")
    let next = try ScreenDialogue("clase6", keys: ScreenDialogue.keys("]"))
    #expect(next.last.contains("E = 0.249") && next.last.contains("(iteration before)"), "\(next.last)")
  }

  @Test(arguments: ["mnist --digits 640", "xor", "perceptron --gate or"])
  func `large matrices are shown in part, and no line is too wide`(line: String) throws {
    _ = try ScreenDialogue(line, keys: ScreenDialogue.keys("\tlljj\u{1B}nnfffc\tlj\nw"))
  }
}

/// Numbers that are the same each time.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
