import Typesetting

extension Scalar {
  /// The entry as a reader sees it, with parentheses only where binding needs them; numbers among entries of matrices
  /// are set as entries too, `b⁽¹⁾`, and by their names where there are none.
  ///
  /// - Parameter substituting: what stands in place of an entry, such as its value; nil keeps its name.
  package func typeset(_ notation: Notation, substituting: ((Entry) -> MathText?)? = nil) -> Typeset {
    typeset(notation, isEntry: readsOnlyEntries, substituting)
  }

  /// The same with every number set as an entry, `b⁽¹⁾`, also where nothing but numbers is read.
  package func typesetAsEntry(_ notation: Notation, substituting: ((Entry) -> MathText?)? = nil) -> Typeset {
    typeset(notation, isEntry: true, substituting)
  }

  private func typeset(
    _ notation: Notation, isEntry: Bool, _ substituting: ((Entry) -> MathText?)?
  ) -> Typeset {
    switch self {
    case .number(let value, let spelling):
      return Formula.number(value, spelling: spelling).typeset(notation)
    case .entry(let entry):
      if let text = substituting?(entry) { return Formula.typeset(substitute: text) }
      let isName = entry.quantity.shape.isScalar && !isEntry
      return Formula.typeset(
        name: isName ? notation.name(entry.quantity) : notation.entry(entry.quantity, entry.offset))
    case .apply(let application):
      let arguments = application.arguments.map { $0.typeset(notation, isEntry: isEntry, substituting) }
      switch application.rule {
      case .entrywise(let rule): return rule.layout(arguments)
      case .gathered(let form): return form.layout(arguments)
      }
    case .part(let whole, let offset):
      // A matrix that is read as a whole keeps its name.
      let text = whole.typeset(notation, isEntry: isEntry) { quantity, offset in
        offset == nil && !quantity.shape.isScalar ? nil : substituting?(Entry(quantity, offset ?? 0))
      }
      return whole.shape.isScalar ? text : Indexing(offset: offset, of: whole.shape).layout([text])
    }
  }

  /// Whether entries of matrices are read, and no matrix as a whole.
  private var readsOnlyEntries: Bool {
    var entries = false
    var matrices = false
    visitLeaves { leaf in
      switch leaf {
      case .number, .apply: break
      case .entry(let entry): entries = entries || !entry.quantity.shape.isScalar
      case .part(let whole, _):
        matrices = matrices || whole.references.contains { !$0.shape.isScalar }
      }
    }
    return entries && !matrices
  }
}
