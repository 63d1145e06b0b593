import Calculus
import Execution
import FastExecution
import Kernels
import LessonLanguage
import Matrices
import SampleLessons
import Testing

@testable import Trace

/// What is built once holds for batches of every length.
struct BatchLengthTests {
  /// Seven examples in batches of three, of which the last has one.
  private static func text(_ forward: String) -> String {
    """
    settings
      m = 3
    data
      X = [1 2; 3 -1; 0.5 2; -2 1; 4 0; 1 1; -1 3]
    parameters
      w = [0.3; -0.2]
    forward
      \(forward)
    update
      w by ∂E/∂w with descent(0.01)
    run
      X in batches of m, in order
    """
  }

  private func refusal(_ text: String) -> String {
    do {
      _ = try TestLesson(text)
      return ""
    } catch let error as LessonError {
      return error.description(.english)
    } catch {
      return "\(error)"
    }
  }

  private static let forwards = [
    "G = (X·w)·(X·w)ᵀ\n  E = mean(G) + size(G)", "E = mean((X·w)²)", "E = Σ (X·w)/rows(X)",
    "E = mean(mean_rows(X ⊙ wᵀ))", "E = (Σ [X; X]·w)/m", "E = (Σ X[1..1,:]·w)²", "E = (Σ X[1..m,:]·w)²",
    "E = (X[m,1]·w[1])²", "k = range(0, 1, m)\n  E = Σ (k + 1) ⊙ (X·w)", "E = Σ (ones(m×1) ⊙ (X·w))²",
    "E = Σ reshape(X·w, 1×m)²", "E = Σ ones((5·m − 4·rows(X) − 7 + 7)×1) ⊙ (X·w)²",
    "E = Σ reshape((X·w)·(X·w)ᵀ, m×m)", "E = Σ range(0, 1, m·2 − size(X) + m) ⊙ (X·w)",
    "E = Σ (X·w) ⊙ ones((2·m − m)×1)", "E = Σ (tanh(X)ᵀ·(X·w))²",
  ]

  @Test(arguments: forwards)
  func `in every batch a derivative is what differences give, and both ways agree`(forward: String) throws {
    let lesson = try TestLesson(Self.text(forward))
    let fast = Run(try FastMachine<Double>(lesson.program, pool: WorkerPool(threads: 1)))
    let objective = try #require(lesson.program.objective)
    let w = try #require(lesson.program.parameters.first)
    for iteration in 1...6 {
      try lesson.timeline.go(to: iteration)
      try fast.advance()
      let moment = lesson.runner.moment()
      let slopes = try lesson["∂E/∂w", at: iteration].values
      for place in 0..<2 {
        let here = moment.entry(w, place)
        let moved = [1e-4, -1e-4].map { by in
          moment.replacing(Entry(w, place), with: here + by).entry(objective, 0)
        }
        let slope = (moved[0] - moved[1]) / 2e-4
        #expect(abs(slope - slopes[place]) < 1e-7 * max(1, abs(slope)), "\(forward) at \(iteration)")
      }
      let (value, found) = (moment.entry(objective, 0), fast.number(of: objective) ?? .nan)
      #expect(abs(found - value) < 1e-12 * max(1, abs(value)), "\(forward) at \(iteration)")
    }
  }

  @Test func `a multiple below 0 is no size`() {
    let message = refusal(
      """
      settings
        m = 3
        k = -2
      data
        X = [1; 2; 3; 4]
      forward
        E = Σ X + Σ range(0, 1, k·m)
      run
        X in batches of m, in order
      """)
    #expect(message.hasPrefix("t.lesson:8:"), "\(message)")
    #expect(message.contains("does not depend on how many examples the batch has"), "\(message)")
  }

  @Test func `images have more entries than a size may be multiples of the length`() throws {
    let lesson = try TestLesson(
      """
      settings
        m = 2
      data
        A = ones(3, 1, 2900, 2900)
      forward
        B = reshape(A, rows(A), 8410000)
        n = cols(B)
      run
        A in batches of m, in order
      """)
    let rows = try #require(lesson.program.quantities.first { $0.name == "B" })
    #expect(rows.shape == Shape(2, 8_410_000))
    #expect(try lesson["n"] == [8_410_000])
  }

  @Test func `on a set with very many examples what is too much is refused as well`() {
    let message = refusal(
      """
      settings
        m = 2
      data
        x = [1; 2; 3]
        x for test = ones(1048576×1)
      forward
        z = Σ x + Σ ones(1048576·m, 1)
      metrics on test
        T = z
      run
        x in batches of m, in order
      """)
    #expect(message.hasPrefix("t.lesson:8:") && message.contains("with the data of “test”"), "\(message)")
    #expect(message.contains("a matrix has at most 100000000 entries"), "\(message)")
  }

  @Test(arguments: [
    ("T = zeros((m − 2)×2)\n  E = Σ X·w + Σ T", "a size is at least 1, and here it would be -1"),
    ("T = identity(m − 1)\n  E = Σ X·w + Σ T", "a size is at least 1, and here it would be 0"),
    ("E = Σ X[2..m,:]·w", "which has only 1 example"), ("E = X[2,1]·w[1]", "index out of range: [2,1] in a 1×2 matrix"),
    ("E = Σ leaky_relu(X·w, 1/m)", "does not depend on how many examples the batch has"),
    ("E = Σ X·w  when m > 2", "for and when cannot depend on that"),
    ("T = zeros((m − 3)×2)\n  E = Σ X·w + Σ T", "this one depends on how many examples the batch has"),
    ("T = zeros((m − 5)×2)\n  E = Σ X·w + Σ T", "this one depends on how many examples the batch has"),
    ("E = Σ X·w + Σ zeros(rows(X) + 9223372036854774784, 1)", "does not depend on how many examples the batch has"),
    ("E = Σ X·w + Σ zeros(rows(X)·9223372036854774784, 1)", "does not depend on how many examples the batch has"),
    ("G = (X·w)·(X·w)ᵀ\n  E = Σ reshape(G, m, 2·m)", "3×3 has 9 entries and 3×6 has 18"),
    (
      "Z = ones(4000000·m, 1)\n  E = Σ X·w + Σ [Z; Z; Z]",
      "a size is at most 8388607 times the length of the batch"
    ), ("for k = 1 to m\n    E{k} = Σ X·w\n  E = E1", "for and when cannot depend on that"),
  ])
  func `what a smaller batch cannot have is told beforehand`(forward: String, reason: String) throws {
    let message = refusal(Self.text(forward))
    #expect(message.contains(reason), "\(message)")
    #expect(message.hasPrefix("t.lesson:9:") || message.hasPrefix("t.lesson:10:"), "\(message)")
  }
}
