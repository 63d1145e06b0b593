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
}
