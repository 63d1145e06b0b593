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
    "E = Σ reshape(X·w, 1×m)²", "E = Σ (X·w) ⊙ ones((2·m − m)×1)", "E = Σ (tanh(X)ᵀ·(X·w))²",
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

  @Test(arguments: [
    ("T = zeros((m − 2)×2)\n  E = Σ X·w + Σ T", "a size is at least 1, and here it would be -1"),
    ("T = identity(m − 1)\n  E = Σ X·w + Σ T", "a size is at least 1, and here it would be 0"),
    ("E = Σ X[2..m,:]·w", "which has only 1 example"), ("E = X[2,1]·w[1]", "[2,1] is not in the matrix, which is 1×2"),
    ("E = Σ leaky_relu(X·w, 1/m)", "does not depend on how many examples the batch has"),
    ("E = Σ X·w  when m > 2", "for and when cannot depend on that"),
    ("for k = 1 to m\n    E{k} = Σ X·w\n  E = E1", "for and when cannot depend on that"),
  ])
  func `what a smaller batch cannot have is told beforehand`(forward: String, reason: String) throws {
    let message = refusal(Self.text(forward))
    #expect(message.contains(reason), "\(message)")
    #expect(message.hasPrefix("t.lesson:9:") || message.hasPrefix("t.lesson:10:"), "\(message)")
  }
}
