import OperatingSystem
import Testing
import Typesetting

@testable import LessonCommand

/// `file:name`, one of several lessons in a file.
@Suite struct SeveralLessonsTests {
  private let file = try? TemporaryLesson(
    """
    lesson first
    parameters
      w = 0.3
    forward
      a = tanh(w)
    lesson second
    settings
      k = 3
    parameters
      w = 0.5
    forward
      a = w·k
    """)

  private static let commands = [["run"], ["step"], ["why", "a"], ["show"], ["check"], ["verify"]]

  private func session(_ command: [String], _ lesson: String, _ more: String...) -> Session {
    Session(words: [command[0], lesson] + command.dropFirst() + more)
  }

  @Test(arguments: commands)
  func `one of several is picked by its name`(command: [String]) throws {
    let path = try #require(file).path
    if command != ["step"] {
      let picked = session(command, path + ":second")
      #expect(picked.code == 0 && picked.error.isEmpty, "\(picked.error)")
    }
    let wrong = session(command, path + ":secnd", "--lang", "en")
    #expect(wrong.code == 64 && wrong.output.isEmpty)
    let error = wrong.error.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(error.contains("it has: first, second. For instance, \(path):second"), "\(error)")
  }

  @Test(arguments: commands)
  func `of several none is taken for the one meant, where one is needed`(command: [String]) throws {
    let path = try #require(file).path
    let all = session(command, path, "--lang", "es")
    guard ["run", "step", "why"].contains(command[0]) else {
      #expect(all.code == 0 && all.output.contains("first") && all.output.contains("second"))
      return
    }
    #expect(all.code == 64 && all.output.isEmpty)
    let error = all.error.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(error.contains("tiene varias lecciones: first, second. Di cuál, por ejemplo \(path):first"), "\(error)")
  }

  @Test func `the lesson picked has its own settings, and numbers`() throws {
    let path = try #require(file).path
    #expect(Session("why", path + ":second", "a", "--k", "4").output.contains("a = w·k = 0.5·4 = 2\n"))
    #expect(Session("why", path + ":first", "a", "--k", "4").code == 64)
    let checked = Session("check", path + ":second").output
    #expect(checked.contains("second: 1 parameter") && !checked.contains("first: "))
    #expect(StepDialogue("\(path):second", keys: []).output.contains("a = 0.5·3 = 1.5\n"))
  }
}
