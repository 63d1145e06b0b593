import Matrices
import Typesetting

/// A matrix with one part of it replaced, which is how `W[1,2] ← …` makes the new value of W.
///
/// Its arguments are the matrix and what stands in the part, of the part's shape.
package final class PartReplacement: Operator {
  /// What is replaced along each axis, from 0, without the upper bound.
  package let part: [Range<Int>]
  /// The shape of the matrix.
  package let source: Shape

  package init(_ part: [Range<Int>], of source: Shape) {
    self.part = part
    self.source = source
  }

  /// One entry, at its place row by row from 0.
  package convenience init(offset: Int, of source: Shape) {
    var rest = offset
    var part: [Range<Int>] = []
    for size in source.usual.sizes.reversed() {
      let place = rest % max(1, size)
      part.append(place..<(place + 1))
      rest /= max(1, size)
    }
    self.init(part.reversed(), of: source)
  }

  /// The shape of what stands in the part.
  package var partShape: Shape {
    let sizes = part.map { $0.count }
    return sizes.allSatisfy { $0 == 1 } ? .scalar : Shape(sizes: sizes) ?? .scalar
  }

  package var identity: String {
    "part(\(part.map { "\($0.lowerBound)..<\($0.upperBound)" }.joined(separator: ", ")), \(source.key))"
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
    let isInside =
      arguments[0] == source && part.count == source.rank
      && zip(part, source.sizes).allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= $1 }
    guard isInside else {
      throw ShapeError(
        Localized(
          es: "[\(address)] se sale de la matriz, que es \(arguments[0])",
          en: "[\(address)] reaches out of the matrix, which is \(arguments[0])"), shapes: arguments)
    }
    guard arguments[1] == partShape else {
      throw ShapeError(
        Localized(
          es: "[\(address)] es de \(partShape) y su nuevo valor de \(arguments[1])",
          en: "[\(address)] is \(partShape) and its new value is \(arguments[1])"), shapes: arguments)
    }
    return source
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (whole, new, to, count) = (inputs[0].offset, inputs[1].offset, output.offset, source.count)
    let offsets = offsets
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
    if partShape.isScalar, let offset = offsets.first {
      return try .apply(Indexing(offset: offset, of: source), [matrix])
    }
    return try .apply(Slice(rows: part[0], columns: part[1], of: source), [matrix])
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    guard let place = place(of: offset) else { return try arguments[0].entry(at: offset) }
    return try arguments[1].entry(at: place)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(PartReplacement(source.rank == 2 ? part.reversed() : part, of: source.transposed), arguments)
  }

  package func bound(_ binding: BatchBinding, _ arguments: [Formula]) throws(ShapeError) -> Formula {
    let shape = binding.shape(source)
    var bounds: [Range<Int>] = []
    for (range, size) in zip(part, shape.sizes) {
      let (from, to) = (binding.size(range.lowerBound), binding.size(range.upperBound))
      guard from <= to, to <= size else {
        throw ShapeError(
          Localized(
            es: "[\(address)] se sale de la matriz, que es \(shape)",
            en: "[\(address)] reaches out of the matrix, which is \(shape)"), shapes: [shape])
      }
      bounds.append(from..<to)
    }
    return try .apply(PartReplacement(bounds, of: shape), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    Typeset(
      .row([
        arguments[0].fenced(below: .atom), .fenced("[", .words(address), "]"), .sign("←", .relation),
        arguments[1].line,
      ]), .comparison)
  }

  /// The places of the part's entries in the matrix, row by row.
  package var offsets: [Int] {
    var offsets = [0]
    for (range, size) in zip(part, source.usual.sizes) {
      offsets = offsets.flatMap { start in range.map { start * size + $0 } }
    }
    return offsets
  }

  /// The place in the part of an entry of the matrix; nil for one that is not in it.
  package func place(of offset: Int) -> Int? {
    var rest = offset
    var place = 0
    var step = 1
    for (range, size) in zip(part, source.usual.sizes).reversed() {
      let index = rest % max(1, size)
      guard range.contains(index) else { return nil }
      place += (index - range.lowerBound) * step
      step *= range.count
      rest /= max(1, size)
    }
    return place
  }

  /// What stands in the brackets, counted from 1: `1,2`, `1..2,:`; one index alone in a row or a column.
  package var address: String {
    if partShape.isScalar, let offset = offsets.first { return source.address(of: offset) }
    let indices = zip(part, source.sizes).map { range, size -> String in
      if range == 0..<size { return ":" }
      let (from, to) = (BatchLength.usual(range.lowerBound) + 1, BatchLength.usual(range.upperBound))
      return from == to ? "\(from)" : "\(from)..\(to)"
    }
    if source.rank == 2, source.rows == 1 { return indices[1] }
    if source.rank == 2, source.columns == 1 { return indices[0] }
    return indices.joined(separator: ",")
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
  package func line(_ quantity: Quantity, _ formula: Formula) -> MathText {
    guard let (rule, new) = formula.replacedPart, quantity.isUpdated else {
      let name: MathText = quantity.isUpdated ? .identifier(quantity.symbol.name) : name(quantity)
      return .row([name, .sign(quantity.isUpdated ? "←" : "=", .relation), formula.typeset(self).line])
    }
    let target: MathText =
      rule.partShape.isScalar
      ? entry(quantity.symbol, address: rule.address)
      : .row([.identifier(quantity.symbol.name), .fenced("[", .words(rule.address), "]")])
    return .row([target, .sign("←", .relation), new.typeset(self).line])
  }
}
