import Calculus
import Typesetting

/// What a reader gave in place of the lesson's values, and which of it has found its place.
struct Overrides: Sendable {
  private let settings: LessonSettings
  private var used: Set<String> = []

  init(_ settings: LessonSettings) {
    self.settings = settings
  }

  /// What replaces the value of a name or of its option.
  mutating func take(_ name: String, _ option: String?) -> LessonSettings.Override? {
    used.formUnion([name, option ?? name])
    return settings.overrides[name] ?? option.flatMap { settings.overrides[$0] }
  }

  /// What was typed for a name or its option.
  func typed(_ name: String, _ option: String? = nil) -> LocatedError.Typed? {
    settings.typed[name] ?? option.flatMap { settings.typed[$0] }
  }

  /// Every override must have found its place in one of the sections.
  func checkUsed(_ builder: FormulaBuilder, _ sections: [SectionSyntax]) throws(LocatedError) {
    for key in settings.overrides.keys.sorted() where !used.contains(key) {
      var error = LocatedError(nil, Self.refusal(of: key, builder, sections))
      if let typed = settings.typed[key], typed.option == "--set \(key)" {
        error.range = SourceRange(line: 1, column: 1, length: key.count)
        error.typed = LocatedError.Typed(option: "--set", text: "\(key)=\(typed.text)")
      } else {
        error.typed = settings.typed[key]
      }
      throw error
    }
  }

  /// Why a name is none: it belongs to other settings, or there is nothing of that name.
  private static func refusal(of key: String, _ builder: FormulaBuilder, _ sections: [SectionSyntax]) -> Localized {
    let conditions = conditions(of: key, sections).map { builder.written.text($0) }
    guard conditions.isEmpty else {
      return Localized(
        es: "«\(key)» no tiene efecto con estos ajustes: solo con \(conditions.joined(separator: " o "))",
        en: "“\(key)” has no effect with these settings: only with \(conditions.joined(separator: " or "))")
    }
    let known =
      builder.draft.program.settings.flatMap { [$0.option, $0.symbol.name] } + builder.names.addresses.keys.sorted()
    let near = Nearest.word(to: key, among: known)
    return Localized(
      es: "«\(key)» no es ningún ajuste, dato ni parámetro de la lección «\(builder.draft.program.name)»",
      en: "“\(key)” is no setting, data or parameter of the lesson “\(builder.draft.program.name)”")
      + (near.map { Localized(es: "; ¿querías decir «\($0)»?", en: "; did you mean “\($0)”?") }
        ?? Localized(both: ""))
  }

  /// Where the conditions stand under which there is such a setting, data or initial value.
  private static func conditions(of key: String, _ sections: [SectionSyntax]) -> [SourceRange] {
    var found: [SourceRange] = []
    for section in sections where [.settings, .data, .parameters, .state].contains(section.kind) {
      for case .statement(let statement) in section.lines {
        let names = [statement.target.plain, statement.alias?.plain].compactMap { $0.map(Spelling.canonical) }
        guard names.contains(key), let first = statement.conditions.first, let last = statement.conditions.last
        else { continue }
        found.append(first.range.through(last.range))
      }
    }
    return found
  }
}
