import Matrices

/// A formula as a tree: the one copy that is typeset, differentiated and executed.
package indirect enum Formula: Hashable, Sendable {
  /// A number, with the spelling it has in the lesson when that should be kept (`½`, `0.10`, `rows(X)`).
  case number(Double, spelling: NumberSpelling?)
  /// The value of a quantity.
  case reference(Quantity)
  /// An operator at work on its arguments.
  case apply(Application)

  /// An operator with its arguments, whose shapes have been checked. Formulas share their parts: whoever goes through one
  /// copies none.
  package final class Application: Hashable, Sendable {
    package let rule: any Operator
    package let arguments: [Formula]
    package let shape: Shape
    package let extent: Extent

    fileprivate init(_ rule: any Operator, _ arguments: [Formula], _ shape: Shape, _ extent: Extent) {
      self.rule = rule
      self.arguments = arguments
      self.shape = shape
      self.extent = extent
    }

    package static func == (left: Application, right: Application) -> Bool {
      left === right || left.rule.identity == right.rule.identity && left.arguments == right.arguments
    }
    package func hash(into hasher: inout Hasher) {
      hasher.combine(rule.identity)
      hasher.combine(arguments)
    }
  }

  /// A number without a spelling of its own.
  package static func number(_ value: Double) -> Formula { .number(value, spelling: nil) }

  /// An operator applied to arguments, with its shape rule and the bounds of `FormulaLimits` checked.
  package static func apply(_ rule: any Operator, _ arguments: [Formula]) throws(ShapeError) -> Formula {
    let shape = try rule.shape(of: arguments.map { $0.shape })
    let extent = Extent(arguments.map { $0.extent }, entries: shape.count)
    try FormulaLimits.check(shape, extent)
    return .apply(Application(rule, arguments, shape, extent))
  }

  /// The shape of the value.
  package var shape: Shape {
    switch self {
    case .number: .scalar
    case .reference(let quantity): quantity.shape
    case .apply(let application): application.shape
    }
  }

  /// The number, when the formula is nothing else.
  package var constant: Double? {
    if case .number(let value, _) = self { value } else { nil }
  }

  /// The quantities read, each once, in the order of first reading.
  package var references: [Quantity] {
    var found: [Quantity] = []
    var seen: Set<Int> = []
    visitReferences { quantity in
      // Most formulas read a few quantities, which are looked through faster than a set is made.
      if found.count < Self.fewReferences {
        if !found.contains(quantity) { found.append(quantity) }
      } else {
        if seen.isEmpty { seen = Set(found.map { $0.id }) }
        if seen.insert(quantity.id).inserted { found.append(quantity) }
      }
    }
    return found
  }

  private static var fewReferences: Int { 8 }

  /// Calls `visit` with each quantity as often as it is read, from left to right.
  package func visitReferences(_ visit: (Quantity) -> Void) {
    switch self {
    case .number: break
    case .reference(let quantity): visit(quantity)
    case .apply(let application):
      for argument in application.arguments { argument.visitReferences(visit) }
    }
  }

  /// The formula with each quantity replaced as `replacement` says; nil keeps the quantity.
  package func replacing(_ replacement: (Quantity) -> Formula?) throws(ShapeError) -> Formula {
    switch self {
    case .number(let value, let spelling):
      return .number(
        value, spelling: try spelling?.rewritten { formula throws(ShapeError) in try formula.replacing(replacement) })
    case .reference(let quantity): return replacement(quantity) ?? self
    case .apply(let application):
      if let size = application.rule as? BatchSize { return try size.replacing(replacement) }
      var arguments: [Formula] = []
      for argument in application.arguments { arguments.append(try argument.replacing(replacement)) }
      return try .apply(application.rule, arguments)
    }
  }

  /// One entry as a scalar tree, with the operators pushed down to the entries of quantities.
  ///
  /// - Parameter offset: the place of the entry, row by row, from 0; inside the shape.
  package func entry(at offset: Int) throws(ShapeError) -> Scalar {
    switch self {
    case .number(let value, let spelling): .number(value, spelling: spelling)
    case .reference(let quantity): .entry(Entry(quantity, quantity.shape.isScalar ? 0 : offset))
    case .apply(let application):
      try application.rule.entry(at: offset, of: application.arguments, shape: application.shape)
    }
  }
}
