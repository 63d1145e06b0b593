import Foundation
import OperatingSystem
import Testing

@testable import LessonCommand

/// How settings are called on the command line.
@Suite struct SettingNamesTests {
  private static func text(_ settings: String) -> String {
    """
    lesson named
    settings
    \(settings)
    forward
      c = 1
    """
  }

  @Test func `Greek names can be typed in English, and hyphens for underscores`() throws {
    let lines = "  λ = 0.1\n  hidden_layers = 3\n  φ(z) = z²\n  η = 0.5 as step_size\n  ŷ = 1\n"
    let file = try TemporaryLesson(
      Self.text(lines).replacingOccurrences(of: "  c = 1", with: "  c = 100·λ + hidden_layers + φ(10) + η + ŷ"))
    let session = Session(
      "run", file.path, "--lambda", "0.2", "--hidden-layers", "4", "--phi", "z³", "--eta", "0.75", "--yhat", "2",
      "--lang", "en")
    #expect(session.code == 0 && session.output.contains("c = 1026.8"), "\(session.output)\(session.error)")
    #expect(Session("run", file.path, "--step-size", "0.25").code == 0)
    #expect(Session("run", file.path, "--λ", "0.25", "--hidden_layers", "2").code == 0)
  }

  @Test func `a setting that belongs to a choice says so under another one`() throws {
    let lines = "  net = fixed | own\n  φ(z) = z when net = fixed\n  φ(z) = 2·z as act when net = own\n"
    let file = try TemporaryLesson(Self.text(lines).replacingOccurrences(of: "c = 1", with: "c = φ(10)"))
    let refused = Session("run", file.path, "--act", "3·z", "--lang", "en")
    #expect(refused.code == 64, "\(refused.output)")
    let message = "“act” has no effect with these settings: only with net = own"
    #expect(refused.error.replacingOccurrences(of: "\n", with: " ").contains(message), "\(refused.error)")
    let own = Session("run", file.path, "--net", "own", "--act", "3·z", "--lang", "en")
    #expect(own.code == 0 && own.output.contains("c = 30"), "\(own.output)\(own.error)")
  }

  @Test(arguments: [
    ("  way = 1", "way", ":3:3"), ("  q = 1 as seed", "seed", ":3:12"), ("  data = one | two", "data", ":3:3"),
    ("  trace_file = 1", "trace-file", ":3:3"), ("  at_all = 1\n  lang = 2", "lang", ":4:3"),
  ])
  func `an option of the program is no name of a setting`(lines: String, option: String, place: String) throws {
    let file = try TemporaryLesson(Self.text(lines))
    for command in ["check", "run", "show", "verify"] {
      let session = Session(command, file.path, "--lang", "en")
      #expect(session.code == 1 && session.error.contains(place), "\(session.error)")
      #expect(session.error.contains("--\(option) is an option of the program already"), "\(session.error)")
    }
  }

  @Test func `a setting that is called by a word gets no hat`() throws {
    let lines = "  what = 2\n  that = 3\n  chat = 5\n  w_hat = 7\n  xbar = 11"
    let file = try TemporaryLesson(
      Self.text(lines).replacingOccurrences(of: "  c = 1", with: "  c = what·that·chat + ŵ + x̄"))
    let session = Session("run", file.path, "--what", "4", "--lang", "en")
    #expect(session.code == 0 && session.output.contains("c = 78"), "\(session.output)\(session.error)")
    // What ASCII shows of ŵ reads back as ŵ.
    #expect(Session("show", file.path, "--ascii").output.contains("w_hat"))
  }

  @Test func `a choice is no word of the language`() throws {
    for line in ["  criterion = half_sum | mean | sum", "  criterion = sum | mean"] {
      let file = try TemporaryLesson(Self.text(line))
      let session = Session("check", file.path, "--lang", "en")
      #expect(session.code == 1 && session.error.contains("“sum” is a word of the language"), "\(session.error)")
    }
  }
}
