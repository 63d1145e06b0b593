import LessonLanguage
import Testing

@testable import Verification

/// Lines that only say what a formula is, and claims about one entry of a derivative.
@Suite struct BareClaimsTests {
  private static func report(_ backward: String) throws -> Report {
    let text = """
      lesson claims
      data
        x = [1; 2]
      parameters
        W = [1 0.5; 3 0]
      forward
        z = W·x
      loss
        E = ½·Σ z²
      backward
        \(backward)
      update
        W ← W − 0.1·∂E/∂W
      """
    let lesson = try LessonParser.parse(text, file: "claims.lesson")
    return try Verifier(lesson[0], source: SourceText(file: "claims.lesson", text: text)).verify()
  }

  @Test(arguments: [
    ("2·x is [2; 4]", true, false), ("2·x is [2; 5]", false, false), ("−z is −∂E/∂z", true, true),
    ("2·z is ∂E/∂z", false, true), ("z[2] is ∂E/∂z[2]", true, true), ("z[2] is ∂E/∂z[1]", false, true),
    ("(z·xᵀ)[1,2] is ∂E/∂W[1,2]", true, true), ("z·xᵀ is ∂E/∂W", true, true), ("z is ∂E/∂z", true, true),
    ("∂z/∂x is W", true, false), ("W is ∂z/∂x", true, false), ("z·xᵀ is ∂E/∂W  when 1 = 1", true, true),
  ])
  func `a formula is what it is said to be, or not`(line: String, isRight: Bool, isDerivative: Bool) throws {
    let report = try Self.report(line)
    let check = try #require(report.gradients.first)
    #expect(report.gradients.count == 1 && check.isRight == isRight && report.isRight == isRight)
    #expect((check.differences != nil) == isDerivative && check.isDerivative == isDerivative)
    #expect(report.unpromised.isEmpty)
  }

  @Test func `of one entry, differences are taken by that entry alone`() throws {
    let check = try #require(try Self.report("z[2] is ∂E/∂z[2]").gradients.first)
    #expect(check.differences?.count == 1 && check.differences?.disagree == false && check.count == 1)
    let line = try #require(try Self.report("δ = z[1]  is ∂E/∂z[1]").gradients.first)
    #expect(line.isRight && line.differences?.count == 1)
    #expect(try Self.report("δ = z[1]  is ∂E/∂z[2]").gradients.first?.isRight == false)
    #expect(try Self.report("z·xᵀ is ∂E/∂W").gradients.first?.differences?.count == 4)
  }

  @Test func `what a line says of a formula takes the place of what the name in it promises`() throws {
    let half = "dW = ½·z·xᵀ"
    #expect(try !Self.report(half).isRight)
    let said = try Self.report(half + "\n  2·dW is ∂E/∂W")
    #expect(said.isRight && said.gradients.count == 1 && said.gradients[0].quantity.symbol.name == "2·dW")
    // What is said of one entry leaves the promise of the others.
    let entry = try Self.report(half + "\n  2·dW[1,1] is ∂E/∂W[1,1]")
    #expect(entry.gradients.map(\.isRight) == [true, false])
    // An entry is counted with the gradient that it is of, not twice.
    #expect(entry.gradients.map(\.isOfParameter) == [false, true])
  }

  @Test(arguments: [
    ("2·z is [1 2 3]", "“2·z” is 2×1 and what it is declared to be is 1×3", 10),
    ("z[3] is 1", "index out of range: the matrix is 2×1 and indices start at 1", 4),
    ("2·z is", "the line ends here; expected a formula", 9),
    ("2·z is 1 as q", "found “as”; expected the end of the line or: when", 12),
  ])
  func `what makes no sense is told with its place`(line: String, message: String, column: Int) {
    let error = #expect(throws: LessonError.self) { try Self.report(line) }
    #expect(error?.message.en == message && error?.range?.line == 11 && error?.message.es != message)
    #expect(error?.range?.column == column)
  }
}
