/// A row of a `table`: cells between `|`, then `each entry` or `each example`, then any `when`.
package struct RowSyntax: Hashable, Sendable {
  /// What one row as written stands for a row of each.
  package enum Each: String, Hashable, Sendable, CaseIterable { case entry, example }
  package var cells: [CellSyntax]
  package var each: Each?
  package var conditions: [FormulaSyntax]
  package var range: SourceRange
  package init(_ cells: [CellSyntax], each: Each? = nil, conditions: [FormulaSyntax] = [], range: SourceRange) {
    self.cells = cells
    self.each = each
    self.conditions = conditions
    self.range = range
  }
}

/// A cell of a `table`.
package enum CellSyntax: Hashable, Sendable {
  /// Quoted words, in one language for both or in each.
  case text(TextSyntax, SourceRange)
  case formula(FormulaSyntax)
}
