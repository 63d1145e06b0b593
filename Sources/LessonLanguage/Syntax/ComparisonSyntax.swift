/// `compare lr = 0.5, 10 es "…" en "…"`: two runs that `lesson compare` puts side by side.
package struct ComparisonSyntax: Hashable, Sendable {
  /// What they are run with: one setting with two values, the others with one.
  package var varied: [VariationSyntax]
  package var title: TextSyntax?
  /// The first word.
  package var range: SourceRange

  package init(_ varied: [VariationSyntax], title: TextSyntax?, range: SourceRange) {
    self.varied = varied
    self.title = title
    self.range = range
  }
}
