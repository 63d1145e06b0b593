import Execution
import LessonLanguage
import Matrices
import SampleLessons
import Testing
import Trace

@testable import Calculus

/// Rows for columns: another program, whose values are the transposes.
struct ProgramTranspositionTests {
  private static func transposed(_ runner: Run, _ quantity: Quantity) throws -> Matrix {
    transpose(try #require(runner.value(of: quantity), "\(quantity.name)"))
  }

  @Test(arguments: SampleLesson.everyone)
  func `each line gives the transpose of what the line as written gives, bit for bit unless it adds up everything`(
    sample: SampleLesson
  ) throws {
    let original = try sample.program()
    let runner = try Run(try sample.program(transposed: true))
    try runner.advance()
    #expect(runner.program.definitions.map(\.quantity.id) == original.definitions.map(\.quantity.id))
    #expect(runner.program.convention != original.convention)
    for (definition, written) in zip(runner.program.definitions, original.definitions) {
      #expect(definition.quantity.shape == written.quantity.shape.transposed)
      let value = try Self.transposed(runner, definition.quantity)
      let expected = try written.formula.evaluate { quantity in try Self.transposed(runner, quantity) }
      if written.formula.addsUpEverything {
        let bound = try written.formula.roundingBound { quantity in try Self.transposed(runner, quantity) }
        for (left, right) in zip(value.values, expected.values) {
          #expect(abs(left - right) <= bound, "\(definition.quantity.name)")
        }
      } else {
        #expect(bits(value.values) == bits(expected.values), "\(definition.quantity.name)")
      }
    }
  }

  @Test(arguments: SampleLesson.everyone)
  func `a run in the other convention has the transpose of every quantity`(sample: SampleLesson) throws {
    let (rows, columns) = (try Run(try sample.program()), try Run(try sample.program(transposed: true)))
    // What depends on a sum over all entries, which goes row by row and so in another order.
    var affected: Set<Int> = []
    for _ in 1...3 {
      for definition in rows.program.definitions
      where definition.formula.addsUpEverything
        || definition.formula.references.contains(where: { affected.contains($0.id) })
      {
        affected.insert(definition.quantity.id)
      }
      affected.formUnion(rows.program.updates.filter { affected.contains($0.new.id) }.map(\.old.id))
      affected.formUnion(rows.program.accumulations.filter { affected.contains($0.term.id) }.map(\.total.id))
    }
    for iteration in 1...3 {
      try rows.advance()
      try columns.advance()
      for quantity in rows.program.inputs.map(\.quantity) + rows.program.definitions.map(\.quantity) {
        let value = try #require(rows.value(of: quantity))
        let other = try Self.transposed(columns, quantity)
        #expect(value.shape == other.shape)
        let isExact = !affected.contains(quantity.id)
        for (left, right) in zip(value.values, other.values) {
          let isNear = left == right || abs(left - right) <= 1e-11 * max(1, abs(left))
          #expect(
            isExact ? left.bitPattern == right.bitPattern || left == 0 && right == 0 : isNear,
            "\(quantity.name) at \(iteration): \(left) \(right)")
        }
      }
    }
  }

  @Test(arguments: SampleLesson.everyone) func `turned twice it is the program as written`(sample: SampleLesson) throws
  {
    let program = try sample.program()
    let twice = try program.transposed().transposed()
    #expect(twice.convention == program.convention)
    #expect(twice.quantities.map(\.shape) == program.quantities.map(\.shape))
    for (again, definition) in zip(twice.definitions, program.definitions) {
      #expect(again.quantity.shape == definition.quantity.shape && again.phase == definition.phase)
      let (found, written) = (again.formula.linear, definition.formula.linear)
      #expect(again.formula == definition.formula, "\(definition.quantity.name): \(found) is \(written)")
    }
    #expect(twice.inputs.map(\.isDrawnTransposed) == program.inputs.map(\.isDrawnTransposed))
    #expect(twice.batching == program.batching && twice.stops == program.stops)
    for (again, claim) in zip(twice.claims, program.claims) {
      #expect(again.gradient == claim.gradient && again.gradient?.offset == claim.gradient?.offset)
    }
  }

  @Test(arguments: SampleLesson.everyone)
  func `every quantity says where its examples lie, as written, turned, and in a smaller batch`(
    sample: SampleLesson
  ) throws {
    let program = try sample.program()
    let turned = try program.transposed()
    #expect(turned.convention == program.convention.transposed)
    for program in [program, turned, program.remainder, turned.remainder].compactMap(\.self) {
      for quantity in program.quantities + program.inputs.map(\.quantity) + program.definitions.map(\.quantity) {
        #expect(quantity.examples == (quantity.shape.rank == 2 ? program.convention : .rows), "\(quantity.name)")
      }
      for pair in program.batching?.pairs ?? [] {
        #expect(pair.batch.shape == pair.all.examples.shape(pair.batch.exampleCount, like: pair.all.shape))
      }
    }
  }

  // MARK: - Addresses

  private static let rows = """
    data
      X = [1 2; 3 4; 5 6]
      y = [1; 0; 1]
    parameters
      W (2×3) ~ uniform(0, 1)
      v (3×1) ~ he
    forward
      Z = X·W
      A = σ(Z)
      ŷ = A·v
    loss
      E = ½·Σ (y − ŷ)²
    backward
      dW = Xᵀ·(((ŷ − y)·vᵀ) ⊙ σ'(Z))
    update
      W ← W − 0.1·dW
    """

  @Test func `addresses follow: an entry is where the transpose has it, whatever it is asked of`() throws {
    let rows = try TestLesson(Self.rows)
    let columns = try TestLesson(Self.rows, change: { $0.isTransposed = true })
    for (address, turned) in [
      ("X[2,1]", "X[1,2]"), ("Z[3,2]", "Z[2,3]"), ("dW[1,3]", "dW[3,1]"), ("new(W)[2,1]", "new(W)[1,2]"),
      ("∂E/∂W[2,3]", "∂E/∂W[3,2]"), ("∂Z[3,2]/∂X[3,1]", "∂Z[2,3]/∂X[1,3]"), ("ŷ[2]", "ŷ[2]"), ("E", "E"),
    ] {
      for iteration in [1, 3] {
        let (left, right) = (try rows[address, at: iteration].values[0], try columns[turned, at: iteration].values[0])
        #expect(abs(left - right) <= 1e-14, "\(address) at \(iteration)")
      }
    }
    #expect(try columns["∂E/∂W", at: 1].shape == Shape(3, 2))
    #expect(try columns["W·X − Z", at: 1].values.allSatisfy { $0 == 0 }, "formulas are those of the new convention")
    #expect(try columns["softmax(Z)", at: 1].shape == Shape(3, 3))
  }

  @Test func `a promise about one entry is about that entry where the transpose has it`() throws {
    let text = Self.rows + "\nbackward\n  g = ∂Z[3,2]/∂X  is ∂Z[3,2]/∂X"
    for (isTransposed, offset) in [(false, 7), (true, 5)] {
      let program = try TestLesson(text, change: { $0.isTransposed = isTransposed }).program
      let gradient = try #require(program.claims.first { $0.quantity.symbol.name == "g" }?.gradient)
      #expect(
        gradient.offset == offset && gradient.numerator.shape.address(of: offset) == (isTransposed ? "2,3" : "3,2"))
    }
  }

  @Test func `both conventions start from the weights that the lesson as written draws`() throws {
    let rows = try TestLesson(Self.rows)
    let columns = try TestLesson(Self.rows, change: { $0.isTransposed = true })
    for name in ["W", "v"] {
      #expect(try transpose(rows[name, at: 1]) == columns[name, at: 1])
    }
  }

  @Test func `the rewritten lines read as a teacher of the other convention writes them`() throws {
    let columns = try TestLesson(Self.rows, change: { $0.isTransposed = true })
    let lines = columns.program.definitions.filter { !$0.isDerived }.map {
      $0.formula.linear
    }
    #expect(lines.prefix(3) == ["W·X", "σ(Z)", "v·A"])
    #expect(lines[4] == "((v^{T}·(ŷ − y)) ⊙ σ'(Z))·X^{T}")
  }
}

extension Formula {
  /// On one line, plainly.
  fileprivate var linear: String { typeset(Notation(), substituting: nil).text.linear }

  /// Whether it adds up all entries of a matrix, which goes row by row.
  var addsUpEverything: Bool {
    guard case .apply(let application) = self else { return false }
    let isSum =
      application.rule is Total || application.rule is Norm || application.rule.identity == Mean(.all).identity
    let isMatrix = application.arguments.first.map { $0.shape.rows > 1 && $0.shape.columns > 1 } ?? false
    return isSum && isMatrix || application.arguments.contains(where: \.addsUpEverything)
  }

  /// 4·k·ε·Σ|terms| for the largest of its sums, k terms long; what is done with the sum afterwards scales it.
  func roundingBound(_ value: (Quantity) throws -> Matrix) throws -> Double {
    guard case .apply(let application) = self else { return 0 }
    var bound = 0.0
    for argument in application.arguments {
      let terms = try argument.evaluate(value).values
      let size = terms.reduce(1) { $0 + abs($1) }
      bound = max(bound, 4 * Double(terms.count) * 0x1p-52 * size, try argument.roundingBound(value))
    }
    return bound
  }
}
