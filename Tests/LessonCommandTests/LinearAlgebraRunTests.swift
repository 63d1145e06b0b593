import OperatingSystem
import Testing

@testable import LessonCommand

/// What a run says of matrices that are not what an operator needs, either way it computes.
@Suite struct LinearAlgebraRunTests {
  private static let ways = [["--way", "exact"], ["--way", "fast"], ["--way", "fast", "--precision", "double"]]

  @Test func `eigenvalues and eigenvectors of what is not symmetric are refused where they stand`() throws {
    for name in ["eigenvalues", "eigenvectors"] {
      let file = try TemporaryLesson(
        """
        lesson turned
        data
          A = [2 1; 3 2]
          S = ½·(A + Aᵀ)
        parameters
          w = 1
        forward
          v = \(name)(S)
          u = \(name)(A)
        loss
          E = w² + Σ v + Σ u
        update
          w ← w − 0.1·∂E/∂w
        run
          stop after 2 iterations
        """)
      for way in Self.ways {
        let english = Session(words: ["run", file.path] + way)
        #expect(english.code == 1 && english.output.isEmpty)
        #expect(
          english.error.contains(
            "mine.lesson:9:1: \(name) needs a symmetric matrix, and A is not: A[1,2] = 1 and A[2,1] = 3; those of its "
              + "symmetric part are \(name)(½·(A + Aᵀ))\n"), "\(way) \(english.error)")
        let spanish = Session(words: ["run", file.path, "--lang", "es"] + way)
        #expect(spanish.error.contains("y A no lo es: A[1,2] = 1 y A[2,1] = 3"), "\(way) \(spanish.error)")
      }
      for command in ["why", "step", "verify"] {
        let words = command == "why" ? [command, file.path, "u[1]"] : [command, file.path]
        #expect(Session(words: words).code == 1)
      }
    }
  }

  @Test func `a Hessian that is symmetric but for rounding is not refused`() throws {
    let file = try TemporaryLesson(
      """
      lesson bowl
      parameters
        w = [0.1 0.7 −0.3]
      forward
        y = exp(w[1]·w[2]/3) + sin(w[2]·w[3]·0.7) + w[1]·w[3]²·w[2]/7
      metrics
        H = hessian(y)
        v = eigenvalues(H)
      update
        w ← w − 0.1·∂y/∂w
      run
        stop after 20 iterations
      """)
    for way in Self.ways { #expect(Session(words: ["run", file.path] + way).code == 0) }
    #expect(Session("verify", file.path).code == 0)
  }

  @Test func `an inverse that is not finite in a run that goes on is remarked on at its end`() throws {
    let file = try TemporaryLesson(
      """
      lesson singular
      parameters
        a = 3
      forward
        A = [1 2; 2 a]
        K = inv(A)
      loss
        E = ½·a
      update
        a ← a + 1
      run
        stop after 4 iterations
      """)
    for way in Self.ways {
      let english = Session(words: ["run", file.path] + way)
      #expect(english.code == 0)
      #expect(
        english.output.contains(
          "k₁,₁ is not a finite number from iteration 2 on. inv and solve give nothing\nfinite where their matrix is "
            + "singular"), "\(way) \(english.output)")
      let spanish = Session(words: ["run", file.path, "--lang", "es"] + way)
      #expect(spanish.output.contains("k₁,₁ no es un número finito desde la iteración 2."), "\(way) \(spanish.output)")
      let facts = Session(words: ["run", file.path, "--json"] + way).output
      #expect(facts.contains("\"firstNotFinite\":\"K[1,1]\"") && facts.contains("\"at\":2"), "\(facts)")
    }
    let whole = try TemporaryLesson("lesson whole\ndata\n  A = [1 2; 2 5]\nforward\n  K = inv(A)\n")
    #expect(!Session("run", whole.path).output.contains("finite"))
  }
}
