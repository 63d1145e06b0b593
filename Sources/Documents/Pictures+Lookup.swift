import Calculus
import Execution
import LessonLanguage
import Typesetting

/// Looking up what the lines of `pictures` name.
extension Pictures {
  /// A line with its formulas looked up.
  static func picture(
    _ syntax: PictureSyntax, _ elaborator: Elaborator, _ language: Language
  ) throws -> Picture {
    var picture = Picture(
      syntax: syntax, subject: syntax.kind == .steps ? .number(0) : try probe(syntax.subject, elaborator),
      over: try syntax.over.map { try over($0, elaborator) }, by: try syntax.by.map { try probe($0, elaborator) },
      title: title(syntax, elaborator, language), subjectText: elaborator.source.text(syntax.subject.range),
      examplesInRows: elaborator.program.examplesInRows)
    guard syntax.kind == .steps else { return picture }
    picture.cells = [syntax.subject]
    if case .matrix(let rows, _) = syntax.subject { picture.cells = rows.flatMap { $0 } }
    picture.columns = try picture.cells.map { try probe($0, elaborator) }
    return picture
  }

  /// The quantity after `over`, which is a whole one.
  private static func over(_ syntax: FormulaSyntax, _ elaborator: Elaborator) throws(LocatedError) -> Quantity {
    let (quantity, offset) = try elaborator.address(syntax)
    guard offset == nil else {
      throw LocatedError(
        syntax.range, es: "detrás de «over» va una cantidad entera, como «over \(quantity.symbol.name)»",
        en: "after “over” goes a whole quantity, as in “over \(quantity.symbol.name)”")
    }
    return quantity
  }

  /// In the last batch, which may be smaller, what is drawn of a batch has to be there too: `image X[3,:]`.
  func checkLastBatch(of lesson: PreparedLesson) throws {
    guard let batching = lesson.main.program.batching, batching.size > 0 else { return }
    let rest = batching.count % batching.size
    let ofBatch = pictures.filter { [.image, .steps, .points].contains($0.syntax.kind) }
    guard rest > 0, !ofBatch.isEmpty else { return }
    let small = try lesson.elaborator(batchSize: rest)
    for picture in ofBatch {
      let formulas = picture.cells.isEmpty ? [picture.syntax.subject] : picture.cells
      for formula in formulas {
        do throws(LocatedError) {
          _ = try Self.probe(formula, small)
        } catch {
          let last = Localized(
            es: "en el último lote, que tiene \(Noun.example(rest).es), ",
            en: "in the last batch, which has \(Noun.example(rest).en), ")
          throw lesson.source.error(LocatedError(error.range, last + error.message))
        }
      }
    }
  }

  private static func title(_ syntax: PictureSyntax, _ elaborator: Elaborator, _ language: Language) -> Text {
    if let meaning = syntax.meaning {
      return Text(meaning.in(language))
    }
    return Text(elaborator.source.text(syntax.subject.range))
  }

  /// A formula in the program of the present batch, which may be smaller than the others.
  func probe(_ syntax: FormulaSyntax, _ elaborator: Elaborator) throws -> Formula {
    do throws(LocatedError) {
      return try Self.probe(syntax, elaborator)
    } catch {
      throw elaborator.source.error(error)
    }
  }

  /// In the other convention the entries are where the transpose has them.
  static func probe(_ syntax: FormulaSyntax, _ elaborator: Elaborator) throws(LocatedError) -> Formula {
    if elaborator.options.isTransposed, case .index(let whole, let places, let range) = syntax {
      return try elaborator.probe(.index(whole, places.reversed(), range))
    }
    return try elaborator.probe(syntax)
  }
}
