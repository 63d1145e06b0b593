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

  /// What a reader types to ask for it: `W1[1,2]`, `E`; nil for what has no name of its own, `mean_epoch(J)`.
  package var typedAddress: String? { Notation.isWritten(quantity.symbol.name) ? nil : address }

  /// What stands for it in plain text: `W1[1,2]`, `E`, `mean_epoch(J)`.
  package var address: String {
    let indices = quantity.shape.address(of: offset)
    return indices.isEmpty ? quantity.name : "\(quantity.name)[\(indices)]"
  }
}

extension Formula {
  /// The entry, when the formula is nothing else.
  package var asEntry: Entry? {
    switch self {
    case .number: nil
    case .reference(let quantity): quantity.shape.isScalar ? Entry(quantity, 0) : nil
    case .apply(let application): application.asEntry
    }
  }
}

extension Formula.Application {
  /// The entry, when it is `A[i,j]` of a quantity A.
  var asEntry: Entry? {
    guard let index = rule as? Indexing, case .reference(let quantity)? = arguments.first else { return nil }
    return Entry(quantity, index.offset)
  }
}
