import Calculus
import Typesetting

/// The lessons that a `table vary …` has a row for: the same lesson with other settings.
extension Scope {
  /// One combination of what is varied.
  package struct Variant: Sendable {
    /// Those of the scope, with what is varied.
    package let settings: LessonSettings
    /// The seed of the draws, where it is varied.
    package let seed: UInt32?
    /// What is varied, by its name as it is written, in the order of the heading.
    package let values: [(name: String, value: VariedValue)]
    /// Where the heading says it.
    package let range: SourceRange?
  }

  /// What a varied setting is.
  package enum VariedValue: Hashable, Sendable {
    case number(Double)
    case choice(String)
  }

  /// All combinations, the last name running fastest.
  ///
  /// - Parameters:
  ///   - varied: what the heading of the table says.
  ///   - most: how many there may be.
  package func variants(_ varied: [VariationSyntax], most: Int) throws(LocatedError) -> [Variant] {
    var found = [Variant(settings: settings, seed: nil, values: [], range: varied.first?.name.range)]
    for variation in varied {
      let key = try setting(variation.name)
      let values = try values(of: variation, key, most: most)
      guard found.count * values.count <= most else {
        throw LocatedError(
          variation.name.range,
          es: "la tabla tendría \(found.count * values.count) filas, cada una con su ejecución, y caben \(most)",
          en: "the table would have \(found.count * values.count) rows, each with a run, and has room for \(most)")
      }
      var next: [Variant] = []
      for variant in found {
        for (value, range) in values { next.append(try self.variant(variant, variation.name, key, value, range)) }
      }
      found = next
    }
    return found
  }

  /// The two variants of a `compare`.
  package func variants(_ comparison: ComparisonSyntax) throws(LessonError) -> [(variant: Variant, scope: Scope)] {
    try lesson.source.locating { () throws(LocatedError) in
      var found: [(variant: Variant, scope: Scope)] = []
      for variant in try variants(comparison.varied, most: 2) {
        found.append((variant, try program(of: variant).scope))
      }
      return found
    }
  }

  /// Throws what is wrong with a `compare`.
  package func checkComparisons() throws(LessonError) {
    for comparison in lesson.syntax.comparisons { _ = try variants(comparison) }
  }

  /// What a varied name stands for.
  private enum Key {
    case seed
    case setting(Program.Setting)
  }

  private func setting(_ name: NameSyntax) throws(LocatedError) -> Key {
    let text = Spelling.canonical(name.plain ?? "")
    if let setting = program.settings.first(where: { $0.symbol.name == text || $0.option == text }) {
      if case .function = setting.value {
        throw LocatedError(
          name.range, es: "«\(text)» es una función: aquí va un ajuste que es un número o una opción",
          en: "“\(text)” is a function: this takes a setting that is a number or a choice")
      }
      return .setting(setting)
    }
    if text == "seed", !names.contains(text) { return .seed }
    let known = program.settings.flatMap { [$0.option, $0.symbol.name] } + ["seed"]
    let near = Nearest.word(to: text, among: known)
    throw LocatedError(
      name.range,
      Localized(es: "«\(text)» no es un ajuste de la lección", en: "“\(text)” is no setting of the lesson")
        + (near.map { Localized(es: "; ¿querías decir «\($0)»?", en: "; did you mean “\($0)”?") }
          ?? Localized(both: "")))
  }

  private func values(
    of variation: VariationSyntax, _ key: Key, most: Int
  ) throws(LocatedError) -> [(VariedValue, SourceRange)] {
    var values: [(VariedValue, SourceRange)] = []
    for written in variation.values {
      switch written {
      case .one(let syntax): values.append((try value(syntax, key), syntax.range))
      case .span(let first, let last):
        let range = first.range.through(last.range)
        let (from, to) = (try integer(first), try integer(last))
        guard from <= to, Int64(to) - Int64(from) < Int64(most) else {
          throw LocatedError(
            range, es: "de un número entero a otro mayor, con \(most) a lo sumo: 1..5",
            en: "from one whole number to a larger one, with \(most) at most: 1..5")
        }
        for number in from...to { values.append((.number(Double(number)), range)) }
      }
    }
    return values
  }

  private func value(_ syntax: FormulaSyntax, _ key: Key) throws(LocatedError) -> VariedValue {
    guard case .setting(let setting) = key, case .choice(_, of: let choices) = setting.value else {
      return .number(try number(syntax))
    }
    let choice = if case .name(let name) = syntax { name.plain.map(Spelling.canonical) ?? "" } else { "" }
    guard choices.contains(choice) else {
      let list = choices.joined(separator: ", ")
      throw LocatedError(
        syntax.range, es: "«\(setting.option)» es una de estas opciones: \(list)",
        en: "“\(setting.option)” is one of these choices: \(list)")
    }
    return .choice(choice)
  }

  private func variant(
    _ variant: Variant, _ name: NameSyntax, _ key: Key, _ value: VariedValue, _ range: SourceRange
  ) throws(LocatedError) -> Variant {
    var settings = variant.settings
    var seed = variant.seed
    switch (key, value) {
    case (.seed, .number(let number)):
      guard let whole = UInt32(exactly: number) else {
        throw LocatedError(
          range, es: "una semilla es un número entero, de 0 a \(UInt32.max)",
          en: "a seed is a whole number, from 0 to \(UInt32.max)")
      }
      seed = whole
    case (.seed, .choice): break
    case (.setting(let setting), _):
      settings.overrides[setting.symbol.name] = nil
      settings.typed[setting.symbol.name] = nil
      settings.typed[setting.option] = nil
      settings.overrides[setting.option] =
        switch value {
        case .number(let number): .number(number)
        case .choice(let choice): .choice(choice)
        }
    }
    let values = variant.values + [(Spelling.canonical(name.plain ?? ""), value)]
    return Variant(settings: settings, seed: seed, values: values, range: range)
  }

  /// The lesson as a variant has it; an error belongs to the table's heading.
  package func program(of variant: Variant) throws(LocatedError) -> (program: Program, scope: Scope) {
    do throws(LessonError) {
      return try lesson.program(settings: variant.settings)
    } catch {
      throw LocatedError(variant.range, error.message)
    }
  }

  /// Whether a cell's formula is the name of something varied.
  package static func name(_ syntax: FormulaSyntax) -> String? {
    if case .name(let name) = syntax { name.plain.map(Spelling.canonical) } else { nil }
  }
}
