import Matrices
import Testing

@testable import Calculus

/// Where an operator says that it computes each example for itself, it does.
@Suite struct ExampleAxesTests {
  /// What a matrix has at one place along an axis.
  private func slice(_ matrix: Matrix, _ axis: Int?, _ place: Int) throws -> Matrix {
    guard let axis else { return matrix }
    var sizes = matrix.shape.sizes
    let (inner, size) = (sizes[(axis + 1)...].reduce(1, *), sizes[axis])
    sizes[axis] = 1
    let values = matrix.values.indices.filter { $0 / inner % size == place }.map { matrix.values[$0] }
    let shape = try #require(Shape(sizes: sizes))
    return try #require(Matrix(shape, values))
  }

  /// Each way in which arguments may have examples: along one of the first two axes or not at all.
  private func ways(_ count: Int) -> [[Int?]] {
    (0..<count).reduce([[]]) { ways, _ in ways.flatMap { way in [nil, 0, 1].map { way + [$0] } } }
  }

  @Test func `of every operator, an example alone gives what it gives among others`() throws {
    var found: Set<String> = []
    for trial in Trial.all {
      let value = trial.value(try trial.formula())
      for axes in ways(trial.sample.shapes.count) where axes.contains(where: { $0 != nil }) {
        let arguments = zip(trial.sample.shapes, axes).map { ExampleArgument($0, axis: $1) }
        guard let axis = trial.rule.exampleAxis(of: arguments, value: value.shape) else { continue }
        let counts = zip(trial.sample.shapes, axes).compactMap { shape, axis in axis.map { shape.sizes[$0] } }
        // As many in each argument as in the value, and more than one.
        guard Set(counts + [value.shape.sizes[axis]]).count == 1, counts[0] > 1 else { continue }
        for place in 0..<counts[0] {
          let matrices = try zip(trial.values, axes).map { try slice($0, $1, place) }
          let quantities = matrices.enumerated().map { quantity($0, "x", $1.shape) }
          // An operator that holds sizes is another one for one example.
          guard let formula = try? Formula.apply(trial.rule, quantities.map(Formula.reference)) else { continue }
          let alone = formula.evaluate { matrices[$0.id] }
          let among = try slice(value, axis, place)
          // A side that all examples share is 1 long where they lie, or has no such axis.
          let isEntrywise = trial.rule is any PairOperator || trial.rule is Choice || trial.rule is Clip
          if isEntrywise, alone.shape != among.shape { continue }
          #expect(alone.shape == among.shape && bits(alone.values) == bits(among.values), "\(trial) \(axes)")
          found.insert(String(describing: type(of: trial.rule)))
        }
      }
    }
    let told: Set = [
      "MatrixProduct", "Convolution", "MaxPooling", "Softmax", "Argmax", "ColumnTotal", "EntrywiseProduct", "Choice",
    ]
    #expect(told.isSubset(of: found), "\(found)")
  }

  @Test func `where examples meet, or lie along another axis than classes, there is none`() {
    let (rows, columns) = (ExampleArgument(Shape(2, 3), axis: 0), ExampleArgument(Shape(2, 3), axis: 1))
    let shared = ExampleArgument(Shape(3, 2), axis: nil)
    #expect(MatrixProduct().exampleAxis(of: [rows, shared], value: Shape(2, 2)) == 0)
    #expect(MatrixProduct().exampleAxis(of: [columns, shared], value: Shape(2, 2)) == nil)
    #expect(MatrixProduct().exampleAxis(of: [rows, ExampleArgument(Shape(3, 2), axis: 0)], value: Shape(2, 2)) == nil)
    #expect(Total().exampleAxis(of: [rows], value: .scalar) == nil)
    #expect(RowTotal().exampleAxis(of: [rows], value: Shape(1, 3)) == nil)
    #expect(Softmax(axis: .rows).exampleAxis(of: [columns], value: Shape(2, 3)) == nil)
    #expect(Addition().exampleAxis(of: [rows, columns], value: Shape(2, 3)) == nil)
    #expect(Reshape(to: Shape(3, 2)).exampleAxis(of: [rows], value: Shape(3, 2)) == nil)
  }
}
