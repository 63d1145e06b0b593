import Calculus
import Matrices
import Typesetting

extension FormulaBuilder {
  /// `∂a/∂b`: a or one entry of it, and b, one entry or a part of it, or all parameters; always of the values before the
  /// update.
  mutating func partial(
    _ numerator: FormulaSyntax, _ denominator: FormulaSyntax, _ range: SourceRange, _ scope: LocalNames
  ) throws(LocatedError) -> Formula {
    if let (whole, indices, place) = denominator.part {
      return try index(try partial(numerator, whole, range, scope), indices, place, scope)
    }
    let (above, aboveOffset) = try place(numerator, scope)
    let isByAll = isAllParameters(denominator, scope)
    let (below, belowOffset) = isByAll ? (nil, nil) : try place(denominator, scope) as (Quantity?, Int?)
    guard let offset = aboveOffset ?? (above.shape.isScalar ? 0 : nil), let below else {
      return try partials(
        of: above, at: aboveOffset, numerator.range, by: below.map { ($0, belowOffset) }, range)
    }
    try checkDifferentiable(above, numerator.range)
    let whole = try namedDerivative(of: above, at: offset, by: below, range)
    guard let belowOffset, !below.shape.isScalar else { return whole }
    return try shaped(range) { () throws(ShapeError) in
      try .apply(Indexing(offset: belowOffset, of: below.shape), [whole])
    }
  }

  /// Several derivatives as one matrix: of each entry of a quantity (a row each), or by all parameters.
  private mutating func partials(
    of above: Quantity, at offset: Int?, _ aboveRange: SourceRange, by below: (quantity: Quantity, offset: Int?)?,
    _ range: SourceRange
  ) throws(LocatedError) -> Formula {
    if offset == nil, above == draft.program.lossOfManyNumbers {
      throw LocatedError(aboveRange, Program.notOneNumber(above, at: draft.program.definition(of: above)?.line))
    }
    try checkDifferentiable(above, aboveRange)
    let isMany = offset == nil && !above.shape.isScalar
    let first = "∂\(above.symbol)[\(above.shape.address(of: 0))]/∂\(below?.quantity.name ?? "parameters")"
    if isMany, above.shape.dependsOnBatch || below?.quantity.shape.dependsOnBatch == true {
      throw LocatedError(
        aboveRange,
        es: "«\(above.symbol)» tiene más o menos entradas según el lote: escribe una, por ejemplo \(first)",
        en: "“\(above.symbol)” has more entries or fewer with the batch: write one, for instance \(first)")
    }
    guard !isMany || above.shape.count <= ElaborationLimits.jacobianRows else {
      throw LocatedError(
        aboveRange,
        es: "«\(above.symbol)» tiene \(above.shape.count) entradas, y de todas a la vez se deriva hasta con "
          + "\(ElaborationLimits.jacobianRows); de una: \(first)",
        en: "“\(above.symbol)” has \(above.shape.count) entries, and of all at once up to "
          + "\(ElaborationLimits.jacobianRows) are derived; of one: \(first)")
    }
    let moved = below.map { [$0.quantity] } ?? draft.program.parameters
    guard !moved.isEmpty else {
      throw LocatedError(range, es: "la lección no tiene parámetros", en: "the lesson has no parameters")
    }
    var arguments: [Formula] = []
    for place in isMany ? Array(0..<above.shape.count) : [offset ?? 0] {
      for quantity in moved {
        let whole = try namedDerivative(of: above, at: place, by: quantity, range)
        guard let entry = below?.offset, !quantity.shape.isScalar else {
          arguments.append(whole)
          continue
        }
        arguments.append(
          try shaped(range) { () throws(ShapeError) in
            try .apply(Indexing(offset: entry, of: quantity.shape), [whole])
          })
      }
    }
    let rule = PartialDerivatives(
      of: PartialDerivatives.Moved(above, offset),
      by: below.map { PartialDerivatives.Moved($0.quantity, $0.offset) }, perRow: isMany ? moved.count : nil)
    return try shaped(range) { () throws(ShapeError) in try .apply(rule, arguments) }
  }

  /// Whether `parameters` stands below and means all of them.
  private func isAllParameters(_ syntax: FormulaSyntax, _ scope: LocalNames) -> Bool {
    guard syntax.plainName == "parameters", scope.locals["parameters"] == nil else { return false }
    return names.quantity(named: "parameters", scope) == nil
  }

  /// One entry above, and below a quantity or one entry of it; nil for a derivative that is several of these.
  mutating func single(
    _ numerator: FormulaSyntax, _ denominator: FormulaSyntax, _ scope: LocalNames
  ) throws(LocatedError) -> (numerator: (Quantity, Int), denominator: (Quantity, Int?))? {
    guard denominator.part == nil, !isAllParameters(denominator, scope) else { return nil }
    let (above, offset) = try place(numerator, scope)
    guard let entry = offset ?? (above.shape.isScalar ? 0 : nil) else { return nil }
    return ((above, entry), try place(denominator, scope))
  }

  /// `dE/dW1[1,1]` in an address as `∂E/∂W1[1,1]`; nil for anything else, and where both dE and dW1 are quantities: then
  /// it is their quotient.
  func asDerivative(_ syntax: FormulaSyntax, _ scope: LocalNames) -> FormulaSyntax? {
    guard scope.isAddress, case .infix(.divide, let left, let right, _) = syntax else { return nil }
    switch left {
    case .prefix(.minus, let above, let sign):
      return derivative(above, right, scope).map { .prefix(.minus, $0, sign) }
    case .infix(let kind, let factor, let above, let sign) where kind == .dot || kind == .star:
      return derivative(above, right, scope).map { .infix(kind, factor, $0, sign) }
    default: return derivative(left, right, scope)
    }
  }

  private func derivative(
    _ above: FormulaSyntax, _ below: FormulaSyntax, _ scope: LocalNames
  ) -> FormulaSyntax? {
    guard let numerator = moved(above, scope), let denominator = moved(below, scope) else { return nil }
    guard !(numerator.isQuantity && denominator.isQuantity) else { return nil }
    return .partial(numerator.moved, denominator.moved, above.range.through(below.range))
  }

  /// The `W1[1,1]` of `dW1[1,1]`, and whether there is a quantity `dW1`.
  private func moved(_ syntax: FormulaSyntax, _ scope: LocalNames) -> (moved: FormulaSyntax, isQuantity: Bool)? {
    switch syntax {
    case .name(let name):
      guard let text = name.plain, text.hasPrefix("d") else { return nil }
      let stem = String(text.dropFirst().drop { $0 == "_" })
      guard !stem.isEmpty else { return nil }
      let known = names.quantity(named: Spelling.canonical(text), scope) != nil
      guard names.quantity(named: Spelling.canonical(stem), scope) != nil || !known && isAlmostKnown(stem) else {
        return nil
      }
      return (.name(NameSyntax([.text(stem)], name.range)), known)
    case .index(let base, let indices, let range):
      return moved(base, scope).map { (.index($0.moved, indices, range), $0.isQuantity) }
    default: return nil
    }
  }

  /// Whether another number makes a name of it: `W3` where there is a `W1`. What is wrong is then the number.
  private func isAlmostKnown(_ name: String) -> Bool {
    let parts = Notation.Parts(Spelling.canonical(name))
    return !parts.digits.isEmpty && names.addresses.keys.contains { Notation.Parts($0).base == parts.base }
  }

  /// What is summed up over an epoch, or measured on another set, has no derivative by what one iteration reads.
  func checkDifferentiable(_ quantity: Quantity, _ range: SourceRange) throws(LocatedError) {
    guard draft.program.isEpochTotal(quantity) || draft.epochTotals.contains(quantity.id) else { return }
    throw LocatedError(
      range,
      es: "«\(quantity.symbol)» se mide una vez por época, no en una iteración: aquí no hay derivada suya",
      en: "“\(quantity.symbol)” is measured once in an epoch, not in one iteration: there is no derivative of it here")
  }

  /// The quantity, and the entry if there is an index.
  mutating func place(_ syntax: FormulaSyntax, _ scope: LocalNames) throws(LocatedError) -> (Quantity, Int?) {
    switch syntax {
    case .name(let name):
      let text = try self.name(name, scope)
      var address = scope
      address.isAddress = true
      if case .reference(let quantity) = scope.locals[text] { return (quantity, nil) }
      guard let quantity = names.quantity(named: text, address) else {
        _ = try formula(syntax, scope)
        break
      }
      return (quantity, nil)
    case .index(let base, let indices, let range):
      let (quantity, inner) = try place(base, scope)
      guard inner == nil else { break }
      return (quantity, try offset(indices, in: quantity.shape, range, scope))
    default: break
    }
    throw LocatedError(
      syntax.range, es: "en una derivada van nombres de cantidades, con índice si hace falta: ∂e[1]/∂W1[1,1]",
      en: "a derivative takes names of quantities, with an index where needed: ∂e[1]/∂W1[1,1]")
  }

  /// The mechanical derivative, with the definitions it needs taken over.
  mutating func derivative(
    of numerator: Quantity, at offset: Int, by denominator: Quantity, _ range: SourceRange?
  ) throws(LocatedError) -> Formula {
    try derived(range) { differentiator throws(ShapeError) in
      try differentiator.derivative(of: numerator, at: offset, by: denominator)
    }
  }

  /// The mechanical derivative under the name that the lesson or a reader gives it, `∂a/∂b`, whatever it is equal to.
  mutating func namedDerivative(
    of numerator: Quantity, at offset: Int, by denominator: Quantity, _ range: SourceRange?
  ) throws(LocatedError) -> Formula {
    try derived(range) { differentiator throws(ShapeError) in
      try differentiator.namedDerivative(of: numerator, at: offset, by: denominator)
    }
  }

  /// What the differentiator makes, numbered after the quantities there are, with its definitions taken over.
  private mutating func derived(
    _ range: SourceRange?, _ make: (inout Differentiator) throws(ShapeError) -> Formula
  ) throws(LocatedError) -> Formula {
    draft.differentiator.nextID = draft.quantities.count
    let made = try shaped(range) { () throws(ShapeError) in try make(&draft.differentiator) }
    draft.takeDerived()
    return made
  }

  /// `hessian(E)`: second derivatives by all parameters, in the order of the lesson, row by row.
  mutating func hessian(
    _ arguments: [ArgumentSyntax], _ range: SourceRange, _ scope: LocalNames
  ) throws(LocatedError) -> Formula {
    guard arguments.count == 1 else {
      throw LocatedError(range, es: "hessian lleva una pérdida: hessian(E)", en: "hessian takes one loss: hessian(E)")
    }
    let (objective, offset) = try place(arguments[0].value, scope)
    guard let start = offset ?? (objective.shape.isScalar ? 0 : nil) else {
      throw LocatedError(
        range, es: "hessian lleva un número y «\(objective.symbol)» es de \(objective.shape)",
        en: "hessian takes a number and “\(objective.symbol)” is \(objective.shape)")
    }
    let parameters = draft.program.parameters
    let count = parameters.reduce(0) { $0 + $1.shape.count }
    guard count <= ElaborationLimits.hessianParameters else {
      throw LocatedError(
        range, es: "hay \(count) parámetros; la hessiana se calcula hasta con \(ElaborationLimits.hessianParameters)",
        en: "there are \(count) parameters; the Hessian is computed for up to \(ElaborationLimits.hessianParameters)")
    }
    var cells: [Formula] = []
    for row in parameters {
      let gradient = try derivative(of: objective, at: start, by: row, range)
      for entry in 0..<row.shape.count {
        for column in parameters {
          var second = Formula.number(0)
          if case .reference(let quantity) = gradient {
            second = try derivative(of: quantity, at: entry, by: column, range)
          }
          cells.append(
            try shaped(range) { () throws(ShapeError) in
              let full = second.shape == column.shape ? second : try .filled(second.constant ?? 0, column.shape)
              return try .apply(Reshape(to: Shape(1, column.shape.count)), [full])
            })
        }
      }
    }
    return try shaped(range) { () throws(ShapeError) in
      try .apply(Join(cellsPerRow: Array(repeating: parameters.count, count: count)), cells)
    }
  }
}

extension FormulaSyntax {
  /// `W`, its indices and their place, where it is a part such as `W[1,:]` and not one entry.
  fileprivate var part: (whole: FormulaSyntax, indices: [IndexSyntax], range: SourceRange)? {
    guard case .index(let whole, let indices, let range) = self,
      indices.contains(where: { if case .one = $0 { false } else { true } })
    else { return nil }
    return (whole, indices, range)
  }
}
