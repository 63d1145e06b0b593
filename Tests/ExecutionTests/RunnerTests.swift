import Calculus
import LessonLanguage
import Matrices
import SampleLessons
import Testing

@testable import Execution

struct RunnerTests {
  private func end(_ text: String, run: (inout RunOptions) -> Void = { _ in }) throws -> Runner {
    let lesson = try TestLesson(text, run: run)
    try lesson.runner.run()
    return lesson.runner
  }

  // MARK: - When a run ends

  private static let falling = """
    data
      x = [5; 4; 3; 3; 3; 3; 2; 2]
    forward
      z = x·1
    loss
      E = z
    metrics
      total = Σepoch E
    run
      x in batches of 1, in order
    """

  @Test(arguments: [
    ("", 1), ("run\n  stop after 4 iterations", 4), ("run\n  stop after 4 epochs", 4),
    ("run\n  stop after 9 iterations\n  stop after 4 epochs", 4), ("run\n  stop once z ≥ 3", 3),
    ("run\n  stop once z ≥ 3\n  stop after 2 iterations", 2), ("run\n  stop once z·2 = 10\n  stop after 7 epochs", 5),
  ])
  func `a run ends where the lesson says, after one iteration when it says nothing`(text: String, count: Int) throws {
    let runner = try end("forward\n  z = iteration\n" + text)
    #expect(runner.iteration == count && runner.stoppedAt == count && runner.isFinished)
    let isReached = text.contains("once") && !text.contains("after 2")
    #expect(isReached ? runner.outcome != .completed : runner.outcome == .completed)
  }

  @Test func `iterations and epochs count from 1 and an epoch is one pass`() throws {
    let lesson = try TestLesson(
      "data\n  x = [1; 2; 3; 4; 5]\nforward\n  z = x + epoch\nrun\n  x in batches of 2, in order")
    var seen: [[Int]] = []
    for iteration in 1...7 {
      try lesson.timeline.go(to: iteration)
      seen.append([lesson.runner.iteration, lesson.runner.epoch, lesson.runner.batch])
      #expect(try lesson["epoch", at: iteration].values == [Double(lesson.runner.epoch)])
    }
    #expect(seen == [[1, 1, 1], [2, 1, 2], [3, 1, 3], [4, 2, 1], [5, 2, 2], [6, 2, 3], [7, 3, 1]])
  }

  @Test func `what the reader asks replaces stop after, not stop once`() throws {
    let text = "data\n  x = [1; 2; 3]\nforward\n  z = x·1\nrun\n  x in batches of 1, in order\n  stop after 4 epochs"
    #expect(try end(text) { $0.iterations = 5 }.iteration == 5)
    #expect(try end(text) { $0.epochs = 2 }.iteration == 6)
    #expect(try end(text + "\n  stop once iteration = 2") { $0.epochs = 2 }.iteration == 2)
  }

  @Test func `patience counts epochs without a new lowest value`() throws {
    // Lowest in epoch 3; epochs 4, 5 and 6 are no lower, and then comes a lower one that nobody waits for.
    let text =
      "settings\n  a = 1\nforward\n  z = where(iteration < 4, 10 − iteration, where(iteration < 7, 8, 1))\nrun\n"
    let runner = try end(text + "  stop once z has not fallen for 3 epochs")
    #expect(runner.iteration == 6)
    guard case .notFalling(let quantity, epochs: 3) = runner.outcome else {
      Issue.record("\(String(describing: runner.outcome))")
      return
    }
    #expect(quantity.symbol.name == "z")
    let patient = try end(text + "  stop once z has not fallen for 4 epochs\n  stop after 20 iterations")
    #expect(patient.iteration == 11, "the lower value of epoch 7 begins a new wait")
  }

  @Test func `a sum over the epoch is looked at when the epoch is over`() throws {
    // 5 + 4 + 3 + 3 = 15 in mid-epoch must not stop the run.
    let runner = try end(Self.falling + "\n  stop once total = 15\n  stop once total = 25\n  stop after 3 epochs")
    #expect(runner.iteration == 8 && runner.outcome == .reached("total = 25"))
  }

  @Test func `going on past the stop keeps the outcome`() throws {
    let lesson = try TestLesson("forward\n  z = iteration\nrun\n  stop after 2 iterations")
    try lesson.timeline.go(to: 5)
    #expect(lesson.runner.outcome == .completed && lesson.runner.stoppedAt == 2 && lesson.runner.iteration == 5)
  }

  @Test func `an interrupted run says so`() throws {
    let lesson = try TestLesson("forward\n  z = iteration\nrun\n  stop after 100000 iterations")
    try lesson.runner.run(isInterrupted: { true })
    #expect(lesson.runner.outcome == .interrupted && lesson.runner.iteration == 256)
  }

  @Test(arguments: [
    // w doubles its digits until it is infinite; a is the first to be so.
    ("a = w·w\n  b = a − a", "a", 0, 10), ("b = [1 0]·w − w·w\n  a = b + b", "b", 0, 10),
    ("b = [1 (w·w)]\n  a = Σ b", "b", 1, 10), ("a = 1/(4 − iteration)", "a", 0, 4),
    ("b = 0·iteration\n  a = b/(iteration − 1)", "a", 0, 1),
  ])
  func `a quantity that is no longer finite is found: the first one, its entry and the iteration`(
    lines: String, name: String, offset: Int, iteration: Int
  ) throws {
    let runner = try end(
      "parameters\n  w = 2\nforward\n  \(lines)\n  o = Σ a\nupdate\n  w ← w·w\nrun\n  stop after 20 iterations")
    guard case .diverged(let quantity, let found, let when) = runner.outcome else {
      Issue.record("\(String(describing: runner.outcome))")
      return
    }
    #expect(quantity.symbol.name == name && found == offset && when == iteration && runner.iteration == iteration)
  }

  @Test func `a metric that is infinite does not end a run`() throws {
    let runner = try end("forward\n  z = 1\nmetrics\n  ratio = 1/0\nrun\n  stop after 3 iterations")
    #expect(runner.outcome == .completed && runner.iteration == 3)
  }

  // MARK: - Batches

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
    let lesson = try TestLesson(
      "settings\n  m = 2\ndata\n  X = [1; 2; 3]\nstate\n  h (m×1) = 0\nforward\n  z = X + h\nupdate\n  h ← z\nrun\n"
        + "  X in batches of m, in order")
    try lesson.timeline.go(to: 1)
    let error = #expect(throws: LessonError.self) { try lesson.scope.locating { try lesson.timeline.go(to: 2) } }
    #expect(
      error?.description(.spanish).hasPrefix(
        "t.lesson:7:1: el último lote es menor y «h» no puede cambiar de 2×1 a 1×1") == true)
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

  // MARK: - The notes' random numbers

  private static let rand = [
    0.417022004702574, 0.7203244934421581, 0.00011437481734488664, 0.30233257263183977, 0.14675589081711304,
    0.0923385947687978, 0.1862602113776709, 0.34556072704304774, 0.39676747423066994,
  ]
  private static let randn = [
    1.6243453636632417, -0.6117564136500754, -0.5281717522634557, -1.0729686221561705, 0.8654076293246785,
    -2.3015386968802827,
  ]

  @Test func `initial weights are the numbers that np random rand gives after seed 1, in the order of the file`() throws
  {
    let lesson = try TestLesson(
      """
      parameters
        W1 (2×2) ~ uniform(0, 1)
        b1 (1×2) ~ uniform(0, 1)
      forward
        z = Σ W1
      parameters
        W2 (2×1) ~ uniform(0, 1)
        b2 ~ uniform(0, 1)
      """)
    let drawn = try ["W1", "b1", "W2", "b2"].flatMap { try lesson[$0] }
    #expect(drawn == Self.rand)
  }

  @Test func `normal ones are those of np random randn`() throws {
    let lesson = try TestLesson("data\n  X (2×3) ~ normal(0, 1)\nforward\n  z = Σ X")
    #expect(try zip(lesson["X"], Self.randn).allSatisfy { abs($0 - $1) <= 2 * $1.ulp })
  }

  @Test func `the named draws scale the same numbers`() throws {
    func drawn(_ draw: String, columns: Bool = false) throws -> [Double] {
      let head = columns ? "lesson t\n  examples in columns\n" : ""
      return try TestLesson("\(head)parameters\n  W (2×3) ~ \(draw)\nforward\n  z = Σ W")["W"]
    }
    let uniform = Self.rand.prefix(6)
    func near(_ left: [Double], _ right: [Double]) -> Bool {
      left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < 1e-15 * max(1, abs($1)) * 4 }
    }
    #expect(try near(drawn("uniform(−1, 3)"), uniform.map { -1 + 4 * $0 }))
    #expect(try near(drawn("xavier"), uniform.map { (2 * $0 - 1) * (6.0 / 5).squareRoot() }))
    #expect(try near(drawn("torch"), uniform.map { (2 * $0 - 1) / 2.0.squareRoot() }))
    #expect(try near(drawn("torch", columns: true), uniform.map { (2 * $0 - 1) / 3.0.squareRoot() }))
    #expect(try near(drawn("normal(5, 2)"), Self.randn.map { 5 + 2 * $0 }))
    #expect(try near(drawn("he"), Self.randn))
    #expect(try near(drawn("he", columns: true), Self.randn.map { $0 * (2.0 / 3).squareRoot() }))
    #expect(try near(drawn("keep(0.25)"), [0, 0, 4, 0, 4, 4]))
    #expect(try drawn("zeros") == [0, 0, 0, 0, 0, 0])
  }

  @Test func `the same seed gives the same bits, another one others`() throws {
    for sample in SampleLesson.small where sample.description.hasPrefix("xor") || sample.description.hasPrefix("quad") {
      func values(seed: UInt32) throws -> [[UInt64]?] {
        var options = RunOptions()
        options.seed = seed
        let runner = try Runner(try sample.program(), options: options)
        for _ in 1...4 { try runner.advance() }
        return runner.program.definitions.map { bits(runner.value(of: $0.quantity)) }
      }
      #expect(try values(seed: 3) == values(seed: 3))
      if !sample.description.contains("golden") { #expect(try values(seed: 3) != values(seed: 4)) }
    }
  }

  @Test func `draws in forward are anew in each iteration and no other draw changes them`() throws {
    func masks(_ lines: String, seed: UInt32 = 1) throws -> [[Double]] {
      let lesson = try TestLesson("forward\n  \(lines)\n  z = Σ M", run: { $0.seed = seed })
      return try [1, 2, 3].map { try lesson["M", at: $0].values }
    }
    let alone = try masks("M (4×5) ~ keep(0.5)")
    #expect(Set(alone).count == 3)
    #expect(alone.joined().allSatisfy { $0 == 0 || $0 == 2 })
    #expect(try masks("N (3×3) ~ normal(0, 1)\n  M (4×5) ~ keep(0.5)\n  O ~ uniform(0, 1)") == alone)
    #expect(try masks("M (4×5) ~ keep(0.5)", seed: 2) != alone)
    let both = try TestLesson("forward\n  M (4×5) ~ keep(0.5)\n  N (4×5) ~ keep(0.5)\n  z = Σ M + Σ N")
    #expect(try both["M"] != both["N"], "another name draws other numbers")
  }

  @Test(arguments: [0.2, 0.5, 0.9]) func `keep keeps what it says on the whole`(chance: Double) throws {
    let lesson = try TestLesson("forward\n  M (100×100) ~ keep(\(chance))\n  z = mean(M)")
    let kept = try Double(lesson["M"].count { $0 != 0 }) / 10_000
    #expect(abs(kept - chance) < 0.02)
    #expect(try lesson["M"].allSatisfy { $0 == 0 || $0 == 1 / chance })
  }
}
