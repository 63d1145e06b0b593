import Calculus
import LessonLanguage
import Typesetting

/// Looking up what a line of `pictures` names.
extension Picture {
  /// A line with its formulas looked up, which can be drawn; throws a `LocatedError` that says what would fit.
  init(_ syntax: PictureSyntax, _ pictureScope: PictureScope) throws(LocatedError) {
    let scope = pictureScope.scope
    self.syntax = syntax
    calculation = try Self.calculation(syntax, scope)
    let isDrawn = syntax.kind != .steps && calculation == nil
    subject = isDrawn ? try scope.resolve(written: syntax.subject) : Resolved(.number(0))
    over = try Self.over(syntax, scope)
    by = if let by = syntax.by, isDrawn { try scope.resolve(written: by) } else { nil }
    meaning = syntax.meaning.map { $0.localized }
    subjectText = scope.lesson.source.text(syntax.subject.range)
    convention = scope.program.convention
    writtenConvention = scope.lesson.syntax.examples ?? .rows
    if syntax.kind == .steps {
      cells = [syntax.subject]
      if case .matrix(let rows, _) = syntax.subject { cells = rows.flatMap { $0 } }
      for cell in cells { columns.append(try scope.resolve(written: cell)) }
    }
    try PictureRequirements(scope: pictureScope, picture: self).check()
  }

  /// What is derived or traced in the program that a scope asks about; nil for what is drawn.
  static func calculation(_ syntax: PictureSyntax, _ scope: Scope) throws(LocatedError) -> Calculation? {
    guard let by = syntax.by else { return nil }
    switch syntax.kind {
    case .curve, .points, .map, .inequalities, .steps, .image: return nil
    case .derive: return .derivation(try scope.derivation(of: syntax.subject, by: by))
    case .trace, .methods:
      var variables = [by]
      if case .matrix(let rows, _) = by { variables = rows.flatMap { $0 } }
      let found = try scope.computed(syntax.subject, from: variables)
      return .trace(found.formula, from: found.variables)
    }
  }

  /// The quantity after `over`, which is a whole one.
  private static func over(_ syntax: PictureSyntax, _ scope: Scope) throws(LocatedError) -> Quantity? {
    guard let over = syntax.over else { return nil }
    let (quantity, offset) = try scope.address(over)
    guard offset == nil else {
      throw LocatedError(
        over.range, es: "tras «over» va una cantidad completa, como «over \(quantity.symbol.name)»",
        en: "“over” takes a whole quantity, as in “over \(quantity.symbol.name)”")
    }
    return quantity
  }

  /// In the last batch, which may be smaller, what is drawn of a batch has to be there too: `image X[3,:]`.
  func checkLastBatch(_ scope: Scope) throws(LocatedError) {
    guard [.image, .steps, .points].contains(kind), let rest = scope.program.batching?.remainder,
      let program = scope.program.remainder
    else { return }
    let small = scope.of(program)
    for formula in cells.isEmpty ? [syntax.subject] : cells {
      do throws(LocatedError) {
        _ = try small.resolve(written: formula)
      } catch {
        let last = Localized(
          es: "en el último lote, que tiene \(Noun.example(rest).es), ",
          en: "in the last batch, which has \(Noun.example(rest).en), ")
        throw LocatedError(error.range, last + error.message)
      }
    }
  }
}
