import Foundation
import Testing
import Typesetting

@testable import LessonCommand

/// `lesson doctor`: what made printed numbers wrong.
@Suite struct DoctorCommandTests {
  private static let neuron = """
    lesson neuron
      examples in columns
    data
      x = [0.6; -0.2]
      t = 1
    parameters
      w = [0.7 -0.4]
      b = 0.12
    settings
      η = 0.5
    forward
      z = w·x + b
      a = σ(z)
    backward
      δ = (a − t)·a·(1 − a)
      dw = δ·xᵀ
    update
      w ← w − η·dw
    expect "sheet"
      z = 0.62
      a = 0.6502

    """
  /// δ without the derivative, and two numbers that follow from it.
  private static let wrong = neuron + "  δ = -0.3498\n  dw = [-0.2099 0.0700]\n"

  private static func words(_ text: String) -> String {
    text.replacing(/\s+/, with: " ")
  }

  private static func session(_ text: String, _ words: String...) throws -> Session {
    let file = try TemporaryLesson(text)
    return Session(words: ["doctor", file.path] + words)
  }

  @Test func `the iteration is told where there are several, and whole numbers are due with their decimals`() throws {
    let lesson = """
      lesson square
        examples in columns
      parameters
        θ = 5
      loss
        f = θ²
      backward
        dθ = ∂f/∂θ
      update
        θ ← θ − 0.1·dθ
      run
        stop after 3 iterations
      expect "sheet"
        dθ = 10  at 2
        new(θ) = 4  at 3

      """
    let said = Self.words(try Self.session(lesson, "--lang", "en").output)
    #expect(said.contains("✗ dθ (iteration 2) 10 8 no known slip gives this number"), "\(said)")
    #expect(said.contains("✗ new(θ) (iteration 3) 4 2.56 no known slip gives this number"), "\(said)")
  }

  @Test func `a certain slip comes with the words that mark it as a misprint, and those are read back`() throws {
    let said = Self.words(try Self.session(Self.wrong, "--all", "--lang", "en").output)
    let misprint = try #require(said.firstMatch(of: /at the end of line 22: (misprint es "[^"]+" en "[^"]+")/)?.1)
    #expect(
      misprint
        == #"misprint es "Te falta multiplicar por la derivada σ′." en "You did not multiply by the derivative σ′.""#)
    let marked = Self.wrong.replacingOccurrences(of: "δ = -0.3498", with: "δ = -0.3498  \(misprint)")
    let again = try Self.session(marked, "--all", "--lang", "en")
    #expect(!again.output.contains("to mark it as a misprint"), "\(again.output)")
    #expect(!again.error.contains("error:"), "\(again.error)")
  }

  @Test(arguments: Language.allCases)
  func `one part of the notes alone is looked at`(language: Language) throws {
    let two = Self.wrong + "\nexpect \"exam, part 2.1\"\n  z = 0.55\n"
    let all = try Self.session(two, "--lang", language.rawValue)
    let part = try Self.session(two, "--place", "2.1", "--lang", language.rawValue)
    let said = (Self.words(all.output), Self.words(part.output))
    #expect(said.0.contains("✗ δ") && said.0.contains("✗ z 0.55 0.62"), "\(said.0)")
    #expect(!said.1.contains("✗ δ") && said.1.contains("✗ z 0.55 0.62") && part.code == 2, "\(said.1)")
    let data = try Self.session(two, "--place", "2.1", "--json", "--lang", language.rawValue).output
    #expect(data.contains(#""printed":"0.55""#) && !data.contains("-0.3498"), "\(data)")
    for format in [[], ["--json"]] {
      let file = try TemporaryLesson(two)
      let none = Session(words: ["doctor", file.path, "--place", "9.9", "--lang", language.rawValue] + format)
      #expect(none.code == 64 && none.output.isEmpty, "\(none.output)")
      let words = language == .spanish ? "ningún lugar de los apuntes lo contiene" : "no place in the notes contains it"
      #expect(none.error.contains(words), "\(none.error)")
    }
  }

  @Test(arguments: Language.allCases)
  func `the slip is told with what is due and what follows from it`(language: Language) throws {
    let session = try Self.session(Self.wrong, "--lang", language.rawValue)
    #expect(session.code == 2 && session.error.isEmpty)
    let said = Self.words(session.output)
    switch language {
    case .spanish:
      #expect(
        said.contains(
          "✗ δ −0.3498 −0.0796 Te falta multiplicar por la derivada σ′. (da las 4 cifras) → 2 números posteriores "
            + "lo arrastran"), "\(said)")
      #expect(said.contains("1 número incorrecto, explicado; 2 con error arrastrado."), "\(said)")
    case .english:
      #expect(
        said.contains(
          "✗ δ −0.3498 −0.0796 You did not multiply by the derivative σ′. (reproduces all 4 digits) → 2 later numbers "
            + "follow from it"), "\(said)")
      #expect(said.contains("1 wrong number, explained; 2 with an error carried forward."), "\(said)")
    }
    for line in session.output.split(separator: "\n") { #expect(line.displayWidth <= 80, "\(line)") }
  }

  @Test func `with --all the line with the slip and every follower is shown`() throws {
    let said = Self.words(try Self.session(Self.wrong, "--all", "--lang", "en").output)
    #expect(said.contains("with the slip: δ = a − t ≈ −0.349781"), "\(said)")
    #expect(said.contains("↳ dw[1] −0.2099 carried from δ = −0.3498 (line 22)"), "\(said)")
    #expect(said.contains("↳ dw[2] 0.0700 carried from"), "\(said)")
  }

  @Test func `a line that is not its derivative is mended, in doctor, in verify and in the facts`() throws {
    let text = """
      lesson line
      data
        x = 0.6
        t = 1
      parameters
        w = 0.7
      forward
        z = w·x
        a = σ(z)
      loss
        E = ½·(a − t)²
      backward
        dw = (a − t)·x  is ∂E/∂w
      update
        w ← w − dw
      """
    let file = try TemporaryLesson(text)
    let session = Session(words: ["doctor", file.path, "--lang", "en"])
    #expect(session.code == 2)
    #expect(session.output.contains("line 13"), "\(session.output)")
    #expect(Self.words(session.output).contains("derivative σ′. It should be"), "\(session.output)")
    let verified = Session(words: ["verify", file.path, "--lang", "es"])
    #expect(verified.code == 2 && Self.words(verified.output).contains("derivada σ′. Sería dw = "))
    #expect(Session(words: ["doctor", file.path, "--json"]).output.contains("\"mend\":{\"slip\":"))
    #expect(Session(words: ["verify", file.path, "--json"]).output.contains("\"mend\":{\"slip\":"))
  }

  @Test func `verify says it below the number, once, and not below its followers`() throws {
    let file = try TemporaryLesson(Self.wrong)
    let session = Session(words: ["verify", file.path, "--lang", "en"])
    #expect(session.code == 2)
    #expect(session.output.components(separatedBy: "You did not multiply by the derivative").count == 2)
  }

  @Test func `of a misprint that is marked only doctor says what it may be`() throws {
    let marked = Self.neuron + "  δ = -0.3498  misprint es \"sin derivada\" en \"no derivative\"\n"
    let file = try TemporaryLesson(marked)
    let verified = Session(words: ["verify", file.path, "--lang", "en"])
    #expect(verified.output.contains("no derivative") && !verified.output.contains("You did not multiply"))
    let session = Session(words: ["doctor", file.path, "--lang", "en"])
    #expect(session.code == 0 && Self.words(session.output).contains("≠ δ −0.3498 −0.0796 You did not multiply"))
  }

  @Test func `verify names no slip where the reader runs the lesson otherwise`() throws {
    let file = try TemporaryLesson(Self.wrong)
    let session = Session(words: ["verify", file.path, "--set", "b=0.12", "--lang", "en"])
    #expect(session.code == 2 && !session.output.contains("You did not multiply"))
    let facts = Session(words: ["verify", file.path, "--set", "b=0.12", "--json"]).output
    #expect(!facts.contains("forgot-derivative"))
  }

  @Test func `the facts have causes, in doctor and in verify`() throws {
    let file = try TemporaryLesson(Self.wrong)
    func facts(_ command: String) throws -> [String: Any] {
      let text = Session(words: [command, file.path, "--json"]).output
      let whole = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      let lessons = try #require((whole?["facts"] as? [String: Any])?["lessons"] as? [[String: Any]])
      return try #require(lessons.first)
    }
    let finding = try #require((try facts("doctor")["findings"] as? [[String: Any]])?.first)
    let cause = try #require((finding["causes"] as? [[String: Any]])?.first)
    #expect(cause["slip"] as? String == "forgot-derivative")
    #expect(cause["certain"] as? Bool == true)
    #expect((finding["followers"] as? [Any])?.count == 2)
    let verdicts = try #require(try facts("verify")["verdicts"] as? [[String: Any]])
    let numbers = verdicts.flatMap { $0["numbers"] as? [[String: Any]] ?? [] }
    let withCauses = numbers.filter { $0["causes"] != nil }
    #expect(withCauses.count == 1 && withCauses.first?["printed"] as? String == "-0.3498")
    #expect((withCauses.first?["causes"] as? [[String: Any]])?.first?["slip"] as? String == "forgot-derivative")
  }

  @Test func `where all is right it says so, and what has no cause is open`() throws {
    let right = try Self.session(Self.neuron, "--lang", "en")
    #expect(right.code == 0 && right.output.contains("No printed number is wrong"))
    let open = try Self.session(Self.neuron + "  δ = -0.1234\n", "--lang", "en")
    #expect(open.code == 2)
    #expect(Self.words(open.output).contains("✗ δ −0.1234 −0.0796 no known slip gives this number"), "\(open.output)")
    #expect(open.output.contains("1 wrong number, none explained."))
  }

  @Test func `plain has one line for each number`() throws {
    let lines = try Self.session(Self.wrong, "--plain", "--lang", "en").output.split(separator: "\n")
    #expect(lines.contains { $0.contains("δ") && $0.contains("−0.0796") && $0.contains("derivative σ′") }, "\(lines)")
  }

  @Test func `what cannot be read or is no option is an error of the reader's`() throws {
    #expect(Session(words: ["doctor"]).code == 64)
    #expect(Session(words: ["doctor", "no-such-lesson"]).code != 0)
    #expect(try Self.session(Self.neuron + "  δ = zero\n").code == 1)
    #expect(try Self.session(Self.wrong, "--cure").code == 64)
    let several = Session(words: ["doctor", "clase6", "no-such.lesson", "--lang", "en"])
    #expect(several.code != 0 && several.output.contains("clase6") && several.error.contains("no-such.lesson"))
  }
}
