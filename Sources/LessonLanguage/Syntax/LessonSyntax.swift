import Matrices
import Typesetting

/// A lesson as written: what the parser makes of a file, and all that the rest of the program reads of it.
package struct LessonSyntax: Hashable, Sendable {
  package var name: String
  package var nameRange: SourceRange
  package var title: TextSyntax?
  package var sources: [SourceSyntax] = []
  /// `examples in columns`; nil when the lesson does not say.
  package var examples: ExampleAxis?
  /// In the order of the file.
  package var sections: [SectionSyntax] = []
  /// The `study` sections, in the order of the file.
  package var studies: [StudySyntax] = []
  /// The `compare` lines, in the order of the file.
  package var comparisons: [ComparisonSyntax] = []
  /// The section `exercise`, if there is one.
  package var exercise: ExerciseSyntax?

  package struct SourceSyntax: Hashable, Sendable {
    /// The document's file name.
    package var document: String
    /// The place in it, if given.
    package var place: String?
    package init(document: String, place: String?) {
      self.document = document
      self.place = place
    }
  }

  package init(name: String, nameRange: SourceRange) {
    self.name = name
    self.nameRange = nameRange
  }
}

/// A teacher's text; at least one of the two is there.
package struct TextSyntax: Hashable, Sendable {
  package var es: String?
  package var en: String?
  package init(es: String?, en: String?) {
    self.es = es
    self.en = en
  }

  /// The text in both languages; one alone serves both.
  package var localized: Localized { Localized(es: es ?? en ?? "", en: en ?? es ?? "") }
}

/// A section with its lines.
package struct SectionSyntax: Hashable, Sendable {
  package var kind: Kind
  package var lines: [LineSyntax]
  /// The heading's first word.
  package var range: SourceRange

  package enum Kind: Hashable, Sendable {
    case settings, data, parameters, state, forward, loss, backward, run, pictures
    /// `metrics on test`
    case metrics(on: String?)
    /// `update with adam(η)`
    case update(with: FormulaSyntax?)
    /// `optimizer adam(α = 0.001, …)`
    case optimizer(NameSyntax, [OptimizerArgumentSyntax])
    /// `expect "place" truncated …`
    case expect(place: String, ExpectQualifiers)
    /// `note es "…" en "…"`
    case note(TextSyntax)
    /// `table vary lr = 0.1, 0.5 es "…" when gate = xor`: with variants, a title and conditions, if it has any.
    case table(TextSyntax?, vary: [VariationSyntax], conditions: [FormulaSyntax])
  }

  package init(_ kind: Kind, lines: [LineSyntax] = [], range: SourceRange) {
    self.kind = kind
    self.lines = lines
    self.range = range
  }
}

/// An optimizer's argument with its default.
package struct OptimizerArgumentSyntax: Hashable, Sendable {
  package var name: NameSyntax
  package var value: FormulaSyntax?
  package init(_ name: NameSyntax, _ value: FormulaSyntax?) {
    self.name = name
    self.value = value
  }
}

/// A line of a section.
package indirect enum LineSyntax: Hashable, Sendable {
  case statement(StatementSyntax)
  /// `for ℓ = 1 to 3`, `for ℓ = 3 down to 1`, `for w in 1, 5`
  case loop(LoopSyntax)
  case run(RunSyntax)
  case expect(ExpectSyntax)
  /// `claim c6-E1`: the lines below it, up to the next, are about this statement of the notes.
  case claim(ClaimSyntax)
  /// `study rates  solved = 166 with η = 0.5`: what a study has to find, below a claim.
  case study(StudyClaimSyntax)
  case picture(PictureSyntax)
  /// A row of a `table`.
  case row(RowSyntax)
}

package struct LoopSyntax: Hashable, Sendable {
  /// One name, or one for each number of a turn: `(w, b)`.
  package var variables: [NameSyntax]
  package var turns: Turns
  /// `for … when …`: not in the language; a loop's lines carry their own conditions.
  package var body: [LineSyntax]
  package var range: SourceRange

  /// What the variables are in turn.
  package enum Turns: Hashable, Sendable {
    /// `1 to 3`, `3 down to 1`: whole numbers.
    case span(from: FormulaSyntax, to: FormulaSyntax, isDescending: Bool)
    /// `1, 5, 5`, `(1, 0), (5, 0)`: any numbers, as many in each turn as there are variables.
    case list([[FormulaSyntax]])
  }

  package init(_ variables: [NameSyntax], _ turns: Turns, body: [LineSyntax], range: SourceRange) {
    self.variables = variables
    self.turns = turns
    self.body = body
    self.range = range
  }
}

/// A line that gives a name a value: `name (sizes) = formula is … as … when … split into … es "…" en "…"`.
package struct StatementSyntax: Hashable, Sendable {
  package var target: NameSyntax
  /// `W[1,2] ← …`: the entries that change, when they are not all.
  package var part: PartSyntax?
  /// `X, Y from digits`, `X, y from "points.npz"`: the names after the first.
  package var moreTargets: [NameSyntax] = []
  /// `X for test = …`
  package var set: String?
  /// `(2×h)`: one formula a size.
  package var sizes: [FormulaSyntax]?
  package var body: Body
  /// `is −∂E/∂Z2`
  package var claim: FormulaSyntax?
  /// `as lr`
  package var alias: NameSyntax?
  /// `from 1` of a setting: the least that it may be.
  package var least: FormulaSyntax?
  /// `to 50` of a setting: the greatest that it may be.
  package var greatest: FormulaSyntax?
  /// `when gate = and, ℓ > 1`
  package var conditions: [FormulaSyntax] = []
  /// `split into v`
  package var split: NameSyntax?
  /// `misprint`
  package var isMisprint = false
  /// `state m = …` in an optimizer: what the quantity begins with.
  package var isInitialState = false
  package var meaning: TextSyntax?
  /// The whole line.
  package var range: SourceRange

  /// The indices of a part, with the brackets' place.
  package struct PartSyntax: Hashable, Sendable {
    package var indices: [IndexSyntax]
    package var range: SourceRange
  }

  package enum Body: Hashable, Sendable {
    /// `= formula`
    case equals(FormulaSyntax)
    /// `~ uniform(0, 1)`, `~ he`
    case draw(FormulaSyntax)
    /// `← formula`
    case assign(FormulaSyntax)
    /// `by gradient [with adam(η)]`; `parameters by gradient` has the target `parameters` and nil as its gradient.
    case by(FormulaSyntax?, with: FormulaSyntax?)
    /// `= and | or | xor`
    case choices([NameSyntax])
    /// `f(x1, x2) = …`; the target is `f`
    case function([NameSyntax], FormulaSyntax)
    /// `from digits(test)`
    case dataset(FormulaSyntax)
    /// `from "points.csv"`, and where the name of the file stands
    case file(String, SourceRange)
    /// `2·dW is ∂E/∂W`: what is said of a formula; the line names nothing.
    case claim(FormulaSyntax)
  }

  package init(target: NameSyntax, body: Body, range: SourceRange) {
    self.target = target
    self.body = body
    self.range = range
  }
}

/// A line of `run`.
package enum RunSyntax: Hashable, Sendable {
  /// `X, Y in batches of m, shuffled` / `, in order`
  case batches([NameSyntax], size: FormulaSyntax, isShuffled: Bool, SourceRange)
  /// `stop after 100 epochs` / `iterations`
  case stopAfter(FormulaSyntax, Span, conditions: [FormulaSyntax], SourceRange)
  /// `stop once errors = 0`
  case stopOnce(FormulaSyntax, conditions: [FormulaSyntax], SourceRange)
  /// `stop once J has not fallen for 5 epochs`
  case stopUnlessFalling(FormulaSyntax, patience: FormulaSyntax, SourceRange)
  /// `keep 10000 examples for validation`
  case keep(FormulaSyntax, set: String, SourceRange)
  /// `ties exact`
  case tiesExact(SourceRange)

  package enum Span: Hashable, Sendable { case iterations, epochs }
}

/// What a heading or a line of `expect` adds to its numbers.
package struct ExpectQualifiers: Hashable, Sendable {
  /// What a heading calls its numbers in each language, where the place does not say it in both.
  package var title: TextSyntax?
  package enum Rule: Hashable, Sendable { case rounded, truncated }
  package enum Moment: Hashable, Sendable {
    /// `at 3`
    case iteration(FormulaSyntax)
    /// `at epoch 2`: its last iteration
    case epoch(FormulaSyntax)
    /// `at end`
    case end
  }
  package var rule: Rule?
  /// `within 1e-7`
  package var within: FormulaSyntax?
  package var isCarried = false
  package var moment: Moment?
  /// `counting from 0`
  package var countsFromZero: Bool?
  /// `with η = 0.1, gate = xor`: names of settings and what stands for them.
  package var settings: [SettingSyntax] = []
  package init() {}

  package struct SettingSyntax: Hashable, Sendable {
    package var name: NameSyntax
    package var value: FormulaSyntax
    package init(_ name: NameSyntax, _ value: FormulaSyntax) {
      self.name = name
      self.value = value
    }
  }
}

/// A line of `expect`.
package struct ExpectSyntax: Hashable, Sendable {
  package var body: Body
  package var qualifiers: ExpectQualifiers
  package var isMisprint = false
  /// `computed`: below a claim of the notes, but printed nowhere in them.
  package var isComputed = false
  /// Why, for a misprint; or a remark.
  package var meaning: TextSyntax?
  package var conditions: [FormulaSyntax] = []
  package var range: SourceRange

  package enum Body: Hashable, Sendable {
    /// `formula = 0.5`, `formula = [0.1 0.2; 0.3 _]`: rows of printed cells.
    case value(FormulaSyntax, [[PrintedSyntax]])
    /// `shape(A) = 4×2`
    case shape(FormulaSyntax, [Int])
    /// `A is B`
    case identity(FormulaSyntax, FormulaSyntax)
    /// `A < B`, `A at end < A at 1`
    case comparison(Comparison)
    /// `iteration w ŷ` then rows; the first heading is `iteration` or `epoch`.
    case table(byEpoch: Bool, headings: [FormulaSyntax], rows: [Row])
  }

  /// Two formulas, of which one is said to be less than the other, or so.
  package struct Comparison: Hashable, Sendable {
    package var left: FormulaSyntax
    /// When the left side is meant, where it is not when the line's other numbers are.
    package var moment: ExpectQualifiers.Moment?
    /// Any comparison but `=`.
    package var relation: FormulaSyntax.Infix
    package var right: FormulaSyntax
    package init(
      _ left: FormulaSyntax, at moment: ExpectQualifiers.Moment?, _ relation: FormulaSyntax.Infix,
      _ right: FormulaSyntax
    ) {
      self.left = left
      self.moment = moment
      self.relation = relation
      self.right = right
    }
  }

  package struct Row: Hashable, Sendable {
    /// The iteration or epoch as printed.
    package var moment: Int
    /// One cell for each heading.
    package var cells: [PrintedSyntax]
    package var range: SourceRange
    package init(moment: Int, cells: [PrintedSyntax], range: SourceRange) {
      self.moment = moment
      self.cells = cells
      self.range = range
    }
  }

  package init(_ body: Body, qualifiers: ExpectQualifiers = ExpectQualifiers(), range: SourceRange) {
    self.body = body
    self.qualifiers = qualifiers
    self.range = range
  }
}

/// A number as printed in the notes.
package struct PrintedSyntax: Hashable, Sendable {
  /// The digits with a point, an ASCII `-` and no blanks: `-0.17044`, `9.78e-6`, `.5`, `9/8`; nil for `_`.
  package var digits: String?
  /// The value of a fraction, `9/8`; nil for other digits.
  package static func fraction(_ digits: String) -> Double? {
    let parts = digits.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let above = Double(String(parts[0])), let below = Double(String(parts[1])), below != 0
    else { return nil }
    return above / below
  }
  /// How many decimals digits are printed with, those before a power of ten included: 2 for `0.25`, 1 for `1.2e3`, 0
  /// for `3` and `3.`.
  package static func decimals(of digits: String) -> Int {
    let number = digits.prefix { $0 != "e" && $0 != "E" }
    return number.firstIndex(of: ".").map { number[$0...].utf8.count - 1 } ?? 0
  }
  /// Whether digits are printed without decimals, power of ten or fraction bar, as `3` is.
  package static func isPlainWhole(_ digits: String) -> Bool {
    decimals(of: digits) == 0 && !hasPower(digits) && fraction(digits) == nil
  }
  /// Whether digits have a power of ten, as `9.78e-6` has.
  package static func hasPower(_ digits: String) -> Bool { digits.contains { $0 == "e" || $0 == "E" } }
  /// `0.7046!`: a known misprint.
  package var isMisprint: Bool
  package var range: SourceRange
  package init(digits: String?, isMisprint: Bool = false, range: SourceRange) {
    self.digits = digits
    self.isMisprint = isMisprint
    self.range = range
  }
}
