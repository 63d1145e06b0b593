import Calculus
import Matrices
import SampleLessons
import Testing

@testable import LessonLanguage

/// `∂a/∂b`, `hessian`, and what lines of `backward` promise.
struct FormulaBuilderDerivativesTests {
  private static let net = """
    data
      x = 3
    parameters
      w = [2; 5]
      u = 7
    forward
      a = w·x
      b = a ⊙ a
      z = Σ b
    loss
      E = z²
    """

  @Test func `a derivative is shaped like what is moved, and an index takes one entry of each`() throws {
    let lesson = try TestLesson(net)
    #expect(try lesson["∂z/∂w", at: 1] == Matrix(Shape(2, 1), [36, 90]))
    #expect(try lesson["∂z/∂w[2]"] == [90])
    #expect(try lesson["∂b[2]/∂w"] == [0, 90])
    #expect(try lesson["∂b[1]/∂a[1]"] == [12])
    #expect(try lesson["∂b[1]/∂a[2]"] == [0])
    #expect(try lesson["∂E/∂z"] == [2 * 261])
    #expect(try lesson["∂a[1]/∂a"] == [1, 0])
    #expect(try lesson["∂z/∂x"] == [(36 * 2 + 90 * 5) / 3])
  }
  private var net: String { Self.net }

  @Test func `an address may have d for ∂ where no quantities are named so`() throws {
    let lesson = try TestLesson(net)
    #expect(try lesson["dz/dw", at: 1] == Matrix(Shape(2, 1), [36, 90]))
    #expect(try lesson["dz/dw[2]"] == [90])
    #expect(try lesson["db[2]/dw[2]"] == [90])
    #expect(try lesson["−dE/dz + 1"] == [1 - 2 * 261])
    #expect(refusal(net + "\n  F = dz/dw").contains("“dz” does not exist"))
  }

  @Test func `with a quantity dw alone it is a derivative, with dE and dw their quotient`() throws {
    let lesson = try TestLesson(net + "\nbackward\n  dw = 2·∂E/∂w is 2·dE/dw")
    #expect(try lesson["dE/dw"] == lesson["∂E/∂w"])
    #expect(try lesson["dE/dw[1]"] == lesson["∂E/∂w[1]"])
    let both = try TestLesson(net + "\nmetrics\n  dE = 12\n  dw = 4")
    #expect(try both["dE/dw"] == [3])
    #expect(try both["dE/dw[1]"] == [3])
  }

  @Test func `without a path it is zero, shaped like what is moved`() throws {
    let lesson = try TestLesson(net)
    #expect(try lesson["∂E/∂u"] == [0])
    #expect(try lesson["∂w[1]/∂z"] == [0])
    #expect(try lesson["∂x/∂w", at: 1] == Matrix(Shape(2, 1), [0, 0]))
  }

  @Test func `it follows what is computed from the quantity, not what the quantity is computed from`() throws {
    // y moves with c and all that follows; that c comes from w does not matter.
    let lesson = try TestLesson("parameters\n  w = 3\nforward\n  c = w²\n  d = c·w\n  c = c + d\n  y = c·d")
    #expect(try lesson["∂y/∂c"] == [27], "the last c")
    #expect(try lesson["∂y/∂d"] == [27 + 36])
    #expect(try lesson["∂y/∂c.1"] == [(1 + 3) * 27 + 3 * 36])
    #expect(try lesson["∂y/∂w"] == [(6 + 27) * 27 + 27 * 36])
  }

  @Test func `it is of the values before the update, wherever it stands`() throws {
    let lesson = try TestLesson(
      "settings\n  η = 0.1 as lr\nparameters\n  w = 3\n  v = 2\nforward\n  z = w²·v\nupdate\n  w ← w − η·∂z/∂w\n"
        + "  v ← v − η·∂z/∂v\n  late = ∂z/∂w")
    #expect(try lesson["[new(w) new(v) late]"].elementsEqual([3 - 1.2, 2 - 0.9, 12]) { abs($0 - $1) < 1e-12 })
  }

  @Test func `it may stand in any formula, in forward too, and be derived again`() throws {
    let lesson = try TestLesson(
      """
      parameters\n  w = 2\n  x = 3\nforward\n  y = w·x³\n\
        slope = ∂y/∂x\n  E = (slope − 1)²\nupdate\n  w ← w − 0.001·∂E/∂w
      """
    )
    #expect(try lesson["slope"] == [54])
    #expect(try lesson["∂slope/∂x"] == [36], "6·w·x")
    #expect(try lesson["∂E/∂w"] == [2 * 53 * 27])
    #expect(try abs(lesson["new(w)"][0] - (2 - 2.862)) < 1e-12)
  }

  @Test func `a derivative of what is given again has its own name`() throws {
    let lesson = try TestLesson(net + "\nbackward\n  g = ∂E/∂w")
    let derived = lesson.program.definitions.filter(\.isDerived).map(\.quantity.name)
    #expect(derived == ["∂E/∂z", "∂E/∂b", "∂E/∂a", "∂E/∂w"])
    #expect(lesson.program.definitions.last?.quantity.name == "g")
  }

  @Test func `a derivative of several entries has a row for each, and a column for each entry below`() throws {
    let lesson = try TestLesson(net + "\nbackward\n  J = ∂b/∂w\n  c = ∂b/∂w[2]")
    // b = (w·3)², so that ∂b/∂w is 18·w on the diagonal.
    #expect(try lesson["J", at: 1] == Matrix(Shape(2, 2), [36, 0, 0, 90]))
    #expect(try lesson["c", at: 1] == Matrix(Shape(2, 1), [0, 90]))
    #expect(try lesson["∂a/∂x", at: 1] == Matrix(Shape(2, 1), [2, 5]))
    #expect(try lesson["J[2,2]"] == [90] && lesson["(∂b/∂w)[1,:]", at: 1] == Matrix(Shape(1, 2), [36, 0]))
    #expect(try lesson["db/dw", at: 1] == lesson["J", at: 1])
    let turned = try TestLesson(net + "\nbackward\n  J = ∂b/∂w\n  c = ∂b/∂w[2]") { $0.isTransposed = true }
    #expect(try turned["J", at: 1] == Matrix(Shape(2, 2), [36, 0, 0, 90]))
    #expect(try turned["c", at: 1] == Matrix(Shape(1, 2), [0, 90]))
  }

  @Test func `entries are counted row by row, above and below`() throws {
    let lesson = try TestLesson("parameters\n  W = [1 2; 3 4]\nforward\n  Z = [W[1,2] W[2,1]; W[1,1] 5]\n  s = Σ W")
    #expect(
      try lesson["∂Z/∂W", at: 1] == Matrix(Shape(4, 4), [0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0]))
    #expect(try lesson["∂s/∂W[1,:]", at: 1] == Matrix(Shape(1, 2), [1, 1]))
    #expect(try lesson["∂Z[1,1]/∂W[:,2]", at: 1] == Matrix(Shape(2, 1), [1, 0]))
  }

  @Test func `the derivatives by all parameters are one column, in their order`() throws {
    let lesson = try TestLesson(
      "parameters\n  W = [1 2; 3 4]\n  b = 5\nforward\n  z = [b W[1,2]]\nloss\n  E = Σ W² + b²\nmetrics\n"
        + "  n = norm(∂E/∂parameters)")
    #expect(try lesson["∂E/∂parameters", at: 1] == Matrix(Shape(5, 1), [2, 4, 6, 8, 10]))
    #expect(try lesson["n"] == [220.squareRoot()])
    #expect(try lesson["∂z/∂parameters", at: 1] == Matrix(Shape(2, 5), [0, 0, 0, 0, 1, 0, 1, 0, 0, 0]))
    #expect(refusal("data\n  x = 1\nloss\n  E = x\nmetrics\n  g = ∂E/∂parameters").contains("has no parameters"))
  }

  @Test func `what is derived as a whole is no larger than it may be, and does not depend on the batch`() {
    #expect(
      refusal("parameters\n  w (65×1) = 1\nforward\n  z = 2·w\nbackward\n  J = ∂z/∂w").contains(
        "“z” has 65 entries, and of all at once up to 64 are derived; of one: ∂z[1]/∂w"))
    #expect(
      refusal(
        "data\n  X = [1; 2; 3]\nparameters\n  w = 2\nforward\n  z = X·w\nbackward\n  J = ∂z/∂w\nrun\n"
          + "  X in batches of 2, in order"
      ).contains("“z” has more entries or fewer with the batch: write one, for instance ∂z[1]/∂w"))
  }

  @Test func `only names are derived`() {
    #expect(refusal(net + "\nbackward\n  g = ∂b[3]/∂w").contains("index out of range"))
    #expect(refusal(net + "\nbackward\n  g = ∂E/∂q").contains("“q” does not exist"))
  }

  @Test func `a hessian has the second derivatives by all parameters in the order of the lesson`() throws {
    let lesson = try TestLesson(
      "parameters\n  w = [2 3]\n  b = 5\nloss\n  E = w[1]²·w[2] + b·w[1] + b³\nmetrics\n  H = hessian(E)\n"
        + "  λ = eigenvalues(H)")
    #expect(try lesson["H", at: 1] == Matrix(Shape(3, 3), [6, 4, 1, 4, 0, 0, 1, 0, 30]))
    let eigenvalues = try lesson["λ"]
    #expect(abs(eigenvalues.reduce(0, +) - 36) < 1e-9)
    #expect(abs(eigenvalues.reduce(1, *) + 480) < 1e-6, "their product is the determinant")
    #expect(refusal("parameters\n  w (65×1) = 1\nloss\n  E = Σ w²\nmetrics\n  H = hessian(E)").contains("for up to 64"))
  }

  // MARK: - Promises

  private static let backward = """
    parameters
      w1 = [1 2]
      w2 = [3; 4]
    forward
      z = w1·w2
    loss
      E = ½·z²
    backward

    """

  @Test func `d and a parameter's name promise the derivative, is promises what it says, nothing else does`() throws {
    let lesson = try TestLesson(
      Self.backward + "  dz = z  is ∂E/∂z\n  dw1 = dz·w2ᵀ\n  dw2 = −(dz·w1ᵀ)  is −∂E/∂w2\n  other = 2·dz")
    let claims = lesson.program.claims
    #expect(claims.map(\.quantity.symbol.name).sorted() == ["dw1", "dw2", "dz"])
    #expect(claims.filter(\.isImplied).map(\.quantity.symbol.name) == ["dw1"])
    #expect(claims.allSatisfy { $0.gradient?.numerator.symbol.name == "E" })
    for claim in claims {
      let text =
        claim.quantity.symbol.name == "dw1" ? "∂E/∂w1" : claim.quantity.symbol.name == "dz" ? "∂E/∂z" : "−∂E/∂w2"
      #expect(try lesson[claim.quantity.symbol.name] == lesson[text])
      #expect(lesson.runner.program.parameters.contains { $0 == claim.gradient?.denominator } || text.contains("z"))
    }
  }

  @Test func `a derivative keeps the name it was given, though it equals another one or a number`() throws {
    let lesson = try TestLesson(
      """
      data
        x = [1; 2]
      parameters
        w = 0
      forward
        ŷ = w·x
        e = ŷ − x
      loss
        J = ½·Σ e²
      backward
        δ = e  is ∂J/∂ŷ
        ε = 3·e  is 3·∂J/∂ŷ
        one = 1  is ∂J/∂J
      update
        w ← w − Σ ∂J/∂ŷ
      """)
    let claims = lesson.program.claims
    #expect(claims.count == 3)
    #expect(claims[0].promise.formula.references.map(\.name) == ["∂J/∂ŷ"])
    #expect(claims[1].promise.formula.references.map(\.name) == ["∂J/∂ŷ"])
    #expect(claims[2].promise.formula.references.map(\.name) == ["∂J/∂J"])
    let step = lesson.program.definitions.last { $0.phase == .update }
    #expect(step?.formula.references.map(\.name) == ["w", "∂J/∂ŷ"])
    #expect(try lesson["∂J/∂ŷ"] == lesson["e"])
    #expect(try lesson["∂J/∂J"] == [1])
  }

  @Test func `a promise that cannot hold for its shape is refused`() {
    #expect(refusal(Self.backward + "  dw1 = z").contains("“dw1” is 1×1 and the parameter is 1×2"))
    #expect(
      refusal(Self.backward + "  g = [1 2 3]  is ∂E/∂w1").contains("“g” is 1×3 and what it is declared to be is 1×2"))
  }
}
