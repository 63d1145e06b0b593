import Calculus
import Datasets
import Execution
import Kernels
import LessonLanguage
import Matrices
import Testing

@testable import FastExecution

/// Products with images of digits, of which most numbers are 0.
@Suite struct SparseTests {
  private static func program(_ orientation: String, units: Int = 12, penalty: String = "") throws -> Program {
    let inColumns = orientation == "columns"
    let text = """
      lesson few
        examples in \(orientation)
      data
        X, Y from digits
      parameters
        W (\(inColumns ? "\(units)×784" : "784×\(units)")) ~ normal(0, 0.1)
        V (\(inColumns ? "10×\(units)" : "\(units)×10")) ~ normal(0, 0.1)
      forward
        Z = \(inColumns ? "W·X" : "X·W")
        H = relu(Z)
        A = softmax(\(inColumns ? "V·H" : "H·V"))
      loss
        J = −Σ Y ⊙ ln(A)\(penalty)
      update
        parameters by gradient with adam(0.01)
      run
        X, Y in batches of 16, shuffled
        stop after 2 epochs
      """
    var options = LessonSettings()
    options.digits = DigitSource(.madeUp(count: 50, seed: 7))
    let syntax = try #require(try LessonParser.parse(text, file: "few.lesson").first)
    return try Lesson(syntax, source: SourceText(file: "few.lesson", text: text)).program(settings: options).program
  }

  private static func machine<Scalar: KernelsScalar>(
    _ program: Program, _ scalar: Scalar.Type, threads: Int, keeping: Set<Int>
  ) throws -> FastMachine<Scalar> {
    try FastMachine(program, pool: WorkerPool(threads: threads), keeping: keeping)
  }

  @Test(arguments: ["rows", "columns"])
  func `the bits do not depend on threads, or on whether the images are wanted`(orientation: String) throws {
    let program = try Self.program(orientation)
    let images = try #require(program.batching).pairs[0].batch.id
    let updated = program.updates.map(\.new)
    func last(threads: Int, keeping: Set<Int>) throws -> [[Double]] {
      let run = Run(try Self.machine(program, Float.self, threads: threads, keeping: keeping))
      while !run.isFinished { try run.advance() }
      return try updated.map { try #require(run.value(of: $0)).values }
    }
    let alone = try last(threads: 1, keeping: [])
    #expect(alone == (try last(threads: 2, keeping: [])))
    #expect(alone == (try last(threads: 3, keeping: [images])))
    #expect(alone.allSatisfy { $0.allSatisfy(\.isFinite) })
  }

  @Test(arguments: ["rows", "columns"], [12, 16])
  func `it computes what the exact way does`(orientation: String, units: Int) throws {
    let program = try Self.program(orientation, units: units)
    let all = Set(program.quantities.map(\.id))
    let (exact, fast) = (try Run(program), Run(try Self.machine(program, Double.self, threads: 2, keeping: all)))
    while !exact.isFinished {
      try exact.advance()
      try fast.advance()
      for definition in exact.program.definitions {
        let (one, two) = (exact.value(of: definition.quantity), fast.value(of: definition.quantity))
        let largest = zip(try #require(one).values, try #require(two).values).map { abs($0 - $1) }.max() ?? 0
        #expect(largest < 1e-10, "\(definition.quantity.symbol)")
      }
    }
  }

  /// The names of what is stored as its transpose, of a lesson whose images are said to be sparse.
  private static func transposed(_ program: Program) throws -> Set<String> {
    let sparse = try FastVariant<Float>.sparseExamples(program)
    #expect(!sparse.isEmpty)
    let ids = TransposedStorage.quantities(of: program, sparse: sparse, keeping: [])
    return Set(program.quantities.filter { ids.contains($0.id) }.map { $0.symbol.name })
  }

  @Test func `weights of images in columns are stored pixel by pixel, with what the optimizer keeps of them`() throws {
    let stored = try Self.transposed(try Self.program("columns"))
    #expect(stored.isSuperset(of: ["W"]) && stored.count >= 4, "\(stored)")
    #expect(!stored.contains("V") && !stored.contains("X"))
    #expect(try Self.transposed(try Self.program("rows")).isEmpty)
  }

  @Test func `weights that a sum reads, too, stand row by row`() throws {
    #expect(try Self.transposed(try Self.program("columns", penalty: " + 0.01·Σ W²")).isEmpty)
  }

  @Test(arguments: ["rows", "columns"])
  func `0 times a weight that is not finite is no number, as in dense products`(orientation: String) throws {
    let program = try Self.program(orientation)
    let all = Set(program.quantities.map(\.id))
    // A weight of a pixel in the corner, which no image has lit.
    var weights = try #require(try Run(program).saved.values["W"])
    let corner = orientation == "columns" ? 5 * 784 : 5
    weights.values[corner] = .infinity
    var options = RunOptions()
    options.start = SavedRun(
      position: nil, values: ["W": weights], convention: orientation == "columns" ? .columns : .rows)
    let exact = try Run(program, options: options)
    let fast = Run(try Self.machine(program, Double.self, threads: 2, keeping: all), options: options)
    _ = try? exact.advance()
    _ = try? fast.advance()
    let found = program.definitions.map(\.quantity).first { $0.symbol.name == "Z" }
    let sums = try #require(found)
    let (one, two) = (try #require(exact.value(of: sums)), try #require(fast.value(of: sums)))
    #expect(two.values.count { $0.isNaN } == 16)
    #expect(one.values.map { $0.isNaN } == two.values.map { $0.isNaN })
  }
}
