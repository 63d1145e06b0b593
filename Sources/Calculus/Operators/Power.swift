import CEntryFunctions
import Matrices
import Typesetting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `A^n`, each entry raised to a number; `A²` is exactly `a·a`.
package final class Power: PairOperator {
  package init() {}

  package var identity: String { "power" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "A^n", .arithmetic, es: "potencia entrada a entrada; el exponente es un número",
      en: "power, entry by entry; the exponent is a number")
  }
  package func fastForm(of arguments: [FastArgument]) -> FastForm {
    // The step computes a² as a·a too.
    arguments[1].constant == 2 ? .entries(.apply(.multiply, [.argument(0), .argument(0)])) : .stepwise
  }
  package var samples: [OperatorSample] {
    [[Shape(2, 3), .scalar], [.scalar, .scalar]].map { OperatorSample($0, in: 0.25...2) }
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(2, arguments)
    guard arguments[1].isScalar else {
      throw ShapeError(
        Localized(
          es: "el exponente debería ser un número (1×1), y es \(arguments[1])",
          en: "the exponent should be a number (1×1), and it is \(arguments[1])"), shapes: arguments)
    }
    return arguments[0]
  }

  package func value(_ base: Double, _ exponent: Double) -> Double {
    if exponent == 2 { return base * base }
    if exponent == 1 { return base }
    return pow(base, exponent)
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (from, exponent, to) = (inputs[0].offset, inputs[1].offset, output.offset)
    let count = output.count
    return { block in
      let (base, target) = (block + from, block + to)
      let power = block[exponent]
      if power == 2 {
        for index in 0..<count { target[index] = base[index] * base[index] }
      } else {
        for index in 0..<count { target[index] = self.value(base[index], power) }
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    let (base, exponent) = (arguments[0], arguments[1])
    if exponent.constant == 0 { return [nil, nil] }
    let lower = try Formula.power(base, .subtracting(exponent, .number(1)))
    let toBase = try Formula.entrywise(adjoint, .scaled(exponent, lower))
    if exponent.constant != nil { return [toBase, nil] }
    // ∂(aⁿ)/∂n = aⁿ·ln a, and 0 where aⁿ is 0.
    let slopes = try Formula.apply(LogarithmProduct(of: .ln), [value, base])
    return [toBase, try .total(.entrywise(adjoint, slopes))]
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .raised(arguments[0], to: arguments[1].text) }
}
