import Calculus
import Typesetting

/// An optimizer's lines, written out for one parameter.
extension UpdatesPass {
  /// Writes the optimizer's lines out for one parameter: `m_W1`, `m̂_W1`, …
  func apply(
    _ optimizer: BoundOptimizer, to target: Quantity, gradient: Formula, _ statement: StatementSyntax,
    _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    var scope = LocalNames(locals: optimizer.arguments, isAddress: false)
    scope.locals["w"] = .reference(builder.names.latest[target.symbol.lessonName] ?? target)
    if let iteration = builder.draft.program.iteration { scope.locals["t"] = .reference(iteration) }
    scope.locals["g"] = gradient
    if case .apply = gradient {
      let named = try builder.declare(
        Spelling.canonical("g_\(target.symbol.lessonName)"), gradient.shape, alias: nil, at: statement.range,
        scope: LocalNames())
      builder.draft.append(
        Definition(quantity: named, formula: gradient, phase: .update, line: statement.range.line, isDerived: true))
      scope.locals["g"] = .reference(named)
    }
    let ownStates = try stateLines(optimizer, of: target, scope, &builder)
    try declareStates(of: optimizer, starting: ownStates, for: target, statement, &scope, &builder)
    for line in optimizer.lines {
      guard case .statement(let own) = line, ownStates[own.range.line] == nil else { continue }
      let name = try builder.name(own.target, LocalNames())
      let full = Spelling.canonical("\(name)_\(target.symbol.lessonName)")
      switch own.body {
      case .equals(let syntax):
        let formula = try builder.formula(syntax, scope)
        let quantity = try builder.declare(full, formula.shape, alias: nil, at: statement.range, scope: LocalNames())
        let meaning = own.meaning.map { $0.localized }
        builder.draft.append(
          Definition(quantity: quantity, formula: formula, phase: .update, meaning: meaning, isDerived: true))
        scope.locals[name] = .reference(quantity)
      case .assign(let syntax) where name == "w":
        let formula = try builder.formula(syntax, scope)
        try setNew(
          target, formula, range: statement.range, meaning: statement.meaning.map { $0.localized }, isWrittenOut: false,
          given: scope.locals["g"], &builder)
        scope.locals["w"] = builder.names.latest[target.symbol.lessonName].map { .reference($0) }
      case .assign(let syntax):
        guard let state = builder.names.addresses[full] else { continue }
        let formula = try builder.formula(syntax, scope)
        try setNew(
          state, formula, range: statement.range, meaning: own.meaning.map { $0.localized }, isWrittenOut: false,
          &builder)
        scope.locals[name] = builder.names.latest[full].map { .reference($0) }
      case .draw, .by, .choices, .function, .dataset, .file, .claim:
        throw LocatedError(
          own.range, es: "un optimizador se escribe con = y con ←", en: "an optimizer is written with = and ←")
      }
    }
  }

  /// Declares what an optimizer keeps from one iteration to the next: all that it changes with `←` but the parameter.
  private func declareStates(
    of optimizer: BoundOptimizer, starting ownStates: [Int: (name: String, formula: Formula)], for target: Quantity,
    _ statement: StatementSyntax, _ scope: inout LocalNames, _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    for line in optimizer.lines {
      guard case .statement(let own) = line, case .assign = own.body else { continue }
      let name = try builder.name(own.target, LocalNames())
      let full = Spelling.canonical("\(name)_\(target.symbol.lessonName)")
      guard name != "w" else { continue }
      if let known = builder.names.addresses[full], builder.draft.program.input(of: known)?.phase == .state {
        scope.locals[name] = .reference(builder.names.latest[full] ?? known)
        continue
      }
      let start = ownStates.values.first { $0.name == name }?.formula ?? .number(0)
      let state = try builder.declare(full, target.shape, alias: nil, at: statement.range, scope: LocalNames())
      builder.draft.program.inputs.append(
        Program.Input(
          quantity: state, phase: .state, initializer: .formula(start), meaning: own.meaning.map { $0.localized },
          line: nil)
      )
      scope.locals[name] = .reference(state)
    }
  }

  /// The lines `state m = …` of an optimizer, by line.
  private func stateLines(
    _ optimizer: BoundOptimizer, of target: Quantity, _ scope: LocalNames, _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> [Int: (name: String, formula: Formula)] {
    var found: [Int: (name: String, formula: Formula)] = [:]
    var scope = scope
    scope.locals["w"] = .reference(target)
    for line in optimizer.lines {
      guard case .statement(let own) = line, own.isInitialState, case .equals(let syntax) = own.body else { continue }
      let start = try builder.formula(syntax, scope)
      guard start.references.allSatisfy({ builder.draft.program.input(of: $0).map { $0.phase < .forward } ?? false })
      else {
        throw LocatedError(
          own.range, es: "un estado empieza antes de la primera iteración: con números, ajustes, datos o w",
          en: "a state starts before the first iteration: from numbers, settings, data or w")
      }
      guard start.shape == target.shape || start.shape.isScalar else {
        throw LocatedError(
          own.range, es: "«\(target.symbol)» es de \(target.shape) y su estado de \(start.shape)",
          en: "“\(target.symbol)” is \(target.shape) and its state \(start.shape)")
      }
      found[own.range.line] = (try builder.name(own.target, LocalNames()), start)
    }
    return found
  }
}
