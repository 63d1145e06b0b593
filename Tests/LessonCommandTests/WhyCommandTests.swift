import Goldens
import OperatingSystem
import Testing
import Typesetting

@testable import LessonCommand

@Suite struct WhyCommandTests {
  @Test(arguments: Language.allCases)
  func `the hand-computed gradient reads as recorded`(language: Language) throws {
    let session = Session("why", "clase6", "dW1[1,1]", "--lang", language.rawValue)
    #expect(session.code == 0 && session.error.isEmpty)
    try Golden.check(session.output, "Commands/why-clase6.\(language.rawValue).golden")
  }

  @Test(arguments: Language.allCases)
  func `a parameter shows its update, and its parts one level down`(language: Language) throws {
    let session = Session("why", "xor", "W1[1,2]", "--at", "3", "--depth", "2", "--lang", language.rawValue)
    #expect(session.code == 0 && session.error.isEmpty)
    try Golden.check(session.output, "Commands/why-xor.\(language.rawValue).golden")
  }

  /// The factors on every path, multiplied and summed, are the number itself.
  @Test func `the paths of the golden gradient sum to 0.0011`() {
    let text = Session("why", "clase6", "∂E/∂W1[1,1]").output
    #expect(text.contains("0.0015997") && text.contains("−0.00049164") && text.contains("0.0011081"))
  }

  private static func line(_ db: String) throws -> TemporaryLesson {
    try TemporaryLesson(
      """
      lesson line
      settings
        η0 = 0.05  as lr
      data
        x = [1; 2; 3; 4]
        y = [2.1; 3.9; 6.2; 7.8]
      parameters
        w = 0
        b = 0
      forward
        ŷ = w·x + b
        e = ŷ − y
      loss
        J = 1/(2·rows(x))·Σ e²
      metrics
        running = mean_epoch(J)
      backward
        δ = ¼·e  is ∂J/∂ŷ
        dw = xᵀ·δ
        db = \(db)
      update with descent(η0)
        w by dw
        b by db
      run
        stop after 50 iterations
      """)
  }

  @Test func `no number stands in place of a matrix that is read as a whole`() throws {
    let file = try TemporaryLesson(
      """
      lesson bowl
      parameters
        w = [1 2]
      forward
        y = w[1]² + w[1]·w[2] + w[2]²
      metrics
        H = hessian(y)
        v = eigenvalues(H)
      update
        w ← w − 0.1·∂y/∂w
      run
        stop after 2 iterations
      """)
    #expect(Session("why", file.path, "v[2]").output.contains("v₂ = eigenvalues(H)[2] = 3\n"))
    #expect(
      StepDialogue(file.path, keys: Array(repeating: "n", count: 8)).output.contains("v₂ = eigenvalues(H)[2] = 3\n"))
  }

  private static let systems = """
    lesson systems
    data
      A = [2 1 0; 1 3 1; 0 1 4]
      b = [1; 2; 3]
      M = [4 1 0 0; 1 4 1 0; 0 1 4 1; 0 0 1 4]
    forward
      K = inv(A)
      x = solve(A, b)
      L = inv(M)
      s = Σ solve(M, [1; 2; 3; 4])
      R = inv([1 2 3; 4 5 6; 7 8 9])
    """

  @Test func `an entry of an inverse is a cofactor over the determinant, and a row checks it`() throws {
    let file = try TemporaryLesson(Self.systems)
    let inverse = Session("why", file.path, "K[1,2]").output
    #expect(inverse.contains("= 2·(3·4 − 1·1) + 1·(1·0 − 1·4) + 0·(1·1 − 3·0) = 18\n"), "\(inverse)")
    #expect(inverse.contains("cofactor 2,1 = a₃,₂·a₁,₃ − a₃,₃·a₁,₂ = 1·0 − 4·1 = −4\n"))
    #expect(inverse.contains("cofactor 2,1 / det = −4/18 = −0.22222\n"))
    #expect(inverse.contains("row 1 of the matrix by column 2 of the solution gives,\n  rounding aside, 0:\n"))
    #expect(inverse.contains("= 2·(−0.22222) + 1·0.44444 + 0·(−0.11111)\n        = 0\n"))
    let solution = Session("why", file.path, "x[2]", "--lang", "es").output
    #expect(solution.contains("det con b en la columna 2 / det = 6/18 = 0.33333\n"), "\(solution)")
    #expect(solution.contains("da, salvo redondeo, b₂ = 2:\n"))
    #expect(solution.contains("= 1·0.33333 + 3·0.33333 + 1·0.66667 = 2\n"))
  }

  @Test func `of four rows and more there is the check alone, and of a singular matrix a word`() throws {
    let file = try TemporaryLesson(Self.systems)
    let inverse = Session("why", file.path, "L[2,3]").output
    #expect(inverse.contains("m₂,₁·l₁,₃ + m₂,₂·l₂,₃ + m₂,₃·l₃,₃ + m₂,₄·l₄,₃") && !inverse.contains("det"))
    #expect(Session("why", file.path, "inv(M)[2,3]").output.contains("row 2 of the matrix by column 3"))
    #expect(Session("why", file.path, "s").output.contains("By elimination. Check: row 1 of the matrix"))
    #expect(Session("why", file.path, "R[1,1]").output.contains("The matrix is singular"))
    let step = StepDialogue(file.path, keys: ["n"]).output
    #expect(step.contains("cofactor 1,1 / det = 11/18 = 0.61111\n"), "\(step)")
  }

  @Test func `a formula of a matrix that should be symmetric is refused as in a run`() throws {
    let file = try TemporaryLesson(Self.systems)
    let session = Session("why", file.path, "eigenvalues(A·K + [0 1 0; 0 0 0; 0 0 0])")
    #expect(session.code != 0 && session.error.contains("entry [1,2] is 1 and [2,1] is"), "\(session)")
    #expect(Session("why", file.path, "eigenvalues(A)").code == 0)
  }

  @Test func `a gradient that does not hold is not set equal to the derivative`() throws {
    let file = try Self.line("Σ δ + 0.1")
    for (words, text) in [
      (["--lang", "es"], "db = −4.9 ≠ ∂J/∂b = −5\n"), (["--lang", "en"], "db = −4.9 ≠ ∂J/∂b = −5\n"),
      (["--ascii"], "db = -4.9 != partial(J, b) = -5\n"),
    ] {
      let output = Session(words: ["why", file.path, "db"] + words).output
      #expect(output.contains(text), "\(output)")
    }
    #expect(Session("why", file.path, "∂J/∂b").output.contains("db = −4.9 ≠ ∂J/∂b = −5\n"))
    // Even when it differs in a digit that is not shown otherwise.
    let near = try Self.line("Σ δ + 1e-7")
    #expect(Session("why", near.path, "db").output.contains("db = −4.9999999 ≠ ∂J/∂b = −5\n"))
    let right = try Self.line("Σ δ")
    #expect(Session("why", right.path, "db").output.contains("db = ∂J/∂b = −5\n"))
  }

  @Test func `the claim is the lesson's own`() throws {
    let file = try Self.line("Σ δ")
    for words in [["why", file.path, "δ[1]"], ["verify", file.path], ["show", file.path]] {
      let output = Session(words: words).output
      #expect(output.contains("∂J/∂ŷ") && !output.contains("δ = ∂J/∂e"), "\(output)")
    }
    #expect(
      Session("show", file.path, "--format", "markdown").output.contains(#"\delta=\frac{\partial J}{\partial\hat{y}}"#))
  }

  @Test func `the iteration is told, and the lesson's end`() throws {
    let file = try Self.line("Σ δ")
    #expect(Session("why", file.path, "J").output.hasPrefix("iteration 1 of 50\n"))
    #expect(Session("why", file.path, "J", "--lang", "es", "--at", "7").output.hasPrefix("iteración 7 de 50\n"))
    let late = Session("why", file.path, "J", "--at", "60")
    #expect(late.code == 0 && late.output.hasPrefix("The lesson ends at iteration 50: "))
  }

  @Test func `counters, means of an epoch and settings are called what they are`() throws {
    let file = try Self.line("Σ δ")
    #expect(Session("why", file.path, "epoch").output.contains("counter: the current epoch"))
    #expect(Session("why", file.path, "iteration", "--lang", "es").output.contains("contador: la iteración en curso"))
    let mean = Session("why", file.path, "running").output
    #expect(mean.contains("mean_epoch(J) = ") && mean.contains("mean over iteration 1") && !mean.contains("mean_("))
    #expect(Session("why", file.path, "η0").output.contains("η₀ = 0.05   setting"))
    #expect(Session("show", file.path).output.contains("w ← w − η₀·dw"))
    let latex = Session("show", file.path, "--format", "markdown").output
    #expect(latex.contains(#"\eta_{0}\cdot dw"#) && !latex.contains(#"\eta 0"#))
  }

  @Test func `a single factor is the formula's derivative, with numbers`() throws {
    let file = try Self.line("Σ δ")
    let output = Session("why", file.path, "∂J/∂e[1]").output
    #expect(
      output.contains("a single path") && output.contains("∂J/∂e₁ = 1/(2·rows(x))·(2·e₁) = 1/(2·4)·(2·(−2.1))"),
      "\(output)")
  }

  @Test(arguments: [3, 5])
  func `a size stands as it is written, and as its number where numbers are put in`(batch: Int) throws {
    let file = try TemporaryLesson(
      """
      lesson sized
        examples in rows
      settings
        m = 3 as batch
      data
        X = [1 2; 3 5; 7 8; 2 1; 0 4]
      forward
        e = X·[1; −1]
        k = 2·size(X) + rows(X)·cols(X)
      loss
        E = (1/rows(X))·Σ e²
      run
        X in batches of m, in order
        stop after 1 epochs
      """)
    func why(_ words: String...) -> String {
      Session(words: ["why", file.path] + words + ["--batch", "\(batch)", "--plain", "--lang", "en"]).output
    }
    let (rows, entries) = (batch, 2 * batch)
    #expect(why("E").contains("E = 1/rows(X)·Σ e^2;"))
    #expect(why("E").contains("E = 1/rows(X)·(e[1]^2 + e[2]^2"))
    #expect(why("E").contains("= 1/\(rows)·((−1)^2 + (−2)^2"))
    #expect(why("E", "--convention", "columns").contains("E = 1/cols(X)·Σ e^2;"))
    #expect(
      why("k").contains("k = 2·size(X) + rows(X)·cols(X) = 2·\(entries) + \(rows)·2 = \(2 * entries + rows * 2)"))
  }

  @Test func `a printed name is an address`() {
    let typed = Session("why", "clase6", "dW1[1,2]").output
    #expect(Session("why", "clase6", "dw⁽¹⁾₁,₂").output == typed && typed.contains("dw⁽¹⁾₁,₂"))
    #expect(Session("why", "clase6", "∂E/∂w⁽¹⁾₁,₂").output == Session("why", "clase6", "∂E/∂W1[1,2]").output)
    #expect(Session("why", "xor", "dw1[1,1]").error.contains("did you mean “dW1”?"))
  }

  @Test func `an iteration that the run does not reach is told`() {
    let session = Session("why", "clase6", "E", "--at", "99999999999")
    #expect(session.code == 64 && session.output.isEmpty)
    #expect(session.error.hasPrefix("Error: "))
  }
}

/// Names as the notes have them, and lines as they are shown.
extension WhyCommandTests {
  @Test(arguments: [
    ("E₁", 0, "e[1]"), ("E[1]", 0, "e[1]"), ("∂E₁/∂W1[1,1]", 1, "e[1]"), ("dE₁/dW1[1,1]", 0, "e[1]"),
    ("b1[1]", 0, nil),
  ])
  func `one number has no entries, and what has them is named`(address: String, column: Int, meant: String?) {
    let spanish = Session("why", "clase6", address, "--lang", "es")
    let english = Session("why", "clase6", address)
    #expect(spanish.code != 0 && english.code != 0)
    #expect(spanish.error.contains("es un solo número, sin entradas"), "\(spanish.error)")
    #expect(english.error.contains("is one number, without entries"), "\(english.error)")
    #expect(english.error.contains("    \(address)\n" + String(repeating: " ", count: 4 + column) + "^"))
    if let meant {
      #expect(
        spanish.error.contains("¿querías decir «\(meant)»?") && english.error.contains("did you mean “\(meant)”?"))
    }
    #expect(Session("why", "clase6", "b1[1,1]").code == 0 && Session("why", "clase6", "e₁").code == 0)
  }

  @Test func `the contribution that the notes ask for is that of one error`() {
    #expect(Session("why", "clase6", "∂e₁/∂w⁽¹⁾₁,₁").output.contains("0.0015997"))
    for language in Language.allCases {
      let shown = Session("show", "clase6", "--source", "--lang", language.rawValue).output
      #expect(shown.contains("w⁽¹⁾₁,₁") && !shown.contains("E₁") && !shown.contains("E₂") && !shown.contains("w₁₁"))
    }
  }

  @Test(arguments: [
    ("new(b1) = b1 − η·db1", "new(b1)"), ("new(w⁽¹⁾₁,₂) = w⁽¹⁾₁,₂ − η·dw⁽¹⁾₁,₂", "new(W1)[1,2]"),
    ("b1 ← b1 − η·db1", "new(b1)"), ("b1 <- b1", "new(b1)"), ("δ⁽¹⁾₁ = 1·2", "δ1[1]"),
  ])
  func `of a line of an update that is shown, the new value is told`(line: String, address: String) {
    let session = Session("why", "clase6", line)
    #expect(session.code == 0 && session.output == Session("why", "clase6", address).output, "\(session.error)")
  }

  @Test func `a number is not taken for the right side of a shown line`() {
    let session = Session("why", "xor", "A1[1,1] = 5")
    #expect(session.code != 0 && session.error.contains("a comparison goes in parentheses"), "\(session.error)")
    #expect(Session("why", "xor", "(A1[1,1] = 5)").code == 0)
  }

  @Test(arguments: [
    ("dE/dW3[1,1]", "“W3” does not exist; did you mean “W1”?"), ("ŷ_1", "“ŷ_1” does not exist; did you mean “ŷ[1]”?"),
    ("z19", "“z19” does not exist; did you mean “z1”?"),
  ])
  func `a wrong number in a name is told as that`(address: String, told: String) {
    let session = Session("why", "clase6", address)
    #expect(session.code != 0 && session.error.contains(told), "\(session.error)")
  }

  @Test(arguments: Language.allCases)
  func `an iteration in the address is told its option, and of a shown line the left side is taken`(language: Language)
  {
    for address in ["E at 2", "dW1[1,1] at last"] {
      let session = Session("why", "clase6", address, "--lang", language.rawValue)
      let moment = address.split(separator: " ").last.map(String.init) ?? ""
      #expect(session.code != 0 && session.error.contains("--at \(moment)"), "\(session.error)")
    }
    let words = ["--lang", language.rawValue]
    let line = Session(words: ["why", "clase6", "z⁽¹⁾₁ = w⁽¹⁾₁,₁·x₁ + 0.4 = 0.41"] + words)
    #expect(line.code == 0 && line.output == Session(words: ["why", "clase6", "z1[1]"] + words).output)
  }

  /// Each level of ten layers of 16 units has six times as many numbers as the one above.
  @Test func `of a deep network as many levels are opened as can be read, and that is said`() {
    let session = Session("why", "gradient-explosion", "E", "--depth", "20", "--lang", "en")
    #expect(session.code == 0 && session.error.isEmpty, "\(session.error)")
    let lines = session.output.split(separator: "\n")
    #expect(lines.count > 200 && lines.count < 8_000, "\(lines.count)")
    #expect(session.output.firstMatch(of: /These are \d levels: further down/) != nil, "\(lines.suffix(2))")
    let asked = Session("why", "gradient-explosion", "E + 1", "--depth", "20", "--lang", "es")
    #expect(asked.output.contains("más abajo son demasiados números"))
    // What is small enough is opened as far as it goes.
    let small = Session("why", "clase6", "E", "--depth", "20", "--lang", "en")
    #expect(small.code == 0 && !small.output.contains("further down"))
    #expect(small.output == Session("why", "clase6", "E", "--depth", "8", "--lang", "en").output)
  }
}
