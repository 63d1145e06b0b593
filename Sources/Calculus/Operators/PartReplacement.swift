import Matrices
import Typesetting

/// A matrix with one part of it replaced, which is how `W[1,2] ← …` makes the new value of W.
///
/// Its arguments are the matrix and what stands in the part, of the part's shape.
package final class PartReplacement: Operator {
  /// What is replaced, and in which shape.
  package let part: MatrixPart
  /// The shape of the matrix.
  package var source: Shape { part.source }

  package init(_ part: MatrixPart) {
    self.part = part
  }

  /// Ranges along each axis, from 0, without the upper bound.
  package convenience init(_ ranges: [Range<Int>], of source: Shape) {
    self.init(MatrixPart(ranges, of: source))
  }

  /// One entry, at its place row by row from 0.
  package convenience init(offset: Int, of source: Shape) {
    self.init(MatrixPart(offset: offset, of: source))
  }

  /// The shape of what stands in the part.
  package var partShape: Shape {
    guard let shape = part.shape, !shape.isScalar else { return .scalar }
    return shape
  }

  package var identity: String {
    let ranges = part.ranges.map { "\($0.lowerBound)..<\($0.upperBound)" }.joined(separator: ", ")
    return "part(\(ranges), \(source.key)" + (part.dropped > 0 ? ", without \(part.dropped))" : ")")
  }
  package var summary: OperatorSummary {
    OperatorSummary(
      "A[i,j] ← b", ascii: "A[i,j] <- b", .shapes,
      es: "en update: cambia esa entrada o esa parte (A[i,:], A[1..2,:]) y deja las demás",
      en: "in update: changes that entry or part (A[i,:], A[1..2,:]) and leaves the others")
  }
  package var samples: [OperatorSample] { [OperatorSample([source, partShape])] }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(2, arguments)
    guard arguments[0] == source, part.shape != nil else { throw outOfRange(arguments[0]) }
    guard arguments[1] == partShape else {
      throw ShapeError(
        Localized(
          es: "[\(address)] es de \(partShape) y su nuevo valor de \(arguments[1])",
          en: "[\(address)] is \(partShape) and its new value is \(arguments[1])"), shapes: arguments)
    }
    return source
  }

  private func outOfRange(_ shape: Shape) -> ShapeError {
    ShapeError(
      Localized(
        es: "[\(address)] se sale de la matriz, que es \(shape)",
        en: "[\(address)] reaches out of the matrix, which is \(shape)"), shapes: [shape])
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (whole, new, to, count) = (inputs[0].offset, inputs[1].offset, output.offset, source.count)
    let offsets = part.offsets
    return { block in
      for place in 0..<count { block[to + place] = block[whole + place] }
      for (place, offset) in offsets.enumerated() { block[to + offset] = block[new + place] }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [try .apply(self, [adjoint, .filled(0, partShape)]), try taken(from: adjoint)]
  }

  /// The same part of another matrix of that shape.
  private func taken(from matrix: Formula) throws(ShapeError) -> Formula {
    if partShape.isScalar, let offset = part.offsets.first {
      return try .apply(Indexing(offset: offset, of: source), [matrix])
    }
    return try .apply(Slice(part), [matrix])
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    guard let place = place(of: offset) else { return try arguments[0].entry(at: offset) }
    return try arguments[1].entry(at: place)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    // A matrix that stands in images was given transposed.
    let new = part.source.rank == 2 ? arguments[1] : try .turned(arguments[1])
    return try .apply(PartReplacement(part.transposed), [arguments[0], new])
  }

  package func bound(_ binding: BatchBinding, _ arguments: [Formula]) throws(ShapeError) -> Formula {
    guard let bound = part.bound(binding) else { throw outOfRange(binding.shape(source)) }
    return try .apply(PartReplacement(bound), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    Typeset(
      .row([
        arguments[0].fenced(below: .atom), .fenced("[", .words(address), "]"), .sign("←", .relation),
        arguments[1].line,
      ]), .comparison)
  }

  /// The place in the part of an entry of the matrix; nil for one that is not in it.
  package func place(of offset: Int) -> Int? { part.place(of: offset) }

  /// What stands in the brackets, counted from 1: `1,2`, `1..2,:`; one index alone in a row or a column.
  package var address: String {
    if partShape.isScalar, let offset = part.offsets.first { return source.address(of: offset) }
    return part.address
  }
}

extension Formula {
  /// What it replaces, and by what, when it is a matrix with one part replaced: the value that `W[1,2] ← …` makes.
  package var replacedPart: (rule: PartReplacement, new: Formula)? {
    guard case .apply(let application) = self, let rule = application.rule as? PartReplacement else { return nil }
    return (rule, application.arguments[1])
  }
}

extension Notation {
  /// The line that computes a quantity: `Z1 = X·W1 + b1`, `W1 ← W1 − η·dW1` for a change, `w₁,₂ ← …` for one of a part.
  ///
  /// - Parameter showsShapes: whether each matrix has its shape as a remark; a number has none, nor a derivative, which is
  ///   a quotient.
  package func line(_ quantity: Quantity, _ formula: Formula, showingShapes showsShapes: Bool = false) -> MathText {
    func shaped(_ name: MathText, _ quantity: Quantity) -> MathText {
      guard showsShapes, !quantity.shape.isScalar, !quantity.isDerivative else { return name }
      return .under(name, remark: .words(quantity.shape.description))
    }
    func right(_ formula: Formula) -> MathText {
      guard showsShapes else { return formula.typeset(self).line }
      return formula.typeset(self) { quantity, offset in
        offset != nil || quantity.shape.isScalar || quantity.isDerivative ? nil : shaped(name(quantity), quantity)
      }.line
    }
    guard let (rule, new) = formula.replacedPart, quantity.isUpdated else {
      let name = shaped(quantity.isUpdated ? whole(quantity.symbol) : name(quantity), quantity)
      return .row([name, .sign(quantity.isUpdated ? "←" : "=", .relation), right(formula)])
    }
    let target: MathText =
      rule.partShape.isScalar
      ? entry(quantity.symbol, address: rule.address)
      : .row([whole(quantity.symbol), .fenced("[", .words(rule.address), "]")])
    return .row([target, .sign("←", .relation), right(new)])
  }
}
