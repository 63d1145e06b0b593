import Foundation
import OperatingSystem
import TemporaryFolders
import Testing
import Typesetting

@testable import LessonCommand

/// Whatever a file, a name or an argument says, a terminal gets nothing that it would obey and no reader could see.
@Suite struct HostileTextTests {
  /// Colours, a title, the bell, a direction, a blank of no width, ends of lines, a tag, a control byte of C1.
  private static let hostile =
    "a\u{1B}[31m\u{1B}]0;t\u{7}\u{202E}\u{2066}\u{200B}\u{200F}\u{61C}\u{FEFF}\u{2028}\u{2029}\u{E0041}\u{9B}\u{AD}\u{3164}\r\u{8}"
  private static let flood = "e" + String(repeating: "\u{301}", count: 600)

  /// A lesson in which every text that is shown has a flood of marks.
  private static let lesson = """
    lesson odd
      es "\(flood)"  en "\(flood)"
      source "\(flood).txt" "\(flood)"
    note es "\(flood)" en "\(flood)"
    settings
      η = 0.1 as lr  es "\(flood)" en "\(flood)"
      g = a | b  es "\(flood)"
    data
      X = [0 0; 0 1; 1 0; 1 1]  es "\(flood)"
      t = [0; 1; 1; 1]
    parameters
      w = [1; 2]  es "\(flood)"
    forward
      z = X·w  es "\(flood)"
    loss
      E = Σ (z − t)²  es "\(flood)"
    backward
      dw = 2·Xᵀ·(z − t)
    update
      w by dw with descent(η)
    run
      stop after 3 iterations
    table es "\(flood)"
      "\(flood)" | "b"
      E | "\(flood)"
    pictures
      curve E  es "\(flood)"
      map z over X by t  es "\(flood)"
      points X by t  es "\(flood)"
      image X  es "\(flood)"
      steps [E]  es "\(flood)"
      inequalities z by t  es "\(flood)"
    study
      seeds 2
    expect "\(flood)"
      E = 7
      E = 1  misprint es "\(flood)"
    """

  /// What of a text a terminal should not get: unseen characters, and more than eight marks over one character.
  private func faults(_ text: String) -> Set<String> {
    var found = Set(text.unicodeScalars.filter { $0.isUnseen && $0 != "\n" && $0 != "\t" }.map(\.codePoint))
    if let longest = text.map(\.unicodeScalars.count).max(), longest > 9 { found.insert("\(longest) in one") }
    return found
  }

  private func check(_ words: [String], _ environment: [String: String] = ["LANG": "en_US.UTF-8"]) {
    let session = Session(words: words, environment: environment)
    for text in [session.output, session.error] {
      // In JSON a text stands as it is, but for what is unseen.
      let found = faults(text).filter { words.contains("json") || words.contains("--json") ? $0.hasPrefix("U+") : true }
      #expect(found.isEmpty, "\(words.map(\.visible)): \(found)")
    }
    #expect(session.error.utf8.count < 12_000, "\(words.map { $0.prefix(40) })")
  }

  @Test(arguments: ["text", "ascii", "plain", "markdown", "latex", "json"], ["en", "es"])
  func `a lesson of a hostile name with hostile texts is told harmlessly`(format: String, language: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(Self.lesson.utf8), to: "\(Self.hostile).lesson")
    let more = ["--lang", language, "--format", format]
    for words in [
      ["run", path, "--trace"], ["run", path, "--way", "fast"], ["show", path], ["verify", path], ["why", path, "E"],
      ["check", path], ["check", path, path + "x"], ["run", path + ":\(Self.hostile)"], ["show", path, "--g", "b"],
    ] {
      check(words + more)
    }
    check(["verify", path, "--json"])
    check(["run", path, "--help"])
    check(["step", path] + more)
    if format == "json" {
      let session = Session(words: ["check", path, "--format", "json"])
      #expect(session.code == 0 && session.output.contains(#"\u001b[31m"#) && session.output.contains(#"\u202e"#))
      #expect(session.output.contains(#"\udb40\udc41"#))
    } else {
      let session = Session(words: ["verify", path] + more)
      let marks = ["ascii": "<+591>", "latex": "$\\langle$+591$\\rangle$"]
      #expect(session.output.contains(marks[format] ?? "⟨+591⟩"), "\(session.output.prefix(300))")
    }
  }

  @Test func `what is unseen is refused in a lesson, and the line shown without it`() throws {
    for scalar in Self.hostile.unicodeScalars where scalar.isUnseen && scalar != "\r" {
      for text in ["lesson a\n  en \"x\(scalar)y\"\nforward\n  z = 1\n", "lesson a\nforward\n  z\(scalar) = 1 + q\n"] {
        let file = try TemporaryLesson(text)
        for command in ["check", "run", "show", "verify", "step"] {
          let session = Session(words: [command, file.path])
          #expect(session.code == 1)
          #expect(session.error.contains("(\(scalar.codePoint))"), "\(session.error)")
          #expect(session.error.contains("\u{FFFD}") && faults(session.output + session.error).isEmpty)
        }
        #expect(Session("show", file.path, "--source").output == text)
      }
    }
  }

  @Test func `no name looks like a line that the program writes`() throws {
    let folder = try TemporaryFolder()
    let name = "b\n  ✓ b: everything agrees\t.lesson"
    let path = try folder.write(Array("lesson b\nforward\n  z = q\nstudy\n  seeds 2\n".utf8), to: name)
    // With a setting that nothing uses, which is remarked on.
    let right = try folder.write(Array("lesson b\nsettings\n  η = 1\nforward\n  z = 1\n".utf8), to: "x" + name)
    for words in [
      ["check", path], ["verify", path], ["run", path + "x"], ["show", "xor", name], ["check", right],
      ["run", "xor", "--trace-file", path + ".txt"], [name],
      ["data", "make", folder.path("d" + name), "--count", "10"], ["data", "info", "--data", folder.path("d" + name)],
    ] {
      let session = Session(words: words)
      #expect(!(session.output + session.error).contains("\n  ✓ b: everything"), "\(words)")
      #expect((session.output + session.error).contains("⟨U+000A⟩"), "\(words) \(session.error)")
    }
  }

  @Test func `a blank of Braille is told like other unseen characters`() {
    #expect("a\u{2800}b".visible == "a⟨U+2800⟩b" && "\u{2801}".visible == "\u{2801}")
  }

  @Test func `the source goes to a pipe as it is and to a terminal harmlessly`() throws {
    let text = "lesson a # \u{1B}[31m\u{202E}\u{E0041}\r\nforward\n\tz = 1\n"
    let file = try TemporaryLesson(text)
    let console = Console.memory()
    let surroundings = Surroundings(
      arguments: ["show", file.path, "--source"], environment: ["LANG": "C.UTF-8"], terminals: [.output])
    #expect(LessonTool.main(surroundings, console: console, interrupt: .never) == 0)
    #expect(console.output.captured == "lesson a # ⟨U+001B⟩[31m⟨U+202E⟩⟨U+E0041⟩\nforward\n\tz = 1\n")
    #expect(Session("show", file.path, "--source").output == text)
  }

  @Test(arguments: [
    "\(hostile)", flood, String(repeating: "x", count: 100_000), String(repeating: "y ", count: 50_000),
    String(repeating: flood, count: 150), "9" + hostile, String(repeating: "(", count: 10_000),
    hostile + "\n" + hostile,
  ])
  func `hostile and endless arguments are echoed harmlessly and shortly`(word: String) throws {
    let folder = try TemporaryFolder()
    let missing = folder.path("no") + "/" + word
    let lines: [[String]] = [
      [word], ["run", word], ["run", "xor", word], ["run", "xor", "--\(word)"], ["run", "xor", "--lr", word],
      ["run", "xor", "--set", word], ["run", "xor", "--set", "W1=\(word)"], ["run", "xor", "--set", "\(word)=1"],
      ["run", "xor", "--set", "W1=[1 \(word)]"], ["run", "xor", "--optimizer", word], ["run", "xor", "--seed", word],
      ["run", "perceptron", "--gate", word], ["run", "xor", "--at", word], ["run", "xor", "--load", word],
      ["run", "xor", "--iterations", "1", "--save", missing], ["run", "xor", "--trace-file", missing],
      ["run", "xor", "--trace-file", "-", "--quantities", word], ["run", "mnist", "--data", word],
      ["why", "clase6", word], ["why", "clase6", "\(word)[1,1]"], ["why", "clase6", "dW1[1,\(word)]"],
      ["show", word], ["show", "xor", "--format", word], ["verify", word], ["check", word, word], ["step", word],
      ["list", word], ["help", word], ["completions", word], ["data", word], ["data", "info", "--data", word],
      ["data", "show", word], ["run", "xor", "-\(word)"], ["run", word + ".lesson"],
      ["run", "./" + word + ".lesson:a"],
      ["verify", "xor", "--set", "η=\(word)"], ["show", word + ".lesson", "--source"],
    ]
    for words in lines {
      check(words + ["--lang", "es"])
      check(words, ["LANG": "C", "COLUMNS": "60"])
    }
    check(["data", "info"], ["LANG": "C.UTF-8", "LESSON_DATA": word])
    check(["data", "info", "--json"], ["LANG": "C.UTF-8", "LESSON_DATA": word])
    check(["completions"], ["LANG": "C.UTF-8", "SHELL": "/bin/" + word])
    let step = try BuiltProgram.run(
      "step", "clase6", input: "\(word)\nw \(word)\np \(word)\ng \(word)\nw dW1[\(word)]\nq\n")
    #expect(faults(step.output).isEmpty && faults(step.error).isEmpty)
    #expect(step.error.utf8.count < 12_000)
  }

  @Test func `lines and names without an end are refused shortly`() throws {
    let long = String(repeating: "a", count: 10_000)
    let line = String(repeating: "x + ", count: 200_000)
    for text in [
      "lesson \(long)\nforward\n  z = 1\n", "lesson a\nforward\n  \(long) = 1\n", "lesson a\nforward\n  z = \(line)1\n",
      "lesson a\n\(long)\n", "lesson a\nforward\n  z = \(long)(1)\n", "lesson a\nforward\n  z = q\(line)\n",
      "lesson a\nsettings\n  g = \(long) | b\nforward\n  z = 1\n", String(repeating: "\u{301}", count: 10_000),
      "lesson a\nforward\n  z = 1 \(Self.flood)\n", "lesson a\nforward\n  q\(Self.flood) = w\(Self.flood)\n",
      "lesson a\npictures\n  curve \(line)\n",
    ] {
      let file = try TemporaryLesson(text)
      for command in ["check", "run", "verify"] {
        let session = Session(words: [command, file.path])
        #expect(session.code == 1, "\(text.prefix(30))")
        #expect(session.error.utf8.count < 5_000 && faults(session.error).isEmpty, "\(session.error.utf8.count)")
      }
    }
  }

  @Test func `a saved model's hostile names are told harmlessly`() throws {
    let folder = try TemporaryFolder()
    let header = #"{"\#(Self.flood)\u001b[31m\u202e":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#
    let size = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) }
    let path = try folder.write(size + Array(header.utf8) + [UInt8](repeating: 0, count: 8), to: "m.safetensors")
    check(["run", "xor", "--load", path])
    #expect(Session("run", "xor", "--load", path).code != 0)
  }

  @Test func `carets stand below what is meant, whatever is before it`() throws {
    for (name, width) in [("abc", 3), ("漢字", 4), (Self.flood, 1)] {
      for locale in ["C", "C.UTF-8"] {
        let file = try TemporaryLesson("lesson a\nforward\n  z = \"\(name)\" q\n")
        let error = Session("check", file.path, environment: ["LANG": locale]).error
        let lines = error.split(separator: "\n")
        let caret = try #require(lines.last)
        #expect(caret.prefix { $0 == " " }.count == 4 + 6 && caret.count - 10 >= 1, "\(error)")
        // In ASCII a wide character is one question mark.
        let shown = locale == "C" && name == "漢字" ? 2 : width
        #expect(lines.dropLast().last?.prefix { $0 != "q" }.displayWidth == 4 + 6 + shown + 3, "\(error)")
      }
    }
  }
}
