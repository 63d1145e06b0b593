import Calculus
import Typesetting

/// The lessons that a `table vary …` has a row for, and a study runs: the same lesson with other settings.
extension Scope {
  /// One combination of what is varied.
  package struct Variant: Sendable {
    /// Those of the scope, with what is varied.
    package var settings: LessonSettings
    /// The seed of the draws, where it is varied.
    package var seed: UInt32?
    /// After how many iterations or epochs its run stops, where a study says so.
    package var iterations: Int?
    package var epochs: Int?
    /// What is varied, by its name as it is written, in the order of the heading.
    package var values: [(name: String, value: VariedValue)]
    /// Where the heading says it.
    package var range: SourceRange?
  }

  /// What a varied setting is.
  package enum VariedValue: Hashable, Sendable {
    case number(Double)
    case choice(String)
    /// As it is written: `adam(0.1)`.
    case optimizer(String)
  }

  /// What has variants: a table, whose runs may differ in their seed, or a study, whose runs all seeds have.
  package enum Varying: Hashable, Sendable { case table, study }

  /// All combinations, the last name running fastest.
  ///
  /// - Parameters:
  ///   - varied: what the heading of the table says.
  ///   - most: how many there may be.
  package func variants(
    _ varied: [VariationSyntax], most: Int, of varying: Varying = .table
  ) throws(LocatedError) -> [Variant] {
    var found = [Variant(settings: settings, values: [], range: varied.first?.name.range)]
    for variation in varied {
      let key = try setting(variation.name, varying)
      let values = try values(of: variation, key, most: most)
      guard found.count * values.count <= most else {
        throw LocatedError(
          variation.name.range,
          varying == .study
            ? Localized(
              es: "el estudio tendría \(found.count * values.count) combinaciones, y caben \(most)",
              en: "the study would have \(found.count * values.count) combinations, and there is room for \(most)")
            : Localized(
              es: "la tabla tendría \(found.count * values.count) filas, cada una con su ejecución, y caben \(most)",
              en: "the table would have \(found.count * values.count) rows, each with a run, and has room for \(most)"))
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
    case seed, iterations, epochs, optimizer
    case setting(Program.Setting)
  }

  private func setting(_ name: NameSyntax, _ varying: Varying) throws(LocatedError) -> Key {
    let text = Spelling.canonical(name.plain ?? "")
    if let setting = program.settings.first(where: { $0.symbol.name == text || $0.option == text }) {
      if case .function = setting.value {
        throw LocatedError(
          name.range, es: "«\(text)» es una función: aquí va un ajuste que es un número o una opción",
          en: "“\(text)” is a function: this takes a setting that is a number or a choice")
      }
      return .setting(setting)
    }
    let others: [(String, Key)] =
      varying == .table
      ? [("seed", .seed)] : [("iterations", .iterations), ("epochs", .epochs), ("optimizer", .optimizer)]
    if let key = others.first(where: { $0.0 == text }), !names.contains(text) || text != "seed" { return key.1 }
    let known = program.settings.flatMap { [$0.option, $0.symbol.name] } + others.map { $0.0 }
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
    if case .optimizer = key { return .optimizer(written(optimizer: syntax)) }
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
    var (iterations, epochs) = (variant.iterations, variant.epochs)
    switch (key, value) {
    case (.seed, .number(let number)):
      guard let whole = UInt32(exactly: number) else {
        throw LocatedError(
          range, es: "una semilla es un número entero, de 0 a \(UInt32.max)",
          en: "a seed is a whole number, from 0 to \(UInt32.max)")
      }
      seed = whole
    case (.iterations, .number(let number)): iterations = try count(number, range)
    case (.epochs, .number(let number)): epochs = try count(number, range)
    case (.optimizer, .optimizer(let text)):
      settings.typedOptimizer = LocatedError.Typed(option: "optimizer", text: text)
      do throws(LessonError) {
        settings.optimizer = try LessonParser.formula(text)
      } catch {
        throw LocatedError(range, error.message)
      }
    case (.seed, _), (.iterations, _), (.epochs, _), (.optimizer, _), (.setting, .optimizer): break
    case (.setting(let setting), .number), (.setting(let setting), .choice):
      settings.overrides[setting.symbol.name] = nil
      settings.typed[setting.symbol.name] = nil
      settings.typed[setting.option] = nil
      settings.overrides[setting.option] =
        switch value {
        case .number(let number): .number(number)
        case .choice(let choice), .optimizer(let choice): .choice(choice)
        }
    }
    let values = variant.values + [(Spelling.canonical(name.plain ?? ""), value)]
    return Variant(
      settings: settings, seed: seed, iterations: iterations, epochs: epochs, values: values, range: range)
  }

  private func count(_ number: Double, _ range: SourceRange) throws(LocatedError) -> Int {
    guard let whole = Int(exactly: number), (1...1_000_000_000).contains(whole) else {
      throw LocatedError(
        range, es: "aquí va un número entero, de 1 a 1 000 000 000",
        en: "this takes a whole number, from 1 to 1,000,000,000")
    }
    return whole
  }

  /// What of a study's `with` and `vary` the reader has not decided with an option, in its combinations; those of `with`
  /// do not show among the values.
  ///
  /// - Parameter undecided: whether a name was left alone by the reader.
  package func combinations(of study: StudySyntax, most: Int, isUndecided: (String) -> Bool) throws(LocatedError)
    -> [Variant]
  {
    func open(_ variations: [VariationSyntax]) throws(LocatedError) -> [VariationSyntax] {
      var found: [VariationSyntax] = []
      for variation in variations {
        let names: [String] =
          switch try setting(variation.name, .study) {
          case .seed: ["seed"]
          case .iterations, .epochs: ["iterations", "epochs"]
          case .optimizer: ["optimizer"]
          case .setting(let setting): [setting.option, setting.symbol.name]
          }
        if names.allSatisfy(isUndecided) { found.append(variation) }
      }
      return found
    }
    let varied = try open(study.varied)
    for variation in study.fixed where study.varied.contains(where: { $0.name.plain == variation.name.plain }) {
      throw LocatedError(
        variation.name.range, es: "este ajuste ya está en «vary»", en: "this setting stands in “vary” already")
    }
    let fixed = try open(study.fixed)
    return try variants(fixed + varied, most: most, of: .study).map { variant in
      var variant = variant
      variant.values.removeFirst(fixed.count)
      variant.range = variant.range ?? study.range
      return variant
    }
  }

  /// The value that a condition of a term names, as combinations have it.
  package func value(of condition: VariationSyntax) throws(LocatedError) -> (name: String, value: VariedValue) {
    let key = try setting(condition.name, .study)
    let (value, _) = try values(of: condition, key, most: 1).first ?? (.number(.nan), condition.name.range)
    return (Spelling.canonical(condition.name.plain ?? ""), value)
  }

  /// An optimizer with its numbers as they are written, without blanks but behind commas: `adam(0.1)`.
  private func written(optimizer syntax: FormulaSyntax) -> String {
    switch syntax {
    case .number(_, let spelling, _): spelling
    case .name(let name): name.plain.map(Spelling.canonical) ?? ""
    case .prefix(.minus, let operand, _): "-" + written(optimizer: operand)
    case .call(let name, _, let arguments, _):
      (name.plain ?? "") + "("
        + arguments.map { argument in
          (argument.name?.plain.map { "\($0) = " } ?? "") + written(optimizer: argument.value)
        }.joined(separator: ", ") + ")"
    default: lesson.source.text(syntax.range)
    }
  }

  /// Whether two names of what is varied are one: a setting by its name, and by its option.
  package func isSame(_ name: String, _ other: String) -> Bool {
    name == other
      || program.settings.contains { setting in
        [setting.option, setting.symbol.name].contains(name) && [setting.option, setting.symbol.name].contains(other)
      }
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
