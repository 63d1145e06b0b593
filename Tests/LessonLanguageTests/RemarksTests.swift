import Calculus
import Testing

@testable import LessonLanguage

/// What is remarked of a lesson that makes sense.
struct RemarksTests {
  private static func remarks(_ text: String, printed: [String] = []) throws -> [Program.Remark] {
    let source = SourceText(file: "t.lesson", text: text)
    let lesson = Lesson(try LessonParser.parse(text, file: "t.lesson")[0], source: source)
    let files = printed.map { SourceText(file: "t.expect", text: $0) }
    return lesson.remarks(try lesson.program().program, printed: files)
  }

  /// A network of two weights that learn; `update` is behind it.
  private static func network(_ update: String, settings: String = "  η = 0.1 as lr") -> String {
    """
    lesson t
    settings
    \(settings)
    data
      x = [1; 2]
    parameters
      w = 0.1
      b = 0.2
    loss
      E = ½·Σ (w·x + b − 1)²
    backward
      dw = Σ (w·x + b − 1) ⊙ x
      slope = Σ (w·x + b − 1)
    update
    \(update)
    """
  }

  @Test(arguments: [
    "  w by dw\n  b by ∂E/∂b", "  parameters by gradient", "  w by gradient\n  b by gradient with adam(η)",
    "  w ← w − η·dw\n  b ← b − η·slope", "  w by 2·dw with adam(η)\n  b ← b − η·∂E/∂b",
  ])
  func `a lesson in which everything learns and is checked has none`(update: String) throws {
    #expect(try Self.remarks(Self.network(update)).isEmpty)
  }

  @Test func `a mask drawn by hand acts on other sets, which is remarked, and keep does not`() throws {
    func lesson(_ draw: String) -> String {
      """
      lesson t
      data
        X = [1 2; 3 4; 5 6; 7 8]
      parameters
        w = [1; 2]
      forward
        u (2×2) ~ \(draw)
        z = (X ⊙ u)·w
      loss
        E = Σ z²
      metrics on validation
        V = mean(z)
      update
        parameters by gradient with descent(0.01)
      run
        X in batches of 2, in order
        keep 2 examples for validation
      """
    }
    let found = try Self.remarks(lesson("uniform(0, 1)"))
    #expect(found.map(\.line) == [7])
    #expect(found.first?.text.en.hasPrefix("“u” is drawn when validation is measured, too") == true)
    #expect(try Self.remarks(lesson("keep(0.5)")).isEmpty)
  }

  @Test func `a parameter that nothing changes while others learn is remarked`() throws {
    let found = try Self.remarks(Self.network("  w by dw"))
    #expect(found.map(\.line) == [8])
    #expect(
      found.first?.text.en
        == "no line of update changes “b”, and its gradient is not checked; what is not learned belongs in data")
    // Its gradient is checked; nothing learns; a condition has it learn.
    let claimed = Self.network("  b by slope")
    #expect(try Self.remarks(claimed).map(\.line) == [7, 15])
    #expect(try Self.remarks(claimed).first.map { $0.text.en.contains("checked") } == false)
    #expect(try Self.remarks("lesson t\nparameters\n  w = 1\nloss\n  E = w²").isEmpty)
    let frozen = Self.network(
      "  w by dw\n  b by ∂E/∂b when bias = learned", settings: "  η = 0.1 as lr\n  bias = still | learned")
    #expect(try Self.remarks(frozen).isEmpty)
  }

  @Test func `rows of two whole numbers that may be decimals are remarked`() throws {
    let lesson = "lesson t\ndata\n  x = [0,5; 1,5; −2,25]\nloss\n  E = Σ x\n"
    let found = try Self.remarks(lesson)
    #expect(found.map(\.line) == [3])
    #expect(found.first?.text.en == "this is a 3×2 matrix; if the commas are decimal marks, write [0.5; 1.5; −2.25]")
    #expect(found.first?.text.es == "es una matriz de 3×2; si las comas son decimales, escribe [0.5; 1.5; −2.25]")
    for plain in ["[0,0; 0,1; 1,0; 1,1]", "[0, 5; 1, 5]", "[0,5 ; 1,5,2]", "[0.5; 1.5]", "[2,3]", "[0,5; 1, 5]"] {
      guard let other = try? Self.remarks(lesson.replacing("[0,5; 1,5; −2,25]", with: plain)) else { continue }
      #expect(other.isEmpty, "\(plain)")
    }
  }

  @Test func `parameters of one line are remarked on together`() throws {
    let text = """
      lesson t
      parameters
        for ℓ = 1 to 3
          W{ℓ} = ℓ
          b{ℓ} = 0
      loss
        E = W1² + W2² + W3² + b1 + b2 + b3
      backward
        for ℓ = 1 to 3
          g{ℓ} = 2·W{ℓ}
      update with descent(0.1)
        for ℓ = 1 to 3
          W{ℓ} by g{ℓ}
      """
    let found = try Self.remarks(text)
    #expect(found.map(\.line) == [5, 13])
    #expect(found.first?.text.es.contains("«b1, b2, b3»") == true)
    #expect(found.last?.text.es.contains("«W1, W2, W3»") == true && found.last?.text.es.contains("dW1") == true)
  }

  @Test func `what a parameter learns by is compared with a derivative, or remarked`() throws {
    let found = try Self.remarks(Self.network("  w by dw\n  b by slope"))
    #expect(found.map(\.line) == [16])
    #expect(
      found.first?.text.en
        == "what updates “b” is compared with no derivative: call the gradient db in backward, or add “is ∂E/∂b” to its "
        + "line")
    // Another parameter's gradient is none of its own.
    #expect(try Self.remarks(Self.network("  w by dw\n  b by dw")).map(\.line) == [16])
  }

  @Test(arguments: [("dw", []), ("1.5·dw", []), ("g", [12])] as [(String, [Int])])
  func `with a state written out, steps are followed to what the state is made of`(
    gradient: String, lines: [Int]
  ) throws {
    for update in ["  w ← w − v\n  v ← 0.9·v + 0.1·\(gradient)", "  v ← 0.9·v + 0.1·\(gradient)\n  w ← w − v"] {
      let text = """
        lesson t
        parameters
          w = 2
        state
          v = 0
        loss
          E = w²
        backward
          dw = 2·w
          g = 2·w
        update
        \(update)
        """
      let found = try Self.remarks(text).filter { !$0.text.en.hasPrefix("here") }
      #expect(found.count == lines.count && found.allSatisfy { $0.text.en.contains("“w”") })
    }
  }

  @Test func `without a loss there is nothing to compare with`() throws {
    let text = """
      lesson t
      parameters
        w = 0
      forward
        error = 1 − w
      update
        w by error with descent(0.1)
      """
    #expect(try Self.remarks(text).isEmpty)
  }

  @Test func `a setting that no line reads is remarked`() throws {
    let settings = "  η = 0.1 as lr\n  μ = 0.9\n  gate = and | or\n  f(z) = z²"
    let found = try Self.remarks(Self.network("  w by dw\n  b by ∂E/∂b", settings: settings))
    #expect(found.map(\.line) == [4, 5, 6])
    #expect(found.first?.text.es == "el ajuste «μ» no se usa en ninguna línea")
    for use in [
      "  w by dw with velocity(η, mu)\n  b by ∂E/∂b when gate = and\n  b by f(b)·∂E/∂b when gate = or",
      "  w by dw\n  b by ∂E/∂b\npictures\n  curve f(E)·μ when gate = or",
      "  w by dw\n  b by ∂E/∂b\nrun\n  stop once f(E) < μ\n  stop after 3 iterations when gate = or",
      "  w by dw\n  b by ∂E/∂b\nexpect \"p\"\n  f(2) = 4 when gate = or\n  μ = 0.9",
    ] {
      #expect(try Self.remarks(Self.network(use, settings: settings)).isEmpty, "\(use)")
    }
    // A second lesson of the file is no use; a file of printed numbers is.
    let alone = Self.network("  w by dw\n  b by ∂E/∂b", settings: "  η = 0.1 as lr\n  k = 2")
    #expect(try Self.remarks(alone + "\nlesson other\ndata\n  k = 3\nforward\n  z = k").map(\.line) == [4])
    #expect(try Self.remarks(alone, printed: ["lesson t\nexpect \"p\"\n  k = 2"]).isEmpty)
  }

  @Test func `a setting with an index, a second name, and the rate of optimizers are used`() throws {
    let text = """
      lesson t
      settings
        n0 = 2
        n1 = 1
        η = 0.1 as lr
        m = 3 as batch
        unused = 1 as lonely
      parameters
        for ℓ = 1 to 1
          W{ℓ} (n{ℓ−1}×n{ℓ}) = 1
      loss
        E = Σ W1² + batch
      update
        W1 by gradient
      """
    #expect(try Self.remarks(text).map(\.line) == [7])
  }

  @Test func `a loss that is not one number is told where its gradient is asked for`() throws {
    func text(_ rest: String) -> String {
      "lesson t\ndata\n  x = [1; 2; 3]\nparameters\n  w = 1\nforward\n  p = x·w\nloss\n  E = ½·p²\n" + rest
    }
    let words = "the loss “E” is 3×1 and what is minimised is one number: is Σ or mean missing"
    let (message, elsewhere) = (words + "?", words + " in line 9?")
    for (rest, place, message) in [
      ("backward\n  dw = Σ p ⊙ x", "9:3", message), ("backward\n  δ = p  is ∂E/∂p", "11:14", elsewhere),
      ("update\n  w ← w − 0.1·∂E/∂w", "11:16", elsewhere),
      ("update\n  w by gradient with descent(1)", "11:3", elsewhere),
    ] {
      do {
        _ = try Self.remarks(text(rest))
        Issue.record("\(rest)")
      } catch let error as LessonError {
        #expect(error.description(.english).contains("t.lesson:\(place): \(message)"), "\(error.description(.english))")
      }
    }
    let found = try Self.remarks(text("update\n  w ← w − 0.1·Σ p ⊙ x"))
    #expect(found.map(\.line) == [9] && found.first?.text.en == message)
    #expect(try Self.remarks(text("backward\n  δ = p  is ∂E[2]/∂p")).isEmpty)
    // Given gradients: the last line of forward is no loss.
    let given = "lesson t\ndata\n  x = [1 2]\n  δ = [1 −1]\nparameters\n  w = 1\nforward\n  ŷ = w·x\nbackward\n"
    let text = given + "  dw = Σ δ ⊙ x"
    #expect(try Self.remarks(text).isEmpty)
    let lesson = Lesson(try LessonParser.parse(text, file: "")[0], source: SourceText(file: "", text: text))
    #expect(try lesson.program().program.claims.isEmpty)
  }
}
