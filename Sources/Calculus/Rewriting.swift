import Matrices
import Typesetting

/// A change of every quantity and formula of a program that leaves their ids alone.
protocol Rewriting {
  func quantity(_ quantity: Quantity) -> Quantity
  /// - Parameter isDerivative: whether it is one that was derived mechanically.
  func formula(_ formula: Formula, isDerivative: Bool) throws(ShapeError) -> Formula
  /// Where an entry of a quantity is in the rewritten one; nil when it is no longer there.
  func place(_ offset: Int, of quantity: Quantity) -> Int?
}

extension Rewriting {
  func definition(_ definition: Definition) throws(ShapeError) -> Definition {
    let isDerivative = if case .derivative = definition.quantity.role { true } else { false }
    return Definition(
      quantity: quantity(definition.quantity),
      formula: try formula(definition.formula, isDerivative: isDerivative), phase: definition.phase,
      meaning: definition.meaning, line: definition.line, isEpochTotal: definition.isEpochTotal,
      isDerived: definition.isDerived)
  }

  func resolved(_ resolved: Resolved) throws(ShapeError) -> Resolved {
    var derived: [Definition] = []
    for definition in resolved.derived { derived.append(try self.definition(definition)) }
    return Resolved(try formula(resolved.formula, isDerivative: false), derived: derived)
  }

  func gradient(_ gradient: Program.Claim.Gradient) throws(ShapeError) -> Program.Claim.Gradient {
    func placed(_ offset: Int, of quantity: Quantity) throws(ShapeError) -> Int {
      if let place = place(offset, of: quantity) { return place }
      let address = quantity.shape.address(of: offset)
      throw ShapeError(
        Localized(
          es: "índice fuera de rango: «\(quantity.symbol)» no tiene la entrada [\(address)]",
          en: "index out of range: “\(quantity.symbol)” has no entry [\(address)]"), shapes: [])
    }
    return Program.Claim.Gradient(
      numerator: quantity(gradient.numerator), offset: try placed(gradient.offset, of: gradient.numerator),
      denominator: quantity(gradient.denominator),
      entry: try gradient.entry.map { entry throws(ShapeError) in try placed(entry, of: gradient.denominator) })
  }
}

extension Program {
  /// The program with all its quantities and formulas rewritten; its evaluations are left to the caller.
  ///
  /// - Throws: what does not fit, with the line of the lesson.
  func rewritten(by rule: some Rewriting) throws(ProgramError) -> Program {
    var result = self
    result.quantities = quantities.map(rule.quantity)
    result.objective = objective.map(rule.quantity)
    result.iteration = iteration.map(rule.quantity)
    result.epoch = epoch.map(rule.quantity)
    result.inputs = []
    for input in inputs {
      result.inputs.append(try located(input.line) { () throws(ShapeError) in try rule.input(input) })
    }
    result.definitions = []
    for definition in definitions {
      result.definitions.append(
        try located(definition.line) { () throws(ShapeError) in try rule.definition(definition) })
    }
    result.updates = []
    for update in updates {
      var given: [Formula] = []
      for formula in update.given {
        given.append(
          try located(definition(of: update.new)?.line) { () throws(ShapeError) in
            try rule.formula(formula, isDerivative: false)
          })
      }
      result.updates.append(
        Update(
          old: rule.quantity(update.old), new: rule.quantity(update.new), isWrittenOut: update.isWrittenOut,
          given: given))
    }
    result.accumulations = accumulations.map {
      Accumulation(term: rule.quantity($0.term), total: rule.quantity($0.total), isMean: $0.isMean)
    }
    result.batching = batching.map { batching in
      Batching(
        pairs: batching.pairs.map { Batching.Pair(all: rule.quantity($0.all), batch: rule.quantity($0.batch)) },
        size: batching.size, count: batching.count, isShuffled: batching.isShuffled)
    }
    result.setData = setData.map { SetData(all: rule.quantity($0.all), set: rule.quantity($0.set), first: $0.first) }
    result.stops = stops.map { stop in
      switch stop {
      case .afterIterations, .afterEpochs: stop
      case .once(let quantity, let text, let isEpochTotal):
        .once(rule.quantity(quantity), text: text, isEpochTotal: isEpochTotal)
      case .unlessFalling(let quantity, let epochs): .unlessFalling(rule.quantity(quantity), epochs: epochs)
      }
    }
    result.claims = []
    for claim in claims {
      result.claims.append(
        try located(claim.line) { () throws(ShapeError) in
          Claim(
            quantity: rule.quantity(claim.quantity), promise: try rule.resolved(claim.promise),
            isImplied: claim.isImplied, line: claim.line,
            gradient: try claim.gradient.map { gradient throws(ShapeError) in try rule.gradient(gradient) },
            written: try claim.written.map { written throws(ShapeError) in try rule.resolved(written) },
            isMisprint: claim.isMisprint)
        })
    }
    result.evaluations = []
    return result
  }

  private func located<Value>(
    _ line: Int?, _ body: () throws(ShapeError) -> Value
  ) throws(ProgramError) -> Value {
    do {
      return try body()
    } catch {
      throw ProgramError(error.reason, line: line)
    }
  }
}

extension Rewriting {
  fileprivate func input(_ input: Program.Input) throws(ShapeError) -> Program.Input {
    let initializer: Program.Input.Initializer
    switch input.initializer {
    case .formula(let formula): initializer = .formula(try self.formula(formula, isDerivative: false))
    case .batch(let all): initializer = .batch(of: quantity(all))
    case .draw, .counter, .evaluation, .examples, .file: initializer = input.initializer
    }
    return Program.Input(
      quantity: quantity(input.quantity), phase: input.phase, initializer: initializer, meaning: input.meaning,
      line: input.line, isDrawnTransposed: input.isDrawnTransposed, replacedDraw: input.replacedDraw)
  }
}
