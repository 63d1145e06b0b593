import Calculus
import SampleLessons
import Testing

@testable import LessonLanguage

/// Names of entries as they are printed, typed back.
struct PrintedNamesTests {
  private let names = PrintedNames(
    ["W1", "dW1", "z2", "Z3", "ŷ", "b1", "δ1", "δ", "W", "x", "E", "n1", "m̂_W1", "e"].map { Symbol(canonical: $0) })

  @Test(arguments: [
    ("dw⁽¹⁾₅,₃₀₀", "dW1[5,300]"), ("w⁽¹⁾₁,₂", "W1[1,2]"), ("z⁽²⁾₁", "z2[1]"), ("z⁽³⁾₁,₂", "Z3[1,2]"), ("ŷ₁", "ŷ[1]"),
    ("y\u{302}₁₂", "ŷ[12]"), ("yhat₁", "ŷ[1]"), ("b⁽¹⁾", "b1"), ("∂e₁/∂w⁽¹⁾₁,₁", "∂e[1]/∂W1[1,1]"),
    ("new(w⁽¹⁾₁,₂)", "new(W1[1,2])"), ("w₂,₁", "W[2,1]"), ("x₃", "x[3]"), ("delta⁽¹⁾₂", "δ1[2]"),
  ])
  func `a printed name is what is typed`(printed: String, typed: String) {
    #expect(names.typed(printed) == typed)
  }

  /// A name with a small digit is that name before it is an entry; what is nothing's stays to be told.
  @Test(arguments: [("δ₁", "δ1"), ("W₁[1,2]", "W1[1,2]"), ("n₁", "n1"), ("q₁", "q1"), ("q⁽¹⁾₂", "q1[2]")])
  func `a name stays a name`(printed: String, typed: String) {
    #expect(names.typed(printed) == typed)
  }

  @Test(arguments: ["dW1[5,300]", "∂E/∂W1[1,1]", "m̂_W1[5,300]", "W1² + 3·ŷ", "", "⁽¹⁾", "w⁽", "w⁽a⁾₁", "½·Σ e²"])
  func `what is typed already stays`(text: String) {
    #expect(names.typed(text).contains("[1]") || names.typed(text) == text)
  }

  @Test func `an address with printed names finds the entry`() throws {
    let lesson = try TestLesson("parameters\n  W1 = [1 2; 3 4]\nloss\n  E = Σ W1²")
    for text in ["∂E/∂w⁽¹⁾₂,₁", "∂E/∂W1[2,1]"] {
      let address = try LessonParser.address(text, in: lesson.scope)
      #expect(address.text == "∂E/∂W1[2,1]")
    }
  }
}
