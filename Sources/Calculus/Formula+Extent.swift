extension Formula {
  /// How large a formula is, so that one too large can be refused before anything walks over it or computes it.
  package struct Extent: Hashable, Sendable {
    /// Operators, quantities and numbers in the tree, each as often as it is written out.
    package let terms: Int
    /// Operators on the longest way from the top down.
    package let depth: Int
    /// Entries of the value and of all values on the way to it.
    package let entries: Int

    /// A number or a quantity.
    static let single = Extent(terms: 1, depth: 0, entries: 0)

    /// A number that is written as the size of something: that is shown, and not computed.
    static func written(_ formula: Extent) -> Extent {
      Extent(terms: sum(formula.terms, 1), depth: formula.depth + 1, entries: 0)
    }

    private init(terms: Int, depth: Int, entries: Int) {
      self.terms = terms
      self.depth = depth
      self.entries = entries
    }

    /// An operator whose value has so many entries, above its arguments.
    init(_ arguments: [Extent], entries count: Int) {
      var terms = 1
      var depth = 0
      var entries = count
      for extent in arguments {
        terms = Self.sum(terms, extent.terms)
        depth = max(depth, extent.depth)
        entries = Self.sum(entries, extent.entries)
      }
      self.init(terms: terms, depth: depth + 1, entries: entries)
    }

    private static func sum(_ left: Int, _ right: Int) -> Int {
      let (sum, overflow) = left.addingReportingOverflow(right)
      return overflow ? .max : sum
    }
  }

  /// How large the formula is.
  package var extent: Extent {
    switch self {
    case .number(_, .size(let size)): .written(size.formula.extent)
    case .number, .reference: .single
    case .apply(let application): application.extent
    }
  }
}
