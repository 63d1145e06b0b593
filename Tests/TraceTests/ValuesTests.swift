import Calculus
import Execution
import Matrices
import SampleLessons
import Testing

@testable import Trace

struct ValuesTests {
  private static func first(_ sample: SampleLesson) throws -> Runner {
    let runner = try Runner(try sample.program())
    try runner.advance()
    return runner
  }

  private static func bits(_ matrix: Matrix) -> [UInt64] { matrix.values.map(\.bitPattern) }

  /// The value of every line, in order.
  private static func all(_ values: Values) -> [[UInt64]] {
    values.program.definitions.map { bits(values.value(of: $0.quantity)) }
  }

  @Test(arguments: SampleLesson.small)
  func `what follows from a moved parameter is what its formula gives, and all else stays`(
    sample: SampleLesson
  ) throws {
    let runner = try Self.first(sample)
    let values = Values(runner)
    let before = Self.all(values)
    for parameter in runner.program.parameters {
      values.replace(parameter, 0, with: values.entry(parameter, 0) + 0.5)
      for definition in runner.program.definitions where !definition.isEpochTotal {
        let fresh = definition.formula.evaluate { values.value(of: $0) }
        #expect(Self.bits(values.value(of: definition.quantity)) == Self.bits(fresh), "\(definition.quantity.name)")
      }
      values.restore()
      #expect(Self.all(values) == before)
    }
  }

  @Test(arguments: SampleLesson.small)
  func `it makes no difference in which order entries are replaced, or what was asked before`(
    sample: SampleLesson
  ) throws {
    let runner = try Self.first(sample)
    let parameters = runner.program.parameters
    let inOrder = Values(runner)
    let backwards = Values(runner)
    for parameter in parameters { inOrder.replace(parameter, 0, with: 0.25) }
    _ = Self.all(backwards)
    for parameter in parameters.reversed() {
      backwards.replace(parameter, 0, with: 0.25)
      if let objective = runner.program.objective { _ = backwards.value(of: objective) }
    }
    #expect(Self.all(inOrder) == Self.all(backwards))
  }

  @Test(arguments: SampleLesson.small)
  func `a whole replaced quantity is each of its entries replaced`(sample: SampleLesson) throws {
    let runner = try Self.first(sample)
    guard let parameter = runner.program.parameters.first else { return }
    let whole = Values(runner)
    let single = Values(runner)
    whole.replace(parameter, with: Matrix(parameter.shape, repeating: 0.125))
    for offset in 0..<parameter.shape.count { single.replace(parameter, offset, with: 0.125) }
    #expect(Self.all(whole) == Self.all(single))
  }
}
