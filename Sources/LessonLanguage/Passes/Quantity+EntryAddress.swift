import Calculus

extension Quantity {
  /// How an entry of a row or a column is typed, `ŷ[1]`; nil where it has no such entry.
  func entryAddress(_ index: String) -> String? {
    let sizes = shape.usual.sizes
    guard !shape.isScalar, sizes.count == 2, sizes.contains(1), index.allSatisfy({ ("0"..."9").contains($0) }),
      let number = Int(index), number >= 1, number <= sizes[0] * sizes[1]
    else { return nil }
    return "\(symbol.name)[\(number)]"
  }
}
