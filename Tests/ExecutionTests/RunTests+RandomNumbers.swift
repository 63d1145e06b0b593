import Calculus
import LessonLanguage
import Matrices
import SampleLessons
import Testing

@testable import Execution

/// Random numbers: those of the notes, and those of each iteration.
extension RunTests {
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
    // How many inputs and outputs there are may be given, as for a bias.
    #expect(try near(drawn("torch(16)"), uniform.map { (2 * $0 - 1) / 4 }))
    #expect(try near(drawn("torch(16)", columns: true), uniform.map { (2 * $0 - 1) / 4 }))
    #expect(try near(drawn("xavier(1, 5)"), uniform.map { 2 * $0 - 1 }))
    #expect(try near(drawn("he(8)"), Self.randn.map { $0 / 2 }))
    #expect(try near(drawn("normal(5, 2)"), Self.randn.map { 5 + 2 * $0 }))
    #expect(try near(drawn("he"), Self.randn))
    #expect(try near(drawn("he", columns: true), Self.randn.map { $0 * (2.0 / 3).squareRoot() }))
    // Filters F×C×k×k have C·k·k inputs and F·k·k outputs each, wherever examples lie.
    func filters(_ draw: String, columns: Bool = false) throws -> [Double] {
      let head = columns ? "lesson t\n  examples in columns\n" : ""
      return Array(try TestLesson("\(head)parameters\n  K (5×4×1×3) ~ \(draw)\nforward\n  z = Σ K")["K"].prefix(6))
    }
    for columns in [false, true] {
      #expect(try near(filters("torch", columns: columns), uniform.map { (2 * $0 - 1) / 12.0.squareRoot() }))
      #expect(try near(filters("he", columns: columns), Self.randn.map { $0 * (2.0 / 12).squareRoot() }))
      #expect(
        try near(filters("xavier", columns: columns), uniform.map { (2 * $0 - 1) * (6.0 / (12 + 15)).squareRoot() }))
    }
    #expect(try near(drawn("keep(0.25)"), [0, 0, 4, 0, 4, 4]))
    #expect(try drawn("zeros") == [0, 0, 0, 0, 0, 0])
  }

  @Test func `a permutation is that of np random permutation, counted from 1, in a row or a column`() throws {
    // np.random.seed(1); np.random.permutation(8) + 1; np.random.rand()
    let numbers = [8.0, 3, 2, 7, 1, 5, 4, 6]
    func drawn(_ line: String, _ head: String = "lesson t") throws -> (Matrix, Double) {
      let lesson = try TestLesson("\(head)\ndata\n  \(line)\n  u ~ uniform(0, 1)\nforward\n  z = Σ p")
      return (try lesson["p", at: 1], try lesson["u"][0])
    }
    for (line, head, shape) in [
      ("p ~ permutation(8)", "lesson t", Shape(8, 1)),
      ("p ~ permutation(8)", "lesson t\n  examples in columns", Shape(1, 8)),
      ("p (1×8) ~ permutation(8)", "lesson t", Shape(1, 8)),
      ("p ~ permutation(n)", "lesson t\nsettings\n  n = 8", Shape(8, 1)),
    ] {
      let (matrix, next) = try drawn(line, head)
      #expect(matrix == Matrix(shape, numbers))
      #expect(next == 0.9990405153241447, "the stream goes on as NumPy's does")
    }
    let lesson = try TestLesson("forward\n  p (1×9) ~ permutation(9)\n  z = Σ p")
    let (first, second) = (try lesson["p", at: 1].values, try lesson["p", at: 2].values)
    #expect(first != second && first.sorted() == second.sorted() && first.sorted() == (1...9).map { Double($0) })
  }

  @Test func `the same seed gives the same bits, another one others`() throws {
    for sample in SampleLesson.small where sample.description.hasPrefix("xor") || sample.description.hasPrefix("quad") {
      func values(seed: UInt32) throws -> [[UInt64]?] {
        var options = RunOptions()
        options.seed = seed
        let runner = try Run(try sample.program(), options: options)
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
