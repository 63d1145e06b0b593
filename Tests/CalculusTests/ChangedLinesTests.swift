import Matrices
import Testing

@testable import Calculus

/// A formula that is computed again computes only what has changed, to the bits that it has from the beginning.
@Suite struct ChangedLinesTests {
  /// Moves entries one after another, back and forth, and compares with an evaluator that has computed nothing before.
  private static func check(_ formula: Formula, _ arguments: [Matrix], seed: UInt64, bounds: ClosedRange<Double>) {
    var random = KeyedRandom(seed: seed, iteration: 0, name: "changes")
    let evaluator = FormulaEvaluator(formula, lookingForChangesFrom: 0)
    var arguments = arguments
    let first = arguments
    for turn in 0..<24 {
      let found = evaluator.evaluate { arguments[$0.id] }
      let expected = FormulaEvaluator(formula, lookingForChangesFrom: .max).evaluate { arguments[$0.id] }
      #expect(
        found.values.map(\.bitPattern) == expected.values.map(\.bitPattern), "turn \(turn) of \(formula)")
      guard !arguments.isEmpty else { return }
      if turn % 5 == 4 { arguments = first }
      let place = min(arguments.count - 1, Int(random.uniform() * Double(arguments.count)))
      let count = arguments[place].values.count
      guard count > 0 else { continue }
      for _ in 0...(turn % 3) {
        let entry = min(count - 1, Int(random.uniform() * Double(count)))
        arguments[place].values[entry] = random.uniform(bounds.lowerBound, bounds.upperBound)
      }
    }
  }

  @Test(arguments: Trial.all)
  func `every operator has the same bits where only some lines of its arguments change`(trial: Trial) throws {
    Self.check(try trial.formula(), trial.values, seed: UInt64(trial.values.count), bounds: trial.sample.bounds)
  }

  @Test func `so has a layer, whichever of its numbers moves`() throws {
    let shapes = [Shape(7, 12), Shape(12, 9), Shape(1, 9), Shape(9, 3)]
    let references = shapes.enumerated().map { Formula.reference(quantity($0, "a", $1)) }
    let sums = try Formula.apply(
      Addition(), [.apply(MatrixProduct(), [references[0], references[1]]), references[2]])
    let layer = try Formula.apply(
      MatrixProduct(), [.apply(EntrywiseFunction.sigmoid, [sums]), references[3]])
    let formula = try Formula.apply(Transposition(), [layer])
    var random = KeyedRandom(seed: 3, iteration: 0, name: "layer")
    let arguments = shapes.map { shape in
      Matrix(shape, (0..<shape.count).map { _ in random.uniform(-2, 2) }) ?? Matrix(shape)
    }
    for seed in 1...10 { Self.check(formula, arguments, seed: UInt64(seed), bounds: -2...2) }
  }

  @Test func `one entry that moves changes a column of a product, and one of a bias a column of the sum`() {
    let moved = ChangedLines(rows: [4], columns: [2])
    let product = MatrixProduct().changes(of: Shape(7, 9), [(Shape(7, 12), .none), (Shape(12, 9), moved)])
    #expect(product.rows == nil && product.columns == [2])
    let bias = Addition().changes(
      of: Shape(7, 9), [(Shape(7, 9), .none), (Shape(1, 9), ChangedLines(rows: [0], columns: [2]))])
    #expect(bias.rows == nil && bias.columns == [2])
    #expect(Addition().changes(of: Shape(7, 9), [(Shape(7, 9), .none), (Shape(1, 9), .none)]).isEmpty)
    let total = Total().changes(of: .scalar, [(Shape(7, 9), moved)])
    #expect(total.rows == nil && total.columns == nil)
  }
}
