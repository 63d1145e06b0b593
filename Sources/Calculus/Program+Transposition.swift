import Matrices

extension Formula {
  /// The transpose of the value, with the transposes pushed down to the quantities, which `replacement` gives
  /// transposed.
  package func transposed(_ replacement: (Quantity) -> Quantity) throws(ShapeError) -> Formula {
    switch self {
    case .number(let value, let spelling):
      return .number(value, spelling: try spelling?.transposed(replacement))
    case .reference(let quantity): return .reference(replacement(quantity))
    case .apply(let application):
      var arguments: [Formula] = []
      for argument in application.arguments { arguments.append(try argument.transposed(replacement)) }
      return try application.rule.transposed(arguments)
    }
  }
}

extension Quantity {
  /// The same quantity with its axes exchanged; images stay as they are.
  package var transposed: Quantity {
    Quantity(
      id: id, symbol: symbol, shape: shape.transposed, role: role, isSetting: isSetting,
      examples: examples.transposed.axis(in: shape))
  }
}

extension Definition {
  /// The line that computes the transpose.
  package func transposed() throws(ShapeError) -> Definition { try Transposing().definition(self) }
}

extension Resolved {
  /// What computes the transpose.
  package func transposed() throws(ShapeError) -> Resolved { try Transposing().resolved(self) }
}

extension Program {
  /// The same program with examples in columns instead of rows, or the other way round: a rewriting of every formula,
  /// not another way to print it. Each value is the transpose of the original's.
  package func transposed() throws(ProgramError) -> Program {
    var result = try rewritten(by: Transposing())
    result.convention = convention.transposed
    result.inputs = result.inputs.map { $0.drawnTransposed }
    for evaluation in evaluations {
      result.evaluations.append(
        Evaluation(
          set: evaluation.set, examples: evaluation.examples, program: try evaluation.program.transposed(),
          results: evaluation.results.map {
            Evaluation.Result(metric: $0.metric.transposed, target: $0.target.transposed)
          },
          pieces: try evaluation.pieces.map { pieces throws(ProgramError) in
            Evaluation.Pieces(
              program: try pieces.program.transposed(), length: pieces.length,
              joined: pieces.joined.map { $0.transposed })
          }))
    }
    return result
  }
}

/// Exchanges the axes of everything.
private struct Transposing: Rewriting {
  func quantity(_ quantity: Quantity) -> Quantity { quantity.transposed }

  func formula(_ formula: Formula, isDerivative: Bool) throws(ShapeError) -> Formula {
    try formula.transposed { $0.transposed }
  }

  func place(_ offset: Int, of quantity: Quantity) -> Int? { quantity.shape.transposed(offset) }
}

extension Program.Input {
  /// The same with random numbers drawn, and files read, the other way round.
  fileprivate var drawnTransposed: Program.Input {
    var initializer = initializer
    if case .file(let path, let matrix) = initializer { initializer = .file(path, matrix.transposed) }
    return Program.Input(
      quantity: quantity, phase: phase, initializer: initializer, meaning: meaning, line: line,
      isDrawnTransposed: !isDrawnTransposed, replacedDraw: replacedDraw)
  }
}
