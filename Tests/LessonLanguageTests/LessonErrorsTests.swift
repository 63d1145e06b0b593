import Calculus
import SampleLessons
import Testing
import Typesetting

@testable import LessonLanguage

/// What a lesson may not ask for, and names that nothing has.
struct LessonErrorsTests {
  @Test(arguments: [
    (
      "data\n  hidden = 1\nforward\n  z = hiden",
      "t.lesson:5:7: “hiden” does not exist; did you mean “hidden”?"
    ),
    ("forward\n  z = sigmoide(1)", "t.lesson:3:7: “sigmoide” does not exist; did you mean “sigmoid”?"),
    (
      "data\n  x = [1 2]\nforward\n  D (1×2) ~ keep(1.5)\n  z = x ⊙ D",
      "t.lesson:5:18: keep(q) keeps with probability q, above 0 and up to 1, and is given 1.5"
    ),
    (
      "data\n  A = [1 2; 3 4]\nforward\n  z = A^T·A",
      "t.lesson:5:7: “T” does not exist; the transpose is written Aᵀ or A.T"
    ),
    ("forward\n  z = std([1 2])", "t.lesson:3:7: “std” does not exist; it is written “√var(x)”"),
    ("forward\n  z = tan(1)", "t.lesson:3:7: “tan” does not exist; it is written “sin(x)/cos(x)”"),
    (
      "forward\n  z = det([1 2; 3 4])",
      "t.lesson:3:7: “det” does not exist; of 2×2 it is written “A[1,1]·A[2,2] − A[1,2]·A[2,1]”"
    ),
    ("forward\n  z = promedio(1)", "t.lesson:3:7: “promedio” does not exist; did you mean “mean”?"),
    ("data\n  x = [1; 2]\nforward\n  z = xT", "t.lesson:5:7: “xT” does not exist; did you mean “xᵀ”?"),
    ("forward\n  z = qqqqqq", "t.lesson:3:7: “qqqqqq” does not exist"),
    ("forward\n  z = y\n  y = 2", "t.lesson:3:7: “y” does not exist"),
    (
      "settings\n  gate = and | or\nforward\n  z = gate",
      "t.lesson:5:7: “gate” is a choice: it belongs in “when”, not in a formula"
    ),
    (
      "settings\n  gate = and | or\nforward\n  z = 1 when gate = nor",
      "t.lesson:5:21: “nor” is not one of the choices: and, or"
    ),
    ("parameters\n  w ~ gauss(0, 1)\nforward\n  z = w", "t.lesson:3:7: there is no draw “gauss”; there are: "),
    ("parameters\n  w ~ normal(0)\nforward\n  z = w", "t.lesson:3:7: “normal” needs 2 numbers and is given 1"),
    ("parameters\n  w ~ xavier(3)\nforward\n  z = w", "t.lesson:3:7: “xavier” needs 2 numbers or none and is given 1"),
    ("parameters\n  w ~ torch(2, 3)\nforward\n  z = w", "t.lesson:3:7: “torch” needs 1 number or none and is given 2"),
    (
      "parameters\n  w ~ torch(0)\nforward\n  z = w",
      "t.lesson:3:13: “torch” needs how many inputs or outputs there are, 1 at least, and is given 0"
    ),
    ("data\n  p ~ permutation\nforward\n  z = p", "t.lesson:3:7: “permutation” needs 1 number and is given 0"),
    (
      "data\n  p ~ permutation(2.5)\nforward\n  z = p",
      "t.lesson:3:7: permutation(n) needs a whole number from 1 to 100000000 that is known beforehand"
    ),
    (
      "data\n  p (2×2) ~ permutation(4)\nforward\n  z = p",
      "t.lesson:3:13: permutation(4) is 4×1 or 1×4, and the line says 2×2"
    ),
    (
      "data\n  A = [4 7; 2 6]\nforward\n  V = A^-1",
      "t.lesson:5:7: the inverse, inv(A), or 1 over each entry, 1/A? A^-1 does not say"
    ),
    (
      "data\n  A = [4 7; 2 6]\nforward\n  V = 2·A⁻¹",
      "t.lesson:5:9: the inverse, inv(A), or 1 over each entry, 1/A? A^-1 does not say"
    ),
    (
      "data\n  A = [4 7; 2 6]\nforward\n  V = (A + 1)^-1",
      "t.lesson:5:8: the inverse, inv(…), or 1 over each entry, 1/(…)? (…)^-1 does not say"
    ),
    (
      "data\n  b = [1 2]\nforward\n  V = b^-1",
      "t.lesson:5:7: 1 over each entry is written 1/b; b^-1 could mean an inverse, which only square matrices have"
    ),
    (
      "data\n  A = [4 7 1; 2 6 1]\nforward\n  V = inv(A)",
      "t.lesson:5:7: inv needs a square matrix, and this one is 2×3"
    ),
    (
      "data\n  A = [4 7; 2 6]\nforward\n  k = argmin(A)",
      "argmin_rows gives the row in each column and argmin_cols the column in each row"
    ),
    (
      "data\n  x = [1; 2]\n  y = [1; 2; 3]\nforward\n  z = x\nrun\n  x, y in batches of 1, in order",
      "t.lesson:8:6: “y” has 3 examples and the other data 2"
    ),
    (
      "data\n  x = 1\nforward\n  z = x\nrun\n  z in batches of 1, in order",
      "t.lesson:7:3: “z” is not among the lesson's data"
    ),
    (
      "data\n  x = [1; 2]\nforward\n  z = x\nrun\n  x in batches of 0, in order",
      "t.lesson:7:19: a batch has at least 1 example, not 0"
    ),
    ("forward\n  z = [1 2]\nrun\n  stop once z > 1", "the condition must be one number, and it is 1×2"),
    ("forward\n  z = 1\nrun\n  stop after 0 iterations", "a lesson runs between 1 and 1,000,000,000 times, not 0"),
    (
      "forward\n  z = Σepoch [1 2]",
      "t.lesson:3:7: what is accumulated over the epoch is a number, and this is 1×2; sum it first with Σ"
    ),
  ])
  func `what makes no sense is told with its place and what would fit`(text: String, expected: String) {
    let message = refusal(text)
    #expect(message.contains(expected), "\(message)")
    #expect(message.contains("\n") && message.hasSuffix("^"), "\(message)")
    #expect(refusal(text, .spanish).split(separator: "\n")[0] != message.split(separator: "\n")[0])
  }

  @Test(arguments: [
    ("X = [R (R ⊙ R)]", "“X” is computed from all examples of “R”, those kept for “val” included"),
    ("m = R + 1\n  X = m − 1", "“m” is computed from all examples of “R”"),
    ("k = Σ R\n  X = k·[1; 1; 1; 1]", "“X” is computed from all examples of “k”"),
  ])
  func `data computed from all examples do not stand beside batches when some are kept`(
    lines: String, expected: String
  ) throws {
    func text(_ names: String, _ kept: String) -> String {
      """
      data
        R = [1; 2; 3; 4]
        \(lines)
      forward
        z = Σ X
      metrics on val
        held = Σ R
      run
        \(names) in batches of 1, in order
        \(kept)
      """
    }
    let kept = "keep 2 examples for val"
    let message = refusal(text("R", kept))
    let place = lines.hasPrefix("k") ? "t.lesson:5:3: " : "t.lesson:4:3: "
    #expect(message.hasPrefix(place) && message.contains(expected), "\(message)")
    #expect(message.contains("in batches of …"))
    let names = lines.contains("m = ") ? "R, m, X" : "R, X"
    #expect(throws: Never.self) { try TestLesson(text(names, kept)) }
  }

  @Test func `data that are no examples may be computed from all of them`() throws {
    let text = """
      data
        x = [1; 2; 3; 4]
        c = mean(x)
        z = x − c
      forward
        p = Σ z
      metrics on val
        held = Σ z
      run
        x, z in batches of 1, in order
        keep 2 examples for val
      """
    #expect(throws: Never.self) { try TestLesson(text) }
  }

  @Test(arguments: [
    "x for test = [4; 5]\n  x_test = [7; 8]", "x_test = [7; 8]\n  x for test = [4; 5]",
    "x for test = [4; 5]\nforward\n  x_test = 2", "x for test = [4; 5]\n  x for test = [5; 6]",
  ])
  func `nothing else goes by the name of another set's data`(lines: String) {
    let message = refusal("data\n  x = [1; 2]\n  \(lines)\nforward\n  z = Σ x\nmetrics on test\n  T = Σ x")
    #expect(message.contains("“x for test” is called “x_test”, which nothing else may be called"), "\(message)")
  }

  @Test(arguments: [("S", "∂S/∂w"), ("T", "∂T/∂w"), ("U", "∂U/∂w")])
  func `what is measured once in an epoch has no derivative`(name: String, derivative: String) {
    let message = refusal(
      """
      data
        x = [1; 2]
        x for test = [4; 5]
      parameters
        w = 1
      loss
        E = Σ (w·x)²
      metrics
        S = Σepoch E
        U = S/2
      metrics on test
        T = E
      backward
        dw = 2·w·Σ x²
        g = 0  is \(derivative)
      run
        x in batches of 1, in order
      """)
    #expect(message.contains("“\(name)” is measured once in an epoch, not in one iteration"), "\(message)")
  }

  private func refused(_ text: String, _ change: (inout LessonSettings) throws -> Void) -> String? {
    let error = #expect(throws: LessonError.self) { try TestLesson(text, change: change) }
    return error?.description(.english)
  }

  @Test func `what a reader typed is told of without a place in the lesson`() throws {
    let text = "settings\n  η = 0.5 as lr\n  gate = and | or\n  f(x) = x²\ndata\n  X = [1 2]\nforward\n  z = f(X)·η"
    func typed(_ name: String, _ formula: String) throws -> LessonError? {
      #expect(throws: LessonError.self) {
        try TestLesson(text) {
          $0.overrides[name] = .formula(try LessonParser.formula(formula), formula)
          $0.typed[name] = .init(option: "--set \(name)", text: formula)
        }
      }
    }
    let unknown = try #require(try typed("f", "x + q"))
    #expect(unknown.option == "--set f" && unknown.lineText == "x + q" && unknown.range?.column == 5)
    #expect(unknown.message[.english] == "“q” does not exist")
    let unfit = try #require(try typed("X", "[1 2]·[3 4]"))
    #expect(unfit.option == "--set X" && unfit.message[.english].hasPrefix("the shapes do not fit: [1 2] is 1×2"))
    #expect(
      refused(text) { $0.overrides["lrr"] = .number(1) }
        == "t.lesson: “lrr” is no setting, data or parameter of the lesson “t”; did you mean “lr”?")
    #expect(
      refused(text) { $0.overrides["gate"] = .choice("xor") }
        == "t.lesson: “xor” is not a choice of “gate”; it can be: and, or")
    #expect(refused(text) { $0.overrides["η"] = .choice("x") } == "t.lesson: “η” is a number, not “x”")
  }

  // MARK: - Limits, found before memory is taken

  @Test(arguments: [
    ("data\n  X (100000×100000) = 0\nforward\n  z = 1", "no more than 100000000 numbers in all"),
    (
      "data\n  X (1000000000000×1000000000000) = 0\nforward\n  z = 1",
      "a number here is at most 100000000, and this is 1000000000000"
    ),
    ("data\n  X (90000000×90000000) = 0\nforward\n  z = 1", "no more than 100000000 numbers in all"),
    (
      "data\n  X (9000×9000) = 0\n  Y (9000×9000) = 0\nforward\n  z = 1",
      "the lesson asks for more than 100000000 numbers"
    ),
    ("data\n  x (20000×1) = 1\nforward\n  z = Σ x·xᵀ", "and a matrix has at most 100000000 entries"),
    ("data\n  x (20000×1) = 1\n  s = Σ x·xᵀ\nforward\n  z = 1", "and a matrix has at most 100000000 entries"),
    ("settings\n  n = Σ identity(100000)\nforward\n  z = n", "and a matrix has at most 100000000 entries"),
    ("forward\n  z = identity(100000000)", "and a matrix has at most 100000000 entries"),
    ("forward\n  z = identity(1000000000000)", "a whole number from 1 to 100000000 is needed"),
    ("forward\n  z = identity(1099511627781)", "a whole number from 1 to 100000000 is needed"),
    ("forward\n  z = Σ range(0, 1, 1000000000000)", "a whole number from 1 to 100000000 is needed"),
    ("forward\n  z = range(0, 1, 1099511627781)", "a whole number from 1 to 100000000 is needed"),
    ("forward\n  z = Σ one_hot([0 1], 90000000)", "and a matrix has at most 100000000 entries"),
    ("forward\n  z = one_hot(1, 1099511627781)", "a whole number from 2 to 100000000 is needed"),
    ("forward\n  z = ones(1099511627778, 2)·ones(2, 1)", "a whole number from 1 to 100000000 is needed"),
    ("forward\n  z = zeros(1099511627781, 1)", "a whole number from 1 to 100000000 is needed"),
    ("forward\n  z = zeros(1099511627781, 1099511627781)", "a whole number from 1 to 100000000 is needed"),
    ("forward\n  z = zeros(100000000, 100000000, 100000000)", "a matrix has at most 100000000 entries"),
    (
      "forward\n  z = reshape([1 2], 1000000000000×1000000000000)",
      "a number here is at most 100000000, and this is 1000000000000"
    ),
    ("forward\n  z = [1 2][1,3000000000000]", "a number here is at most 1000000000000, and this is 3000000000000"),
    ("forward\n  z = [1 2][1,-1e30]", "a number here is at least -1000000000000, and this is -1e+30"),
    ("forward\n  for i = 1 to 1000000000000\n    z = i", "the loop has too many turns (1000000000000)"),
    (
      "forward\n  for i = 1 to 9000\n    for j = 1 to 9000\n      z = i",
      "with its loops, the lesson has more than 10000 lines"
    ),
    (
      "forward\n  for i = 1 to 9000\n    for j = 1 to 9000\n      for k = 1 to 0\n        z = i",
      "the loops take more than 100000 turns in all"
    ),
    ("settings\n  f(x) = 1 + f(x)\nforward\n  z = f(1)", "“f” calls itself"),
    ("settings\n  f(x) = g(x)\n  g(x) = f(x) + f(x)\nforward\n  z = f(1)", "calls itself"),
    (
      "settings\n  f(x) = x + x\ndata\n  x = 1\nforward\n  z = " + String(repeating: "f(", count: 40) + "x"
        + String(repeating: ")", count: 40), "with its functions written out, the formula is too long"
    ),
    (
      "settings\n  f(x) = " + String(repeating: "σ(", count: 39) + "x" + String(repeating: ")", count: 39)
        + "\n  g(x) = f(f(f(f(f(x)))))\ndata\n  x = 1\nforward\n  z = g(g(g(g(g(g(x))))))",
      "with its functions written out, the formula is too long"
    ),
    (
      "parameters\n  w (9000×1000) = 1\nforward\n  z = Σ w\nupdate\n"
        + (0..<12).map { "  w ← w + \($0)\n" }.joined(), "the lesson asks for more than 100000000 numbers"
    ),
  ])
  func `what is too large is refused`(text: String, expected: String) {
    let message = refusal(text)
    #expect(message.contains(expected), "\(message)")
  }

  @Test func `what is just small enough is not`() throws {
    let calls = String(repeating: "f(", count: 15) + "x" + String(repeating: ")", count: 15)
    #expect(try TestLesson("settings\n  f(x) = x + x\ndata\n  x = 1\nforward\n  z = \(calls)")["z"] == [32768])
  }
}
