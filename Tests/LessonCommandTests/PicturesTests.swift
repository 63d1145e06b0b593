import OperatingSystem
import Testing

@testable import LessonCommand

/// What the pictures of a lesson show, and which are refused.
@Suite struct PicturesTests {
  func session(_ command: String, _ text: String, _ more: String...) throws -> Session {
    let file = try TemporaryLesson(text)
    return Session(words: [command, file.path] + more)
  }

  /// What JSON says from the chart of this kind on.
  func chart(_ kind: String, _ text: String, _ more: String...) throws -> Substring {
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
}
