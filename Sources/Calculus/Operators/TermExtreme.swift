import Matrices
import Typesetting

/// `max(t1, t2, …, tn)` of numbers: what the extreme entry of a matrix reads like.
package struct TermExtreme: Operator {
  package let kind: Extreme.Kind

  package init(_ kind: Extreme.Kind) {
    self.kind = kind
  }

  package var identity: String { "\(kind.name) of terms" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "\(kind.name)(t1, t2, …, tn)", .reductions, es: "extremo de varios números", en: "extreme of several numbers")
  }
  package var samples: [OperatorSample] {
    [OperatorSample([.scalar, .scalar, .scalar]), OperatorSample([.scalar])]
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    if arguments.isEmpty { try expect(1, arguments) }
    return try TermSum().shape(of: arguments)
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (offsets, to) = (inputs.map(\.offset), output.offset)
    let kind = kind
    guard let first = offsets.first else { return { block in block[to] = 0 } }
    return { block in
      var extreme = block[first]
      for index in 1..<offsets.count { extreme = kind.further(extreme, block[offsets[index]]) }
      block[to] = extreme
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    // To the first argument that is the extreme: none before it reaches as far, none after it lies further.
    var flowing: [Formula?] = []
    for (place, argument) in arguments.enumerated() {
      var share = adjoint
      for (other, rival) in arguments.enumerated() where other != place {
        let rule = Comparison(kind: beating(isEarlier: other < place), isExact: true)
        share = try .entrywise(share, .apply(rule, [argument, rival]))
      }
      flowing.append(share)
    }
    return flowing
  }

  private func beating(isEarlier: Bool) -> Comparison.Kind {
    switch kind {
    case .minimum: isEarlier ? .less : .lessOrEqual
    case .maximum: isEarlier ? .greater : .greaterOrEqual
    }
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Formula {
    var entries: [Formula] = []
    for argument in arguments { entries.append(try argument.entry(at: 0)) }
    return try .apply(self, entries)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula { try .apply(self, arguments) }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call(kind.name, arguments) }
}
