import Matrices

extension Formula {
  /// The transpose of the value, with the transposes pushed down to the quantities, which `replacement` gives
  /// transposed.
  package func transposed(_ replacement: (Quantity) -> Quantity) throws(ShapeError) -> Formula {
    switch self {
    case .number: return self
    case .reference(let quantity): return .reference(replacement(quantity))
    case .apply(let application):
      var arguments: [Formula] = []
      for argument in application.arguments { arguments.append(try argument.transposed(replacement)) }
      return try application.rule.transposed(arguments)
    }
  }
}

extension Quantity {
  /// The same quantity with its axes exchanged.
  package var transposed: Quantity {
    Quantity(id: id, symbol: symbol, shape: shape.transposed, role: role, isSetting: isSetting)
  }
}

extension Definition {
  /// The line that computes the transpose.
  package func transposed() throws(ShapeError) -> Definition {
    Definition(
      quantity: quantity.transposed, formula: try formula.transposed(\.transposed), phase: phase, meaning: meaning,
      line: line, isEpochTotal: isEpochTotal, isDerived: isDerived)
  }
}

extension Program {
  /// The same program with examples in columns instead of rows, or the other way round: a rewriting of every formula,
  /// not another way to print it. Each value is the transpose of the original's.
  package func transposed() throws(ShapeError) -> Program {
    var result = self
    result.examplesInRows.toggle()
    result.quantities = quantities.map(\.transposed)
    result.objective = objective?.transposed
    result.iteration = iteration?.transposed
    result.epoch = epoch?.transposed
    result.inputs = []
    for input in inputs {
      let initializer: Input.Initializer
      switch input.initializer {
      case .formula(let formula): initializer = .formula(try formula.transposed(\.transposed))
      case .batch(let all): initializer = .batch(of: all.transposed)
      case .draw, .counter, .evaluation, .examples: initializer = input.initializer
      }
      result.inputs.append(
        Input(
          quantity: input.quantity.transposed, phase: input.phase, initializer: initializer, meaning: input.meaning,
          line: input.line, isDrawnTransposed: !input.isDrawnTransposed))
    }
    result.definitions = []
    for definition in definitions { result.definitions.append(try definition.transposed()) }
    result.updates = updates.map {
      Update(old: $0.old.transposed, new: $0.new.transposed, isWrittenOut: $0.isWrittenOut)
    }
    result.batching = batching.map { batching in
      Batching(
        pairs: batching.pairs.map { Batching.Pair(all: $0.all.transposed, batch: $0.batch.transposed) },
        size: batching.size, count: batching.count, isShuffled: batching.isShuffled)
    }
    result.setData = setData.map { SetData(all: $0.all.transposed, set: $0.set.transposed, first: $0.first) }
    result.claims = []
    for claim in claims {
      result.claims.append(
        Claim(
          quantity: claim.quantity.transposed, promise: try claim.promise.transposed(),
          isImplied: claim.isImplied, line: claim.line, gradient: claim.gradient?.transposed))
    }
    result.evaluations = []
    for evaluation in evaluations {
      result.evaluations.append(
        Evaluation(
          set: evaluation.set, program: try evaluation.program.transposed(),
          results: evaluation.results.map {
            Evaluation.Result(metric: $0.metric.transposed, target: $0.target.transposed)
          }))
    }
    result.remainder = try remainder?.transposed()
    return result
  }
}

extension Program.Claim.Gradient {
  /// The derivative of the same entry, at its place in the transpose.
  var transposed: Program.Claim.Gradient {
    let shape = numerator.shape
    var place = offset
    if shape.rank == 2 {
      let (row, column) = offset.quotientAndRemainder(dividingBy: max(1, shape.columns))
      place = column * shape.rows + row
    }
    return Program.Claim.Gradient(
      numerator: numerator.transposed, offset: place, denominator: denominator.transposed)
  }
}
