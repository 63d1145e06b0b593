import Calculus
import LessonLanguage
import Typesetting

/// Looking up what a line of `pictures` names.
extension Picture {
  /// A line with its formulas looked up, which can be drawn; throws a `LocatedError` that says what would fit.
  init(_ syntax: PictureSyntax, _ pictureScope: PictureScope) throws(LocatedError) {
    let scope = pictureScope.scope
    self.syntax = syntax
    subject = syntax.kind == .steps ? Resolved(.number(0)) : try scope.resolve(written: syntax.subject)
    over = try Self.over(syntax, scope)
    by = if let by = syntax.by { try scope.resolve(written: by) } else { nil }
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
