import Calculus
import LessonLanguage
import Typesetting

extension LessonText {
  /// The same with numbers and choices that a reader gives in place of the lesson's settings: a choice becomes the first.
  ///
  /// - Throws: that something else was given than a number or a choice for a setting.
  func given(_ settings: LessonSettings, in lesson: Lesson) throws(VariantDrawing.Fault) -> LessonText {
    var changes: [(range: SourceRange, text: String)] = []
    for (key, override) in settings.overrides.sorted(by: { $0.key < $1.key }) {
      guard let statement = Self.setting(key, of: lesson.syntax) else { throw .variant(Self.notASetting(key)) }
      switch (override, statement.body) {
      case (.number(let number), .equals(let formula)):
        guard let cell = VaryingNumbers.cells(formula)?.cells.first, let digits = DecimalDigits(number) else {
          throw .variant(Self.notPlain(key))
        }
        changes.append((cell.range, digits.fixed(decimals: digits.decimals, minus: "−")))
      case (.choice(let choice), .choices(let names)):
        let chosen = Spelling.canonical(choice)
        let written = names.compactMap { $0.plain }
        guard written.count == names.count,
          let first = written.first(where: { Spelling.canonical($0) == chosen })
        else { throw .variant(Self.notPlain(key)) }
        let others = written.filter { Spelling.canonical($0) != chosen }
        for (name, text) in zip(names, [first] + others) { changes.append((name.range, text)) }
      default: throw .variant(Self.notPlain(key))
      }
    }
    return replacing(changes)
  }

  private static func setting(_ key: String, of lesson: LessonSyntax) -> StatementSyntax? {
    for section in lesson.sections where section.kind == .settings {
      for case .statement(let statement) in section.lines {
        let names = [statement.target.plain, statement.alias?.plain].compactMap { $0.map(Spelling.canonical) }
        if names.contains(key) { return statement }
      }
    }
    return nil
  }

  private static func notASetting(_ key: String) -> VariantFault {
    VariantFault(
      es: "«\(key)» no es un ajuste: en una variante se fijan ajustes; los datos y parámetros se sortean",
      en: "“\(key)” is no setting: a variant can be given settings; data and parameters are drawn")
  }

  private static func notPlain(_ key: String) -> VariantFault {
    VariantFault(
      es:
        "«\(key)»: para una variante se da un número, o una de sus opciones, en lugar de un ajuste que es un número u "
        + "opciones",
      en: "“\(key)”: for a variant a number, or one of its choices, is given in place of a setting that is a number or "
        + "choices")
  }
}
