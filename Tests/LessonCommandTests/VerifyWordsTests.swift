import OperatingSystem
import Testing

@testable import LessonCommand

/// What `lesson verify` and `lesson why` say where a derivative is no plain number, in both languages.
@Suite struct VerifyWordsTests {
  private static func corner(_ loss: String, at start: String, _ slope: String) -> String {
    """
    lesson corner
    parameters
      w = \(start)
    loss
      E = \(loss)
    backward
      dw = \(slope)
    """
  }

  private static func words(_ text: String, _ language: String) throws -> (code: Int32, words: String) {
    let session = try VerifyLine.verify(text, "--lang", language)
    return (session.code, VerifyLine.words(session.output))
  }

  @Test(arguments: [
    (
      "en", "kink: ∂E/∂w is 0 on the left and −3 on the right; the lesson uses −3, between both",
      "1 of 1 entry agrees with the automatic derivative or lies between the slopes of a kink"
    ),
    (
      "es", "punto anguloso: ∂E/∂w es 0 por la izquierda y −3 por la derecha; la lección usa −3, entre ambas",
      "1 de 1 entrada coincide con la derivada automática o queda entre las pendientes de un punto anguloso"
    ),
  ])
  func `at a kink both slopes and what is used are told`(language: String, said: String, headline: String) throws {
    let (code, words) = try Self.words(Self.corner("−3·max(w, 0)", at: "0", "−3"), language)
    #expect(code == 0 && words.contains(said) && words.contains(headline), "\(words)")
  }

  @Test(arguments: [
    ("en", "– dw = ∂E/∂w 1 entry not judged: E is not a finite number", "1 derivative is not judged"),
    ("es", "– dw = ∂E/∂w 1 entrada no se juzga: E no es un número finito", "1 derivada sin juzgar"),
  ])
  func `what is not finite is not judged`(language: String, said: String, sum: String) throws {
    let text = Self.corner("ln(1 + exp(w))", at: "900", "1")
    let (code, words) = try Self.words(text, language)
    #expect(code == 0 && words.contains(said) && words.contains(sum) && !words.contains("NaN"), "\(words)")
    let file = try TemporaryLesson(text)
    let why = Session("why", file.path, "dw", "--lang", language).output
    let isSaid = why.contains(
      language == "en"
        ? "∂E/∂w is not a finite number: not compared" : "∂E/∂w no es un número finito: no se compara")
    #expect(isSaid && !why.contains("≠"), "\(why)")
  }

  @Test(arguments: [
    ("en", "agrees here by chance: with w =", "only zeros here; with w =", "1 shape or formula does not agree"),
    (
      "es", "aquí coincide por casualidad: con w =", "aquí solo hay ceros; con w =", "1 dimensión o fórmula no coincide"
    ),
  ])
  func `what agrees by chance is told with the value at which it does not`(
    language: String, chance: String, zeros: String, sum: String
  ) throws {
    let text = Self.corner("½·(w − 1)²", at: "1", "4·(w − 1)") + "\nexpect \"sheet\"\n  ∂E/∂w is 1 − w²"
    let (code, words) = try Self.words(text, language)
    #expect(code == 2 && words.contains(chance) && words.contains(zeros) && words.contains(sum), "\(words)")
  }

  @Test(arguments: [
    ("en", "misprint in the notes: it is 2 times what is declared", "marked as a misprint, but it is right:"),
    ("es", "errata de los apuntes: es 2 veces lo declarado", "marcada como errata, pero es correcta:"),
  ])
  func `a backward line marked as a misprint is told as one`(language: String, wrong: String, right: String) throws {
    let marked = try Self.words(Self.corner("w²", at: "3", "4·w misprint"), language)
    #expect(marked.code == 0 && marked.words.contains("≠ dw = ∂E/∂w") && marked.words.contains(wrong), "\(marked)")
    let unfounded = try Self.words(Self.corner("w²", at: "3", "2·w misprint"), language)
    #expect(unfounded.code == 2 && unfounded.words.contains(right), "\(unfounded)")
  }

  @Test func `second derivatives are named as such`() throws {
    let file = try TemporaryLesson("lesson bowl\nparameters\n  w = [1; 2]\nloss\n  J = w[1]³·w[2]")
    let output = Session("why", file.path, "hessian(J)").output
    for line in ["∂²J/∂w₁² = 12", "∂²J/∂w₂∂w₁ = 3", "∂²J/∂w₁∂w₂ = 3", "∂²J/∂w₂² = 0"] {
      #expect(output.contains(line), "\(output)")
    }
    #expect(Session("why", file.path, "hessian(J)[1,1]").output.contains("∂²J/∂w₁² = 12"))
  }

  @Test func `a sum over an epoch in a loop has the numbers of its turn, and can be asked for`() throws {
    let text = """
      lesson sums
      data
        X = [1 2; 3 4; 5 6]
      forward
        z = X·[1; 1]
      metrics
        for c = 0 to 1
          total{c} = Σepoch Σ c·X[:,c+1]  es "la columna {c}" en "column {c}"
      run
        X in batches of 2, in order
        stop after 1 epoch
      """
    let file = try TemporaryLesson(text)
    let shown = Session("show", file.path).output
    for line in ["total0 = Σepoch Σ 0·X[:,1]", "total1 = Σepoch Σ 1·X[:,2]", "column 0", "column 1"] {
      #expect(shown.contains(line), "\(shown)")
    }
    let asked = Session("why", file.path, "Σepoch Σ 1·X[:,2]", "--at", "2")
    #expect(asked.code == 0 && asked.output.contains("= 12"), "\(asked.output)")
  }
}
