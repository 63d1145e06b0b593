import SampleLessons
import Testing
import Typesetting

@testable import LessonLanguage

/// The section `exercise`: how it is written, what it means, what it may not say.
struct ExerciseTests {
  private static let text = """
    settings
      mode = one | two
    data
      x = [1; 2]
      M = [1 2 3 4 5 6 7; 1 2 3 4 5 6 7; 1 2 3 4 5 6 7]
    parameters
      W = [0.5 0.25; 1 2]
      b = 0.1
    forward
      z = W·x + b
      G = Mᵀ·M
    loss
      E = Σ z²
    update
      b by gradient with descent(0.5)
    run
      stop after 2 iterations
    """

  private static func lesson(_ lines: String) throws(LessonError) -> Scope {
    let text = "lesson t\n" + Self.text + "\n" + lines
    let (lessons, source) = try LessonParser.read(text, file: "t.lesson")
    guard let first = lessons.first else { throw source.error(LocatedError(nil, es: "", en: "no lesson")) }
    return try Lesson(first, source: source).program().scope
  }

  @Test func `what is asked for is what the lines say, in their order`() throws {
    let scope = try Self.lesson(
      "exercise\n  blank E, z[2,1]\n  blank new(b)\n  blank G[3,4] when mode = two\n  decimals 3\n  rule truncated\n")
    #expect(try scope.blanks().map { $0.address } == ["E", "z[2]", "new(b)"])
    #expect(try scope.blanks().map { $0.count } == [1, 1, 1])
    // A derivative that the lesson computes has no line, and can be asked for all the same.
    #expect(try Self.lesson("exercise\n  blank ∂E/∂b, z\n").blanks().map { $0.address } == ["∂E/∂b", "z"])
    let exercise = try #require(scope.lesson.syntax.exercise)
    #expect(exercise.digits == AskedDigits(.decimals(3), rules: [.truncated]))
    #expect(exercise.blanks.map { $0.addresses.count } == [2, 1, 1])
  }

  @Test func `it says as little as it likes`() throws {
    for lines in ["", "exercise\n", "exercise\n  digits 2\n"] {
      #expect(try Self.lesson(lines).blanks().isEmpty, "\(lines)")
    }
    #expect(try Self.lesson("").lesson.syntax.exercise == nil)
    #expect(try Self.lesson("exercise\n").lesson.syntax.exercise?.digits == AskedDigits())
    let reopened = try Self.lesson("exercise\n  blank z\nnote es \"a\"\nexercise\n  blank E\n  rule rounded\n")
    #expect(try reopened.blanks().map { $0.address } == ["z", "E"])
    #expect(reopened.lesson.syntax.exercise?.digits.rules == [.rounded])
  }

  @Test func `entries are those of the lesson's own convention`() throws {
    let scope = try Self.lesson("exercise\n  blank z[2], G[1,3]\n")
    var settings = LessonSettings()
    settings.isTransposed = true
    let other = try scope.lesson.program(settings: settings).scope
    #expect(try scope.blanks().map { $0.address } == ["z[2]", "G[1,3]"])
    #expect(try other.blanks().map { $0.address } == ["z[2]", "G[3,1]"])
  }

  /// A line of `exercise`, what stands below its carets, what is said in Spanish and in English.
  @Test(arguments: [
    ("blank zz", "zz", "no existe «zz»; ¿querías decir «z»?", "“zz” does not exist; did you mean “z”?"),
    ("blank x", "x", "«x» es un dato: no hay nada que calcular", "“x” is given: there is nothing to compute"),
    ("blank E, b", "b", "«b» es un dato: no hay nada que calcular", "“b” is given: there is nothing to compute"),
    ("blank iteration", "iteration", "es un dato", "is given"),
    ("blank z, E, z", "z", "«z» se pide dos veces", "“z” is asked for twice"),
    ("blank z, z[1]", "z[1]", "«z[1]» se pide dos veces", "“z[1]” is asked for twice"),
    ("blank z[1], z", "z", "«z» se pide dos veces", "“z” is asked for twice"),
    ("blank z[1], z[1,1]", "z[1,1]", "se pide dos veces", "is asked for twice"),
    ("blank z[3]", "[3]", "índice fuera de rango", "index out of range: the matrix is 2×1"),
    ("blank 2·z", "2·z", "no es una cantidad ni una entrada", "is no quantity and no entry of one"),
    ("blank 3", "3", "no es una cantidad ni una entrada", "is no quantity and no entry of one"),
    ("blank G[1,:]", "G[1,:]", "no es una cantidad ni una entrada", "is no quantity and no entry of one"),
    (
      "blank G", "G", "«G» tiene 49 números, y a mano se calculan hasta 36: pide algunos, como G[1,1]",
      "“G” has 49 numbers, and by hand one computes up to 36: ask for some of them, like G[1,1]"
    ),
    ("blank ∂z/∂W", "∂z/∂W", "no es una cantidad ni una entrada", "is no quantity and no entry of one"),
    (
      "blank ∂E/∂W[1,1]", "∂E/∂W[1,1]", "no es un número que calcule una línea de la lección",
      "is no number that a line of the lesson computes"
    ),
    ("blank", "", "se esperaba una cantidad o una entrada", "expected a quantity or an entry"),
    ("blank z,", "", "se esperaba una cantidad o una entrada", "expected a quantity or an entry"),
    ("blank z E", "E", "separado por comas: blank z1, dW1[1,1]", "separated by commas: blank z1, dW1[1,1]"),
    ("blank z wen mode = one", "wen", "separado por comas", "separated by commas"),
    ("digits 4 5", "5", "el final de la línea", "found “5”; expected the end of the line"),
    ("blanc z", "blanc", "¿querías decir «blank»?", "did you mean “blank”?"),
    ("hueco z", "hueco", "¿querías decir «blank»?", "did you mean “blank”?"),
    ("z, E", "z", "una de: blank, digits, decimals, rule", "one of: blank, digits, decimals, rule"),
    ("digits", "", "se esperaba un entero de 1 a 13", "expected a whole number from 1 to 13"),
    ("digits 0", "0", "se esperaba un entero de 1 a 13", "expected a whole number from 1 to 13"),
    ("digits 14", "14", "se esperaba un entero de 1 a 13", "expected a whole number from 1 to 13"),
    ("digits 2.5", "2.5", "se esperaba un entero de 1 a 13", "expected a whole number from 1 to 13"),
    ("digits many", "many", "se esperaba un entero de 1 a 13", "expected a whole number from 1 to 13"),
    ("decimals −1", "−", "se esperaba un entero de 0 a 13", "expected a whole number from 0 to 13"),
    ("digits 4 5", "5", "se esperaba el final de la línea", "found “5”; expected the end of the line"),
    ("rule", "", "«rounded» o «truncated»", "“rounded” or “truncated”"),
    ("rule none", "none", "aquí hay «none»; se esperaba «rounded»", "found “none”; expected “rounded”"),
    ("rule truncado", "truncado", "¿querías decir «truncated»?", "did you mean “truncated”?"),
    ("rule truncated rounded", "rounded", "el final de la línea", "the end of the line"),
  ])
  func `what makes no sense is told, with its place`(line: String, below: String, es: String, en: String) throws {
    let error = try #require(throws: LessonError.self) { try Self.lesson("exercise\n  \(line)\n").blanks() }
    #expect(error.lineText == "  " + line)
    let range = try #require(error.range)
    let found = String(Array(error.lineText).dropFirst(range.column - 1).prefix(range.length))
    #expect(below.isEmpty ? range.column > error.lineText.count : found == below, "\(range)")
    #expect(error.message.es.contains(es) && error.message.en.contains(en), "\(error.message)")
  }

  @Test(arguments: [
    ("digits 3\n  digits 3", "“digits” appears twice"), ("rule rounded\n  rule truncated", "“rule” appears twice"),
    ("digits 3\n  decimals 2", "significant digits (“digits”) or decimals (“decimals”) are asked for, not both"),
    ("decimals 3\nexercise\n  decimals 2", "“decimals” appears twice"),
  ])
  func `how numbers are to be written is said once`(lines: String, says: String) throws {
    let error = try #require(throws: LessonError.self) { try Self.lesson("exercise\n  \(lines)\n") }
    #expect(error.message.en == says)
  }

  @Test(arguments: [
    ("exercise es \"a\"\n", "es"), ("exercice\n", "exercice"), ("ejercicio\n", "ejercicio"),
  ])
  func `a heading stands alone, and is called exercise`(lines: String, below: String) throws {
    let error = try #require(throws: LessonError.self) { try Self.lesson(lines) }
    let range = try #require(error.range)
    #expect(String(Array(error.lineText).dropFirst(range.column - 1).prefix(range.length)) == below)
    #expect(below == "es" || error.message.en.contains("did you mean “exercise”?"), "\(error.message)")
  }
}
