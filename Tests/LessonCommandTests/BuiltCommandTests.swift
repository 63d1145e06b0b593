import Foundation
import Lessons
import OperatingSystem
import TemporaryFolders
import Testing

/// The program as a user runs it: what is typed, what is said, how it ends.
@Suite struct BuiltCommandTests {
  private static let spanish = ["LANG": "es_MX.UTF-8"]

  // MARK: Numbers on the command line

  @Test func `a learning rate that is no number is a usage error`() throws {
    let result = try BuiltProgram.run("run", "xor", "--lr", "abc")
    #expect(result.code == 64)
    #expect(result.output.isEmpty)
    #expect(result.error.hasPrefix("Error: The value 'abc' is invalid for '--lr <number>': not a number"))
    #expect(result.error.contains("0.5"))
  }

  @Test func `a negative learning rate runs, with one line that the loss will rise`() throws {
    let result = try BuiltProgram.run("run", "xor", "--lr", "-0.5", "--iterations", "20")
    #expect(result.code == 0)
    #expect(!result.output.isEmpty)
    #expect(result.error.split(separator: "\n").count == 1 && result.error.contains("rise"))
    #expect(!result.error.contains("\n\n"))
  }

  @Test func `a comma is read where one number is expected`() throws {
    let comma = try BuiltProgram.run("run", "xor", "--lr", "0,5", "--iterations", "5")
    let point = try BuiltProgram.run("run", "xor", "--lr", "0.5", "--iterations", "5")
    #expect(comma.code == 0 && comma.error.isEmpty)
    #expect(comma.output == point.output)
  }

  @Test(arguments: [
    ("1e12", "the maximum is 1000000000"), ("0", "the minimum is 1"), ("1.5", "whole number"),
    (
      "-3",
      "the minimum "
        + "is 1"
    ),
  ])
  func `iterations that cannot be are refused with the bound`(count: String, bound: String) throws {
    let result = try BuiltProgram.run("run", "xor", "--iterations", count)
    #expect(result.code == 64)
    #expect(result.error.contains(bound), "\(result.error)")
    #expect(result.output.isEmpty)
  }

  // MARK: Names

  @Test(arguments: [("xro", "xor"), ("clase", "clase6"), ("perceptrón", "perceptron"), ("XOR", "xor")])
  func `an unknown lesson suggests one`(typed: String, meant: String) throws {
    for command in ["run", "show", "verify", "check", "step"] {
      let result = try BuiltProgram.run(command, typed)
      #expect(result.code == 64, "\(command)")
      #expect(result.error.contains("Did you mean “\(meant)”?"), "\(result.error)")
    }
  }

  @Test func `an unknown quantity suggests one`() throws {
    let result = try BuiltProgram.run("why", "xor", "Z3[1,1]")
    #expect(result.code == 64)
    #expect(
      result.error.contains("did you mean “Z1”?") || result.error.contains("did you mean “Z2”?"), "\(result.error)")
  }

  @Test func `an index out of range says the shape`() throws {
    let result = try BuiltProgram.run("why", "xor", "W1[9,9]")
    #expect(result.code == 64)
    #expect(result.error.contains("2×2"), "\(result.error)")
    #expect(try BuiltProgram.run("why", "xor", "W1[0,1]").error.contains("2×2"))
  }

  // MARK: Streams

  @Test func `a closed pipe ends it without a word`() throws {
    let result = try BuiltProgram.shell("{ lesson run xor --trace --every 100; echo $? >&2; } | head -1")
    #expect(result.lines.count == 1)
    #expect(result.error == "141\n")
  }

  @Test(.enabled(if: FileManager.default.isWritableFile(atPath: "/dev/full")))
  func `a full disk is a failure with a reason`() throws {
    for line in [
      "lesson list > /dev/full", "lesson run clase6 --trace > /dev/full", "lesson run xor --trace-file /dev/full",
    ] {
      let result = try BuiltProgram.shell(line)
      #expect(result.code == 1, "\(line)")
      #expect(result.error.hasPrefix("Error: no space left for '"), "\(line): \(result.error)")
    }
  }

  @Test func `a closed standard output is a failure, not a crash`() throws {
    let result = try BuiltProgram.shell("lesson list >&-")
    #expect(result.code == 1)
    #expect(result.signal == nil)
  }

  @Test func `a lesson is read from standard input`() throws {
    let lesson = "lesson tiny\nforward\n  z = 1 + 1\n"
    #expect(try BuiltProgram.run("check", "-", input: lesson).output.contains("tiny"))
    #expect(try BuiltProgram.run("show", "-", input: lesson).output.contains("tiny"))
    let run = try BuiltProgram.run("run", "-", "--trace", input: lesson)
    #expect(run.code == 0 && run.output.contains("z = 1 + 1"), "\(run.error)")
    #expect(try BuiltProgram.run("why", "-", "z", input: lesson).output.contains("2"))
    #expect(try BuiltProgram.run("run", "-", input: "lesson\n").error.hasPrefix("stdin:1:"))
  }

  @Test func `one of two lessons in a file is named behind a colon`() throws {
    let folder = try TemporaryFolder()
    let text = "lesson first\nforward\n  a = 1\nlesson second\nforward\n  b = 2\n"
    let path = try folder.write(Array(text.utf8), to: "two.lesson")
    #expect(try BuiltProgram.run("run", path + ":second", "--trace").output.contains("b = 2"))
    #expect(try BuiltProgram.run("run", "-:second", "--trace", input: text).output.contains("b = 2"))
    for lesson in [path, path + ":third"] {
      let wrong = try BuiltProgram.run("run", lesson)
      #expect(wrong.code == 64 && wrong.output.isEmpty && wrong.error.contains("first, second"), "\(wrong.error)")
    }
  }

  // MARK: Help and language

  @Test(arguments: [
    ["--help"], ["run", "--help"], ["run", "xor", "--lr", "abc", "--help"], ["--help", "verify", "nothing"],
    ["why", "--wrong", "-h"], ["step", "xor", "--help", "--at"],
  ])
  func `help is shown wherever it is asked for`(words: [String]) throws {
    let result = try Running(words, input: "").finish()
    #expect(result.code == 0 && result.error.isEmpty)
    #expect(result.output.contains("USAGE: lesson"))
  }

  @Test func `the language comes from the environment`() throws {
    let spanish = "Muestra las lecciones"
    #expect(try BuiltProgram.run("help", environment: Self.spanish).output.contains(spanish))
    #expect(
      try BuiltProgram.run("help", environment: ["LANG": "en_US.UTF-8", "LESSON_LANG": "es"]).output.contains(spanish))
    #expect(
      try BuiltProgram.run("help", environment: ["LANG": "es_ES.UTF-8", "LC_ALL": "C.UTF-8"]).output.contains(
        "List the"))
    #expect(try BuiltProgram.run("help", "--lang", "es").output.contains(spanish))
  }

  @Test func `where the terminal is not UTF-8, only ASCII is written`() throws {
    for environment in [["LANG": "C"], [:], ["LANG": "es_ES"]] {
      for words in [
        ["run", "clase6", "--trace"], ["show", "xor"], ["why", "clase6", "dW1[1,1]"], ["verify", "xor"], ["list"],
        ["help"],
      ] {
        let result = try Running(words, environment: environment, input: "").finish()
        #expect(result.code == 0)
        let strange = result.output.unicodeScalars.first { !$0.isASCII }
        #expect(strange == nil, "\(words) \(environment) writes \(strange.map(String.init) ?? "")")
      }
    }
  }

  @Test func `the decimal mark comes from the environment`() throws {
    let comma = try BuiltProgram.run(
      "run", "clase6", "--trace", environment: ["LANG": "es_ES.UTF-8", "LESSON_DECIMAL": "comma"])
    #expect(comma.output.contains("0,25") && !comma.output.contains("0.25"))
    let own = try BuiltProgram.run(
      "run", "clase6", "--trace", "--decimal", "point", environment: ["LANG": "es_ES.UTF-8", "LESSON_DECIMAL": "comma"])
    #expect(own.output.contains("0.25"))
  }

  // MARK: Terminals

  @Test func `what is piped has no escapes, unless colour is demanded`() throws {
    for words in [["run", "xor", "--iterations", "50"], ["show", "xor"], ["verify", "clase6"], ["run", "xro"]] {
      let plain = try Running(words, input: "").finish()
      #expect(!(plain.output + plain.error).contains("\u{1B}"), "\(words)")
    }
    let environment = ["LANG": "en_US.UTF-8", "FORCE_COLOR": "1"]
    #expect(try BuiltProgram.run("verify", "clase6", environment: environment).output.contains("\u{1B}["))
    let refused = environment.merging(["NO_COLOR": "1"]) { own, _ in own }
    #expect(!(try BuiltProgram.run("verify", "clase6", environment: refused).output.contains("\u{1B}")))
  }

  @Test(arguments: [40, 60, 80, 200], Catalogue.names)
  func `lines of text keep to the width that COLUMNS gives`(width: Int, lesson: String) throws {
    let environment = ["LANG": "en_US.UTF-8", "COLUMNS": "\(width)"]
    // What verify says is held to its width elsewhere; here every lesson would be verified four times.
    let hasImages = Catalogue.lesson(named: lesson)?.text.contains("from digits") == true
    let verified = hasImages || width != 60 ? "clase6" : lesson
    let run = ["run", lesson, "--iterations", hasImages ? "20" : "60"] + (hasImages ? ["--digits", "1000"] : [])
    for words in [["list"], run, ["show", lesson], ["verify", verified]]
    where words.count < 2 || Overlong.holds(words[0], words[1], at: width) {
      let result = try Running(words, environment: environment, input: "").finish()
      // One lesson is of a network that diverges.
      #expect(result.code == (words[0] == "run" && lesson == "gradient-explosion" ? 3 : 0))
      let long = result.lines.filter { $0.count > width }
      #expect(long.isEmpty, "\(words) at \(width): \(long.prefix(3))")
    }
  }
}
