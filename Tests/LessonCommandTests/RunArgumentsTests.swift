import Testing

@testable import LessonCommand

/// What is wrong with an option is told about the option.
@Suite struct RunArgumentsTests {
  @Test(arguments: [
    (["--batch", "0"], "The value '0' is invalid for '--batch <number>': a batch has at least 1 example"),
    (["--batch", "2.5"], "The value '2.5' is invalid for '--batch <number>': "),
    (["--lr", "2", "--hidden1", "0"], "The value '0' is invalid for '--hidden1 <number>': "),
    (["--hidden1", "0", "--n3", "0"], "The value '0' is invalid for '--hidden1 <number>': "),
    (["--set", "m=-3"], "The value '-3' is invalid for '--set m': "),
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
