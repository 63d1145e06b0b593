import Calculus
import Matrices
import Typesetting

/// The pass that builds the lines of `update`: changes written out, and those left to an optimizer.
struct UpdatesPass {
  /// The lesson's sections, in which an optimizer may be named.
  let sections: [SectionSyntax]
  /// The optimizer that a reader gave in place of the lesson's.
  private let replacement: FormulaSyntax?
  private let typedReplacement: LocatedError.Typed?
  /// The optimizers of the lesson, which come before the built-in ones; then those that were asked for.
  var optimizers: [String: OptimizerSyntax]
  /// Whether a line leaves a change to an optimizer.
  private(set) var hasOptimizers = false

  /// Whether a reader gave another optimizer.
  var isReplaced: Bool { replacement != nil }
  /// Whether a line writes out the step of a parameter that no loss tells a gradient for.
  private(set) var hasStepsWithoutLoss = false

  init(_ lesson: LessonSyntax, _ settings: LessonSettings) {
    sections = lesson.sections
    replacement = settings.optimizer
    typedReplacement = settings.typedOptimizer
    optimizers = Self.optimizers(in: lesson.sections, isBuiltIn: false)
  }

  /// `W ← W − η·dW`; a reader's optimizer takes the place of a parameter's steps along the gradient of the loss.
  mutating func assign(
    _ syntax: FormulaSyntax, _ statement: StatementSyntax, phase: Phase, _ scope: LocalNames,
    _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    let target = try changeable(statement.target, phase: phase, scope, &builder)
    if isReplaced, builder.draft.program.parameters.contains(target) {
      if let part = statement.part, builder.draft.program.hasLoss {
        throw LocatedError(
          statement.target.range.through(part.range),
          es:
            "un optimizador mueve «\(target.symbol)» entera y la lección cambia solo entradas suyas: quita --optimizer",
          en: "an optimizer moves all of “\(target.symbol)” and the lesson changes only entries: leave --optimizer out")
      }
      guard builder.draft.program.hasLoss else {
        hasStepsWithoutLoss = true
        return try write(syntax, statement, target, scope, &builder)
      }
      let isAgain = builder.draft.program.replacedSteps.contains { $0.quantity == target }
      builder.draft.program.replacedSteps.append(
        Program.ReplacedStep(quantity: target, line: statement.range.line))
      // One step takes the place of all that the lesson writes for a parameter.
      if !isAgain { try optimize(nil, with: nil, statement, phase: phase, scope, &builder) }
      return
    }
    try write(syntax, statement, target, scope, &builder)
  }

  /// A change as the lesson writes it.
  private func write(
    _ syntax: FormulaSyntax, _ statement: StatementSyntax, _ target: Quantity, _ scope: LocalNames,
    _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    let formula = try builder.formula(syntax, scope)
    builder.draft.takeDerived()
    Self.remarkNewValues(formula, written: syntax, scope, target: target, line: statement.range.line, &builder)
    try setNew(
      target, try whole(formula, statement, target, scope, &builder), range: statement.range,
      meaning: statement.meaning.map { $0.localized }, isWrittenOut: true,
      &builder)
  }

  /// The whole new value of a parameter or state of which a line gives a part: `W[1,2] ← …` leaves the other entries as
  /// they are by then.
  private func whole(
    _ formula: Formula, _ statement: StatementSyntax, _ target: Quantity, _ scope: LocalNames,
    _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> Formula {
    guard let part = statement.part else { return formula }
    let rule = try builder.part(part.indices, of: target.shape, part.range, scope)
    guard formula.shape == rule.partShape else {
      let name = "\(target.symbol)[\(rule.address)]"
      throw LocatedError(
        statement.range, es: "«\(name)» es de \(rule.partShape) y su nuevo valor de \(formula.shape)",
        en: "“\(name)” is \(rule.partShape) and its new value is \(formula.shape)")
    }
    if rule.partShape == target.shape { return formula }
    let before = builder.draft.program.updates.first { $0.old == target }?.new ?? target
    return try shaped(statement.range) { () throws(ShapeError) in try .apply(rule, [.reference(before), formula]) }
  }

  /// `W by dW with adam(η)`, `parameters by gradient`
  mutating func optimize(
    _ gradient: FormulaSyntax?, with call: FormulaSyntax?, _ statement: StatementSyntax, phase: Phase,
    _ scope: LocalNames, _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    hasOptimizers = true
    let own = call ?? sectionOptimizer(of: statement)
    let optimizer: BoundOptimizer
    if let replacement {
      let rate = try ownRate(own, scope, &builder)
      optimizer = try builder.blaming(typedReplacement) { (builder: inout FormulaBuilder) throws(LocatedError) in
        try self.optimizer(replacement, statement, scope, rate: rate, &builder)
      }
    } else {
      optimizer = try self.optimizer(own, statement, scope, &builder)
    }
    let targets: [Quantity]
    if statement.target.plain == "parameters" {
      targets = builder.draft.program.parameters
    } else {
      targets = [try changeable(statement.target, phase: phase, scope, &builder)]
    }
    for target in targets {
      let formula: Formula
      if let gradient, gradient.plainName != "gradient" {
        formula = try builder.formula(gradient, scope)
        Self.remarkNewValues(
          formula, written: gradient, scope, target: nil, line: statement.range.line, &builder)
      } else {
        guard let objective = builder.draft.program.objective else {
          throw LocatedError(
            statement.range, es: "sin una pérdida no hay gradiente que descender",
            en: "without a loss there is no gradient to descend")
        }
        if let loss = builder.draft.program.lossOfManyNumbers {
          throw LocatedError(
            statement.range, Program.notOneNumber(loss, at: builder.draft.program.definition(of: loss)?.line))
        }
        guard objective.shape.isScalar else {
          throw LocatedError(
            statement.range,
            es: "lo que se minimiza es un número y «\(objective.symbol)» es de \(objective.shape); súmalo con Σ",
            en: "what is minimised is a number and “\(objective.symbol)” is \(objective.shape); sum it with Σ")
        }
        formula = try builder.derivative(of: objective, at: 0, by: target, statement.range)
      }
      builder.draft.takeDerived()
      guard formula.shape == target.shape else {
        throw LocatedError(
          statement.range, es: "el gradiente es de \(formula.shape) y «\(target.symbol)» de \(target.shape)",
          en: "the gradient is \(formula.shape) and “\(target.symbol)” is \(target.shape)")
      }
      if optimizer.isBuiltIn {
        try builder.readingBuiltIn(at: statement.range) { (builder: inout FormulaBuilder) throws(LocatedError) in
          try self.apply(optimizer, to: target, gradient: formula, statement, &builder)
        }
      } else {
        try apply(optimizer, to: target, gradient: formula, statement, &builder)
      }
    }
  }

  /// The parameter or state that a line changes.
  private func changeable(
    _ syntax: NameSyntax, phase: Phase, _ scope: LocalNames, _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> Quantity {
    guard phase == .update else {
      throw LocatedError(
        syntax.range, es: "los cambios con ← y con by van en update", en: "changes with ← and by belong in update")
    }
    let name = try builder.name(syntax, scope)
    guard let quantity = builder.names.addresses[name], let input = builder.draft.program.input(of: quantity),
      input.phase == .parameters || input.phase == .state
    else {
      let known = builder.draft.program.inputs.filter { $0.phase == .parameters || $0.phase == .state }.map(
        { $0.quantity.symbol.name })
      throw LocatedError(
        syntax.range,
        es: "«\(name)» no es un parámetro ni un estado; lo son: \(known.joined(separator: ", "))",
        en: "“\(name)” is neither a parameter nor a state; these are: \(known.joined(separator: ", "))")
    }
    return quantity
  }

  /// Appends the definition of the value that a parameter or state has from here on.
  func setNew(
    _ target: Quantity, _ formula: Formula, range: SourceRange, meaning: Localized?, isWrittenOut: Bool,
    given: Formula? = nil, _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    guard formula.shape == target.shape else {
      throw LocatedError(
        range, es: "«\(target.symbol)» es de \(target.shape) y su nuevo valor de \(formula.shape)",
        en: "“\(target.symbol)” is \(target.shape) and its new value is \(formula.shape)")
    }
    var ordinal = 1
    if case .updated(let before, _)? = builder.draft.program.updates.first(where: { $0.old == target })?.new.role {
      ordinal = before + 1
    }
    let quantity = builder.draft.makeQuantity(
      target.symbol, target.shape,
      .updated(ordinal: ordinal, isLast: builder.draft.naming.isLastUpdate(ordinal, of: target.symbol)))
    try builder.budget.take(target.shape.count, at: range)
    builder.draft.append(
      Definition(
        quantity: quantity, formula: formula, phase: .update, meaning: meaning,
        line: range.line, isDerived: !isWrittenOut))
    for (name, known) in builder.names.addresses where known == target { builder.names.latest[name] = quantity }
    let earlier = builder.draft.program.updates.filter { $0.old == target }.flatMap { $0.given }
    builder.draft.program.updates.removeAll { $0.old == target }
    builder.draft.program.updates.append(
      Program.Update(
        old: target, new: quantity, isWrittenOut: isWrittenOut, given: earlier + (given.map { [$0] } ?? [])))
  }

  /// A gradient in `update` that reads a parameter changed above uses its new value: worth saying.
  ///
  /// A line that writes `new(W1)` and no `W1` beside it says so itself.
  static func remarkNewValues(
    _ formula: Formula, written syntax: FormulaSyntax?, _ scope: LocalNames, target: Quantity?, line: Int,
    _ builder: inout FormulaBuilder
  ) {
    var said: Set<String> = []
    var plain: Set<String> = []
    for (name, isNew) in syntax?.namesRead ?? [] {
      guard let name = try? builder.name(name, scope), let symbol = builder.names.latest[name]?.symbol.name else {
        continue
      }
      if isNew { said.insert(symbol) } else { plain.insert(symbol) }
    }
    for quantity in formula.references where quantity.isUpdated && quantity.symbol != target?.symbol {
      guard !said.contains(quantity.symbol.name) || plain.contains(quantity.symbol.name) else { continue }
      guard builder.draft.program.parameters.contains(where: { $0.symbol == quantity.symbol }) else { continue }
      builder.draft.program.remarks.append(
        Program.Remark(
          line: line,
          text: Localized(
            es: "aquí «\(quantity.symbol)» es ya el valor nuevo, porque se actualiza más arriba",
            en: "here “\(quantity.symbol)” is already the new value, since it is updated above")))
    }
  }
}

extension FormulaSyntax {
  /// The name, when the formula is nothing else.
  var plainName: String? {
    if case .name(let name) = self { name.plain } else { nil }
  }
}
