import Typesetting

/// Of a sum over several paths only one is taken.
package final class OnePath: Slip {
  package init() {}

  package let id = "one-path"
  package let weight = 3.0
  package let words = Localized(
    es: "Has contado un solo camino, {x}; hay {y} y se suman.",
    en: "You counted one path only, {x}; there are {y}, and they add up.")
  package let question = Localized(
    es: "¿Has contado todos los caminos?",
    en: "Did you count all the paths?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    guard let terms = part.terms, terms.count > 2, terms.allSatisfy({ $0.tree.factors != nil }) else { return [] }
    return terms.indices.map { place in
      PartRewriting(.sum([terms[place]]), x: terms[place].tree, y: .number(Double(terms.count)), place: place)
    }
  }
}
