import Calculus
import Typesetting

/// The logarithm to base 10 or 2 where the natural one is due.
package final class LogBase: Slip {
  package init() {}

  package let id = "log-base"
  package let weight = 4.0
  package let words = Localized(
    es: "Has usado logaritmo en base {y}; aquí es el natural.",
    en: "You used the logarithm to base {y}; here it is the natural one.")
  package let question = Localized(
    es: "¿Qué base tiene aquí el logaritmo?",
    en: "What base does the logarithm have here?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    guard let call = part.call, call.function === EntrywiseFunction.ln else { return [] }
    return [(EntrywiseFunction.log10, 10.0), (.log2, 2)].map { function, base in
      PartRewriting(.call(function, call.argument), y: .number(base), variant: function.identity)
    }
  }
}
