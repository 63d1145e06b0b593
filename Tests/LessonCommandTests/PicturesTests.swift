import Testing

@testable import LessonCommand

/// What the pictures of a lesson show, and which are refused.
@Suite struct PicturesTests {
  private func session(_ command: String, _ text: String, _ more: String...) throws -> Session {
    let file = try TemporaryLesson(text)
    return Session(words: [command, file.path] + more)
  }

  /// What JSON says from the chart of this kind on.
  private func chart(_ kind: String, _ text: String, _ more: String...) throws -> Substring {
    let file = try TemporaryLesson(text)
    let session = Session(words: ["run", file.path, "--format", "json"] + more)
    #expect(session.code == 0, "\(session.error)")
    let start = try #require(session.output.range(of: #""chart":"\#(kind)""#), "\(session.output)").lowerBound
    let rest = session.output[start...]
    return rest[..<(rest.range(of: "]}]")?.lowerBound ?? rest.endIndex)]
  }

  // MARK: Maps

  private func mapped(batches: String, stop: Int, forward: String = "ŷ = σ(X·w + b)") -> String {
    """
    lesson plane
    data
      X = [0 0; 0 1; 1 0; 1 1]
      y = [0; 0; 1; 1]
    parameters
      w = [10; 3]
      b = −5
    forward
      \(forward)
    run
      \(batches)
      stop after \(stop) iterations
    pictures
      map ŷ over X by y
    """
  }

  @Test func `a map is the same whatever batch the run ended in`() throws {
    let whole = try chart("map", mapped(batches: "ties exact", stop: 1))
    for (size, stop) in [(1, 1), (3, 1), (3, 2), (3, 3), (4, 1), (2, 1)] {
      let map = try chart("map", mapped(batches: "X, y in batches of \(size), in order", stop: stop))
      #expect(map == whole, "batches of \(size), ended at \(stop)")
    }
  }

  @Test func `a map of a network that drops neurons in training drops none`() throws {
    let whole = try chart("map", mapped(batches: "ties exact", stop: 1, forward: "ŷ = σ(X·w + b)"))
    let dropping = try chart(
      "map",
      mapped(
        batches: "X, y in batches of 3, in order", stop: 2, forward: "k (2×1) ~ keep(0.5)\n  ŷ = σ(X·(k ⊙ w) + b)"))
    #expect(dropping == whole)
  }

  @Test func `a map beside targets of −1 and 1 parts the plane at 0`() throws {
    let text = """
      lesson signs
      data
        X = [0 0; 0 1; 1 0; 1 1]
        t = [−1; −1; 1; 1]
      parameters
        w = [1; 0]
        b = −0.5
      forward
        a = tanh(X·w + b)
        s = sign(X·w + b)
      pictures
        map a over X by t
        map s over X by t
      """
    let session = try session("run", text, "--plain")
    // Column 20 of 41 is the line itself: tanh(0) is not above 0, and sign(0) is 0.
    #expect(session.output.contains("a: 17×41 cells: class −1 in 51%, class 1 in 49%"), "\(session.output)")
    #expect(session.output.contains("s: 17×41 cells: class −1 in 49%, class 0 in 2%, class 1 in 49%"))
    #expect(session.output.contains("point − at (0, 0)") && session.output.contains("point + at (1, 1)"))
    let drawn = try self.session("run", text).output
    #expect(drawn.contains("· class −1  ░ class 1"), "\(drawn)")
  }

  @Test func `a map can be drawn over a hidden layer`() throws {
    let session = try session(
      "run",
      """
      lesson hidden
      data
        X = [0 1 2; 3 4 5; 6 7 8]
        t = [0; 1; 1]
      parameters
        V = [0.1 0.2; 0.3 0; 0 0.1]
        w = [1; 1]
      forward
        A = tanh(X·V)
        ŷ = σ(A·w − 1)
      run
        X, t in batches of 2, in order
        stop after 2 iterations
      pictures
        map ŷ over A by t
      """, "--plain")
    #expect(session.code == 0, "\(session.error)")
    // tanh(0.3), tanh(1.5), tanh(2.7) and tanh(0.2), tanh(1.1), tanh(2)
    for place in ["point 0 at (0.29131", "point 1 at (0.90514", "point 1 at (0.99100"] {
      #expect(session.output.contains(place), "\(session.output)")
    }
  }

  // MARK: Points

  private static let corners: [(by: String, marks: [String])] = [
    ("[0; 1; 2; 3]", ["0", "1", "2", "3"]), ("[7; 9; 10; 35]", ["7", "9", "a", "z"]),
    ("[−1; 1; 1; −1]", ["−", "+", "+", "−"]), ("[−1; 0; 1; 1]", ["−", "0", "1", "1"]),
    ("[0.2; 0.5; 0.7; 3]", ["0", "0", "1", "1"]),
    ("[0.1 0.9 0; 1 0 0; 0 0 1; 0.4 0.3 0.3]", ["1", "0", "2", "0"]), ("[4; 4; 36; 0]", ["4", "4", "●", "0"]),
  ]

  @Test(arguments: corners, ["ties exact", "P, c in batches of 4, in order", "P, c in batches of 3, in order"])
  func `each point is marked with its class`(corner: (by: String, marks: [String]), batches: String) throws {
    let session = try session(
      "run",
      """
      lesson pts
      data
        P = [0 0; 1 1; 2 2; 3 3]
        c = \(corner.by)
      forward
        s = Σ P
      run
        \(batches)
        stop after 2 iterations
      pictures
        points P by c

      """,
      "--plain")
    #expect(session.code == 0, "\(session.error)")
    for (place, mark) in corner.marks.enumerated() {
      #expect(session.output.contains("point \(mark) at (\(place), \(place))"), "\(session.output)")
    }
  }

  @Test(arguments: [
    ("σ(P·w − 3)", "0 0 1 1"), ("3·σ(P·w − 3)", "0 1 1 1"), ("P·w", "0 1 1 1"),
    ("argmax([(P·w) (3·ones(4, 1))])", "1 1 0 0"),
    ("step(P·w − 3)", "0 0 1 1"), ("2·step(P·w − 3) − 1", "− − + +"), ("c + 0", "3 2 1 0"),
    ("where(P·w > 3, 5, c)", "3 2 5 5"),
  ])
  func `an output is above ½ or not, and what only jumps is a class`(by: String, marks: String) throws {
    let session = try session(
      "run",
      """
      lesson pts
      data
        P = [0 0; 1 1; 2 2; 3 3]
        c = [3; 2; 1; 0]
      parameters
        w = [1; 1]
      forward
        o = \(by)
      pictures
        points P by o

      """,
      "--plain")
    #expect(session.code == 0, "\(session.error)")
    for (place, mark) in marks.split(separator: " ").enumerated() {
      #expect(session.output.contains("point \(mark) at (\(place), \(place))"), "\(session.output)")
    }
  }

  @Test func `classes that are not cut into batches belong to all the points`() throws {
    let text =
      """
      lesson pts
      data
        P = [0 0; 1 1; 2 2; 3 3]
        c = [0; 1; 2; 3]
      forward
        s = Σ P
      run
        P in batches of 3, in order
        stop after 2 iterations
      pictures
        points P by c

      """
    let session = try session("run", text, "--plain")
    for number in 0...3 { #expect(session.output.contains("point \(number) at (\(number), \(number))")) }
  }

  // MARK: What is refused

  private static let base = """
    lesson refused
    data
      X = [0 0; 0 1; 1 0; 1 1; 2 2]
      Z = [0 0 0; 0 0 1; 0 1 0; 0 1 1; 1 1 1]
      t = [0; 1; 1; 0; 1]
      n = 5
    parameters
      w = [1; 2]
      b = 0.5
    forward
      z = X·w + b
      u = X·(w ⊙ w)
      ŷ = σ(z)
    loss
      E = Σ (ŷ − t)²
    update
      w by ∂E/∂w with descent(0.1)
    run
      X, t in batches of 3, in order
      stop after 4 iterations
    pictures

    """

  @Test(arguments: [
    ("curve norm(w)", 9, "“c = norm(w)” in metrics"), ("curve [b E]", 9, "“[b E]” is 1×2"), ("curve w", 9, "norm(w)"),
    ("curve b + 1", 9, "follows a quantity with a name"), ("curve w[1]", 9, "follows a quantity with a name"),
    ("points Z by t", 10, "has 3 for each example"), ("points X by [0; 1]", 15, "“X” has 5 examples and here are 2"),
    ("points X by E", 15, "“X” has 5 examples and here"),
    ("points w by t", 15, "“w” has 2 examples"), ("map ŷ over Z by t", 14, "“Z” has 3"),
    ("map ŷ over t by t", 14, "“t” has 1"), ("map b over X by t", 7, "does not depend on “X”"),
    ("map E over X by t", 7, "a value for each example"), ("map ŷ over X[1,1] by t", 14, "a whole quantity"),
    ("map ŷ over X by [0; 1]", 19, "the class of each example"),
    ("inequalities X·w by t", 16, "the name of the weighted sum"),
    ("inequalities t by t", 16, "the name of the weighted sum"), ("inequalities u by t", 16, "not a sum of parameters"),
    ("inequalities ŷ by t", 16, "not a sum of parameters"), ("inequalities E by t", 16, "not a sum of parameters"),
    ("steps [Z X Z X Z]", 9, "57 columns"), ("image b", 9, "is one number"),
    ("image X[3,:]", 10, "in the last batch, which has 2 examples"),
    ("image X[9,:]", 10, "3×2"), ("steps [X[3,1]]", 11, "in the last batch"),
  ])
  func `a picture that cannot be drawn is refused before anything runs`(line: String, column: Int, words: String) throws
  {
    let file = try TemporaryLesson(Self.base + "  " + line + "\n")
    for command in ["check", "run"] {
      let session = Session(words: [command, file.path])
      #expect(session.code == 1, "\(line): \(session.output)")
      #expect(session.output.isEmpty)
      #expect(session.error.contains(":22:\(column): "), "\(session.error)")
      #expect(session.error.contains(words), "\(session.error)")
      #expect(Session(words: [command, file.path, "--lang", "es"]).error.contains(":22:\(column): "))
    }
    #expect(Session("run", file.path, "--no-pictures").code == 0)
    #expect(Session("run", file.path, "--way", "fast").code == 1)
  }

  @Test func `too many columns or examples are refused with how many there may be`() throws {
    let wide =
      "lesson wide\ndata\n  A = ones(1, 41)\n  B = ones(13, 1)\n  c = ones(13, 1)\nparameters\n  w = 1\nforward\n  z = B·w\npictures\n  "
    for (line, words) in [
      ("steps [A]", "41 columns"), ("inequalities z by c", "at most 12 examples"),
    ] {
      let session = try session("check", wide + line + "\n")
      #expect(session.code == 1 && session.error.contains(words), "\(session.error)")
    }
  }

  @Test(arguments: [
    "curve E", "curve b", "points X by t", "points X by ŷ", "points t by t", "points X by 1",
    "map ŷ over X by t", "map step(z) over X by ŷ", "inequalities z by t", "steps [X z ŷ]", "image X", "image w",
    "image X[2,:]",
  ])
  func `a picture that can be drawn is drawn`(line: String) throws {
    let file = try TemporaryLesson(Self.base + "  " + line + "\n")
    #expect(Session("check", file.path).code == 0)
    let bare = Session("run", file.path, "--no-pictures").output
    let session = Session("run", file.path)
    #expect(session.code == 0 && session.output.count > bare.count + 20, "\(session.output)\(session.error)")
  }

  // MARK: What is said

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
    #expect(facts.contains(#""at":"1.1","values":[1,null]"#) && facts.contains(#""at":"1.2","values":[1,5]"#))
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

  @Test func `the fast way says what it does not draw`() {
    let session = Session("run", "xor", "--way", "fast", "--iterations", "20")
    #expect(session.output.contains("The fast way does not draw points A1, map A2; the exact one does: --way exact."))
    #expect(
      Session("run", "xor", "--way", "fast", "--iterations", "20", "--lang", "es").output.contains(
        "El modo rápido no dibuja points A1, map A2; el exacto sí: --way exact."))
    #expect(!Session("run", "clase6", "--way", "fast", "--iterations", "20").output.contains("does not draw"))
    #expect(!Session("run", "xor", "--way", "fast", "--iterations", "20", "--no-pictures").output.contains("not draw"))
  }

  @Test(arguments: ["1", "2", "3", "5"], ["rows", "columns"])
  func `XOR draws its pictures with any number of hidden neurons`(hidden: String, convention: String) {
    let session = Session(
      "run", "xor", "--hidden", hidden, "--iterations", "3", "--convention", convention, "--set", "start=random")
    #expect(session.code == 0, "\(session.error)")
    let second = convention == "rows" ? "A1[:,2]" : "A1[2,:]"
    #expect(session.output.contains(second) == (hidden != "1"), "\(session.output)")
  }

  @Test func `a study is read, and said not to be run yet`() throws {
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
      study
        vary h = 1, 2
        seeds 5

      """
    for command in ["check", "run", "show"] {
      let english = try session(command, text, "--format", "markdown")
      #expect(english.code == 0)
      #expect(english.output.contains("“study” is read but not run yet"), "\(english.output)")
      #expect(english.output.contains(command == "check" ? ":10`: " : "(line 10)"))
      let spanish = try session(command, text, "--format", "markdown", "--lang", "es")
      #expect(spanish.output.contains("«study» se lee, pero todavía no se ejecuta"))
      #expect(!Session(command, "clase6").output.contains("study"))
    }
    #expect(try session("run", text, "--way", "fast", "--plain").output.contains("“study” is read but not run yet"))
  }
}
