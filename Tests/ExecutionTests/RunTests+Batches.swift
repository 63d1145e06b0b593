import Calculus
import LessonLanguage
import Matrices
import SampleLessons
import Testing

@testable import Execution

/// Batches, what is summed over an epoch, and data of other sets.
extension RunTests {
  private static let sums = """
    settings
      m = 2
    data
      X = [1 10; 2 20; 3 30; 4 40; 5 50]
    forward
      z = Σ X
      size = m
    metrics
      total = Σepoch z
      average = mean_epoch(z)
      twice = 2·total + average
    run
      X in batches of m, in order
    """

  @Test func `batches in order are the examples in order, the last one smaller, m its size`() throws {
    let lesson = try TestLesson(Self.sums)
    #expect(try lesson["X", at: 1] == Matrix(Shape(2, 2), [1, 10, 2, 20]))
    #expect(try lesson["X", at: 2] == Matrix(Shape(2, 2), [3, 30, 4, 40]))
    #expect(try lesson["X", at: 3] == Matrix(Shape(1, 2), [5, 50]))
    #expect(try lesson["X", at: 4] == Matrix(Shape(2, 2), [1, 10, 2, 20]))
    #expect(try (1...4).map { try lesson["m", at: $0].values[0] } == [2, 2, 1, 2])
    #expect(try (1...4).map { try lesson["size", at: $0].values[0] } == [2, 2, 1, 2])
  }

  @Test func `columns are examples where the lesson says so`() throws {
    let lesson = try TestLesson(
      "lesson t\n  examples in columns\ndata\n  X = [1 2 3; 10 20 30]\nforward\n  z = Σ X\nrun\n  X in batches of 2, in order"
    )
    #expect(try lesson["X", at: 1] == Matrix(Shape(2, 2), [1, 2, 10, 20]))
    #expect(try lesson["X", at: 2] == Matrix(Shape(2, 1), [3, 30]))
  }

  @Test func `sums and means over the epoch add up its batches, the smaller last one too, and begin anew`() throws {
    let lesson = try TestLesson(Self.sums)
    for epoch in 1...3 {
      #expect(try lesson["total", at: 3 * epoch].values == [165], "epoch \(epoch)")
      #expect(try lesson["average", at: 3 * epoch].values == [55], "epoch \(epoch)")
      #expect(try lesson["twice", at: 3 * epoch].values == [385], "epoch \(epoch)")
    }
  }

  @Test func `a batch larger than the data is all of them, and m says how many`() throws {
    let lesson = try TestLesson(
      "settings\n  m = 64\ndata\n  X = [1; 2; 3]\nforward\n  z = (1/m)·Σ X\nrun\n  X in batches of m, in order")
    #expect(try lesson["[z m]", at: 1].values == [2, 3])
    #expect(try lesson["[z m epoch]", at: 2].values == [2, 3, 2])
  }

  @Test func `above the iteration the name of a batch means all the data`() throws {
    let lesson = try TestLesson(
      "data\n  X = [1; 2; 6]\n  s = Σ X\nparameters\n  w = mean(X)\nstate\n  n = rows(X)\nforward\n  z = Σ X\nrun\n"
        + "  X in batches of 2, in order")
    #expect(try lesson["[s w n z]"] == [9, 3, 3, 3])
  }

  private static let shuffled = """
    data
      X = [1; 2; 3; 4; 5; 6; 7]
      t = 10·X
    forward
      z = t − 10·X
    run
      X, t in batches of 3, shuffled
    """

  private func order(_ lesson: TestLesson, epoch: Int) throws -> [Double] {
    try (1...3).flatMap { try lesson["X", at: 3 * (epoch - 1) + $0].values }
  }

  @Test func `shuffled batches give each example once an epoch, in an order of the epoch's own`() throws {
    let lesson = try TestLesson(Self.shuffled)
    let orders = try (1...4).map { try order(lesson, epoch: $0) }
    for (index, found) in orders.enumerated() {
      #expect(found.sorted() == [1, 2, 3, 4, 5, 6, 7], "epoch \(index + 1)")
      #expect(try lesson["z", at: 3 * index + 1].values == [0, 0, 0], "what belongs together stays together")
    }
    #expect(Set(orders).count == 4)
    #expect(try order(try TestLesson(Self.shuffled), epoch: 2) == orders[1], "the same seed gives the same order")
    #expect(
      try order(
        try TestLesson(Self.shuffled) { _ in
        } run: {
          $0.seed = 2
        }, epoch: 1) != orders[0])
  }

  @Test func `what lasts the whole lesson cannot depend on the size of the batch`() throws {
    let error = #expect(throws: LessonError.self) {
      try TestLesson(
        "settings\n  m = 2\ndata\n  X = [1; 2; 3]\nstate\n  h (m×1) = 0\nforward\n  z = X + h\nupdate\n  h ← z\nrun\n"
          + "  X in batches of m, in order")
    }
    #expect(
      error?.description(.spanish).hasPrefix(
        "t.lesson:9:7: las dimensiones no encajan: X es 2×1 y h es 2×1; en X + h el 2 (del lote) y el 2 deberían ser "
          + "iguales, o uno de ellos 1; los lotes no son todos igual de largos") == true)
  }

  @Test func `quantities keep their values whichever size the batch has`() throws {
    // With one example a derivative is a number and needs no name; all that comes after has another place.
    let text = """
      settings
        η = 0.1 as lr
        m = 2
      data
        X = [1; 2; 3]
        t = [2; 4; 7]
      parameters
        w = 0.5
        b = 0.1
      forward
        u = X·w
        z = u + b
      loss
        E = (1/m)·½·Σ (z − t)²
      metrics
        far = abs(w) + abs(b)
      update with velocity(0.1, 0.9)
        parameters by gradient
      run
        X, t in batches of m, in order
      """
    let lesson = try TestLesson(text)
    let first = lesson.program
    var (w, b, v, c) = (0.5, 0.1, 0.0, 0.0)
    for iteration in 1...7 {
      let batch = iteration % 2 == 1 ? [(1.0, 2.0), (2.0, 4.0)] : [(3.0, 7.0)]
      let residues = batch.map { ($0.0, $0.0 * w + b - $0.1) }
      let dw = residues.reduce(0) { $0 + $1.1 * $1.0 } / Double(batch.count)
      let db = residues.reduce(0) { $0 + $1.1 } / Double(batch.count)
      let far = try #require(first.quantities.first { $0.symbol.name == "far" })
      (v, c) = (0.9 * v - 0.1 * dw, 0.9 * c - 0.1 * db)
      let found = try lesson["[w b new(w) new(b) new(v_w) new(v_b) far]", at: iteration].values
      for (value, expected) in zip(found, [w, b, w + v, b + c, v, c, abs(w) + abs(b)]) {
        #expect(abs(value - expected) < 1e-12, "iteration \(iteration)")
      }
      // Whoever holds the quantities of the full batch finds the same values.
      #expect(lesson.runner.value(of: far)?.values == [found[6]])
      for (update, place) in zip(first.updates, [4, 2, 5, 3]) {
        #expect(lesson.runner.value(of: update.new)?.values == [found[place]], "\(update.new.name) at \(iteration)")
      }
      (w, b) = (w + v, b + c)
    }
  }

  /// A lesson whose X is computed from other data, in part from their number.
  private static func derived(_ data: String, _ run: String = "") -> String {
    """
    data
      R = [1 2; 3 4; 5 6]
      t = [1; 2; 3]
      R for test = [1 1; 2 2]
      \(data)
      N = rows(R)
      s = Σcols R
      X = [R s]
    parameters
      w (3×1) = 1
    forward
      a = X·w
      E = Σ (a − t)²/N
    metrics on test
      n = rows(X) + N
      m = Σ X
      error = E
    update
      w ← w − 0
    run
      \(run)
    """
  }

  @Test(arguments: ["", "X, t in batches of 2, in order"])
  func `data computed from others are computed from those of the set`(run: String) throws {
    let lesson = try TestLesson(Self.derived("t for test = [0; 1]", run))
    // X of the test set is [1 1 2; 2 2 4], so a is [4; 8].
    #expect(try lesson["[m n error]", at: 2].values == [12, 4, 32.5])
  }

  @Test func `data of the batch that a set has not got are asked for`() {
    #expect(throws: LessonError.self) { try TestLesson(Self.derived("", "X, t in batches of 2, in order")) }
    // t cannot be used with the two rows of the test set, nor be part of what is computed from them.
    #expect(throws: LessonError.self) { try TestLesson(Self.derived("")) }
    #expect(throws: LessonError.self) {
      try TestLesson(Self.derived("t for test = [0; 1]").replacing("s = Σcols R", with: "s = Σcols R + [1; 2; 3]"))
    }
  }

  @Test func `metrics on another set use the parameters that the epoch leaves`() throws {
    let lesson = try TestLesson(
      """
      settings
        m = 2
      data
        X = [1; 2; 3; 4]
        X for test = [10; 20]
      parameters
        w = 1
      forward
        z = X·w
      metrics on test
        size = rows(X)
        mark = Σ z
      update
        w ← w + 1
      run
        X in batches of m, in order
        keep 1 examples for validation
      metrics on validation
        held = Σ z
      """)
    // Two iterations an epoch: X is [1; 2], then [3]; 4 is set apart.
    #expect(try lesson["[mark held size]", at: 2].values == [90, 12, 2])
    #expect(try lesson["[mark held size]", at: 4].values == [150, 20, 2])
    #expect(try lesson["X", at: 4].values == [3])
  }
}
