import Calculus
import Matrices
import SampleLessons
import Testing

@testable import LessonLanguage

/// What formulas mean once their names are known.
struct FormulaBuilderTests {
  private static let data = """
    data
      X = [1 2; 3 4]
      c = [10; 20]
      r = [1 100]
      t = [1 2 3]
    forward
      z = 
    """

  private static func value(_ formula: String) throws -> Matrix {
    try TestLesson(data + formula)["z", at: 1]
  }

  private static let values: [(formula: String, rows: Int, columns: Int, values: [Double])] = [
    ("X·c", 2, 1, [50.0, 110]), ("2·X", 2, 2, [2, 4, 6, 8]), ("X*2", 2, 2, [2, 4, 6, 8]), ("r·c", 1, 1, [2010]),
    ("X ⊙ X", 2, 2, [1, 4, 9, 16]), ("X ⊙ r", 2, 2, [1, 200, 3, 400]), ("X + c", 2, 2, [11, 12, 23, 24]),
    ("r − X", 2, 2, [0, 98, -2, 96]), ("X/c", 2, 2, [0.1, 0.2, 0.15, 0.2]), ("X²", 2, 2, [1, 4, 9, 16]),
    ("t^2", 1, 3, [1, 4, 9]), ("2^3", 1, 1, [8]), ("X^2·c", 2, 1, [90, 410]), ("Xᵀ·c", 2, 1, [70, 100]),
    ("Σ X", 1, 1, [10]),
    ("Σrows X", 1, 2, [4, 6]), ("Σcols X", 2, 1, [3, 7]), ("½·Σ (X − 1)²", 1, 1, [7]), ("(Σ X)²", 1, 1, [100]),
    ("Σ X − 1", 1, 1, [9]), ("mean(X)", 1, 1, [2.5]), ("mean_rows(X)", 1, 2, [2, 3]), ("max_cols(X)", 2, 1, [2, 4]),
    ("−2²", 1, 1, [-4]), ("√4·9", 1, 1, [18]), ("8/2·4", 1, 1, [16]), ("(X > 2)", 2, 2, [0, 0, 1, 1]),
    ("(c = 20)", 2, 1, [0, 1]), ("where(X ≥ 2, X, −1)", 2, 2, [-1, 2, 3, 4]), ("min(X, r)", 2, 2, [1, 2, 1, 4]),
    ("max(X)", 1, 1, [4]), ("clip(X, 2, 3)", 2, 2, [2, 2, 3, 3]), ("argmax(X)", 2, 1, [1, 1]),
    ("one_hot([0 2], 3)", 2, 3, [1, 0, 0, 0, 0, 1]), ("range(0, 1, 3)", 3, 1, [0, 0.5, 1]),
    ("reshape(X, 1×4)", 1, 4, [1, 2, 3, 4]), ("identity(2)", 2, 2, [1, 0, 0, 1]), ("ones(1×2) + zeros(2×1)", 1, 1, []),
    ("[size(X) rows(c) cols(t)]", 1, 3, [4, 2, 3]), ("norm([3 4])", 1, 1, [5]),
    ("eigenvalues([2 1; 1 2])", 2, 1, [3, 1]), ("inv([4 7; 2 6])", 2, 2, [0.6, -0.7, -0.2, 0.4]),
    ("solve([4 7; 2 6], [5; 6])", 2, 1, [-1.2, 1.4]), ("eigenvectors([1 0; 0 2])", 2, 2, [1, 0, 0, 1]),
    ("4^-1", 1, 1, [0.25]), ("4⁻¹", 1, 1, [0.25]), ("X^-2", 2, 2, [1, 0.25, 1.0 / 9, 0.0625]),
    ("var(X)", 1, 1, [1.25]), ("var_rows(X)", 1, 2, [1, 1]), ("var_cols(X)", 2, 1, [0.25, 0.25]),
    ("argmin([1.1147; 1.1102])", 1, 1, [2]), ("argmin_rows(−X)", 1, 2, [2, 2]), ("argmin_cols(X)", 2, 1, [1, 1]),
    ("[cosh(0) sinh(0) sech(0)]", 1, 3, [1, 0, 1]),
    ("[[1, 2], [3, 4]]", 2, 2, [1, 2, 3, 4]), ("[[1. 2.]\n [3. 4.]]", 2, 2, [1, 2, 3, 4]), ("[[1 2]]", 1, 2, [1, 2]),
    ("array([[1., 2.],\n  [3., 4.]])", 2, 2, [1, 2, 3, 4]), ("tensor([1., 2.], dtype=float64)", 1, 2, [1, 2]),
    ("[[1; 2] [3; 4]]", 2, 2, [1, 3, 2, 4]), ("[X [5 6]ᵀ]", 2, 3, [1, 2, 5, 3, 4, 6]),
    ("[9/8 −1/4 +2 1.25·10⁻³ 2·10³]", 1, 5, [1.125, -0.25, 2, 0.00125, 2000]), ("1.1·10⁻²", 1, 1, [0.011]),
  ]

  @Test(arguments: values)
  func `a formula has the value that the page says`(
    formula: String, rows: Int, columns: Int, values: [Double]
  ) throws {
    if values.isEmpty {
      #expect(refusal(Self.data + formula).contains("the shapes do not fit"))
      return
    }
    let value = try Self.value(formula)
    if formula.hasPrefix("eigenvalues") {
      #expect(value.values.sorted(by: >).elementsEqual(values) { abs($0 - $1) < 1e-12 })
    } else {
      #expect(value == Matrix(Shape(rows, columns), values))
    }
  }

  // MARK: - Shapes that do not fit

  @Test func `a product whose shapes do not fit names them, with a caret under it, in both languages`() {
    let text = "data\n  X = [0 0; 0 1; 1 0; 1 1]\nparameters\n  W1 (3×2) = 0\nforward\n  Z1 = X·W1 + 1"
    #expect(
      refusal(text, .spanish) == """
        t.lesson:7:8: las dimensiones no encajan: X es 4×2 y W1 es 3×2; en X·W1 el 2 y el 3 deberían ser iguales
          Z1 = X·W1 + 1
               ^^^^
        """)
    #expect(
      refusal(text, .english) == """
        t.lesson:7:8: the shapes do not fit: X is 4×2 and W1 is 3×2; in X·W1 the 2 and the 3 should be equal
          Z1 = X·W1 + 1
               ^^^^
        """)
  }

  @Test func `a column and a row do not add up`() {
    let text = Self.data + "c + r"
    let english = refusal(text).split(separator: "\n").map(String.init)
    #expect(
      english.count == 3
        && english[0].hasPrefix("t.lesson:8:7: the shapes do not fit: c is 2×1 and r is 1×2; in c + r "))
    #expect(english.dropFirst() == ["  z = c + r", "      ^^^^^"])
    #expect(
      refusal(text, .spanish).hasPrefix("t.lesson:8:7: las dimensiones no encajan: c es 2×1 y r es 1×2; en c + r "))
  }

  @Test(arguments: ["X·t", "X + t", "X ⊙ t", "t·t", "[X t]", "where(t, X, 1)", "Σ X·t", "σ(X + t)"])
  func `other shapes that do not fit are refused with a place`(formula: String) {
    let message = refusal(Self.data + formula)
    #expect(message.hasPrefix("t.lesson:8:") && message.contains("^"), "\(message)")
  }

  @Test func `array is the brackets that are pasted with it, unless the lesson has one of its own`() throws {
    #expect(refusal(Self.data + "array(X)").contains("“array” does not exist"))
    #expect(refusal(Self.data + "array([1 2], 3)").contains("“array” does not exist"))
    #expect(try TestLesson("settings\n  array(a) = 2·a\nforward\n  z = array([1 2])")["z"] == [2, 4])
  }

  @Test func `an entry of the new value may have its index inside`() throws {
    let lesson = try TestLesson("parameters\n  w = [1 2; 3 4]\nloss\n  E = Σ w\nupdate\n  w ← w − 0.5·∂E/∂w")
    #expect(try lesson["new(w[2,1])"] == [2.5])
    #expect(try lesson["new(w[2,:])"] == lesson["new(w)[2,:]"])
    #expect(throws: LocatedError.self) { try lesson["new(w[3,1])"] }
  }

  @Test func `the star only multiplies by a number`() {
    #expect(refusal(Self.data + "X*c").contains("* only multiplies by a number"))
  }

  // MARK: - Logarithms, steps, ties

  @Test func `an entry by entry product with a logarithm is 0 where the factor is`() throws {
    let lesson = try TestLesson(
      """
      data\n  Y = [0 1 0.5]\nparameters\n  p = [0 1 0.25]\n\
      forward\n  z = Y ⊙ ln(p)\n  y = Y ⊙ log2(p)\n  x = Y ⊙ log10(p)\n
      """
        + "  w = (0·p) ⊙ (ln(p))\nloss\n  E = −Σ Y ⊙ ln(p)")
    #expect(try lesson["z"][0] == 0 && lesson["z"][1] == 0)
    #expect(try lesson["y"] == [0, 0, -1])
    #expect(try lesson["x"][0] == 0)
    #expect(try lesson["∂E/∂p"] == [0, -1, -2])
    #expect(try TestLesson("data\n  p = 0\nforward\n  z = 0·ln(p)")["z"][0].isNaN, "written apart it is what it is")
  }

  @Test func `step is 1 above 0 and comparisons take as equal what differs by a rounding`() throws {
    let text =
      "forward\n  z = [step(0) step(1e-12) step(0.1 + 0.2 − 0.3) step(1e-6) step(−1)]\n"
      + "  y = [(0.1 + 0.2 = 0.3) (0.1 + 0.2 > 0.3) (0.1 + 0.2 ≥ 0.3) (0.1 + 0.2 ≠ 0.3)]\n"
      + "  x = [(1e12 = 1e12 + 1) (1e3 = 1e3 + 1) (0 = 1e-10)]\n"
    let lesson = try TestLesson(text)
    #expect(try lesson["z"] == [0, 0, 0, 1, 0])
    #expect(try lesson["y"] == [1, 0, 1, 0])
    // Beside a number that is written it is a part of that number.
    #expect(try lesson["x"] == [1, 0, 0])
    let exact = try TestLesson(text + "run\n  ties exact")
    #expect(try exact["z"] == [0, 1, 1, 1, 0])
    #expect(try exact["y"] == [0, 1, 1, 1])
    #expect(try exact["x"] == [0, 0, 0])
  }

  @Test func `derivatives of kinks are 0 at the kink`() throws {
    #expect(
      try TestLesson("forward\n  z = [relu'(0) relu'(1) relu'(−1) abs'(0) abs'(−2) step'(0) step'(3)]")["z"] == [
        0, 1, 0, 0, -1, 0, 0,
      ])
    let norms = try TestLesson(
      "parameters\n  v = [0; 0]\n  w = [3; -4]\nloss\n  E = norm(v) + norm(w)\nbackward\n  dv = ∂E/∂v\n  dw = ∂E/∂w")
    #expect(try norms["dv"] == [0, 0])
    #expect(try norms["dw"] == [0.6, -0.8])
  }

  // MARK: - Functions of one's own

  @Test func `one's own functions are written out, and a prime derives them`() throws {
    let text =
      "settings\n  a = 0.1\n  g(z) = max(z, a·z)\n  f(u, v) = g(u) + v²\ndata\n  x = [−2; 3]\nforward\n"
      + "  z = g(x)\n  y = g'(x)\n  w = f(x, 2)\n  v = g'(2·x) ⊙ x"
    let lesson = try TestLesson(text)
    #expect(try lesson["z"] == [-0.2, 3])
    #expect(try lesson["y"] == [0.1, 1])
    #expect(try lesson["w"] == [3.8, 7])
    #expect(try lesson["v"] == [-0.2, 3])
    let other = try TestLesson(text) { $0.overrides["g"] = .formula(try LessonParser.formula("z²"), "z²") }
    #expect(try other["z"] == [4, 9])
    #expect(try other["y"] == [-4, 6])
  }

  @Test func `calls that do not fit say what would`() {
    let head = "settings\n  f(u, v) = u + v\nforward\n  z = "
    #expect(refusal(head + "f(1)").contains("“f” takes 2 arguments (u, v) and is given 1"))
    #expect(refusal(head + "f'(1)").contains("“f” has no entry-by-entry derivative"))
    #expect(refusal(head + "softmax'(1)").contains("“softmax” has no entry-by-entry derivative"))
    #expect(
      refusal("data\n  q = 1\nforward\n  z = q(2)").contains(
        "“q” is not a function; to multiply write q·(…) or q ⊙ (…)"))
    #expect(refusal("forward\n  z = log(2)").contains("ln, log2 or log10"))
  }

  // MARK: - Classes

  @Test func `softmax and argmax run along the classes of an example, in rows or in columns`() throws {
    let rows = try TestLesson("data\n  Z = [0 0; 3 1]\nforward\n  p = softmax(Z)\n  a = argmax(Z)")
    let columns = try TestLesson(
      "lesson t\n  examples in columns\ndata\n  Z = [0 3; 0 1]\nforward\n  p = softmax(Z)\n  a = argmax(Z)")
    let (p, q) = (try rows["p", at: 1], try columns["p", at: 1])
    #expect(p[0, 0] == 0.5 && abs(p[1, 0] + p[1, 1] - 1) < 1e-15 && p[1, 0] > 0.8)
    #expect(q[0, 0] == 0.5 && q[0, 1] == p[1, 0] && q[1, 1] == p[1, 1])
    #expect(try rows["a", at: 1] == Matrix(Shape(2, 1), [0, 0]))
    #expect(try columns["a", at: 1] == Matrix(Shape(1, 2), [0, 0]))
    #expect(refusal("forward\n  z = softmax([1; 2])").contains("t.lesson:3:7:"))
  }
}
