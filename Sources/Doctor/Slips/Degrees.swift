import Calculus
import Typesetting

/// An angle is taken for degrees: `sin(x)` → `sin(x·π/180)`.
package final class Degrees: Slip {
  package init() {}

  package let id = "degrees"
  package let weight = 1.0
  package let words = Localized(
    es: "Has calculado {x} en grados; aquí van radianes.",
    en: "You worked {x} out in degrees; here it is radians.")
  package let question = Localized(
    es: "¿Has calculado en grados en vez de en radianes?",
    en: "Did you work in degrees instead of radians?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    guard let call = part.call, call.function === EntrywiseFunction.sin || call.function === EntrywiseFunction.cos
    else { return [] }
    let radians = Tree.product([
      .init(call.argument), .init(Tree(.number(.pi, spelling: "π"))), .init(.number(180), isDivisor: true),
    ])
    return [PartRewriting(.call(call.function, radians), x: Tree(part.node))]
  }
}
