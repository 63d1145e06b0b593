/// A name taken apart as it is set in a formula: the digits it ends with and what follows a `_` are indices, as in `W1`,
/// `δ_out` and `m̂1_W1`.
struct IdentifierParts: Hashable, Sendable {
  let stem: Substring
  /// Empty where it ends in none.
  let digits: String
  /// What follows the `_`, a name itself.
  let index: String?

  /// The parts of a name; nil for `W_1`, which is another name than `W1`, the one with the index.
  init?(_ name: String) {
    var base = name[...]
    let low = name.dropFirst().firstIndex(of: "_")
    if let low, name[low...].dropFirst().allSatisfy({ ("0"..."9").contains($0) }) { return nil }
    if let low, name.index(after: low) < name.endIndex {
      base = name[..<low]
      index = String(name[name.index(after: low)...])
    } else {
      index = nil
    }
    let count = base.reversed().prefix { ("0"..."9").contains($0) }.count
    let letters = base.dropLast(count)
    if count > 0, letters.last?.isLetter == true {
      digits = String(base.suffix(count))
      stem = letters
    } else {
      digits = ""
      stem = base
    }
  }
}
