import Calculus
import Matrices
import SampleLessons
import Testing

@testable import LessonLanguage

/// What the sentences of the language mean, each in a small lesson: names, conditions, loops, shapes.
struct LessonTests {
  // MARK: - Names

  @Test func `a name defined again means the latest above in formulas and the last in addresses`() throws {
    let lesson = try TestLesson("data\n  a = 2\nforward\n  c = a\n  d = c·10\n  c = c + 3\n  e = c·10\n  c = 2·c")
    #expect(try lesson["[c d e]"] == [10, 20, 50])
    #expect(try lesson["[c.1 c.2 c.3]"] == [2, 5, 10])
  }

  @Test func `a parameter that forward overwrites keeps both values apart`() throws {
    let lesson = try TestLesson("parameters\n  w = 2\nforward\n  h = w\n  h = h·5\n  z = h + w\nupdate\n  w ← z")
    #expect(try lesson["[h.1 h w new(w)]"] == [2, 10, 2, 12])
  }

  @Test func `one name has many spellings, and case counts`() throws {
    let lesson = try TestLesson(
      "parameters\n  W₁ = 2\n  delta2 = 3\n  yhat = 5\n  δ_out = 7\n  d_theta = 11\n  W = 13\n  w = 17\n  W_1 = 19\n"
        + "  etapa = 23\nforward\n  z = W1·δ2·ŷ·delta_out·dθ + δout + W + w + W_1 + etapa")
    #expect(try lesson["z"] == [2389])
    #expect(try lesson["[W1 δ₂ y_hat]"] == [2, 3, 5])
  }

  @Test func `a second name is the same quantity, in formulas and addresses, updates included`() throws {
    let lesson = try TestLesson(
      "parameters\n  W = [1 2]  as weights\nforward\n  z = weights·2  as doubled\n  y = doubled + z\nupdate\n"
        + "  weights ← weights + 1\n  u = W")
    #expect(try lesson["y"] == [4, 8])
    #expect(try lesson["weights"] == [1, 2])
    #expect(try lesson["new(weights)"] == [2, 3])
    #expect(try lesson["u"] == [2, 3], "below ← both names are new")
    #expect(try lesson["doubled", at: 2].values == [4, 6])
  }

  @Test func `the option of a setting changes it, by either name`() throws {
    let text = "settings\n  η = 0.5 as lr\nforward\n  z = 2·η + lr"
    #expect(try TestLesson(text)["z"] == [1.5])
    for key in ["η", "lr"] {
      #expect(try TestLesson(text, change: { $0.overrides[key] = .number(2) })["z"] == [6])
    }
  }

  @Test func `data, parameters and state can be given too, as numbers or formulas`() throws {
    let text = "data\n  x = [1 2]\nparameters\n  w (1×2) = 1\nforward\n  z = w ⊙ x"
    let changed = try TestLesson(text) { options in
      options.overrides["x"] = .formula(try LessonParser.formula("[3 4]"), "[3 4]")
      options.overrides["w"] = .number(10)
    }
    #expect(try changed["z"] == [30, 40])
  }

  @Test func `σ without parentheses may be a quantity`() throws {
    #expect(try TestLesson("data\n  σ = 3\nforward\n  z = σ·2 + σ(0)")["z"] == [6.5])
  }

  @Test func `π, iteration, epoch and parameters are given`() throws {
    let lesson = try TestLesson(
      """
      data\n  x = [1; 2]\nparameters\n  W (2×3) = 0\n  b = 1\n\
      forward\n  z = Σ x·b\n  n = [parameters iteration epoch]\n
      """
        + "  p = π\nrun\n  x in batches of 1, in order")
    #expect(try lesson["n", at: 4].values == [7, 4, 2])
    #expect(try lesson["p"] == [Double.pi])
  }

  // MARK: - Conditions and loops

  @Test func `a line with when exists only if all its conditions hold`() throws {
    let text = """
      settings
        gate = and | or | xor
        n = 3
      forward
        z = 1  when gate = and
        z = 2  when gate = or, n > 3
        z = 3  when gate = or, n = 3
        z = 4  when gate ≠ and, gate ≠ or
        y = 0
        for ℓ = 1 to n
          y = y + ℓ  when ℓ > 1, ℓ < 3
      """
    for (gate, n, z) in [("and", 3.0, 1.0), ("or", 3, 3), ("or", 5, 2), ("xor", 3, 4)] {
      let lesson = try TestLesson(text) { options in
        options.overrides["gate"] = .choice(gate)
        options.overrides["n"] = .number(n)
      }
      #expect(try lesson["z"] == [z], "\(gate) \(n)")
      #expect(try lesson["y"] == [2])
    }
    #expect(try TestLesson(text)["z"] == [1], "the first choice is the default")
  }

  @Test(arguments: [
    ("1 to 3", [1.0, 2, 3]), ("3 to 3", [3]), ("3 to 1", []), ("3 down to 1", [3, 2, 1]), ("1 down to 3", []),
    ("0 down to 0", [0]), ("n − 1 to n + 1", [4, 5, 6]),
  ])
  func `loops run up, down or not at all`(bounds: String, expected: [Double]) throws {
    let lesson = try TestLesson(
      "settings\n  n = 5\nforward\n  s = 0\n  c = 0\n  for i = \(bounds)\n    s = 10·s + i\n    c = c + 1\n  z = s")
    #expect(try lesson["z"] == [expected.reduce(0) { 10 * $0 + $1 }])
    #expect(try lesson["c"] == [Double(expected.count)])
  }

  @Test func `an index in braces becomes its value in a name, alone it is a number`() throws {
    let lesson = try TestLesson(
      "data\n  a0 = 1\nforward\n  for ℓ = 1 to 3\n    a{ℓ} = a{ℓ−1}·10 + ℓ\n  for i = 1 to 2\n    for j = 1 to 2\n"
        + "      w{i}_{2·j} = 10·i + j\n  z = [a1 a2 a{1+2} w1_2 w1_4 w2_4]")
    #expect(try lesson["z"] == [11, 112, 1123, 11, 12, 22])
  }

  @Test func `a loop counts with numbers known beforehand only`() throws {
    #expect(refusal("data\n  x = 2\nforward\n  for i = 1 to x\n    z = i").contains("a number known beforehand"))
    #expect(
      refusal("forward\n  for i = 1 to 2.5\n    z = i").contains("a whole number is needed here, and this is 2.5"))
  }

  // MARK: - Shapes

  @Test func `a declared shape is filled by a number in data, parameters and state`() throws {
    let lesson = try TestLesson(
      "settings\n  h = 3\ndata\n  X (2×h) = 5\nparameters\n  W (h×1) = 0.5\nstate\n  s (1, h) = iteration\nforward\n"
        + "  z (2×1) = X·W\nupdate\n  s ← s + 1")
    #expect(try lesson["X", at: 1] == Matrix(Shape(2, 3), repeating: 5))
    #expect(try lesson["z", at: 1] == Matrix(Shape(2, 1), repeating: 7.5))
    #expect(try lesson["s", at: 3] == Matrix(Shape(1, 3), repeating: 2))
  }

  @Test func `a declared shape that does not fit is told in both languages`() {
    let text = "data\n  X = [1 2; 3 4]\nforward\n  z (2×1) = X"
    #expect(
      refusal(text) == """
        t.lesson:5:3: the line says 2×1 and the formula gives 2×2
          z (2×1) = X
          ^^^^^^^^^^^
        """)
    #expect(refusal(text, .spanish).hasPrefix("t.lesson:5:3: la línea dice 2×1 y la fórmula da 2×2\n"))
    #expect(refusal("data\n  X (3×1) = [1 2]\nforward\n  z = X").contains("“X” is 3×1 and its value is 1×2"))
    #expect(refusal("forward\n  z (0×2) = 1").contains("a size is at least 1, and this one is 0"))
  }

  @Test func `blocks join into a matrix`() throws {
    let lesson = try TestLesson(
      "data\n  a = [1; 2]\n  M = [1 2; 3 4]\nforward\n  b = [a; 1]\n  c = [M a; 7 8 9]\n  d = [(−a) M]\n  e = [1 −2]\n"
        + "  f = [1, 2\n    3, 4]")
    #expect(try lesson["b", at: 1] == Matrix(Shape(3, 1), [1, 2, 1]))
    #expect(try lesson["c", at: 1] == Matrix(Shape(3, 3), [1, 2, 1, 3, 4, 2, 7, 8, 9]))
    #expect(try lesson["d", at: 1] == Matrix(Shape(2, 3), [-1, 1, 2, -2, 3, 4]))
    #expect(try lesson["e", at: 1] == Matrix(Shape(1, 2), [1, -2]))
    #expect(try lesson["f", at: 1] == Matrix(Shape(2, 2), [1, 2, 3, 4]))
  }

  @Test func `indices start at 1, and one alone stands only in a row or a column`() throws {
    let text = "data\n  A = [1 2 3; 4 5 6]\n  r = [7 8 9]\nforward\n"
    let lesson = try TestLesson(
      text + "  z = [A[2,1] r[3] Aᵀ[3,2]]\n  y = A[:,2..3]\n  x = A[2,:]\n  w = A[1..2,1]\n  v = r[1..2]")
    #expect(try lesson["z"] == [4, 9, 6])
    #expect(try lesson["y", at: 1] == Matrix(Shape(2, 2), [2, 3, 5, 6]))
    #expect(try lesson["x", at: 1] == Matrix(Shape(1, 3), [4, 5, 6]))
    #expect(try lesson["w", at: 1] == Matrix(Shape(2, 1), [1, 4]))
    #expect(try lesson["v", at: 1] == Matrix(Shape(1, 2), [7, 8]))
    for index in ["A[0,1]", "A[3,1]", "A[1,4]", "A[2..3,1]", "A[2..1,1]", "r[4]"] {
      #expect(refusal(text + "  z = \(index)").contains("index out of range: the matrix is"), "\(index)")
    }
    #expect(refusal(text + "  z = A[2]").contains("one index alone is for a row or a column, and this is 2×3"))
  }

  // MARK: - Sections

  @Test func `sections run in the order of an iteration, wherever they stand, and may be reopened`() throws {
    let lesson = try TestLesson(
      "update\n  w ← w − 1\nbackward\n  d = l + 1\nforward\n  z = 2·w\nloss\n  l = z + 1\nforward\n  y = z·z\n"
        + "parameters\n  w = 3\nmetrics\n  n = y − l")
    #expect(try lesson["[z y l n d new(w)]"] == [6, 36, 7, 29, 8, 2])
    #expect(lesson.program.objective?.symbol.name == "l")
    let phases = lesson.program.definitions.map(\.phase)
    #expect(phases == phases.sorted())
  }

  @Test func `the objective is the last line of loss, or of forward`() throws {
    #expect(try TestLesson("forward\n  a = 1\n  b = 2").program.objective?.symbol.name == "b")
    #expect(try TestLesson("loss\n  e = 1\n  E = e·2\nforward\n  b = 2").program.objective?.symbol.name == "E")
  }

  @Test func `state persists and is not trained`() throws {
    let lesson = try TestLesson(
      """
      settings\n  η = 1 as lr\nparameters\n  w = 2\nstate\n\
        s = 1\nforward\n  z = w·s\nupdate\n  s ← 2·s\n  parameters by gradient
      """
    )
    #expect(try (1...3).map { try lesson["s", at: $0].values[0] } == [1, 2, 4])
    #expect(try lesson["parameters"] == [1])
    #expect(try lesson["w", at: 2].values == [1])
  }

  @Test func `split into names a line for each operation, innermost first`() throws {
    let lesson = try TestLesson(
      """
      settings\n  f(x1, x2) = ln(x1) + x1·x2 − sin(x2)\nparameters\n\
        x1 = 2\n  x2 = 5\nforward\n  y = f(x1, x2)  split into v
      """
    )
    #expect(
      lesson.program.definitions.filter { $0.phase == .forward }.map(\.quantity.name) == ["v1", "v2", "v3", "v4", "y"])
    let (a, b) = (try lesson["ln(2)"][0], try lesson["sin(5)"][0])
    #expect(try lesson["[v1 v2 v3 v4 y]"] == [a, 10, a + 10, b, a + 10 - b])
    #expect(try lesson["∂y/∂x1"] == [5.5])
  }

  // MARK: - Texts

  @Test func `a meaning in one language serves both`() throws {
    let program = try TestLesson("forward\n  z = 1  es \"uno\"\n  y = 2  es \"dos\"  en \"two\"\n  x = 3  en \"three\"")
      .program
    #expect(program.definitions.map { $0.meaning?.es } == ["uno", "dos", "three"])
    #expect(program.definitions.map { $0.meaning?.en } == ["uno", "two", "three"])
  }
}
