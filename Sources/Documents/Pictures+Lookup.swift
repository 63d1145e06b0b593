import Calculus
import Execution
import LessonLanguage
import Typesetting

/// Looking up what the lines of `pictures` name.
extension Pictures {
  /// A line with its formulas looked up.
  static func picture(
    _ syntax: PictureSyntax, _ scope: Scope, _ language: Language
  ) throws -> Picture {
    var picture = Picture(
      syntax: syntax, subject: syntax.kind == .steps ? Resolved(.number(0)) : try resolve(syntax.subject, scope),
      over: try syntax.over.map { try over($0, scope) }, by: try syntax.by.map { try resolve($0, scope) },
      title: title(syntax, scope, language), subjectText: scope.lesson.source.text(syntax.subject.range),
      examplesInRows: scope.program.examplesInRows)
    guard syntax.kind == .steps else { return picture }
    picture.cells = [syntax.subject]
    if case .matrix(let rows, _) = syntax.subject { picture.cells = rows.flatMap { $0 } }
    picture.columns = try picture.cells.map { try resolve($0, scope) }
    return picture
  }

  /// The quantity after `over`, which is a whole one.
  private static func over(_ syntax: FormulaSyntax, _ scope: Scope) throws(LocatedError) -> Quantity {
    let (quantity, offset) = try scope.address(syntax)
    guard offset == nil else {
      throw LocatedError(
        syntax.range, es: "detrás de «over» va una cantidad entera, como «over \(quantity.symbol.name)»",
        en: "after “over” goes a whole quantity, as in “over \(quantity.symbol.name)”")
    }
    return quantity
  }

  /// In the last batch, which may be smaller, what is drawn of a batch has to be there too: `image X[3,:]`.
  func checkLastBatch() throws {
    guard let rest = scope.program.batching?.remainder, let program = scope.program.remainder else { return }
    let ofBatch = pictures.filter { [.image, .steps, .points].contains($0.syntax.kind) }
    let small = scope.scope.of(program)
    for picture in ofBatch {
      let formulas = picture.cells.isEmpty ? [picture.syntax.subject] : picture.cells
      for formula in formulas {
        do throws(LocatedError) {
          _ = try Self.resolve(formula, small)
        } catch {
          let last = Localized(
            es: "en el último lote, que tiene \(Noun.example(rest).es), ",
            en: "in the last batch, which has \(Noun.example(rest).en), ")
          throw small.lesson.source.error(LocatedError(error.range, last + error.message))
        }
      }
    }
  }

  private static func title(_ syntax: PictureSyntax, _ scope: Scope, _ language: Language) -> Text {
    if let meaning = syntax.meaning {
      return Text(meaning.in(language))
    }
    return Text(scope.lesson.source.text(syntax.subject.range))
  }

  /// A formula in the program of the present batch, which may be smaller than the others.
  func resolve(_ syntax: FormulaSyntax, in program: Program) throws -> Resolved {
    do throws(LocatedError) {
      return try Self.resolve(syntax, scope.scope.of(program))
    } catch {
      throw scope.scope.lesson.source.error(error)
    }
  }

  /// In the other convention the entries are where the transpose has them.
  static func resolve(_ syntax: FormulaSyntax, _ scope: Scope) throws(LocatedError) -> Resolved {
    if scope.settings.isTransposed, case .index(let whole, let places, let range) = syntax {
      return try scope.resolve(.index(whole, places.reversed(), range))
    }
    return try scope.resolve(syntax)
  }
}
