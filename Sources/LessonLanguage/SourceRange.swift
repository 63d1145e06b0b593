/// A stretch of one line of a lesson file; lines and columns count from 1, columns in characters as shown.
package struct SourceRange: Hashable, Sendable {
  package var line: Int
  package var column: Int
  /// How many characters the caret underlines, at least 1.
  package var length: Int

  package init(line: Int, column: Int, length: Int = 1) {
    self.line = line
    self.column = column
    self.length = length
  }

  /// From the beginning of this range to the end of another on the same line (just this one otherwise).
  package func through(_ other: SourceRange) -> SourceRange {
    guard other.line == line, other.column >= column else { return self }
    return SourceRange(line: line, column: column, length: max(length, other.column + other.length - column))
  }
}
