import Matrices
import Typesetting

/// `t1 + t2 + … + tn` of numbers, from left to right: what a Σ or a product reads like for one entry.
package struct TermSum: Operator {
  package init() {}

  package var identity: String { "terms" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "t1 + t2 + … + tn", .reductions, es: "suma de términos, de izquierda a derecha",
      en: "sum of terms, from left to right")
  }
  package var samples: [OperatorSample] {
    [OperatorSample([.scalar, .scalar, .scalar]), OperatorSample([.scalar])]
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    guard let wrong = arguments.first(where: { !$0.isScalar }) else { return .scalar }
    throw ShapeError(
      Localized(
        es: "cada término debería ser un número (1×1), y hay uno de \(wrong)",
        en: "each term should be a number (1×1), and one is \(wrong)"), shapes: arguments)
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (offsets, to) = (inputs.map(\.offset), output.offset)
    guard let first = offsets.first else { return { block in block[to] = 0 } }
    return { block in
      var sum = block[first]
      for index in 1..<offsets.count { sum += block[offsets[index]] }
      block[to] = sum
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    arguments.map { _ in adjoint }
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Formula {
    var terms: [Formula] = []
    for argument in arguments { terms.append(try argument.entry(at: 0)) }
    return try .apply(self, terms)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula { try .apply(self, arguments) }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    guard let first = arguments.first else { return Typeset(.number("0"), .atom) }
    if arguments.count == 1 { return first }
    var parts = [first.fenced(below: .sum)]
    for term in arguments.dropFirst() {
      let text = term.fenced(below: .reduction)
      if let positive = text.withoutMinus {
        parts += [.sign("−", .binary), positive]
      } else {
        parts += [.sign("+", .binary), text]
      }
    }
    return Typeset(.row(parts), .sum)
  }
}

extension Formula {
  /// The sum of numbers from left to right; a single one stands for itself, none is 0.
  package static func terms(_ terms: [Formula]) throws(ShapeError) -> Formula {
    if terms.isEmpty { return .number(0) }
    return terms.count == 1 ? terms[0] : try .apply(TermSum(), terms)
  }
}
