import OperatingSystem
import Testing

@testable import LessonCommand

/// What is wrong with an option is told about the option.
@Suite struct RunArgumentsTests {
  @Test(arguments: [["--lr", "0.2"], ["--set", "lr=0.2"], ["--set", "η=0.2"], ["--lr", "9", "--set", "η=0.2"]])
  func `a setting goes by both its names, beside printed numbers that have their own`(words: [String]) throws {
    let text = "parameters\n  w = 1\nforward\n  E = w²\nupdate\n  w by ∂E/∂w with descent(η)\n"
    let lesson = try TemporaryLesson(
      "lesson mine\nsettings\n  η = 0.1 as lr\n" + text
        + "expect \"a\"\n  new(w) = 0.5 with η = 0.25\n  new(w) = 0.4 with lr = 0.3\n  new(w) = 0.6\n")
    let session = Session(words: ["verify", lesson.path] + words)
    #expect(session.code == 0 && session.output.contains("3 numbers"), "\(session.output) \(session.error)")
  }

  @Test(arguments: [
    (["--batch", "0"], "The value '0' is invalid for '--batch <number>': “m” cannot be 0; it can be 1 or more"),
    (["--batch", "2.5"], "The value '2.5' is invalid for '--batch <number>': "),
    (["--lr", "2", "--hidden1", "0"], "The value '0' is invalid for '--hidden1 <number>': "),
    (["--hidden1", "0", "--n3", "0"], "The value '0' is invalid for '--hidden1 <number>': "),
    (["--set", "m=-3"], "The value '-3' is invalid for '--set m': “m” cannot be −3"),
  ])
  func `a setting that cannot be is told about its option, without the lesson's line`(
    words: [String], message: String
  ) {
    for command in ["run", "show", "verify", "step"] {
      let session = Session(words: [command, "mnist", "--digits", "50"] + words)
      #expect(session.code == 64 && session.error.contains(message), "\(session.error)")
      #expect(!session.error.contains("mnist.lesson") && !session.error.contains("^"))
    }
  }

  @Test func `in a file of one's own the line is named, too`() throws {
    let file = try TemporaryLesson("lesson a\nsettings\n  h = 2 as hidden\nforward\n  A = ones(h, h)\n  B = A[1,1]\n")
    let session = Session("run", file.path, "--hidden", "0")
    #expect(session.code == 64 && session.error.contains("'--hidden <number>'"), "\(session.error)")
    #expect(session.error.contains(":5:"))
  }

  @Test func `a lesson that is wrong by itself is not blamed on a setting`() throws {
    let file = try TemporaryLesson("lesson a\nsettings\n  h = 2 as hidden\nforward\n  B = nothing\n")
    let session = Session("run", file.path, "--hidden", "3")
    #expect(session.code == 1 && session.error.contains(":5:") && session.error.contains("^"), "\(session.error)")
  }

  @Test func `a folder without images is told with what it should hold and how to get it`() {
    let session = Session("run", "mnist", "--data", "/nope")
    #expect(session.code == 1 && session.error.hasPrefix("Error: --data: '/nope': the folder does not exist; "))
    #expect(session.error.contains("train-images-idx3-ubyte") && session.error.contains("lesson data fetch mnist"))
    #expect(!session.error.contains("mnist.lesson"))
    let empty = Session("show", "mnist", environment: ["LESSON_DATA": "/usr", "LANG": "C.UTF-8"])
    #expect(empty.error.hasPrefix("Error: LESSON_DATA: '/usr': it holds no images of digits; "), "\(empty.error)")
  }
}

extension RunArgumentsTests {
  @Test func `what is drawn stays as it was when a value is given for another parameter`() {
    let usual = Self.drawnAfterW1([])
    #expect(usual.count == 4 && Self.drawnAfterW1(["--set", "W1=[1 2; 3 4]"]) == usual)
    #expect(Self.drawnAfterW1(["--set", "W1=0"]) == usual)
    #expect(Self.drawnAfterW1(["--seed", "2"]) != usual)
  }

  /// The lines of b1, W2 and b2 in the first iteration of xor.
  private static func drawnAfterW1(_ options: [String]) -> [String] {
    let shown = Session(words: ["run", "xor", "--trace", "--at", "1", "--no-pictures"] + options).output
    let lines = shown.split(separator: "\n").map(String.init)
    guard let first = lines.firstIndex(where: { $0.hasPrefix("  b1 ") }),
      let last = lines[first...].firstIndex(where: { $0.hasPrefix("  b2 ") })
    else { return [] }
    return lines[first...last].filter { $0.contains(where: "=⎡⎣".contains) }
  }

  @Test(arguments: [([], "0.42  0.72"), (["--truncate"], "0.41  0.72")])
  func `a hand rounds what it is given, too`(options: [String], row: String) {
    let shown = Session(words: ["run", "xor", "--carry", "2", "--trace", "--at", "1", "--no-pictures"] + options)
    #expect(shown.output.contains("W1 (2×2) = ⎡" + row), "\(shown.output)")
    // Settings are taken as they are: a learning rate is not rounded away.
    #expect(Session("run", "xor", "--carry", "1", "--lr", "0.04").output.contains("0.04"))
  }

  @Test func `a value of another shape than the lesson's is to blame for what does not fit it`() {
    let english = Session("run", "clase6", "--set", "W1=[1 2]")
    #expect(english.code != 0 && english.error.contains("“W1” is 2×2 and its value is 1×2"), "\(english.error)")
    let spanish = Session("run", "clase6", "--set", "W1=[1 2]", "--lang", "es")
    #expect(spanish.error.contains("«W1» es de 2×2 y su valor de 1×2"), "\(spanish.error)")
    #expect(Session("run", "clase6", "--set", "W2=[0.5 0.6; q 1]").error.contains("“q” does not exist"))
    // Where everything fits, it is another lesson, and right.
    #expect(Session("run", "perceptron", "--set", "Q=1").error.contains("is no setting, data or parameter"))
    let named = Session("run", "clase6", "--set", "Q=1", "--lang", "es")
    #expect(named.error.contains("«Q» no es ningún ajuste, dato ni parámetro"))
    #expect(named.error.contains("    Q=1\n    ^\n"), "\(named.error)")
  }
}
