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

  /// Every override must have found its place.
  func checkUsed(_ builder: FormulaBuilder) throws(LocatedError) {
    for key in settings.overrides.keys.sorted() where !used.contains(key) {
      let known =
        builder.draft.program.settings.flatMap { [$0.option, $0.symbol.name] } + builder.names.addresses.keys.sorted()
      let near = Nearest.word(to: key, among: known)
      var error = LocatedError(
        nil,
        Localized(
          es: "«\(key)» no es ningún ajuste, dato ni parámetro de la lección «\(builder.draft.program.name)»",
          en: "“\(key)” is no setting, data or parameter of the lesson “\(builder.draft.program.name)”")
          + (near.map { Localized(es: "; ¿querías decir «\($0)»?", en: "; did you mean “\($0)”?") }
            ?? Localized(both: "")))
      if let typed = settings.typed[key], typed.option == "--set \(key)" {
        error.range = SourceRange(line: 1, column: 1, length: key.count)
        error.typed = LocatedError.Typed(option: "--set", text: "\(key)=\(typed.text)")
      } else {
        error.typed = settings.typed[key]
      }
      throw error
    }
  }
}
