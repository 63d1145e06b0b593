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

  package func step(_ inputs: [Buffer], _ output: Buffer) -> Step {
    let sources = inputs.map { UnsafePointer($0.pointer) }
    let target = output.pointer
    guard let first = sources.first else { return { target.pointee = 0 } }
    return {
      var sum = first.pointee
      for index in 1..<sources.count { sum += sources[index].pointee }
      target.pointee = sum
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
