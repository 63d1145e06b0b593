import Foundation
import OperatingSystem
import Testing

@testable import LessonCommand

/// Curves of several numbers, curves and heights over numbers that are moved, and bars.
@Suite struct MovedPicturesTests {
  /// A descent whose every number is known beforehand: x is halved in each step, y goes to a quarter.
  private static let text = """
    lesson moved
      examples in rows
    settings
      η = 0.25  as lr
      f(u, v) = u² + 1.5·v²
      k(u) = u²
    data
      X = [0 0; 0 1; 1 0; 1 1; 2 2]
      t = [0; 1; 1; 0; 1]
    parameters
      x = 4
      y = −8
      V = [1 2 3; −4 5 6]
    forward
      h = f(x, y)
      a = X·[2; 3] + x
      s = Σ (x·V)
    loss
      E = h
    metrics
      total = Σepoch E
    update
      x by ∂E/∂x
      y by ∂E/∂y
    run
      stop after 3 iterations
    pictures

    """

  private static let inBatches = text.replacing("run\n", with: "run\n  X, t in batches of 2, in order\n")

  private func pictures(
    _ lines: String, in text: String = text, _ words: String...
  ) throws -> [[String: Any]] {
    let file = try TemporaryLesson(text + lines + "\n")
    let precise = words.contains("fast") ? ["--precision", "double"] : []
    let session = Session(words: ["run", file.path, "--json"] + words + precise)
    #expect(session.code == 0, "\(session.error)")
    let check = Session("check", file.path)
    #expect(check.code == 0, "\(check.error)")
    let whole = try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any]
    let facts = try #require(whole?["facts"] as? [String: Any])
    return try #require(facts["pictures"] as? [[String: Any]])
  }

  private func isNear(_ first: Double, _ second: Double) -> Bool { abs(first - second) <= 1e-12 * max(1, abs(second)) }

  // MARK: Curves

  @Test func `several numbers are drawn in one picture, each at its own iterations`() throws {
    let picture = try #require(try pictures("  curve E, total, x", in: Self.inBatches).first)
    #expect(picture["of"] as? String == "E, total, x" && picture["perEpoch"] as? Bool == false)
    let series = try #require(picture["series"] as? [[String: Any]])
    #expect(series.map { $0["of"] as? String } == ["E", "total", "x"])
    #expect(series.map { $0["at"] as? [Double] } == [[1, 2, 3], [3], [1, 2, 3]])
    #expect(series[2]["values"] as? [Double] == [4, 2, 1])
    #expect(series[1]["values"] as? [Double] == [112 + 10 + 1.375])
    let totals = try #require(
      try pictures("  curve total", in: Self.inBatches, "--epochs", "2").first)
    #expect(totals["perEpoch"] as? Bool == true)
    #expect((totals["series"] as? [[String: Any]])?.first?["at"] as? [Double] == [1, 2])
  }

  @Test(arguments: ["exact", "fast"])
  func `a curve over a number is each formula at each of its values`(way: String) throws {
    let found = try pictures(
      """
        curve z³ − z, −z, x·z over z = −3..3
        curve E over x = −1..2
        curve E over y
        curve s over V[2,1] = 0..1
      """, "--way", way)
    func check(_ number: Int, _ over: String, _ ends: ClosedRange<Double>, _ formulas: [(Double) -> Double]) throws {
      let picture = found[number]
      #expect(picture["over"] as? String == over && picture["perEpoch"] == nil)
      let series = try #require(picture["series"] as? [[String: Any]])
      #expect(series.count == formulas.count)
      for (one, formula) in zip(series, formulas) {
        let at = try #require(one["at"] as? [Double])
        let values = try #require(one["values"] as? [Double])
        #expect(at.count == 121 && at.first == ends.lowerBound && at.last == ends.upperBound)
        for (place, value) in zip(at, values) {
          #expect(isNear(value, formula(place)), "\(over) = \(place): \(value)")
        }
      }
    }
    // What the last update has left: x = 0.5, y = −0.125.
    try check(0, "z", -3...3, [{ $0 * $0 * $0 - $0 }, { -$0 }, { 0.5 * $0 }])
    try check(1, "x", -1...2, [{ $0 * $0 + 1.5 * 0.125 * 0.125 }])
    // Around where y has been, −8 to −0.125, with half of that on either side.
    try check(2, "y", -11.9375...3.8125, [{ 0.25 + 1.5 * $0 * $0 }])
    #expect(found[1]["here"] as? [Double] == [0.5, 0.25 + 1.5 * 0.125 * 0.125])
    #expect(found[0]["here"] == nil && found[3]["here"] == nil)
    try check(3, "V[2,1]", 0...1, [{ 0.5 * (17 + $0) }])
  }

  // MARK: Heights

  /// Where the descent went: the places of iterations 1, 2 and 3, and what the third has left.
  private static let way: [[Double]] = [[4, -8], [2, -2], [1, -0.5], [0.5, -0.125]]

  @Test(arguments: ["exact", "fast"], ["rows", "columns"])
  func `heights over two numbers have the path of the descent on them`(way: String, convention: String) throws {
    let found = try pictures(
      """
        path [x y] over f
        surface E over x = −1..5, y = −9..1
        surface s over V[1,2] = 0..1, V[2,1] = −1..1
        surface u − v over u = 0..1, v = 0..2
        path [x y] over E
      """, "--way", way, "--convention", convention)
    func heights(_ number: Int, _ height: (Double, Double) -> Double) throws {
      let picture = found[number]
      let columns = try #require(picture["columns"] as? Int)
      let rows = try #require(picture["rows"] as? Int)
      let values = try #require(picture["heights"] as? [Double])
      #expect(values.count == columns * rows)
      func place(_ axis: String, _ index: Int, _ count: Int) throws -> Double {
        let ends = try #require(picture[axis] as? [String: Any])
        let (from, to) = (try #require(ends["from"] as? Double), try #require(ends["to"] as? Double))
        return from + (to - from) * Double(index) / Double(count - 1)
      }
      for row in stride(from: 0, to: rows, by: 4) {
        for column in stride(from: 0, to: columns, by: 10) {
          let (x, y) = (try place("x", column, columns), try place("y", rows - 1 - row, rows))
          #expect(isNear(values[row * columns + column], height(x, y)), "\(number): \(x), \(y)")
        }
      }
    }
    try heights(0) { $0 * $0 + 1.5 * $1 * $1 }
    try heights(1) { $0 * $0 + 1.5 * $1 * $1 }
    try heights(2) { 0.5 * (1 + 3 + 5 + 6 + $0 + $1) }
    try heights(3) { $0 - $1 }
    #expect(found[4]["heights"] as? [Double] == found[0]["heights"] as? [Double])
    for number in [0, 1, 4] {
      let path = try #require(found[number]["path"] as? [[String: Any]])
      #expect(path.map { $0["at"] as? [Double] } == Self.way)
      #expect(path.map { $0["iteration"] as? Int } == [1, 2, 3, 4])
    }
    let still = try #require(found[2]["path"] as? [[String: Any]])
    #expect(still.map { $0["at"] as? [Double] } == [[2, -4]])
    #expect(found[3]["path"] == nil)
    let axes = found.map { [$0["x"], $0["y"]].map { ($0 as? [String: Any])?["of"] as? String } }
    #expect(axes == [["x", "y"], ["x", "y"], ["V[1,2]", "V[2,1]"], ["u", "v"], ["x", "y"]])
    // Half as wide as the path on either side.
    let x = try #require(found[0]["x"] as? [String: Any])
    #expect(x["from"] as? Double == 0.5 - 1.75 && x["to"] as? Double == 4 + 1.75)
  }

  @Test func `a surface over examples has the value that a map cuts, and the examples`() throws {
    let text = """
      lesson plane
      data
        X = [0 0; 0 1; 1 0; 1 1]
        t = [0; 0; 1; 1]
      parameters
        w = [10; 3]
      forward
        ŷ = σ(X·w − 5)
      run
        X, t in batches of 3, in order
        stop after 2 iterations
      pictures
        surface ŷ over X by t
        map ŷ over X by t

      """
    let found = try pictures("", in: text)
    let heights = try #require(found[0]["heights"] as? [Double])
    #expect(heights.map { $0 > 0.5 ? 1 : 0 } == found[1]["cells"] as? [Int])
    #expect(isNear(heights[0], 1 / (1 + exp(-(10 * -0.5 + 3 * 1.5 - 5)))))
    #expect(found[0]["levels"] as? [Double] == [0.2, 0.4, 0.6, 0.8])
    #expect(found[0]["points"] as? NSObject == found[1]["points"] as? NSObject)
  }

  @Test func `numbers that change from batch to batch have heights and no path`() throws {
    let picture = try #require(try pictures("  surface a[1] over x = 0..1, X[1,1] = 0..2", in: Self.inBatches).first)
    #expect((picture["heights"] as? [Double])?.last == 7 && picture["path"] == nil)
  }

  @Test func `a long path keeps its ends`() throws {
    let path = try #require(
      try pictures("  path [x y] over f", "--lr", "0.001", "--iterations", "3000").first?["path"] as? [[String: Any]])
    #expect(path.count > 256 && path.count <= 514)
    #expect(path.first?["at"] as? [Double] == [4, -8] && path.first?["iteration"] as? Int == 1)
    #expect(path.last?["iteration"] as? Int == 3001)
    let last = try #require((path.last?["at"] as? [Double])?.first)
    #expect(abs(last - 4 * pow(0.998, 3000)) < 1e-12)
  }

  // MARK: Bars

  @Test func `bars have a number for each entry, or for each formula`() throws {
    let found = try pictures("  bars V[1,:]\n  bars norm([3 4]), x, V[:,1]")
    let bars = found.map { $0["bars"] as? [[String: Any]] ?? [] }
    #expect(bars[0].map { $0["value"] as? Double } == [1, 2, 3])
    // Not the last update's: what the iteration computed with.
    #expect(bars[1].map { $0["value"] as? Double } == [5, 1, 1, -4])
    #expect((bars[1][1]["of"] as? [String: Any])?["text"] as? String == "x")
    let file = try TemporaryLesson(Self.text + "  bars V[1,:]\n")
    let session = Session("run", file.path, "--plain")
    #expect(session.output.contains("V[1,1]: 1\n") && session.output.contains("V[1,3]: 3\n"), "\(session.output)")
  }

  // MARK: Words

  private func drawn(_ line: String, _ words: String...) throws -> String {
    let file = try TemporaryLesson(Self.text + "  " + line + "\n")
    return Session(words: ["run", file.path] + words).output
  }

  @Test func `lines and cuts are told apart without colour, in Unicode and in ASCII`() throws {
    let lines = "curve σ(z), tanh(z) over z = −4..4"
    #expect(try drawn(lines).contains("● σ(z)  ○ tanh(z)"))
    #expect(try drawn(lines, "--ascii").contains("* sigma(z)  o tanh(z)"))
    #expect(try drawn("curve E over x").contains("● E  ○ x = 0.5"))
    let path = try drawn("path [x y] over f")
    for part in ["⠉", "a ", "g ", "○ start  ● end"] { #expect(path.contains(part), "\(path)") }
    let plain = try drawn("path [x y] over f", "--ascii", "--lang", "es")
    for part in ["aaa", "ggg", "o inicio  @ final"] { #expect(plain.contains(part), "\(plain)") }
    let surface = try drawn("surface E over x, y", "--ascii")
    #expect(surface.contains("blank < ") && surface.contains(" <= - < ") && surface.contains("o start  @ end"))
    for words in [[], ["--ascii"]] {
      for text in [lines, "path [x y] over f", "surface E over x, y"] {
        let file = try TemporaryLesson(Self.text + "  " + text + "\n")
        for line in Session(words: ["run", file.path] + words).output.split(separator: "\n") {
          #expect(line.count <= 80)
        }
      }
    }
  }

  @Test func `a reader of lines hears where heights are and where the path went`() throws {
    let text = try drawn("surface E over x = −2..4, y = −8..8", "--plain")
    #expect(
      text.contains(
        "E: heights from 0.0025 to 112 over x from −2 to 4, y from −8 to 8; lowest at (−0.05, 0), highest at (4, 8)"),
      "\(text)")
    #expect(text.contains("E: path of 4 points; start (4, −8), end (0.5, −0.125); x from 0.5 to 4"), "\(text)")
  }

  // MARK: Refused

  @Test(arguments: [
    ("curve E, V", 12, "“V” is 2×3"), ("curve E, x, y, s, h, total, a", 31, "is 5×1"),
    ("curve E, x, y, s, h, x, η, E, x", 33, "room for 8 curves"),
    ("curve z", 9, "“z” does not exist"), ("curve z over z", 16, "say from where to where"),
    ("curve V over z = 0..1", 9, "draws a number"), ("curve E over z = 0..1", 16, "does not depend on “z”"),
    ("curve x over z = 1..0", 20, "to a larger one"),
    ("curve E over V = 0..1", 16, "“V” is a quantity of the lesson already"),
    ("curve E over t[1]", 16, "does not depend on “t[1]”"), ("curve E over new(x)", 16, "a number that is moved"),
    ("curve E over x from −1 to 2.5", 18, "two dots: over x = −1..2.5"),
    ("curve E over x = −5 to 5", 23, "two dots: over x = −5..5"),
    ("curve E over x −5 to 5", 21, "two dots: over x = −5..5"), ("path [x x] over E", 11, "here twice"),
    ("curve z over z = 0", 21, "“..”"), ("surface E over x", 18, "two inputs"),
    ("surface E over x = 0..1", 18, "two numbers"),
    ("surface E over x, z", 21, "say from where"), ("surface V over x, y", 11, "draws a number"),
    ("surface E over x, t[1]", 21, "does not depend"), ("surface E over X by t", 11, "does not depend on “X”"),
    ("surface [a a] over X by t", 11, "choose one"), ("path [x y s] over f", 8, "the way of two numbers"),
    ("path [x y] over g", 19, "“g” does not exist"), ("path [x V] over E", 11, "a number that is moved"),
    ("path V[1,1..2] over s", 8, "two numbers of the lesson"), ("path [x y x] over E", 8, "two numbers of the lesson"),
    ("path [x y] over V", 19, "draws a number"), ("path [x t[1]] over E", 11, "“E” does not depend on “t[1]”"),
    ("surface E over x, x", 21, "is here twice"), ("surface z over z = 0..1, z = 0..2", 28, "is here twice"),
    ("curve u over f = 0..1", 16, "means something else already"), ("curve u over π = 0..1", 16, "something else"),
    ("path [x y] over k", 19, "a function of two numbers"),
    ("bars [V V; V V; V V; V V]", 8, "48 bars"),
  ])
  func `what cannot be drawn is refused with its place`(line: String, column: Int, words: String) throws {
    let file = try TemporaryLesson(Self.text + "  " + line + "\n")
    let place = ":\(Self.text.count { $0 == "\n" } + 1):\(column): "
    for command in ["check", "run"] {
      let session = Session(words: [command, file.path, "--lang", "en"])
      #expect(session.code == 1 && session.output.isEmpty, "\(line)")
      #expect(session.error.contains(place), "\(line): \(session.error)")
      #expect(session.error.contains(words), "\(line): \(session.error)")
      #expect(Session(words: [command, file.path, "--lang", "es"]).error.contains(place))
    }
  }
}
