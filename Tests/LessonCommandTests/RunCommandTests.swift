import Goldens
import OperatingSystem
import Testing
import Typesetting

@testable import LessonCommand

@Suite struct RunCommandTests {
  @Test(arguments: Language.allCases)
  func `a traced run reads as recorded`(language: Language) throws {
    let session = Session("run", "xor", "--lr", "0.5", "--trace", "--iterations", "200", "--lang", language.rawValue)
    #expect(session.code == 0 && session.error.isEmpty)
    try Golden.check(session.output, "Commands/run-xor.\(language.rawValue).golden")
  }

  @Test(arguments: Language.allCases)
  func `the perceptron that cannot learn XOR reads as recorded`(language: Language) throws {
    let session = Session("run", "perceptron", "--gate", "xor", "--lang", language.rawValue)
    #expect(session.code == 0 && session.error.isEmpty)
    try Golden.check(session.output, "Commands/run-perceptron.\(language.rawValue).golden")
  }

  @Test func `a divergence names what became infinite first, when, and what to try`() throws {
    let file = try TemporaryLesson(
      """
      lesson away
      settings
        η = 3 as lr
      parameters
        w = 1
      forward
        E = w⁴
      update
        w ← w − η·4·w³
      run
        stop after 100 iterations
      """)
    let session = Session("run", file.path)
    #expect(session.output.contains("diverge") && session.output.contains("--lr"), "\(session.output)")
    #expect(session.output.contains("E"))
  }

  @Test(arguments: [("es", "cuando su matriz es singular"), ("en", "where their matrix is singular")])
  func `a run that meets a singular matrix says so`(language: String, words: String) throws {
    func session(_ formula: String) throws -> Session {
      let file = try TemporaryLesson(
        """
        lesson flat
        settings
          η = 0.1 as lr
        data
          b = [1; 2; 3]
        parameters
          A = [1 2 3; 4 5 6; 7 8 9]
        forward
          V = \(formula)
        loss
          E = Σ V²
        update
          A ← A − η·∂E/∂A
        run
          stop after 3 iterations
        """)
      return Session("run", file.path, "--lang", language)
    }
    for formula in ["inv(A)", "2·solve(A, b)"] {
      let session = try session(formula)
      #expect(session.code == 3 && session.output.words.contains(words), "\(session.output)")
    }
    let other = try session("ln(A − 9)")
    #expect(other.code == 3 && !other.output.words.contains("singular"))
  }

  @Test func `an iteration beyond the run's end shows nothing and says so`() {
    let session = Session("run", "clase6", "--trace", "--at", "99999")
    #expect(session.code == 0)
    #expect(session.error.contains("the lesson ends at 2"), "\(session.error)")
  }

  @Test(arguments: [
    (["--iterations", "200", "--every", "1"], nil), (["--iterations", "201", "--every", "1"], 201),
    (["--iterations", "398", "--every", "2"], nil), (["--iterations", "399", "--every", "2"], 399),
    (["--iterations", "399", "--every", "2", "--format", "json"], 399),
  ])
  func `the last iteration of a trace is shown or refused, never left out`(words: [String], tooMany: Int?) {
    let plain = words.contains("json") ? [] : ["--plain"]
    let session = Session(words: ["run", "xor", "--trace", "--no-pictures"] + plain + words)
    let last = words[1]
    guard let tooMany else {
      #expect(session.code == 0 && session.output.contains("Iteration \(last)"), "\(session.error)")
      return
    }
    #expect(last == "\(tooMany)" && session.code == 1 && session.output.isEmpty, "\(session.code)")
    #expect(session.error.contains("more than 200 iterations; save them with --trace-file"), "\(session.error)")
  }

  @Test func `the same seed gives the same bytes, another one others`() {
    let words = ["run", "xor", "--iterations", "50", "--plain"]
    #expect(Session(words: words).output == Session(words: words + ["--seed", "1"]).output)
    #expect(Session(words: words).output != Session(words: words + ["--seed", "2"]).output)
  }

  @Test func `a run ends with the lesson's tables, of the last iteration`() throws {
    let file = try TemporaryLesson(
      """
      lesson a
      settings
        η = 0.25 as lr
      parameters
        w = 1
      forward
        E = w²
      update
        w ← w − η·2·w
      run
        stop after 2 iterations
      table es "Al final" en "At the end"
        | "paso" en "step" | "valor" en "value" |
        | "E" | E |
      """)
    #expect(Session("show", file.path).output.contains("E         1"))
    for way in ["exact", "fast"] {
      let session = Session("run", file.path, "--way", way)
      #expect(session.output.contains("At the end\nstep  value\n"), "\(session.output)\(session.error)")
      #expect(session.output.contains("E      0.25\n"))
    }
  }

  @Test func `a map is drawn from the parameters that the last update left, all of them at once`() throws {
    // With the old p, q becomes 1; worked out once more from the new one it would be −1.
    let file = try TemporaryLesson(
      """
      lesson a
      data
        X = [0 0; 1 1]
        t = [0; 1]
      parameters
        p = 1
        q = 0
      forward
        z = X·[0; 0] + q
      backward
        d = 2·p − 1
      update
        p ← 0·p
        q ← q + d
      pictures
        map z over X by t
      """)
    let output = Session("run", file.path).output
    #expect(output.contains("░ class 1") && !output.contains("· class 0"), "\(output)")
  }
}

extension String {
  /// The text in one line, wherever it was broken.
  fileprivate var words: String { split { $0.isWhitespace }.joined(separator: " ") }
}
