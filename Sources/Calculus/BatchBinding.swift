import Matrices
import Typesetting

/// The length that a batch has: what `length` means in the shapes of a program (`BatchLength`).
package struct BatchBinding: Hashable, Sendable {
  /// The examples of this batch.
  package let length: Int
  /// Those of a full one.
  package let usual: Int

  package init(length: Int, usual: Int) {
    self.length = length
    self.usual = usual
  }

  /// A size in this batch.
  package func size<Size: FixedWidthInteger>(_ size: Size) -> Size { BatchLength.bound(size, to: length, usual: usual) }

  /// A shape in this batch.
  package func shape(_ shape: Shape) -> Shape { shape.bound(to: length, usual: usual) }
}

extension Formula {
  /// The formula in a batch of one length, of the quantities bound likewise.
  ///
  /// - Parameter isDerived: whether it is a derivative, in which numbers known only now are worked out as in any other
  ///   derivative (½·2·A is A); what a reader wrote stays as written.
  /// - Throws: where an entry or a part is asked for that this batch does not have.
  package func bound(_ binding: BatchBinding, isDerived: Bool = false) throws(ShapeError) -> Formula {
    switch self {
    case .number: return self
    case .reference(let quantity): return .reference(quantity.bound(binding))
    case .apply(let application):
      var arguments: [Formula] = []
      for argument in application.arguments { arguments.append(try argument.bound(binding, isDerived: isDerived)) }
      try checkSizes(of: application.shape, binding)
      if isDerived, let simpler = try Formula.simplified(application.rule, arguments) { return simpler }
      return try application.rule.bound(binding, arguments)
    }
  }

  /// A batch may be too short for what is cut off from it, or taken off its length.
  private func checkSizes(of shape: Shape, _ binding: BatchBinding) throws(ShapeError) {
    let sizes = shape.sizes.filter { BatchLength.decides($0) }
    if sizes.contains(where: { binding.size($0) > FormulaLimits.entries }) {
      throw FormulaLimits.sizeTooLarge([shape])
    }
    for size in sizes where BatchLength.usual(size) > 0 && binding.size(size) < 1 {
      throw ShapeError(
        Localized(
          es: "una dimensión es al menos 1, y aquí sería \(binding.size(size))",
          en: "a size is at least 1, and here it would be \(binding.size(size))"), shapes: [])
    }
  }

  /// The operator at work on arguments with what is trivial left out; nil for one that nothing is known of.
  private static func simplified(_ rule: any Operator, _ arguments: [Formula]) throws(ShapeError) -> Formula? {
    switch rule {
    case is Addition: try .adding(arguments[0], arguments[1])
    case is Subtraction: try .subtracting(arguments[0], arguments[1])
    case is Negation: try .negated(arguments[0])
    case is Scaling: try .scaled(arguments[0], arguments[1])
    case is EntrywiseProduct: try .entrywise(arguments[0], arguments[1])
    case is Division: try .divided(arguments[0], arguments[1])
    default: nil
    }
  }
}

extension Quantity {
  /// The same quantity in a batch of one length.
  package func bound(_ binding: BatchBinding) -> Quantity {
    shape.dependsOnBatch ? shaped(binding.shape(shape)) : self
  }
}

extension Definition {
  /// The same line in a batch of one length.
  package func bound(_ binding: BatchBinding) throws(ShapeError) -> Definition { try binding.definition(self) }
}

extension Resolved {
  /// The same in a batch of one length.
  package func bound(_ binding: BatchBinding) throws(ShapeError) -> Resolved { try binding.resolved(self) }
}

extension BatchBinding: Rewriting {
  func quantity(_ quantity: Quantity) -> Quantity { quantity.bound(self) }

  func formula(_ formula: Formula, isDerivative: Bool) throws(ShapeError) -> Formula {
    try formula.bound(self, isDerived: isDerivative)
  }

  func place(_ offset: Int, of quantity: Quantity) -> Int? {
    quantity.shape.usual.place(of: offset, in: shape(quantity.shape))
  }
}

extension Program {
  /// The same program in batches of one length: shapes are plain, and what a reader set for the size of a batch is the
  /// real one.
  ///
  /// - Parameter room: how much of another set is computed at once.
  /// - Throws: a line that asks for an entry which such a batch does not have.
  package func bound(to length: Int, room: Evaluation.Room = .usual) throws(ProgramError) -> Program {
    let usual = usualLength ?? batching?.size ?? length
    var result = try rewritten(by: BatchBinding(length: length, usual: usual))
    result.usualLength = nil
    var values: [Int: Double] = [:]
    for setting in lengthSettings {
      let formula = setting.formula
      values[setting.quantity.id] =
        formula.map { formula in
          formula.evaluate { Matrix(values[$0.id] ?? number(of: $0)) }.values.first ?? .nan
        } ?? Double(length)
    }
    result.inputs = result.inputs.map { input in values[input.quantity.id].map { input.valued($0) } ?? input }
    for evaluation in evaluations {
      let bound = try evaluation.bound(room)
      result.evaluations.append(
        Evaluation(
          set: bound.set, examples: bound.examples, program: bound.program,
          results: bound.results.map {
            Evaluation.Result(metric: bound.program.own($0.metric), target: result.own($0.target))
          }, pieces: bound.pieces))
    }
    return result
  }

  /// The number of a setting, as it is before any length is known.
  private func number(of quantity: Quantity) -> Double {
    guard case .formula(let formula)? = input(of: quantity)?.initializer else { return .nan }
    return formula.constant ?? .nan
  }

  /// The quantity with its shape here.
  private func own(_ quantity: Quantity) -> Quantity {
    quantities.indices.contains(quantity.id) ? quantities[quantity.id] : quantity
  }
}

extension Program.Input {
  /// The same with a number as its value.
  fileprivate func valued(_ value: Double) -> Program.Input {
    Program.Input(
      quantity: quantity, phase: phase, initializer: .formula(.number(value)), meaning: meaning, line: line,
      isDrawnTransposed: isDrawnTransposed, replacedDraw: replacedDraw)
  }
}
