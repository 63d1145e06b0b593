/// The name of a quantity in its one canonical spelling, whichever of its spellings was typed.
///
/// `W₁` and `W1`, `delta2` and `δ2`, `yhat` and `ŷ`, `delta_out`, `δout` and `δ_out` are each one symbol.
/// `Spelling` makes the canonical name.
public struct Symbol: Hashable, Sendable, CustomStringConvertible {
  /// The canonical spelling: `W1`, `δ_out`, `ŷ`.
  public let name: String

  /// A symbol from a name that is canonical already.
  package init(canonical name: String) {
    self.name = name
  }

  /// The canonical spelling.
  public var description: String { name }
}
