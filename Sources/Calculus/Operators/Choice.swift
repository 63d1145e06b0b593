import CEntryFunctions
import Matrices
import Typesetting

/// `where(C, A, B)`: A where C is not 0, B where it is; sides that are shorter repeat to the widest.
///
/// A comparison with NaN does not hold (only ≠ does), so it chooses B; a condition that is NaN itself is not 0.
package final class Choice: Operator {
  package init() {}

  package var identity: String { "where" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "where(C, A, B)", .comparisons,
      es: "A donde se cumple C, y B donde no; con NaN no se cumple ninguna comparación, salvo ≠",
      en: "A where C holds, B where not; with NaN no comparison holds but ≠")
  }
  package func fastForm(of arguments: [FastArgument]) -> FastForm { .entrywise(.choose) }
  package var samples: [OperatorSample] {
    [
      [Shape(2, 3), Shape(2, 3), Shape(2, 3)], [Shape(2, 3), .scalar, Shape(1, 3)],
      [.scalar, Shape(2, 1), Shape(2, 3)],
      [.scalar, .scalar, .scalar],
    ].map { OperatorSample($0) }
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(3, arguments)
    return try Broadcast.shape(of: arguments)
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (chooser, one, other, to) = (inputs[0].offset, inputs[1].offset, inputs[2].offset, output.offset)
    let count = output.count
    if inputs.allSatisfy({ $0.count == count || $0.count == 1 }) {
      let strides = inputs.map { $0.count == count ? 1 : 0 }
      let (atCondition, atFirst, atSecond) = (strides[0], strides[1], strides[2])
      return { block in
        let (condition, first, second, target) = (block + chooser, block + one, block + other, block + to)
        for index in 0..<count {
          target[index] = condition[index * atCondition] != 0 ? first[index * atFirst] : second[index * atSecond]
        }
      }
    }
    let places = inputs.map { Broadcast.places(of: $0.shape, in: output.shape) }
    let (atCondition, atFirst, atSecond) = (places[0], places[1], places[2])
    return { block in
      let (condition, first, second, target) = (block + chooser, block + one, block + other, block + to)
      for index in 0..<count {
        target[index] = condition[atCondition[index]] != 0 ? first[atFirst[index]] : second[atSecond[index]]
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    let condition = arguments[0]
    // Of the condition's shape a matrix of one number need not tell its sizes, which may be a batch's.
    let adjoint = condition.shape == adjoint.shape ? adjoint.uniform.map { .number($0) } ?? adjoint : adjoint
    let zero = Formula.number(0)
    return [
      nil,
      try .summed(.apply(self, [condition, adjoint, zero]), to: arguments[1].shape),
      try .summed(.apply(self, [condition, zero, adjoint]), to: arguments[2].shape),
    ]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .apply(self, meeting(at: offset, of: arguments, shape: shape))
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    sharedExampleAxis(of: arguments, value: value)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula { try .apply(self, arguments) }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call("where", arguments) }
}
