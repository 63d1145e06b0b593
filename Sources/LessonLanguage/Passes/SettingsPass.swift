import Calculus
import Matrices
import Typesetting

/// The pass that binds the settings: numbers, choices and functions, each the lesson's or the reader's.
struct SettingsPass {
  var overrides: Overrides
  let batches: BatchesPass

  /// The counts that a lesson may read: `iteration`, `epoch`.
  static func makeCounters(_ builder: inout FormulaBuilder) {
    for name in ["iteration", "epoch"] {
      let quantity = builder.draft.makeQuantity(Symbol(canonical: name), .scalar, .defined(occurrence: 1))
      builder.names.latest[name] = quantity
      builder.names.addresses[name] = quantity
      builder.draft.program.inputs.append(
        Program.Input(quantity: quantity, phase: .settings, initializer: .counter, meaning: nil, line: nil))
      if name == "iteration" {
        builder.draft.program.iteration = quantity
      } else {
        builder.draft.program.epoch = quantity
      }
    }
  }

  /// A line of `settings`.
  mutating func line(
    _ statement: StatementSyntax, _ scope: LocalNames, _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    let name = try builder.name(statement.target, scope)
    let option = try statement.alias.map { alias throws(LocatedError) in try builder.name(alias, scope) }
    let meaning = statement.meaning.map { $0.localized }
    let override = overrides.take(name, option)
    let typed = override == nil ? nil : overrides.typed(name, option)
    let value: Program.Setting.Value
    var limits: SettingLimits?
    switch statement.body {
    case .equals(let body):
      var formula = Formula.number(0)
      let number = try builder.blaming(typed) { (builder: inout FormulaBuilder) throws(LocatedError) -> Double in
        switch override {
        case .number(let given):
          formula = .number(given)
          return given
        case .formula(let given, _):
          formula = try builder.formula(given, scope)
          return try builder.constant(given, scope)
        case .choice(let given):
          throw LocatedError(
            nil, es: "«\(name)» es un número, no «\(given)»", en: "“\(name)” is a number, not “\(given)”")
        case .file:
          throw LocatedError(
            nil, es: "«\(name)» es un ajuste, un número; un archivo da datos, parámetros o estado",
            en: "“\(name)” is a setting, a number; a file gives data, parameters or state")
        case nil:
          formula = try builder.formula(body, scope)
          return try builder.constant(body, scope)
        }
      }
      limits = try self.limits(statement, scope, &builder)
      if let limits, !limits.contains(number) {
        // Of a number that was given nothing need be shown again.
        let shown = if case .formula? = override { typed } else { LocatedError.Typed?.none }
        throw outside(limits, name, number, statement, shown)
      }
      let quantity = try builder.declare(
        name, .scalar, alias: statement.alias, at: statement.range, scope: scope, isSetting: true)
      builder.draft.settingValues[quantity.id] = number
      if batches.sizeName == name {
        builder.draft.program.lengthSettings.append(Program.LengthSetting(quantity, nil))
      } else if formula.references.contains(where: builder.draft.isDecidedByLength) {
        builder.draft.program.lengthSettings.append(Program.LengthSetting(quantity, formula))
      }
      builder.draft.program.inputs.append(
        Program.Input(
          quantity: quantity, phase: .settings, initializer: .formula(.number(number)), meaning: meaning,
          line: statement.range.line))
      value = .number(number)
    case .choices(let names):
      var list: [String] = []
      for choice in names { list.append(try builder.name(choice, scope)) }
      var selected = list.first ?? ""
      if let override {
        guard case .choice(let given) = override, list.contains(Spelling.canonical(given)) else {
          let given = override.text
          let joined = list.joined(separator: ", ")
          throw LocatedError(
            nil, es: "«\(given)» no es una opción de «\(name)»; puede ser: \(joined)",
            en: "“\(given)” is not a choice of “\(name)”; it can be: \(joined)", typed: typed)
        }
        selected = Spelling.canonical(given)
      }
      builder.names.choices[name] = Names.Choice(selected: selected, options: list)
      value = .choice(selected, of: list)
    case .function(let parameters, let body):
      var list: [String] = []
      for parameter in parameters { list.append(try builder.name(parameter, scope)) }
      var function = Names.Function(parameters: list, body: body, typed: nil)
      var text = builder.written.text(body.range)
      if let override {
        guard case .formula(let given, let words) = override else {
          throw LocatedError(
            nil, es: "«\(name)» es una función: hace falta una fórmula", en: "“\(name)” is a function: give a formula",
            typed: typed)
        }
        function = Names.Function(parameters: list, body: given, typed: typed)
        text = words
      }
      builder.names.functions[name] = function
      value = .function(list, text)
    case .draw, .assign, .by, .dataset, .file, .claim:
      throw LocatedError(
        statement.range, es: "en settings solo hay números, opciones y funciones, con =",
        en: "settings holds only numbers, choices and functions, with =")
    }
    builder.draft.program.settings.append(
      Program.Setting(
        symbol: Symbol(canonical: name), option: option ?? name, value: value, meaning: meaning, limits: limits,
        isGiven: override != nil))
  }

  /// `from 1 to n`, as earlier settings have it.
  private func limits(
    _ statement: StatementSyntax, _ scope: LocalNames, _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> SettingLimits? {
    guard statement.least != nil || statement.greatest != nil else { return nil }
    return SettingLimits(
      least: try statement.least.map { limit throws(LocatedError) in try builder.constant(limit, scope) },
      greatest: try statement.greatest.map { limit throws(LocatedError) in try builder.constant(limit, scope) })
  }

  private func outside(
    _ limits: SettingLimits, _ name: String, _ number: Double, _ statement: StatementSyntax,
    _ typed: LocatedError.Typed?
  ) -> LocatedError {
    var error = LocatedError(typed == nil ? statement.range : nil, limits.refusal(of: number, for: name))
    error.typed = typed
    return error
  }
}
