/// A line of `pictures`: `curve MSE`, `curve f(z), f'(z) over z = −5..5`, `points A1 by y`, `map ŷ over X by t`,
/// `surface E over w[1], w[2]`, `path [x y] over f`, `bars v`, `inequalities z by t`, `steps [X z ŷ new(w)ᵀ]`,
/// `image W1[5,:]`, `derive f by x1`, `trace y by [x1 x2]`, `methods y by [x1 x2]`.
package struct PictureSyntax: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case curve, points, map, surface, path, bars, inequalities, steps, image, derive, trace, methods

    /// Whether several formulas may be drawn in one picture.
    package var takesSeveral: Bool { self == .curve || self == .bars }
  }
  package var kind: Kind
  package var subject: FormulaSyntax
  /// What is drawn in the same picture, behind commas.
  package var others: [FormulaSyntax] = []
  /// The examples or the function that stand behind `over`.
  package var over: FormulaSyntax?
  /// The numbers that are moved, behind `over`.
  package var moved: [MovedSyntax] = []
  package var by: FormulaSyntax?
  package var conditions: [FormulaSyntax] = []
  package var meaning: TextSyntax?
  package var range: SourceRange
  package init(_ kind: Kind, subject: FormulaSyntax, range: SourceRange) {
    self.kind = kind
    self.subject = subject
    self.range = range
  }
}

/// A number that a picture moves: `z = −5..5`, `W1[1,1]`.
package struct MovedSyntax: Hashable, Sendable {
  /// The name of a new number, or an entry of a quantity.
  package var place: FormulaSyntax
  /// From where to where.
  package var ends: Ends?
  package init(_ place: FormulaSyntax, _ ends: Ends? = nil) {
    self.place = place
    self.ends = ends
  }

  package struct Ends: Hashable, Sendable {
    package var from: FormulaSyntax
    package var to: FormulaSyntax
  }
}
