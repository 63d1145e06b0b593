extension Tree {
  /// A product without some of its factors.
  package func without(factors places: [Int]) -> Tree {
    guard let factors else { return self }
    return .product(factors.indices.filter { !places.contains($0) }.map { factors[$0] })
  }

  /// A sum without some of its terms.
  package func without(terms places: [Int]) -> Tree {
    guard let terms else { return self }
    return .sum(terms.indices.filter { !places.contains($0) }.map { terms[$0] })
  }

  /// What becomes of a sum of several terms when one is left out, for each that may be.
  package func leavingOutTerms(where mayBe: (Tree) -> Bool) -> [PartRewriting] {
    guard let terms, terms.count > 1 else { return [] }
    return terms.indices.filter { mayBe(terms[$0].tree) }.map { place in
      PartRewriting(without(terms: [place]), x: terms[place].tree, place: place)
    }
  }
}
