import Typesetting

/// A number is used with the decimal point one place off.
package final class TenTimes: Slip {
  package init() {}

  package let id = "ten"
  package let weight = 2.0
  package let family: SlipFamily? = .factor
  package let words = Localized(
    es: "{x} se ha corrido un lugar decimal.",
    en: "{x} is one decimal place off.")
  package let question = Localized(
    es: "¿Tiene cada número la coma en su lugar?",
    en: "Does each number have its decimal point in its place?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    guard part.leaf != nil || part.constant != nil, !context.isWhole else { return [] }
    return [
      PartRewriting(.product(.number(10), part), x: part, variant: "up"),
      PartRewriting(.product([.init(part), .init(.number(10), isDivisor: true)]), x: part, variant: "down"),
    ]
  }
}
