import LessonLanguage

/// What the printed numbers of a table's column have in common.
package struct PrintedColumn: Sendable, Hashable {
  /// The fewest decimals of those that have any.
  let decimals: Int?
  /// Whether one of them is whole and not 0.
  let hasWholeNumber: Bool

  init(_ cells: some Sequence<PrintedSyntax>) {
    decimals = NumberJudge.fewestDecimals(cells)
    hasWholeNumber = cells.contains { NumberJudge.isWholeNumber($0) }
  }
}
