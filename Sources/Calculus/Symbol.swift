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

  /// Where a reader wants the number of its layer; nil: as the lesson writes it.
  package let layers: Notation.Layers?

  /// A symbol from a name that is canonical already; its entries are named as usual where nothing is said.
  package init(canonical name: String, entryNames: EntryNames? = nil, layers: Notation.Layers? = nil) {
    self.name = name
    self.entryNames = entryNames ?? EntryNames(usualFor: name)
    self.layers = layers
  }

  /// The name taken apart where it ends with digits: those of a layer, or of one number among several; `m_W` and `1` of
  /// `m_W1`.
  package var numbered: Notation.Parts? {
    var parts = Notation.Parts(name)
    if let index = parts.index {
      let inner = Notation.Parts(index)
      guard !inner.base.isEmpty, inner.index == nil else { return nil }
      parts = Notation.Parts(base: "\(parts.base)_\(inner.base)", digits: inner.digits)
    }
    guard !parts.digits.isEmpty, !parts.base.isEmpty, !name.contains("."), !Notation.isWritten(name) else { return nil }
    return parts
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
