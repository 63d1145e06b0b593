import Matrices
import SampleLessons
import Testing

@testable import LessonLanguage

/// `W[1,2] ← …`: a change of some entries of a parameter or state.
struct PartUpdatesTests {
  private static func text(_ update: String) -> String {
    """
    parameters
      W = [1 0.5; 3 0]
      b = [1 2 3]
      K (1×1×2×2) = 1
    forward
      h = 1·W
    loss
      E = Σ h² + Σ b² + sum(K ⊙ K)
    update
      \(update)
    """
  }

  private static func values(_ update: String, _ addresses: String..., at iteration: Int = 1) throws -> [Matrix?] {
    let lesson = try TestLesson(text(update))
    return try addresses.map { try lesson[$0, at: iteration] }
  }

  @Test func `only the entry that is named changes, and the next iteration begins with that`() throws {
    let step = "W[1,2] ← W[1,2] − 0.1·∂E/∂W[1,2]"
    #expect(try Self.values(step, "new(W)") == [Matrix(Shape(2, 2), [1, 0.4, 3, 0])])
    #expect(try Self.values(step, "W", "E", at: 2)[0] == Matrix(Shape(2, 2), [1, 0.4, 3, 0]))
    #expect(try Self.values("b[3] ← 7", "new(b)") == [[1, 2, 7].row])
    let kernel = try Self.values("K[1,1,2,1] ← 5", "new(K)")[0]
    #expect(kernel?.values == [1, 1, 5, 1] && kernel?.shape.sizes == [1, 1, 2, 2])
  }

  @Test func `lines run top to bottom, and each begins with what those above have left`() throws {
    let several = """
      W[1,1] ← 10
        W[2,2] ← W[1,1] + 1
        W[2,:] ← 2·W[2,:]
        W[:,1] ← [W[2,1]; W[1,1]]
      """
    #expect(
      try Self.values(several, "new(W, 1)", "new(W, 2)", "new(W, 3)", "new(W)") == [
        Matrix(Shape(2, 2), [10, 0.5, 3, 0]), Matrix(Shape(2, 2), [10, 0.5, 3, 11]),
        Matrix(Shape(2, 2), [10, 0.5, 6, 22]), Matrix(Shape(2, 2), [6, 0.5, 10, 22]),
      ])
    #expect(
      try Self.values("for i = 1 to 2\n    W[i,3−i] ← i", "new(W)") == [Matrix(Shape(2, 2), [1, 1, 2, 0])])
    #expect(try Self.values("W[:,:] ← 2·W", "new(W)") == [Matrix(Shape(2, 2), [2, 1, 6, 0])])
    #expect(try Self.values("b[1..2] ← [8 9]", "new(b)") == [[8, 9, 3].row])
  }

  @Test func `the transposed program changes the entry in its place there`() throws {
    let lesson = try TestLesson(Self.text("W[1,2] ← 4\n  b[2..3] ← [8 9]")) { $0.isTransposed = true }
    #expect(try lesson["new(W)", at: 1] == Matrix(Shape(2, 2), [1, 3, 4, 0]))
    #expect(try lesson["new(b)", at: 1] == Matrix(Shape(3, 1), [1, 8, 9]))
  }

  @Test(arguments: [
    ("W[3,2] ← 1", "t.lesson:11:4: index out of range: the matrix is 2×2 and indices start at 1"),
    ("W[1] ← 1", "t.lesson:11:4: one index alone is for a row or a column, and this is 2×2"),
    ("W[1,:] ← 1", "t.lesson:11:3: “W[1,:]” is 1×2 and its new value is 1×1"),
    ("W[1,2] ← W", "t.lesson:11:3: “W[1,2]” is 1×1 and its new value is 2×2"),
    ("h[1,2] ← 1", "t.lesson:11:3: “h” is neither a parameter nor a state; these are: W, b, K"),
    ("W[1,2] by 1", "t.lesson:11:3: an entry, or a part, is changed with ←: W[1,2] ← W[1,2] − η·∂E/∂W[1,2]"),
    ("W[1,2] = 1", "t.lesson:11:3: an entry, or a part, is changed with ←"),
    ("W[1,2 ← 1", "t.lesson:11:4: this “[” is never closed"),
    ("W[1,x] ← 1", "t.lesson:11:7: “x” does not exist"),
    ("W ← W\nbackward\n  g[1] = 2", "t.lesson:13:3: a line gives a whole quantity its value, not one entry"),
  ])
  func `a part that makes no sense is told with its place`(update: String, expected: String) {
    let message = refusal(Self.text(update))
    #expect(message.contains(expected), "\(message)")
    #expect(refusal(Self.text(update), .spanish).split(separator: "\n")[0] != message.split(separator: "\n")[0])
  }

  @Test func `an optimizer in its place would move the other entries, and is refused`() throws {
    let error = #expect(throws: LessonError.self) {
      try TestLesson(Self.text("W[1,2] ← 1")) { $0.optimizer = try LessonParser.formula("adam(0.1)") }
    }
    #expect(error?.message.en.contains("an optimizer moves all of “W”") == true && error?.range?.line == 11)
  }
}

extension [Double] {
  /// A row of these numbers.
  fileprivate var row: Matrix? { Matrix(Shape(1, count), self) }
}
