import Matrices
import Testing

@testable import Kernels

/// In which order the instructions of a formula come.
@Suite struct FormulaOrderTests {
  private typealias Instruction = Kernels.BlockInstruction

  private static func temporary(_ index: Int) -> Kernels.Place { .temporary(index) }

  private static func matrix(_ index: Int) -> Kernels.Place { .matrix(index) }

  @Test func `what an instruction makes is taken by the next one where it can be`() {
    let (parameter, momentum, square, gradient, share) = (
      Self.matrix(0), Self.matrix(1), Self.matrix(2), Self.matrix(3), Self.matrix(4)
    )
    let (first, second) = (Self.temporary(0), Self.temporary(1))
    let written = [
      Instruction(.multiply, to: first, share, gradient),
      Instruction(.multiplyAdd, to: momentum, share, momentum, first),
      Instruction(.multiply, to: first, gradient, gradient),
      Instruction(.multiplyAdd, to: square, share, square, first),
      Instruction(.multiply, to: first, momentum, share),
      Instruction(.squareRoot, to: second, square),
      Instruction(.divide, to: first, first, second),
      Instruction(.subtract, to: parameter, parameter, first),
    ]
    let ordered = FormulaOrder.ordered(written)
    #expect(ordered.count == written.count)
    #expect(
      ordered.map(\.function) == [
        .multiply, .multiplyAdd, .multiply, .multiply, .multiplyAdd, .squareRoot, .divide, .subtract,
      ])
    let taken = zip(ordered, ordered.dropFirst()).map { $1.sources.contains($0.target) }
    #expect(taken == [true, true, false, true, true, true, true])
    // The quotient is still that of the two.
    #expect(ordered[6].first == ordered[2].target && ordered[6].second == ordered[5].target)
  }

  @Test func `what is overwritten is read before, and what is read is written before`() {
    let (x, y) = (Self.matrix(0), Self.matrix(1))
    let written = [
      Instruction(.negate, to: Self.temporary(0), x), Instruction(.add, to: x, x, y),
      Instruction(.multiply, to: y, x, Self.temporary(0)), Instruction(.copy, to: x, y),
    ]
    #expect(FormulaOrder.ordered(written) == written)
  }

  @Test func `an order in which the intermediate results do not fit is not taken`() {
    // Each of them is made of the one before and then added: first all made and then all added is too many at once.
    func alternating(_ count: Int) -> [Instruction] {
      [Instruction(.negate, to: Self.temporary(0), Self.matrix(0))]
        + (0..<count).flatMap { index in
          let (old, new) = (Self.temporary(index % 2), Self.temporary(1 - index % 2))
          return [
            Instruction(.negate, to: new, old), Instruction(.add, to: Self.matrix(1), Self.matrix(1), old),
          ]
        }
    }
    let few = alternating(Kernels.Place.temporaryCount - 2)
    #expect(FormulaOrder.ordered(few) != few)
    let many = alternating(Kernels.Place.temporaryCount + 4)
    #expect(FormulaOrder.ordered(many) == many)
    #expect(FormulaOrder.ordered([]).isEmpty)
  }
}
