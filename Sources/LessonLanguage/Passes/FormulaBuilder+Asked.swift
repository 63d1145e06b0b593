import Calculus

/// What a reader types about a finished program.
extension FormulaBuilder {
  /// A formula or address that a reader typed, in the scope of the finished lesson: names mean the value used in the
  /// iteration, `new(W)` the one after the update.
  mutating func resolve(
    _ syntax: FormulaSyntax, _ names: LocalNames = LocalNames()
  ) throws(LocatedError) -> Resolved {
    budget.readParts = 0
    var names = names
    names.isAddress = true
    let found = try formula(syntax, names)
    return draft.resolved(found)
  }

  /// The quantity, and the entry if there is an index, that an address names.
  mutating func address(_ syntax: FormulaSyntax) throws(LocatedError) -> (quantity: Quantity, offset: Int?) {
    try place(syntax, LocalNames(isAddress: true))
  }
}
