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
  /// `E`, and `E at 500`: when it is meant, where that is not when the table is made.
  case formula(FormulaSyntax, at: ExpectQualifiers.Moment?)
  /// `bar x`, `bar x at 500`; the range is the whole cell, as in those below.
  case bar(FormulaSyntax, at: ExpectQualifiers.Moment?, SourceRange)
  /// `strip E`, `strip f(z) over z = −4..6`
  case strip(FormulaSyntax, over: MovedSyntax?, SourceRange)
  /// `first E < 0.01`: the first iteration at which it holds.
  case first(FormulaSyntax, SourceRange)
  /// `"0.0011" of ∂E/∂W1[1,1]`: a number that the notes print, beside the lesson's.
  case printed(PrintedSyntax, of: FormulaSyntax, at: ExpectQualifiers.Moment?, SourceRange)
}

/// `lr = 0.1, 0.5, 10`, `seed = 1..5`: a setting and what it is in turn, a run each.
package struct VariationSyntax: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    case one(FormulaSyntax)
    /// Whole numbers, both ends among them.
    case span(FormulaSyntax, FormulaSyntax)
  }
  package var name: NameSyntax
  package var values: [Value]
  package init(_ name: NameSyntax, _ values: [Value]) {
    self.name = name
    self.values = values
  }
}
