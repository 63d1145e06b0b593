import Calculus
import Typesetting

/// The exponent has the other sign: `σ(z)` → `σ(−z)`, `exp(z)` → `exp(−z)`.
package final class ExponentSign: Slip {
  package init() {}

  package let id = "exponent-sign"
  package let weight = 2.0
  package let words = Localized(
    es: "Has cambiado el signo del exponente en {x}.",
    en: "You changed the sign of the exponent in {x}.")
  package let question = Localized(
    es: "¿Es correcto el signo del exponente?",
    en: "Is the sign of the exponent right?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    let meaning = context.activation(of: part).map { Tree.call($0.function, $0.argument) } ?? part
    guard let call = meaning.call,
      call.function === EntrywiseFunction.sigmoid || call.function === EntrywiseFunction.exp
    else { return [] }
    return [PartRewriting(.call(call.function, call.argument.negated), x: part)]
  }
}
