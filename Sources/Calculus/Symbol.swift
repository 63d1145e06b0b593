/// The name of a quantity in its one canonical spelling, whichever of its spellings was typed.
///
/// `W₁` and `W1`, `delta2` and `δ2`, `yhat` and `ŷ`, `delta_out`, `δout` and `δ_out` are each one symbol.
/// `Spelling` makes the canonical name.
public struct Symbol: Hashable, Sendable, CustomStringConvertible {
  /// The canonical spelling: `W1`, `δ_out`, `ŷ`; `c.1` for the first of several definitions of `c`, the last of which
  /// has the name alone.
  public let name: String
  /// How its entries are named for a reader.
  package let entryNames: EntryNames

  /// A symbol from a name that is canonical already; its entries are named as usual where nothing is said.
  package init(canonical name: String, entryNames: EntryNames? = nil) {
    self.name = name
    self.entryNames = entryNames ?? EntryNames(usualFor: name)
  }

  /// The name that stands in the lesson's line: `c` of `c.1`.
  package var lessonName: String {
    guard let dot = name.lastIndex(of: "."), !Notation.isWritten(name) else { return name }
    return String(name[..<dot])
  }

  /// The canonical spelling.
  public var description: String { name }

  /// Symbols are told apart by their names.
  public static func == (left: Symbol, right: Symbol) -> Bool { left.name == right.name }
  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
