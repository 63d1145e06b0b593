import Matrices

/// Formulas made of formulas, as derivatives need them: what is trivial (×1, +0, −−, Aᵀᵀ) is left out.
///
/// Values are those of the plain operators, but for the rounding of numbers that are multiplied beforehand (½·2·A is
/// A), the sign of a zero, and 0 times what is not finite.
/// A formula that a reader wrote is not built with these, as it would not stay as written.
extension Formula {
  /// `left + right`.
  package static func adding(_ left: Formula, _ right: Formula) throws(ShapeError) -> Formula {
    let plain = try Formula.apply(Addition(), [left, right])
    if let first = left.constant, let second = right.constant { return .number(first + second) }
    if right.uniform == 0 && left.shape == plain.shape { return left }
    if left.uniform == 0 && right.shape == plain.shape { return right }
    if let (left, right) = withNumber(left, right) { return try .apply(Addition(), [left, right]) }
    if case .apply(let application) = right, application.rule is Negation {
      return try .subtracting(left, application.arguments[0])
    }
    return plain
  }

  /// `left − right`.
  package static func subtracting(_ left: Formula, _ right: Formula) throws(ShapeError) -> Formula {
    let plain = try Formula.apply(Subtraction(), [left, right])
    if let first = left.constant, let second = right.constant { return .number(first - second) }
    if right.uniform == 0 && left.shape == plain.shape { return left }
    if left.uniform == 0 && right.shape == plain.shape { return try .negated(right) }
    if let (left, right) = withNumber(left, right) { return try .apply(Subtraction(), [left, right]) }
    if case .apply(let application) = right, application.rule is Negation {
      return try .adding(left, application.arguments[0])
    }
    return plain
  }

  /// `−formula`; the difference `a − b` becomes `b − a`.
  package static func negated(_ formula: Formula) throws(ShapeError) -> Formula {
    if let number = formula.constant { return .number(-number) }
    if let number = formula.uniform { return try .filled(-number, formula.shape) }
    if case .apply(let application) = formula {
      if application.rule is Negation { return application.arguments[0] }
      if application.rule is Subtraction { return try .apply(Subtraction(), application.arguments.reversed()) }
    }
    return try .apply(Negation(), [formula])
  }

  /// `factor·matrix`, where one of the two is 1×1.
  package static func scaled(_ factor: Formula, _ matrix: Formula) throws(ShapeError) -> Formula {
    let plain = try Formula.apply(Scaling(), [factor, matrix])
    if let first = factor.constant, let second = matrix.constant { return .number(first * second) }
    for (number, other) in [(factor, matrix), (matrix, factor)] where other.shape == plain.shape {
      if let first = number.uniform, let second = other.uniform { return try .filled(first * second, plain.shape) }
      switch number.uniform {
      case 0: return try .filled(0, plain.shape)
      case 1: return other
      case -1: return try .negated(other)
      case .some, nil: break
      }
      guard let first = number.constant, case .apply(let application) = other, application.rule is Scaling,
        let second = application.arguments[0].constant
      else { continue }
      return try .scaled(.number(first * second), application.arguments[1])
    }
    return plain
  }

  /// `number·matrix`.
  package static func scaled(_ number: Double, _ matrix: Formula) throws(ShapeError) -> Formula {
    try scaled(.number(number), matrix)
  }

  /// The matrix product `left·right`, or scaling when a side is 1×1.
  package static func product(_ left: Formula, _ right: Formula) throws(ShapeError) -> Formula {
    if left.shape.isScalar || right.shape.isScalar { return try .scaled(left, right) }
    let plain = try Formula.apply(MatrixProduct(), [left, right])
    if left.uniform == 0 || right.uniform == 0 { return try .filled(0, plain.shape) }
    return plain
  }

  /// `left ⊙ right`, or scaling when a side is 1×1.
  package static func entrywise(_ left: Formula, _ right: Formula) throws(ShapeError) -> Formula {
    if left.shape.isScalar || right.shape.isScalar { return try .scaled(left, right) }
    let plain = try Formula.apply(EntrywiseProduct(), [left, right])
    for (one, other) in [(left, right), (right, left)] where other.shape == plain.shape {
      if let number = one.uniform { return try .scaled(number, other) }
      if let line = one.repeated { return try .entrywise(line, other) }
    }
    return plain
  }

  /// `left/right`.
  package static func divided(_ left: Formula, _ right: Formula) throws(ShapeError) -> Formula {
    let plain = try Formula.apply(Division(), [left, right])
    if let first = left.constant, let second = right.constant { return .number(first / second) }
    if right.uniform == 1 && left.shape == plain.shape { return left }
    if left.uniform == 0 { return try .filled(0, plain.shape) }
    if let (left, right) = withNumber(left, right) { return try .apply(Division(), [left, right]) }
    return plain
  }

  /// `base^exponent`, the exponent 1×1.
  package static func power(_ base: Formula, _ exponent: Formula) throws(ShapeError) -> Formula {
    switch exponent.constant {
    case 0: try .filled(1, base.shape)
    case 1: base
    case .some, nil: try .apply(Power(), [base, exponent])
    }
  }

  /// `base^exponent`.
  package static func power(_ base: Formula, _ exponent: Double) throws(ShapeError) -> Formula {
    try power(base, .number(exponent))
  }

  /// `matrixᵀ`.
  package static func transpose(_ matrix: Formula) throws(ShapeError) -> Formula {
    if matrix.shape == .scalar { return matrix }
    if let number = matrix.uniform { return try .filled(number, matrix.shape.transposed) }
    if case .apply(let application) = matrix, application.rule is Transposition { return application.arguments[0] }
    return try .apply(Transposition(), [matrix])
  }

  /// `Σ matrix`, to a number.
  package static func total(_ matrix: Formula) throws(ShapeError) -> Formula {
    matrix.shape == .scalar ? matrix : try .apply(Total(), [matrix])
  }

  /// `Σrows matrix`: m×n → 1×n.
  package static func rowTotal(_ matrix: Formula) throws(ShapeError) -> Formula {
    matrix.shape.rank == 2 && matrix.shape.rows == 1 ? matrix : try .apply(RowTotal(), [matrix])
  }

  /// `Σcols matrix`: m×n → m×1.
  package static func columnTotal(_ matrix: Formula) throws(ShapeError) -> Formula {
    matrix.shape.rank == 2 && matrix.shape.columns == 1 ? matrix : try .apply(ColumnTotal(), [matrix])
  }

  /// A matrix of one number everywhere.
  package static func filled(_ value: Double, _ shape: Shape) throws(ShapeError) -> Formula {
    shape == .scalar ? .number(value) : try .apply(Filled(value: value, shape: shape), [])
  }

  /// The same entries in another shape.
  package static func reshaped(_ formula: Formula, to shape: Shape) throws(ShapeError) -> Formula {
    if formula.shape == shape { return formula }
    if let number = formula.uniform { return try .filled(number, shape) }
    return try .apply(Reshape(to: shape), [formula])
  }

  /// A number, a row or a column repeated to a shape: what undoes a sum.
  package static func spread(_ formula: Formula, to shape: Shape) throws(ShapeError) -> Formula {
    if formula.shape == shape { return formula }
    if let number = formula.uniform { return try .filled(number, shape) }
    let rule: any Operator = formula.shape.isScalar ? Scaling() : EntrywiseProduct()
    return try .apply(rule, [formula, .filled(1, shape)])
  }

  /// The entries added up over the axes along which a side of `shape` repeats: what undoes broadcasting.
  package static func summed(_ formula: Formula, to shape: Shape) throws(ShapeError) -> Formula {
    if formula.shape == shape { return formula }
    if shape.isScalar { return try .reshaped(.total(formula), to: shape) }
    if shape.rank == 2 && formula.shape.rank == 2 {
      if shape.rows == 1 && shape.columns == formula.shape.columns { return try .rowTotal(formula) }
      if shape.columns == 1 && shape.rows == formula.shape.rows { return try .columnTotal(formula) }
    }
    return try .apply(AxesTotal(to: shape), [formula])
  }

  /// The number that stands at every entry, when that can be seen.
  var uniform: Double? {
    switch self {
    case .number(let value, _): value
    case .reference: nil
    case .apply(let application): (application.rule as? Filled)?.value
    }
  }

  /// Both sides of an entrywise operation, a matrix of one number as that number: its sizes, which may be a batch's,
  /// need not be told; nil where no side is such a matrix.
  private static func withNumber(_ left: Formula, _ right: Formula) -> (Formula, Formula)? {
    guard left.shape == right.shape, !left.shape.isScalar else { return nil }
    if let number = left.uniform { return (.number(number), right) }
    if let number = right.uniform { return (left, .number(number)) }
    return nil
  }

  /// The number, row or column that the formula repeats, when it does nothing else.
  private var repeated: Formula? {
    guard case .apply(let application) = self, application.arguments.count == 2,
      application.rule is Scaling || application.rule is EntrywiseProduct,
      application.arguments[1].uniform == 1
    else { return nil }
    return application.arguments[0]
  }
}
