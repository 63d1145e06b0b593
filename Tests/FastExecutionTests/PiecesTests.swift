import Calculus
import Datasets
import Execution
import Kernels
import LessonLanguage
import Matrices
import Testing

@testable import FastExecution

/// Metrics on a large set are computed in pieces, and are what they are when all of it is computed at once.
@Suite struct PiecesTests {
  private static func text(_ convention: String, _ forward: String) -> String {
    """
    lesson pieces
      examples in \(convention)
    settings
      m = 8  as batch
    data
      X, Y from digits
      X, Y for test from digits(test)
    parameters
      K (2×1×5×5) ~ he
      c (1×2×1×1) = 0.1
      W (\(convention == "rows" ? "50×10" : "10×18")) ~ he
    forward
      \(forward)
    loss
      J = −(1/m)·Σ Y ⊙ L
    metrics on test
      accuracy = mean(argmax(L) = argmax(Y))
      test_loss = J
      widest = max(Z)
    update
      parameters by gradient with descent(0.01)
    run
      X, Y in batches of m, in order
      stop after 1 epochs

    """
  }

  private static let lessons = [
    (
      "rows",
      """
      Z = conv(reshape(X, m×1×28×28), K, stride = 4) + c
        P = flatten(maxpool(relu(Z), 2, stride = 1))
        L = log_softmax(P·W)
      """
    ),
    (
      "columns",
      """
      Z = conv(reshape(Xᵀ, m×1×28×28), K, stride = 4) + c
        P = flatten(maxpool(relu(Z), 2))
        L = log_softmax(W·P)
      """
    ),
  ]

  private func program(_ convention: String, _ forward: String, _ room: Program.Evaluation.Room) throws -> Program {
    let text = Self.text(convention, forward)
    var settings = LessonSettings()
    settings.digits = DigitSource(.madeUp(count: 138, seed: 2))
    settings.room = room
    let lesson = try #require(try LessonParser.parse(text, file: "pieces").first)
    do {
      return try Lesson(lesson, source: SourceText(file: "pieces", text: text)).program(settings: settings).program
    } catch {
      Issue.record("\(error.description(.english))")
      throw error
    }
  }

  private func metrics(_ machine: any Machine) throws -> [Double] {
    let run = Run(machine)
    try run.run()
    return try run.main.inputs.filter(\.isEvaluation).map { try #require(run.number(of: $0.quantity)) }
  }

  @Test(arguments: lessons)
  func `in pieces or at once, the metrics are the same`(convention: String, forward: String) throws {
    let whole = try program(convention, forward, .usual)
    let cut = try program(convention, forward, Program.Evaluation.Room(atOnce: 0, inPiece: 700))
    #expect(whole.evaluations.allSatisfy { $0.pieces == nil })
    #expect(whole.scores?.name == "L" && cut.scores?.name == "L")
    let pieces = try #require(cut.evaluations.first?.pieces)
    let examples = try #require(cut.evaluations.first?.examples)
    #expect(pieces.length > 1 && pieces.length < examples && !examples.isMultiple(of: pieces.length))
    #expect(pieces.starts(of: examples).last == examples - pieces.length)
    let expected = try metrics(try ExactMachine(Plans(whole)))
    #expect(expected.count == 3 && expected.allSatisfy(\.isFinite))
    #expect(try metrics(try ExactMachine(Plans(cut))) == expected)
    for program in [whole, cut] {
      let pool = WorkerPool(threads: 2)
      for (one, other) in zip(try metrics(try FastMachine<Double>(program, pool: pool)), expected) {
        #expect(abs(one - other) <= 1e-10 * max(1, abs(other)))
      }
    }
  }

  @Test func `a line in which examples meet, or that counts them, is computed at once`() throws {
    for line in ["X[:,1..50] − mean_rows(X)[:,1..50]", "X[:,1..50]/m", "X[:,1..50]/rows(X)", "X[1,1]·X[:,1..50]"] {
      let forward = "Z = \(line)\n    L = log_softmax(Z·W)"
      let evaluation = try program("rows", forward, Program.Evaluation.Room(atOnce: 0, inPiece: 1_000)).evaluations
        .first
      #expect(try #require(evaluation).pieces == nil, "\(line)")
    }
    let other = "Z = X[:,1..50]/784\n    L = log_softmax(Z·W)"
    let evaluation = try program("rows", other, Program.Evaluation.Room(atOnce: 0, inPiece: 1_000)).evaluations.first
    #expect(evaluation?.pieces?.joined.map(\.name) == ["Z", "L"])
  }
}
