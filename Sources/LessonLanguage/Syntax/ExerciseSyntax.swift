import Typesetting

/// The section `exercise`: what of a lesson a student is to compute, and how it is to be written.
package struct ExerciseSyntax: Hashable, Sendable {
  /// The `blank` lines, in the order of the file.
  package var blanks: [BlankSyntax] = []
  /// `digits 4`, `decimals 3`; nil when the section does not say.
  package var count: AskedDigits.Count?
  /// `rule truncated`; nil where either way will do.
  package var rule: PrintedRule?
  /// The first word of each heading: the section may be opened again.
  package var headings: [SourceRange] = []

  package init() {}

  /// How the numbers are to be written.
  package var digits: AskedDigits {
    let usual = AskedDigits()
    return AskedDigits(count ?? usual.count, rules: rule.map { [$0] } ?? usual.rules)
  }
}

/// A line `blank z1, dW1[1,1] when gate = xor`.
package struct BlankSyntax: Hashable, Sendable {
  /// The quantities and entries.
  package var addresses: [FormulaSyntax]
  package var conditions: [FormulaSyntax] = []

  package init(_ addresses: [FormulaSyntax], conditions: [FormulaSyntax]) {
    self.addresses = addresses
    self.conditions = conditions
  }
}
