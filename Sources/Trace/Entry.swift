import Calculus
import Matrices

/// One number of a program: an entry of a quantity.
package struct Entry: Hashable, Sendable {
  package let quantity: Quantity
  /// Its place, row by row, from 0.
  package let offset: Int

  package init(_ quantity: Quantity, _ offset: Int) {
    self.quantity = quantity
    self.offset = offset
  }

  /// What a reader types to ask for it: `W1[1,2]`, `E`.
  package var address: String {
    let indices = quantity.shape.address(of: offset)
    return indices.isEmpty ? quantity.name : "\(quantity.name)[\(indices)]"
  }
}

extension Formula {
  /// The entries that a 1×1 formula reads, each once, in the order of first reading.
  package var entries: [Entry] {
    var seen: Set<Entry> = []
    var found: [Entry] = []
    func visit(_ formula: Formula) {
      if let entry = formula.asEntry {
        if seen.insert(entry).inserted { found.append(entry) }
        return
      }
      if case .apply(let application) = formula { application.arguments.forEach(visit) }
    }
    visit(self)
    return found
  }

  /// The entry, when the formula is nothing else.
  package var asEntry: Entry? {
    switch self {
    case .number: return nil
    case .reference(let quantity): return quantity.shape.isScalar ? Entry(quantity, 0) : nil
    case .apply(let application):
      guard let index = application.rule as? EntryOf, case .reference(let quantity) = application.arguments[0] else {
        return nil
      }
      return Entry(quantity, index.offset)
    }
  }

  /// The derivative of a 1×1 formula with respect to one entry that it reads, as a formula.
  package func partial(by entry: Entry) throws(ShapeError) -> Formula {
    let standIn = Quantity(id: -1, symbol: entry.quantity.symbol, shape: .scalar)
    let replaced = try replacingEntry(entry, by: .reference(standIn))
    var parts: [Formula] = []
    try Differentiator.flow(.number(1), through: replaced, to: standIn, into: &parts)
    let original: Formula =
      entry.quantity.shape.isScalar
      ? .reference(entry.quantity)
      : try .apply(EntryOf(offset: entry.offset, of: entry.quantity.shape), [.reference(entry.quantity)])
    let sum = try Formula.sum(of: parts) ?? .number(0)
    return try sum.replacing { $0 == standIn ? original : nil }
  }

  private func replacingEntry(_ entry: Entry, by replacement: Formula) throws(ShapeError) -> Formula {
    if asEntry == entry { return replacement }
    guard case .apply(let application) = self else { return self }
    var arguments: [Formula] = []
    for argument in application.arguments { arguments.append(try argument.replacingEntry(entry, by: replacement)) }
    return try .apply(application.rule, arguments)
  }
}
