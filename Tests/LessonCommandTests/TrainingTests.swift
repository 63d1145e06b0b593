import OperatingSystem
import Testing

@testable import LessonCommand

/// A teacher's own way of training: a schedule, clipping, L2, a part held out and patience.
@Suite struct TrainingTests {
  @Test func `a lesson with all of it stops at the same epoch both ways`() throws {
    let file = try TemporaryLesson(
      """
      lesson early
        es "Parada temprana, tasa decreciente, recorte y L2"  en "Early stopping, schedule, clipping, L2"
        examples in columns
      settings
        η0 = 0.5 as lr
        λ = 0.0001 as lambda
        m = 32 as batch
      data
        X, Y from digits
        X, Y for test from digits(test)
      parameters
        W1 (8×784) ~ he
        b1 (8×1) = 0
        W2 (10×8) ~ he
        b2 (10×1) = 0
      forward
        η = η0·0.9^(epoch − 1)
        A1 = relu(W1·X + b1)
        A2 = softmax(W2·A1 + b2)
      loss
        J = −(1/m)·Σ Y ⊙ ln(A2) + λ·(Σ W1² + Σ W2²)
      metrics on validation
        val_loss = J
        val_accuracy = mean(argmax(A2) = argmax(Y))
      metrics on test
        test_accuracy = mean(argmax(A2) = argmax(Y))
      backward
        g1 = ∂J/∂W1
        g2 = ∂J/∂W2
      update
        W1 ← W1 − η·clip(g1, −0.1, 0.1)
        W2 ← W2 − η·clip(g2, −0.1, 0.1)
        b1 by ∂J/∂b1 with descent(η)
        b2 by ∂J/∂b2 with descent(η)
      run
        keep 60 examples for validation
        X, Y in batches of m, shuffled
        stop once val_loss has not fallen for 3 epochs
        stop after 40 epochs
      """)
    var ends: [String] = []
    for way in ["exact", "fast"] {
      let session = Session("run", file.path, "--digits", "360", "--way", way, "--no-pictures", "--plain")
      #expect(session.code == 0, "\(session.error)")
      let end = try #require(session.output.split(separator: "\n").last)
      #expect(end.contains("val_loss has not fallen for 3 epochs"))
      // 300 examples to learn from are ten batches of 32, the last of them smaller.
      let iteration = try #require(
        end.split(separator: " ").compactMap { Int($0.filter(\.isNumber)) }.dropFirst().first)
      #expect(iteration % 10 == 0)
      ends.append(String(end))
    }
    #expect(ends[0] == ends[1])
  }
}
