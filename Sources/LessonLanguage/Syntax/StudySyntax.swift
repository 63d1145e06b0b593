/// A `study`: the lesson run again and again under other settings and seeds, to answer a question with a probability.
package struct StudySyntax: Hashable, Sendable {
  /// What `lesson study LESSON NAME` calls it; nil for one that has only its place.
  package var name: String?
  /// The question.
  package var title: TextSyntax?
  /// `vary h = 7, 6, 5`: the settings that change, with their values; every combination is run.
  package var varied: [VariationSyntax] = []
  /// `with rounds = 200, η = 4.5`: what holds in all its runs, each with one value.
  package var fixed: [VariationSyntax] = []
  /// `seeds 200`
  package var seeds: FormulaSyntax?
  /// `solved once MSE < 0.01`, `solved at end when correct = 4`
  package var criterion: Criterion?
  /// `measure accuracy`: what is looked at when a run has ended, in place of the objective.
  package var measured: [FormulaSyntax] = []
  /// What the notes expect.
  package var expected: TextSyntax?
  /// `holds when share > 0.9 with h = 7`: when the expectation is met; each of them.
  package var demands: [StudyDemandSyntax] = []
  /// What came out, with its numbers still to be computed.
  package var answer: StudyAnswerSyntax?
  /// The heading's first word.
  package var range: SourceRange

  /// When a run counts as solved.
  package struct Criterion: Hashable, Sendable {
    package var formula: FormulaSyntax
    /// Whether only the last iteration counts; else the run ends when it first holds.
    package var isAtEnd: Bool

    package init(_ formula: FormulaSyntax, isAtEnd: Bool) {
      self.formula = formula
      self.isAtEnd = isAtEnd
    }
  }

  package init(range: SourceRange) {
    self.range = range
  }
}

/// `share with h = 2`: a formula over what a study found of one of its combinations.
package struct StudyTermSyntax: Hashable, Sendable {
  /// Over `share`, `solved`, `runs`, `lost`, `median` and `final`.
  package var formula: FormulaSyntax
  /// Which combination: the values of what is varied; none where there is but one.
  package var conditions: [VariationSyntax]

  package init(_ formula: FormulaSyntax, _ conditions: [VariationSyntax]) {
    self.formula = formula
    self.conditions = conditions
  }
}

/// `share with h = 7 > share with h = 2`: two terms compared. A side that names no combination has that of the other.
package struct StudyDemandSyntax: Hashable, Sendable {
  package var left: StudyTermSyntax
  package var comparison: FormulaSyntax.Infix
  package var right: StudyTermSyntax
  /// All of it.
  package var range: SourceRange

  package init(_ left: StudyTermSyntax, _ comparison: FormulaSyntax.Infix, _ right: StudyTermSyntax, range: SourceRange)
  {
    self.left = left
    self.comparison = comparison
    self.right = right
    self.range = range
  }
}

/// A line `study NAME demand` below a `claim`: what a study has to find for the claim to hold; with `given data`, where
/// the examples are those of files.
package struct StudyClaimSyntax: Hashable, Sendable {
  /// The study's name, or its place among the lesson's.
  package var study: String
  package var demand: StudyDemandSyntax
  /// `given data`: whether it is only asked of examples that were gathered, not of made-up ones.
  package var isOfData: Bool

  package init(study: String, _ demand: StudyDemandSyntax, isOfData: Bool = false) {
    self.study = study
    self.demand = demand
    self.isOfData = isOfData
  }
}

/// The sentence behind `answer`, in each language that has one: words, and terms that stood in braces.
package struct StudyAnswerSyntax: Hashable, Sendable {
  package enum Piece: Hashable, Sendable {
    case words(String)
    case term(StudyTermSyntax)
  }
  package var es: [Piece]?
  package var en: [Piece]?
  /// The line's first word.
  package var range: SourceRange

  package init(es: [Piece]?, en: [Piece]?, range: SourceRange) {
    self.es = es
    self.en = en
    self.range = range
  }
}
