import Calculus
import Matrices
import Typesetting

extension Elaborator {
  /// `W ← W − η·dW`
  mutating func assign(
    _ syntax: FormulaSyntax, _ statement: StatementSyntax, phase: Phase, _ scope: LocalNames
  ) throws(LocatedError) {
    let target = try changeable(statement.target, phase: phase, scope)
    let formula = try self.formula(syntax, scope)
    takeDerived()
    remarkNewValues(formula, target: target, line: statement.range.line)
    try setNew(
      target, formula, range: statement.range, meaning: statement.meaning.map(\.localized), isWrittenOut: true)
  }

  /// `W by dW with adam(η)`, `parameters by gradient`
  mutating func step(
    _ gradient: FormulaSyntax?, with call: FormulaSyntax?, _ statement: StatementSyntax, phase: Phase,
    _ scope: LocalNames
  ) throws(LocatedError) {
    hasSteps = true
    let own = call ?? sectionOptimizer(of: statement)
    let optimizer: BoundOptimizer
    if let replacement = settings.optimizer {
      let rate = try ownRate(own, scope)
      optimizer = try blaming(settings.typedOptimizer) { (me: inout Self) throws(LocatedError) in
        try me.optimizer(replacement, statement, scope, rate: rate)
      }
    } else {
      optimizer = try self.optimizer(own, statement, scope)
    }
    let targets: [Quantity]
    if statement.target.plain == "parameters" {
      targets = program.parameters
    } else {
      targets = [try changeable(statement.target, phase: phase, scope)]
    }
    for target in targets {
      let formula: Formula
      if let gradient, gradient.plainName != "gradient" {
        formula = try self.formula(gradient, scope)
        remarkNewValues(formula, target: nil, line: statement.range.line)
      } else {
        guard let objective = program.objective else {
          throw LocatedError(
            statement.range, es: "sin una pérdida no hay gradiente que descender",
            en: "without a loss there is no gradient to descend")
        }
        guard objective.shape.isScalar else {
          throw LocatedError(
            statement.range,
            es: "lo que se desciende es un número y «\(objective.symbol)» es de \(objective.shape); súmalo con Σ",
            en: "what is descended is a number and “\(objective.symbol)” is \(objective.shape); sum it with Σ")
        }
        formula = try derivative(of: objective, at: 0, by: target, statement.range)
      }
      takeDerived()
      guard formula.shape == target.shape else {
        throw LocatedError(
          statement.range, es: "el gradiente es de \(formula.shape) y «\(target.symbol)» de \(target.shape)",
          en: "the gradient is \(formula.shape) and “\(target.symbol)” is \(target.shape)")
      }
      if optimizer.isBuiltIn {
        try readingBuiltIn(at: statement.range) { (me: inout Self) throws(LocatedError) in
          try me.apply(optimizer, to: target, gradient: formula, statement)
        }
      } else {
        try apply(optimizer, to: target, gradient: formula, statement)
      }
    }
  }

  /// The parameter or state that a line changes.
  private mutating func changeable(_ syntax: NameSyntax, phase: Phase, _ scope: LocalNames) throws(LocatedError)
    -> Quantity
  {
    guard phase == .update else {
      throw LocatedError(
        syntax.range, es: "los cambios con ← y con by van en update", en: "changes with ← and by belong in update")
    }
    let name = try self.name(syntax, scope)
    guard let quantity = addresses[name], let input = program.input(of: quantity),
      input.phase == .parameters || input.phase == .state
    else {
      let known = program.inputs.filter { $0.phase == .parameters || $0.phase == .state }.map(\.quantity.symbol.name)
      throw LocatedError(
        syntax.range,
        es: "«\(name)» no es un parámetro ni un estado; lo son: \(known.joined(separator: ", "))",
        en: "“\(name)” is neither a parameter nor a state; these are: \(known.joined(separator: ", "))")
    }
    return quantity
  }

  /// Appends the definition of the value that a parameter or state has from here on.
  private mutating func setNew(
    _ target: Quantity, _ formula: Formula, range: SourceRange, meaning: Localized?, isWrittenOut: Bool
  ) throws(LocatedError) {
    guard formula.shape == target.shape else {
      throw LocatedError(
        range, es: "«\(target.symbol)» es de \(target.shape) y su nuevo valor de \(formula.shape)",
        en: "“\(target.symbol)” is \(target.shape) and its new value is \(formula.shape)")
    }
    var step = 1
    if case .updated(let before)? = program.updates.first(where: { $0.old == target })?.new.role { step = before + 1 }
    let quantity = makeQuantity(target.symbol, target.shape, .updated(step: step))
    try take(target.shape.count, at: range)
    append(
      Definition(
        quantity: quantity, formula: formula, phase: .update, meaning: meaning,
        line: range.line, isDerived: !isWrittenOut))
    for (name, known) in addresses where known == target { latest[name] = quantity }
    program.updates.removeAll { $0.old == target }
    program.updates.append(Program.Update(old: target, new: quantity, isWrittenOut: isWrittenOut))
  }

  /// A gradient in `update` that reads a parameter changed above uses its new value: worth saying.
  mutating func remarkNewValues(_ formula: Formula, target: Quantity?, line: Int) {
    for quantity in formula.references where quantity.isUpdated && quantity.symbol != target?.symbol {
      guard program.parameters.contains(where: { $0.symbol == quantity.symbol }) else { continue }
      program.remarks.append(
        Program.Remark(
          line: line,
          text: Localized(
            es: "aquí «\(quantity.symbol)» es ya el valor nuevo, porque se actualiza más arriba",
            en: "here “\(quantity.symbol)” is the new value already, since it is updated above")))
    }
  }

  // MARK: - Optimizers

  /// An optimizer with its arguments.
  private struct BoundOptimizer {
    let lines: [LineSyntax]
    let arguments: [String: Formula]
    let isBuiltIn: Bool
  }

  /// An optimizer of the lesson, or a built-in one, which is read only when it is asked for.
  private mutating func optimizer(named name: String) -> OptimizerSyntax? {
    if let own = optimizers[name] { return own }
    guard let text = BuiltInOptimizers.text(of: name), let file = try? LessonParser.parse(text, file: "optimizers")
    else { return nil }
    let found = Self.optimizers(in: file.first?.sections ?? [], isBuiltIn: true)[name]
    optimizers[name] = found
    return found
  }

  /// The optimizers that sections define, by name.
  static func optimizers(
    in sections: [SectionSyntax], isBuiltIn: Bool
  ) -> [String: OptimizerSyntax] {
    var optimizers: [String: OptimizerSyntax] = [:]
    for section in sections {
      if case .optimizer(let name, let arguments) = section.kind, let plain = name.plain {
        optimizers[Spelling.canonical(plain)] = OptimizerSyntax(
          arguments: arguments, lines: section.lines, isBuiltIn: isBuiltIn)
      }
    }
    return optimizers
  }

  /// What the heading `update with adam(η)` of the statement's section says.
  private func sectionOptimizer(of statement: StatementSyntax) -> FormulaSyntax? {
    var found: FormulaSyntax?
    for section in lesson.sections where section.range.line <= statement.range.line {
      if case .update(with: let call) = section.kind { found = call }
    }
    return found
  }

  /// The learning rate that the lesson gives a built-in optimizer: the first of its arguments.
  private mutating func ownRate(_ call: FormulaSyntax?, _ scope: LocalNames) throws(LocatedError) -> Formula? {
    guard case .call(let called, primes: 0, let arguments, _) = call, let first = arguments.first, first.name == nil,
      optimizer(named: try name(called, scope))?.isBuiltIn == true
    else { return nil }
    return try formula(first.value, scope)
  }

  /// `adam(η)`, `adam`, or nothing, which is `descent(lr)`.
  ///
  /// - Parameter rate: the learning rate where none is given; else that of the setting `lr`.
  private mutating func optimizer(
    _ call: FormulaSyntax?, _ statement: StatementSyntax, _ scope: LocalNames, rate: Formula? = nil
  ) throws(LocatedError) -> BoundOptimizer {
    let range = call?.range ?? statement.range
    var name = "descent"
    var given: [ArgumentSyntax] = []
    switch call {
    case .call(let called, primes: 0, let arguments, _):
      name = try self.name(called, scope)
      given = arguments
    case .name(let called): name = try self.name(called, scope)
    case nil: break
    default:
      throw LocatedError(
        range, es: "aquí va un optimizador: adam(η), momentum(η, 0.9)…",
        en: "an optimizer belongs here: adam(η), momentum(η, 0.9)…")
    }
    guard let optimizer = optimizer(named: name) else {
      let known = Set(optimizers.keys).union(BuiltInOptimizers.names).sorted()
      let near = Nearest.word(to: name, among: known)
      let list = known.joined(separator: ", ")
      throw LocatedError(
        range, es: "no hay ningún optimizador «\(name)»; \(near.map { "¿\($0)?" } ?? "hay: \(list)")",
        en: "there is no optimizer “\(name)”; \(near.map { "did you mean \($0)?" } ?? "there are: \(list)")")
    }
    var arguments: [String: Formula] = [:]
    let names = try optimizer.arguments.map { argument throws(LocatedError) in try self.name(argument.name, scope) }
    guard given.count <= names.count else {
      throw LocatedError(
        range,
        es:
          "«\(name)» tiene \(Noun.argument(names.count).es) (\(names.joined(separator: ", "))) y recibe \(given.count)",
        en:
          "“\(name)” takes \(Noun.argument(names.count).en) (\(names.joined(separator: ", "))) and is given \(given.count)"
      )
    }
    for (index, argument) in given.enumerated() {
      let key = try argument.name.map { named throws(LocatedError) in try self.name(named, scope) } ?? names[index]
      guard names.contains(key) else {
        throw LocatedError(
          argument.name?.range ?? range,
          es: "«\(name)» no tiene ningún argumento «\(key)»: \(names.joined(separator: ", "))",
          en: "“\(name)” has no argument “\(key)”: \(names.joined(separator: ", "))")
      }
      arguments[key] = try formula(argument.value, scope)
    }
    for (index, argument) in optimizer.arguments.enumerated() where arguments[names[index]] == nil {
      let setting = program.settings.first { $0.option == "lr" }.flatMap { addresses[$0.symbol.name] }
      if index == 0, let rate = rate ?? setting.map({ .reference($0) }) {
        arguments[names[index]] = rate
      } else if let value = argument.value {
        arguments[names[index]] = try formula(value, LocalNames())
      } else {
        throw LocatedError(
          range,
          es: "«\(name)» necesita \(names[index]): dalo entre paréntesis, o con un ajuste «as lr»",
          en: "“\(name)” needs \(names[index]): give it in parentheses, or with a setting “as lr”")
      }
    }
    return BoundOptimizer(lines: optimizer.lines, arguments: arguments, isBuiltIn: optimizer.isBuiltIn)
  }

  /// Writes the optimizer's lines out for one parameter: `m_W1`, `m̂_W1`, …
  private mutating func apply(
    _ optimizer: BoundOptimizer, to target: Quantity, gradient: Formula, _ statement: StatementSyntax
  ) throws(LocatedError) {
    var scope = LocalNames(locals: optimizer.arguments)
    scope.locals["w"] = .reference(latest[target.symbol.name] ?? target)
    if let iteration = program.iteration { scope.locals["t"] = .reference(iteration) }
    scope.locals["g"] = gradient
    if case .apply = gradient {
      let named = try declare(
        Spelling.canonical("g_\(target.symbol)"), gradient.shape, alias: nil, at: statement.range, scope: LocalNames())
      append(
        Definition(quantity: named, formula: gradient, phase: .update, line: statement.range.line, isDerived: true))
      scope.locals["g"] = .reference(named)
    }
    let ownStates = try stateLines(optimizer, of: target, scope)
    try declareStates(of: optimizer, starting: ownStates, for: target, statement, &scope)
    for line in optimizer.lines {
      guard case .statement(let own) = line, ownStates[own.range.line] == nil else { continue }
      let name = try self.name(own.target, LocalNames())
      let full = Spelling.canonical("\(name)_\(target.symbol)")
      switch own.body {
      case .equals(let syntax):
        let formula = try self.formula(syntax, scope)
        let quantity = try declare(full, formula.shape, alias: nil, at: statement.range, scope: LocalNames())
        let meaning = own.meaning.map(\.localized)
        append(Definition(quantity: quantity, formula: formula, phase: .update, meaning: meaning, isDerived: true))
        scope.locals[name] = .reference(quantity)
      case .assign(let syntax) where name == "w":
        let formula = try self.formula(syntax, scope)
        try setNew(
          target, formula, range: statement.range, meaning: statement.meaning.map(\.localized), isWrittenOut: false)
        scope.locals["w"] = latest[target.symbol.name].map { .reference($0) }
      case .assign(let syntax):
        guard let state = addresses[full] else { continue }
        let formula = try self.formula(syntax, scope)
        try setNew(
          state, formula, range: statement.range, meaning: own.meaning.map(\.localized), isWrittenOut: false)
        scope.locals[name] = latest[full].map { .reference($0) }
      case .draw, .by, .choices, .function, .dataset:
        throw LocatedError(
          own.range, es: "un optimizador se escribe con = y con ←", en: "an optimizer is written with = and ←")
      }
    }
  }

  /// Declares what an optimizer keeps from one iteration to the next: all that it changes with `←` but the parameter.
  private mutating func declareStates(
    of optimizer: BoundOptimizer, starting ownStates: [Int: (name: String, formula: Formula)], for target: Quantity,
    _ statement: StatementSyntax, _ scope: inout LocalNames
  ) throws(LocatedError) {
    for line in optimizer.lines {
      guard case .statement(let own) = line, case .assign = own.body else { continue }
      let name = try self.name(own.target, LocalNames())
      let full = Spelling.canonical("\(name)_\(target.symbol)")
      guard name != "w" else { continue }
      if let known = addresses[full], program.input(of: known)?.phase == .state {
        scope.locals[name] = .reference(latest[full] ?? known)
        continue
      }
      let start = ownStates.values.first { $0.name == name }?.formula ?? .number(0)
      let state = try declare(full, target.shape, alias: nil, at: statement.range, scope: LocalNames())
      program.inputs.append(
        Program.Input(
          quantity: state, phase: .state, initializer: .formula(start), meaning: own.meaning.map(\.localized),
          line: nil)
      )
      scope.locals[name] = .reference(state)
    }
  }

  /// The lines `state m = …` of an optimizer, by line.
  private mutating func stateLines(
    _ optimizer: BoundOptimizer, of target: Quantity, _ scope: LocalNames
  ) throws(LocatedError) -> [Int: (name: String, formula: Formula)] {
    var found: [Int: (name: String, formula: Formula)] = [:]
    var scope = scope
    scope.locals["w"] = .reference(target)
    for line in optimizer.lines {
      guard case .statement(let own) = line, own.isInitialState, case .equals(let syntax) = own.body else { continue }
      let start = try formula(syntax, scope)
      guard start.references.allSatisfy({ program.input(of: $0).map { $0.phase < .forward } ?? false }) else {
        throw LocatedError(
          own.range, es: "un estado empieza antes de la primera iteración: con números, ajustes, datos o w",
          en: "a state starts before the first iteration: from numbers, settings, data or w")
      }
      guard start.shape == target.shape || start.shape.isScalar else {
        throw LocatedError(
          own.range, es: "«\(target.symbol)» es de \(target.shape) y su estado de \(start.shape)",
          en: "“\(target.symbol)” is \(target.shape) and its state \(start.shape)")
      }
      found[own.range.line] = (try self.name(own.target, LocalNames()), start)
    }
    return found
  }
}

extension FormulaSyntax {
  /// The name, when the formula is nothing else.
  var plainName: String? {
    if case .name(let name) = self { name.plain } else { nil }
  }
}
