import OperatingSystem
import Testing

@testable import LessonCommand

/// What is said beside pictures, and what stays empty.
extension PicturesTests {
  @Test func `steps leave the places of examples empty that the last batch does not have`() throws {
    let session = try session("run", Self.base + "  steps [t z]\n", "--plain")
    #expect(session.code == 0, "\(session.error)")
    let rows = session.output.split(separator: "\n").filter { $0.hasPrefix("row") && $0.contains("epoch.step: ") }
    #expect(rows.count == 4)
    #expect(rows.map { $0.split(separator: ";").count } == [7, 5, 7, 5], "\(rows)")
    #expect(rows[1].contains("t[1]: 0; t[2]: 1; z[1]: "), "\(rows[1])")
  }

  @Test func `steps leave empty what is not measured before the end of an epoch`() throws {
    let text = """
      lesson epochs
      data
        x = [1; 2]
        x for test = [3; 4]
      parameters
        w = 1
      loss
        E = Σ (w·x)²
      metrics
        S = Σepoch E
      metrics on test
        T = E
      update
        w by ∂E/∂w with descent(0)
      run
        x in batches of 1, in order
        stop after 2 epochs
      pictures
        steps [w S]
        steps T

      """
    let session = try session("run", text, "--plain")
    let rows = session.output.split(separator: "\n").filter { $0.hasPrefix("row") && $0.contains("epoch.step: ") }
    #expect(rows.map { $0.contains("S: 5") } == [false, true, false, true, false, false, false, false], "\(rows)")
    #expect(rows.map { $0.contains("T: 25") } == [false, false, false, false, false, true, false, true], "\(rows)")
    #expect(rows.map { $0.split(separator: ";").count } == [2, 3, 2, 3, 1, 2, 1, 2], "\(rows)")
    let facts = try self.session("run", text, "--format", "json").output
    for row in [
      #""iteration":1,"epoch":1,"batch":1,"values":[1,null]"#, #""iteration":2,"epoch":1,"batch":2,"values":[1,5]"#,
    ] {
      #expect(facts.contains(row), "\(facts)")
    }
  }

  @Test func `pictures are facts of no language, complete and at full precision`() throws {
    let text = """
      lesson line
      data
        x = [0.1; 0.2; 0.3]
        t = [0; 1; 0]
      parameters
        w = 1
        b = 0
      forward
        z = x·w + 0.5·b + 0.7
        q = 1 / (x − 0.2)
      run
        stop after 1 iterations
      pictures
        inequalities z by t
        points [x q] by t

      """
    let english = try session("run", text, "--format", "json").output
    for part in [
      #""parameters":["w","b"],"zeroIsAbove":false"#,
      #"{"example":2,"coefficients":[0.2,0.5],"constant":0.7,"side":"above"}"#,
      #"{"example":3,"coefficients":[0.3,0.5],"constant":0.7,"side":"below"}"#, #"{"at":[0.2,"Infinity"],"class":1}"#,
    ] { #expect(english.contains(part), "\(english)") }
    #expect(!english.contains("contradiction"))
    // The lesson's file is another each time, but it is no fact.
    #expect(try session("run", text, "--format", "json", "--lang", "es").output == english)
    let contradicting = Session("run", "perceptron", "--gate", "xor", "--iterations", "1", "--format", "json").output
    #expect(
      contradicting.contains(
        #""contradiction":{"above":[2,3],"below":[1,4],"coefficients":[1,1,2],"constant":0}"#), "\(contradicting)")
  }

  /// The inequalities of one threshold neuron on three places of a line, decided as a line says.
  private func inequalities(_ targets: String, _ decision: String) throws -> String {
    let text = """
      lesson line
      data
        x = [1; 2; 3]
        t = \(targets)
      parameters
        w = 1
        b = 0
      forward
        z = x·w + b
        y = \(decision)
      run
        stop after 1 iterations
      pictures
        inequalities z by t

      """
    return try session("run", text).output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }

  @Test func `a contradiction that is not found is not said to be absent`() throws {
    // Twice the second is the sum of the others.
    let text = try inequalities("[0; 1; 0]", "step(z)")
    #expect(text.contains("No sum of some of those > 0 equals a sum of some of those ≤ 0; other combinations were not"))
    #expect(!text.contains("Contradiction"))
  }

  @Test func `inequalities are those with which the lesson decides`() throws {
    let strict = try inequalities("[0; 0; 1]", "step(z)")
    #expect(strict.contains("≤ 0 example 1") && strict.contains("> 0 example 3"), "\(strict)")
    for decision in ["(z ≥ 0)", "1 − (z < 0)"] {
      let text = try inequalities("[0; 0; 1]", decision)
      #expect(text.contains("< 0 example 1") && text.contains("≥ 0 example 3") && !text.contains("> 0"), "\(text)")
    }
    #expect(try inequalities("[0; 0; 1]", "(z > 0)").contains("> 0 example 3"))
  }

  @Test func `a curve of one iteration says why there is none`() throws {
    let text =
      """
      lesson one
      parameters
        w = 1
      loss
        E = w²
      update
        w by ∂E/∂w with descent(0.1)
      pictures
        curve E

      """
    #expect(try session("run", text).output.contains("E: not drawn, because a curve needs at least two iterations."))
    #expect(
      try session("run", text, "--lang", "es").output.contains(
        "E: no se dibuja, porque una curva necesita al menos dos iteraciones."))
    #expect(!(try session("run", text, "--iterations", "2").output.contains("not drawn")))
  }

  @Test func `a curve's numbers are placed by their iteration, and sums of epochs by their epoch`() throws {
    let text =
      """
      lesson two
      data
        x = [1; 2; 3]
      parameters
        w = 1
      forward
        a = x·w
      loss
        E = ½·sum(a)²
      metrics
        total = Σepoch E
      update
        w by ∂E/∂w with descent(0.01)
      run
        x in batches of 1, in order
        stop after 4 epochs
      pictures
        curve total
        curve E

      """
    let said = try session("run", text, "--plain").output
    #expect(said.contains("total: 4 values from epoch 1 to 4; first "), "\(said)")
    #expect(said.contains("E: 12 values from iteration 1 to 12; first "), "\(said)")
    let drawn = try session("run", text, "--ascii", "--lang", "es").output.split(separator: "\n")
    #expect(drawn.contains { $0.split(separator: " ") == ["1", "2", "3", "4"] }, "\(drawn)")
    #expect(drawn.contains { $0.split(separator: " ") == ["0", "2", "4", "6", "8", "10", "12"] }, "\(drawn)")
    #expect(drawn.filter { $0.split(separator: " ") == ["epoca"] }.count == 1)
  }

  @Test(arguments: ["1", "2", "3", "5"], ["rows", "columns"])
  func `XOR draws its pictures with any number of hidden neurons`(hidden: String, convention: String) {
    let session = Session(
      "run", "xor", "--hidden", hidden, "--iterations", "3", "--convention", convention, "--set", "start=random",
      "--view", "hidden")
    #expect(session.code == 0, "\(session.error)")
    let second = convention == "rows" ? "A1[:,2]" : "A1[2,:]"
    #expect(session.output.contains(second) == (hidden != "1"), "\(session.output)")
  }

  @Test func `show names a study and the command that runs it`() throws {
    let text =
      """
      lesson many
      settings
        h = 2
      parameters
        w = h
      loss
        E = w²
      update
        w by ∂E/∂w with descent(0.1)
      study sizes es "¿Cuántas?" en "How many?"
        vary h = 1, 2
        seeds 5
        solved once E < 1

      """
    let english = try session("show", text, "--format", "markdown")
    #expect(english.code == 0 && english.output.contains("study: `lesson study many sizes`: How many?"))
    let spanish = try session("show", text, "--format", "markdown", "--lang", "es")
    #expect(spanish.output.contains("estudio: `lesson study many sizes`: ¿Cuántas?"), "\(spanish.output)")
    #expect(!Session("show", "clase6").output.contains("lesson study"))
    #expect(try session("check", text).code == 0)
  }
}
