import Calculus
import Matrices
import Typesetting

extension Elaborator {
  /// A line of `forward`, `loss`, `metrics`, `backward` or `update`.
  mutating func definition(_ statement: StatementSyntax, phase: Phase, _ scope: LocalNames) throws(LocatedError) {
    switch statement.body {
    case .equals(let syntax):
      if phase == .update { try refuseParameter(statement, scope) }
      var formula = try self.formula(syntax, scope)
      if let split = statement.split {
        formula = try splitIntoSteps(formula, prefix: try name(split, scope), phase: phase, statement: statement, scope)
      }
      if let sizes = statement.sizes {
        let declared = try shape(sizes, scope)
        guard declared == formula.shape else {
          throw LocatedError(
            statement.range, es: "la línea dice \(declared) y la fórmula da \(formula.shape)",
            en: "the line says \(declared) and the formula gives \(formula.shape)")
        }
      }
      try define(formula, statement, phase: phase, scope)
    case .draw(let syntax):
      guard phase == .forward else {
        throw LocatedError(
          statement.range, es: "con ~ se sortea en data, parameters, state o forward",
          en: "a draw with ~ belongs in data, parameters, state or forward")
      }
      let (draw, arguments) = try self.draw(syntax, scope)
      let shape = try statement.sizes.map { sizes throws(LocatedError) in try self.shape(sizes, scope) } ?? .scalar
      let quantity = try declare(
        try name(statement.target, scope), shape, alias: statement.alias, at: statement.range, scope: scope)
      program.inputs.append(
        Program.Input(
          quantity: quantity, phase: .forward, initializer: .draw(draw, arguments),
          meaning: statement.meaning.map(\.localized), line: statement.range.line))
    case .assign(let syntax):
      try assign(syntax, statement, phase: phase, scope)
    case .by(let gradient, with: let optimizer):
      try step(gradient, with: optimizer, statement, phase: phase, scope)
    case .choices, .function:
      throw LocatedError(
        statement.range, es: "las opciones y las funciones propias van en settings",
        en: "choices and functions of one's own belong in settings")
    case .dataset:
      throw LocatedError(
        statement.range, es: "los datos se leen en data", en: "data are read in the section data")
    }
  }

  /// `w = w + Δw`, as the notes write it, would define another w and leave the parameter as it is.
  private mutating func refuseParameter(_ statement: StatementSyntax, _ scope: LocalNames) throws(LocatedError) {
    let name = try self.name(statement.target, scope)
    guard let quantity = addresses[name], let phase = program.input(of: quantity)?.phase,
      phase == .parameters || phase == .state
    else { return }
    throw LocatedError(
      statement.target.range,
      es: "con = se define otra cantidad y «\(name)» no cambiaría; un parámetro se cambia con ←: \(name) ← …",
      en: "= defines another quantity and “\(name)” would not change; a parameter is changed with ←: \(name) ← …")
  }

  /// Declares the statement's target and appends its definition.
  mutating func define(
    _ formula: Formula, _ statement: StatementSyntax, phase: Phase, _ scope: LocalNames
  ) throws(LocatedError) {
    let name = try self.name(statement.target, scope)
    takeDerived()
    if phase == .update { remarkNewValues(formula, target: nil, line: statement.range.line) }
    let quantity = try declare(name, formula.shape, alias: statement.alias, at: statement.range, scope: scope)
    append(
      Definition(
        quantity: quantity, formula: formula, phase: phase, meaning: statement.meaning.map(\.localized),
        line: statement.range.line, isEpochTotal: isEpochTotal(formula)))
    if let claim = statement.claim {
      pendingClaims.append(PendingClaim(quantity: quantity, syntax: claim, scope: scope, line: statement.range.line))
    }
  }

  /// `split into v`: a definition `v1`, `v2`, … for each operation inside, innermost first.
  private mutating func splitIntoSteps(
    _ formula: Formula, prefix: String, phase: Phase, statement: StatementSyntax, _ scope: LocalNames
  ) throws(LocatedError) -> Formula {
    guard case .apply(let application) = formula else { return formula }
    var count = 0
    var arguments: [Formula] = []
    for argument in application.arguments {
      arguments.append(
        try stepped(argument, prefix: prefix, count: &count, phase: phase, statement: statement, scope))
    }
    return try shaped(statement.range) { () throws(ShapeError) in try .apply(application.rule, arguments) }
  }

  private mutating func stepped(
    _ formula: Formula, prefix: String, count: inout Int, phase: Phase, statement: StatementSyntax, _ scope: LocalNames
  ) throws(LocatedError) -> Formula {
    guard case .apply(let application) = formula else { return formula }
    var arguments: [Formula] = []
    for argument in application.arguments {
      arguments.append(
        try stepped(argument, prefix: prefix, count: &count, phase: phase, statement: statement, scope))
    }
    let step = try shaped(statement.range) { () throws(ShapeError) in
      try Formula.apply(application.rule, arguments)
    }
    count += 1
    let quantity = try declare(
      Spelling.canonical("\(prefix)\(count)"), step.shape, alias: nil, at: statement.range, scope: scope)
    append(
      Definition(
        quantity: quantity, formula: step, phase: phase, line: statement.range.line, isEpochTotal: isEpochTotal(step)))
    return .reference(quantity)
  }

  /// Whether the value is complete only at the end of an epoch.
  mutating func isEpochTotal(_ formula: Formula) -> Bool {
    !epochTotals.isEmpty && formula.references.contains { epochTotals.contains($0.id) }
  }

  /// `Σepoch x`, `mean_epoch(x)`: a quantity that gathers x over the epoch.
  mutating func accumulated(
    _ term: Formula, isMean: Bool, written: SourceRange, _ range: SourceRange
  ) throws(LocatedError) -> Formula {
    guard term.shape.isScalar else {
      throw LocatedError(
        range, es: "lo que se acumula en la época es un número, y esto es de \(term.shape); súmalo antes con Σ",
        en: "what is gathered over the epoch is a number, and this is \(term.shape); sum it first with Σ")
    }
    guard !isComplete else {
      throw LocatedError(
        range, es: "las sumas de la época se definen en metrics", en: "sums over the epoch are defined in metrics")
    }
    takeDerived()
    let quantity: Quantity
    if case .reference(let known) = term {
      quantity = known
    } else {
      quantity = makeQuantity(
        Symbol(canonical: "term_\(program.accumulations.count + 1)"), .scalar, .defined(occurrence: 1))
      append(Definition(quantity: quantity, formula: term, phase: .metrics, isDerived: true))
    }
    let text = self.written.text(written)
    let total = makeQuantity(
      Symbol(canonical: isMean ? "mean_epoch(\(text))" : "Σepoch \(text)"), .scalar, .defined(occurrence: 1))
    program.accumulations.append(Program.Accumulation(term: quantity, total: total, isMean: isMean))
    epochTotals.insert(total.id)
    return .reference(total)
  }
}

/// Runs a shape rule and gives its error a place.
func shaped<Value>(_ range: SourceRange?, _ body: () throws(ShapeError) -> Value) throws(LocatedError) -> Value {
  do {
    return try body()
  } catch {
    throw LocatedError(range, error.reason)
  }
}
