import Foundation
import OperatingSystem
import Testing

@testable import LessonCommand

/// Lines that are wrong in a small way, and what is said of them.
@Suite struct FaultyLinesTests {
  private static func session(_ lines: String, _ words: String...) throws -> Session {
    let file = try TemporaryLesson("lesson faulty\n" + lines + "\n")
    return Session(words: [words.first ?? "check", file.path] + words.dropFirst())
  }

  @Test func `an update that reads new values in so many words is not remarked on`() throws {
    let lines = """
      parameters
        w = 1
        v = 2
      loss
        E = w² + v²
      update
        w ← w − 0.1·∂E/∂w
        v ← v − 0.1·LINE
      """
    func said(_ line: String) throws -> Bool {
      try Self.session(lines.replacingOccurrences(of: "LINE", with: line), "check", "--lang", "en").output
        .contains("already the new value")
    }
    #expect(try !said("new(w)") && !said("(new(w) + v)"))
    #expect(try said("w") && said("(new(w) + w)"))
  }

  @Test func `an index of unit says which it is and how far it may go`() throws {
    let error = try Self.session("forward\n  a = unit(2×3, 1, 4)", "check", "--lang", "en").error
    #expect(error.contains("in a 2×3 matrix index 2 goes from 1 to 3, and here it is 4"), "\(error)")
    let single = try Self.session("forward\n  a = unit(1×3, 4)", "check", "--lang", "es").error
    #expect(single.contains("en una matriz de 1×3 el índice 1 va de 1 a 3, y aquí es 4"), "\(single)")
  }

  @Test func `a quantity's name is not free for a number that is moved`() throws {
    let error = try Self.session(
      "forward\n  z = [1 2]\n  u = 1\npictures\n  curve σ(z) over z = −5..5", "check", "--lang", "en"
    ).error
    #expect(error.contains("“z” is a quantity of the lesson already, 1×2") && error.contains("s = −5..5"), "\(error)")
  }

  @Test func `in ASCII the line of an error has its signs, and the carets stand below what is meant`() throws {
    let error = try Self.session("forward\n  a = 1 − 2² + δ·zz", "check", "--lang", "en", "--ascii").error
    let lines = error.split(separator: "\n").map(String.init)
    #expect(lines.suffix(2) == ["      a = 1 - 2^2 + delta*zz", "                    ^^^^^"], "\(error)")
  }

  @Test func `one example is in the singular`() throws {
    let lines = """
      data
        X = [1 2]
      parameters
        w (2×1) = 0
      loss
        E = Σ (X·w)²
      update
        w by ∂E/∂w with descent(0.1)
      run
        X in batches of 1, shuffled
      """
    let shown = try Self.session(lines, "show", "--lang", "es").output
    #expect(shown.contains("1 ejemplo barajado,"), "\(shown)")
  }

  @Test func `images that a condition leaves out are not told of, and the run is an exact one`() throws {
    let lines = """
      settings
        net = plain | digits
      data
        X, Y from digits(20)  when net = digits
        X = [1 2]  when net = plain
      forward
        n = Σ X
      """
    let plain = try Self.session(lines, "run", "--lang", "en")
    #expect(plain.code == 0 && !plain.output.contains("Made-up") && !plain.output.contains("Float"), "\(plain.output)")
    let digits = try Self.session(lines, "run", "--net", "digits", "--lang", "en")
    #expect(digits.output.contains("Made-up digits") && digits.output.contains("Float"), "\(digits.output)")
  }

  @Test func `verify takes the made-up digits unless a folder is named on the line`() throws {
    let lines = """
      data
        X, Y from digits(20)
      forward
        n = rows(X)
      expect "computed"
        n = 20
      """
    let file = try TemporaryLesson("lesson faulty\n" + lines + "\n")
    let surroundings = ["LANG": "en_US.UTF-8", "LESSON_DATA": "/nowhere-to-be-found"]
    #expect(Session(words: ["verify", file.path], environment: surroundings).code == 0)
    #expect(Session(words: ["run", file.path], environment: surroundings).code == 1)
    #expect(Session("verify", file.path, "--data", "/nowhere-to-be-found").code == 1)
    for (language, words) in [("es", "dígitos inventados"), ("en", "made-up digits")] {
      #expect(Session("verify", "--help", "--lang", language).output.contains(words))
    }
  }

  @Test func `a loss that is not finite before any update has no smaller rate, and a search no plateau`() throws {
    let infinite = """
      settings
        η = 0.1 as lr
      parameters
        w = 1
      loss
        E = 1/(w − 1)
      update
        w ← w − η·∂E/∂w
      run
        stop after 20 iterations
      """
    let ended = try Self.session(infinite, "run", "--lang", "en")
    #expect(ended.code == 3 && !ended.output.contains("--lr"), "\(ended.output)")
    let later = try Self.session(
      infinite.replacingOccurrences(of: "1/(w − 1)", with: "exp(9·w²)"), "run", "--lang", "en")
    #expect(later.code == 3 && later.output.contains("--lr"), "\(later.output)")
  }
}
