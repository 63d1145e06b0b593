import LessonLanguage
import Testing
import Verification

@testable import Doctor

/// Lines that are not the derivatives they promise, and the one change that makes them so.
@Suite struct FormulaDoctorTests {
  private static let lesson = """
    lesson page
      examples in rows
    settings
      η = 0.5 as lr
      λ = 0.1
      n = 3
    data
      X = [0.5 −1 2; 1 0.25 −0.5; −0.75 1 0.3]
      T = [1 0; 0 1; 0.3 0.6]
    parameters
      W1 (3×3) = [0.2 −0.4 0.1; 0.5 0.3 −0.2; −0.1 0.6 0.4]
      b1 (1×3) = [0.1 −0.2 0.05]
      W2 (3×2) = [0.3 −0.5; 0.7 0.2; −0.4 0.6]
      b2 (1×2) = [0.05 −0.1]
    forward
      Z1 = X·W1 + b1
      A1 = tanh(Z1)
      Z2 = A1·W2 + b2
      A2 = σ(Z2)
    loss
      E = (1/n)·½·Σ (A2 − T)² + ½·λ·Σ W2²
    backward
      e = A2 − T                      is n·∂E/∂A2
      d2 = (1/n)·e ⊙ A2 ⊙ (1 − A2)    is ∂E/∂Z2
      dW2 = A1ᵀ·d2 + λ·W2             is ∂E/∂W2
      db2 = Σrows d2                  is ∂E/∂b2
      dA1 = d2·W2ᵀ                    is ∂E/∂A1
      d1 = dA1 ⊙ (1 − A1²)            is ∂E/∂Z1
      dW1 = Xᵀ·d1                     is ∂E/∂W1
      db1 = Σrows d1                  is ∂E/∂b1
    update
      W1 ← W1 − η·dW1
      b1 ← b1 − η·db1
      W2 ← W2 − η·dW2
      b2 ← b2 − η·db2
    run
      stop after 3 iterations
    """

  private static func diagnosis(_ right: String, _ wrong: String) throws -> (Report, Diagnosis) {
    let text = right.isEmpty ? lesson : lesson.replacing(right, with: wrong)
    try #require(right.isEmpty || text != lesson, "the lesson has no \(right)")
    let syntax = try #require(try LessonParser.parse(text, file: "page.lesson").first)
    return try Doctor.verify(Verifier(syntax, source: SourceText(file: "page.lesson", text: text)))
  }

  @Test func `of right lines nothing is said`() throws {
    let (report, diagnosis) = try Self.diagnosis("", "")
    #expect(report.isRight)
    #expect(diagnosis.mends.isEmpty)
  }

  @Test(arguments: [
    ("d2 = (1/n)·e ⊙ A2 ⊙ (1 − A2)", "d2 = (1/n)·e", "forgot-derivative", "d2"),
    ("d2 = (1/n)·e ⊙ A2 ⊙ (1 − A2)", "d2 = e ⊙ A2 ⊙ (1 − A2)", "forgot-constant", "d2"),
    ("d2 = (1/n)·e ⊙ A2 ⊙ (1 − A2)", "d2 = (1/n)·e ⊙ A2 ⊙ (1 + A2)", "sign", "d2"),
    ("d2 = (1/n)·e ⊙ A2 ⊙ (1 − A2)", "d2 = (1/n)·e ⊙ Z2 ⊙ (1 − A2)", "wrong-operand", "d2"),
    ("d2 = (1/n)·e ⊙ A2 ⊙ (1 − A2)", "d2 = (1/n)·e ⊙ A2 ⊙ (A2 − 1)", "swapped", "d2"),
    ("d2 = (1/n)·e ⊙ A2 ⊙ (1 − A2)", "d2 = 2·(1/n)·e ⊙ A2 ⊙ (1 − A2)", "doubled", "d2"),
    ("d2 = (1/n)·e ⊙ A2 ⊙ (1 − A2)", "d2 = (1/n)·e ⊙ σ'(A2)", "wrong-operand", "d2"),
    ("e = A2 − T ", "e = T − A2 ", "sign", "e"),
    ("dW2 = A1ᵀ·d2 + λ·W2", "dW2 = A1ᵀ·d2", "forgot-term", "dW2"),
    ("dW2 = A1ᵀ·d2 + λ·W2", "dW2 = A1ᵀ·d2 − λ·W2", "sign", "dW2"),
    ("dW2 = A1ᵀ·d2 + λ·W2", "dW2 = Z1ᵀ·d2 + λ·W2", "wrong-operand", "dW2"),
    ("d1 = dA1 ⊙ (1 − A1²)", "d1 = dA1", "forgot-derivative", "d1"),
    ("d1 = dA1 ⊙ (1 − A1²)", "d1 = dA1 ⊙ (1 − A1)", "square", "d1"),
    ("d1 = dA1 ⊙ (1 − A1²)", "d1 = dA1 ⊙ A1 ⊙ (1 − A1²)", "extra-factor", "d1"),
    ("dW1 = Xᵀ·d1", "dW1 = X·d1", "transposed", "dW1"),
    ("dW1 = Xᵀ·d1", "dW1 = Xᵀ·dA1", "forgot-derivative", "dW1"),
    ("db1 = Σrows d1", "db1 = mean_rows(d1)", "sum-mean", "db1"),
  ])
  func `the one change is found`(right: String, wrong: String, slip: String, quantity: String) throws {
    let (report, diagnosis) = try Self.diagnosis(right, wrong)
    #expect(!report.isRight)
    let mends = diagnosis.mends.sorted { $0.key < $1.key }.map { $0.value }
    #expect(mends.count == 1, "\(mends)")
    let mend = try #require(mends.first)
    #expect(
      ([mend.slip] + mend.alike).contains(slip), "\(mend.slip) \(mend.alike) \(mend.words.en) \(mend.parts)")
    let place = try #require(diagnosis.mends.keys.first)
    #expect(report.gradients[place].quantity.name == quantity)
    // Every name in the sentence stands for something.
    for language in [mend.words.es, mend.words.en] {
      for name: Character in ["x", "y", "f"] where language.contains("{\(name)}") {
        #expect(mend.parts[name] != nil, "\(name) in \(language)")
      }
    }
  }

  @Test func `two slips in one line are not explained, and the lines below follow`() throws {
    let (report, diagnosis) = try Self.diagnosis(
      "d2 = (1/n)·e ⊙ A2 ⊙ (1 − A2)", "d2 = (1/n)·e ⊙ Z2 ⊙ (1 + A2)")
    #expect(!report.isRight)
    #expect(diagnosis.mends.isEmpty)
  }

  @Test func `a slip in each of two lines is found in both`() throws {
    let text = Self.lesson.replacing("e ⊙ A2 ⊙ (1 − A2)", with: "e").replacing("Xᵀ·d1", with: "X·d1")
    let syntax = try #require(try LessonParser.parse(text, file: "page.lesson").first)
    let (_, diagnosis) = try Doctor.verify(Verifier(syntax, source: SourceText(file: "page.lesson", text: text)))
    #expect(Set(diagnosis.mends.values.map { $0.slip }) == ["forgot-derivative", "transposed"])
  }
}
