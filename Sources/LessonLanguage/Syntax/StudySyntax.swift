/// A `study`: the lesson run again and again under other settings and seeds.
package struct StudySyntax: Hashable, Sendable {
  /// `vary h = 7, 6, 5`: the settings that change, with their values.
  package var varied: [Variation] = []
  /// `seeds 200`
  package var seeds: FormulaSyntax?
  /// `solved once MSE < 0.01`
  package var solvedOnce: FormulaSyntax?
  /// The heading's first word.
  package var range: SourceRange

  /// A setting and the values it takes in turn.
  package struct Variation: Hashable, Sendable {
    package var name: NameSyntax
    package var values: [FormulaSyntax]
    package init(_ name: NameSyntax, _ values: [FormulaSyntax]) {
      self.name = name
      self.values = values
    }
  }

  package init(range: SourceRange) {
    self.range = range
  }
}
