import Calculus
import Matrices
import Typesetting

/// The pass that builds what an iteration computes: forward, loss, metrics, backward, update.
struct DefinitionsPass {
  var updates: UpdatesPass
  /// What the lines with `is` promise.
  private(set) var claims: [PendingClaim] = []
  /// The quantities whose lines are marked as misprints, by id.
  private(set) var misprints: Set<Int> = []

  init(updates: UpdatesPass) {
    self.updates = updates
  }

  /// A line of `forward`, `loss`, `metrics`, `backward` or `update`.
  mutating func line(
    _ statement: StatementSyntax, phase: Phase, _ scope: LocalNames, _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    switch statement.body {
    case .equals(let syntax):
      if phase == .update { try refuseParameter(statement, scope, &builder) }
      var formula = try builder.formula(syntax, scope)
      if let split = statement.split {
        formula = try splitIntoParts(
          formula, prefix: try builder.name(split, scope), phase: phase, statement: statement, scope, &builder)
      }
      if let sizes = statement.sizes {
        let declared = try builder.shape(sizes, scope)
        guard builder.draft.fits(declared, formula.shape) else {
          throw LocatedError(
            statement.range, es: "la línea dice \(declared) y la fórmula da \(formula.shape)",
            en: "the line says \(declared) and the formula gives \(formula.shape)")
        }
      }
      try define(formula, statement, phase: phase, scope, &builder)
    case .draw(let syntax):
      guard phase == .forward else {
        throw LocatedError(
          statement.range, es: "un sorteo con ~ va en data, parameters, state o forward",
          en: "a draw with ~ belongs in data, parameters, state or forward")
      }
      let (draw, arguments) = try builder.draw(syntax, scope)
      let declared = try statement.sizes.map { sizes throws(LocatedError) in try builder.shape(sizes, scope) }
      let shape = try builder.shape(of: draw, arguments, syntax, declared: declared)
      let quantity = try builder.declare(
        try builder.name(statement.target, scope), shape, alias: statement.alias, at: statement.range, scope: scope)
      builder.draft.program.inputs.append(
        Program.Input(
          quantity: quantity, phase: .forward, initializer: .draw(draw, arguments),
          meaning: statement.meaning.map { $0.localized }, line: statement.range.line))
    case .assign(let syntax):
      try updates.assign(syntax, statement, phase: phase, scope, &builder)
    case .by(let gradient, with: let optimizer):
      try updates.optimize(gradient, with: optimizer, statement, phase: phase, scope, &builder)
    case .choices, .function:
      throw LocatedError(
        statement.range, es: "las opciones y las funciones propias van en settings",
        en: "choices and functions of your own belong in settings")
    case .claim(let subject):
      guard let claim = statement.claim else { break }
      claims.append(
        PendingClaim(
          subject: .written(subject), syntax: claim, scope: scope, line: statement.range.line,
          isMisprint: statement.isMisprint))
    case .dataset, .file:
      throw LocatedError(
        statement.range, es: "los datos se leen en data", en: "data are read in the section data")
    }
  }

  /// `w = w + Δw`, as the notes write it, would define another w and leave the parameter as it is.
  private func refuseParameter(
    _ statement: StatementSyntax, _ scope: LocalNames, _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    let name = try builder.name(statement.target, scope)
    guard let quantity = builder.names.addresses[name], let phase = builder.draft.program.input(of: quantity)?.phase,
      phase == .parameters || phase == .state
    else { return }
    throw LocatedError(
      statement.target.range,
      es: "con = se define otra cantidad y «\(name)» no cambiaría; un parámetro se actualiza con ←: \(name) ← …",
      en: "= defines another quantity and “\(name)” would not change; a parameter is updated with ←: \(name) ← …")
  }

  /// Declares the statement's target and appends its definition.
  mutating func define(
    _ formula: Formula, _ statement: StatementSyntax, phase: Phase, _ scope: LocalNames,
    _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    let name = try builder.name(statement.target, scope)
    builder.draft.takeDerived()
    if phase == .update {
      let written: FormulaSyntax? = if case .equals(let body) = statement.body { body } else { nil }
      UpdatesPass.remarkNewValues(
        formula, written: written, scope, target: nil, line: statement.range.line, &builder)
    }
    let quantity = try builder.declare(name, formula.shape, alias: statement.alias, at: statement.range, scope: scope)
    builder.draft.append(
      Definition(
        quantity: quantity, formula: formula, phase: phase, meaning: statement.meaning.map { $0.localized },
        line: statement.range.line, isEpochTotal: builder.draft.isEpochTotal(formula)))
    if let claim = statement.claim {
      claims.append(
        PendingClaim(
          subject: .quantity(quantity), syntax: claim, scope: scope, line: statement.range.line,
          isMisprint: statement.isMisprint))
    }
    if statement.isMisprint { misprints.insert(quantity.id) }
  }

  /// `split into v`: a definition `v1`, `v2`, … for each operation inside, innermost first.
  private func splitIntoParts(
    _ formula: Formula, prefix: String, phase: Phase, statement: StatementSyntax, _ scope: LocalNames,
    _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> Formula {
    guard case .apply(let application) = formula else { return formula }
    var count = 0
    var arguments: [Formula] = []
    for argument in application.arguments {
      arguments.append(
        try part(argument, prefix: prefix, count: &count, phase: phase, statement: statement, scope, &builder))
    }
    return try shaped(statement.range) { () throws(ShapeError) in try .apply(application.rule, arguments) }
  }

  private func part(
    _ formula: Formula, prefix: String, count: inout Int, phase: Phase, statement: StatementSyntax,
    _ scope: LocalNames, _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> Formula {
    guard case .apply(let application) = formula else { return formula }
    var arguments: [Formula] = []
    for argument in application.arguments {
      arguments.append(
        try part(argument, prefix: prefix, count: &count, phase: phase, statement: statement, scope, &builder))
    }
    let whole = try shaped(statement.range) { () throws(ShapeError) in
      try Formula.apply(application.rule, arguments)
    }
    count += 1
    let quantity = try builder.declare(
      Spelling.canonical("\(prefix)\(count)"), whole.shape, alias: nil, at: statement.range, scope: scope)
    builder.draft.append(
      Definition(
        quantity: quantity, formula: whole, phase: phase, line: statement.range.line,
        isEpochTotal: builder.draft.isEpochTotal(whole)))
    return .reference(quantity)
  }
}
