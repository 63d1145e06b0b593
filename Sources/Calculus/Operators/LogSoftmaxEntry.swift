import Matrices
import Typesetting

/// `zᵢ − ln(exp(z1) + … + exp(zn))` of numbers: what an entry of a log_softmax reads like.
///
/// It is computed like `log_softmax`, with the largest number taken off from all, which changes nothing but avoids overflow.
package struct LogSoftmaxEntry: Operator {
  /// Which of the numbers is asked for, from 0.
  package let place: Int

  package init(_ place: Int) {
    self.place = place
  }

  package var identity: String { "log_softmax entry(\(place))" }
  package var summary: OperatorSummary {
    OperatorSummary("log_softmax(Z)[i]", .classes, es: "una entrada de log_softmax", en: "one entry of log_softmax")
  }
  package var samples: [OperatorSample] {
    [
      OperatorSample([Shape](repeating: .scalar, count: place + 1)),
      OperatorSample([Shape](repeating: .scalar, count: place + 3)),
    ]
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    if arguments.count <= place { try expect(place + 1, arguments) }
    return try TermSum().shape(of: arguments)
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (offsets, to) = (inputs.map(\.offset), output.offset)
    let place = place
    return { block in
      var largest = block[offsets[0]]
      for offset in offsets { largest = block[offset] > largest ? block[offset] : largest }
      var sum = RealMath.exponential(block[offsets[0]] - largest)
      for index in 1..<offsets.count { sum += RealMath.exponential(block[offsets[index]] - largest) }
      block[to] = block[offsets[place]] - largest - RealMath.logarithm(sum)
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    var flowing: [Formula?] = []
    for index in arguments.indices {
      let share = try Formula.apply(SoftmaxEntry(index), arguments)
      flowing.append(try .scaled(adjoint, index == place ? .subtracting(.number(1), share) : .negated(share)))
    }
    return flowing
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Formula {
    var entries: [Formula] = []
    for argument in arguments { entries.append(try argument.entry(at: 0)) }
    return try .apply(self, entries)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula { try .apply(self, arguments) }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    guard arguments.indices.contains(place) else { return .call("log_softmax", arguments) }
    let exponentials = arguments.map { EntrywiseFunction.exp.layout([$0]) }
    return .sum(arguments[place], "−", EntrywiseFunction.ln.layout([TermSum().layout(exponentials)]))
  }
}
