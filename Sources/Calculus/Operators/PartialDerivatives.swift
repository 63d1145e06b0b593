import Matrices
import Typesetting

/// `∂z/∂x` where z has several entries, one row for each and one column for each entry of x; and `∂E/∂parameters`, all
/// of them in one column.
///
/// Its arguments are the derivatives of single entries, each with its entries row by row: those of a row one after the
/// other.
package final class PartialDerivatives: Operator {
  /// What is derived.
  package let numerator: Moved
  /// By what; nil for all parameters.
  package let denominator: Moved?
  /// How many arguments make up a row; nil where all of them make up one column.
  package let perRow: Int?

  /// A quantity or one entry of it, as it is named.
  package struct Moved: Hashable, Sendable {
    let symbol: Symbol
    let shape: Shape
    let offset: Int?

    package init(_ quantity: Quantity, _ offset: Int?) {
      self.init(quantity.symbol, quantity.shape, offset)
    }

    init(_ symbol: Symbol, _ shape: Shape, _ offset: Int?) {
      self.symbol = symbol
      self.shape = shape
      self.offset = offset
    }

    var transposed: Moved { Moved(symbol, shape.transposed, offset.map(shape.transposed)) }
    var address: String { offset.map { "\(symbol.name)[\(shape.address(of: $0))]" } ?? symbol.name }
    var text: MathText {
      offset.map { Notation().entry(symbol, address: shape.address(of: $0)) } ?? Notation().whole(symbol)
    }
  }

  package init(of numerator: Moved, by denominator: Moved?, perRow: Int?) {
    self.numerator = numerator
    self.denominator = denominator
    self.perRow = perRow
  }

  package var identity: String {
    "derivatives(\(numerator.address), \(denominator?.address ?? "parameters"), \(perRow.map { "\($0)" } ?? "all"))"
  }
  package var summary: OperatorSummary {
    perRow == nil
      ? OperatorSummary(
        "∂E/∂parameters", ascii: "partial(E, parameters)", .shapes,
        es: "por todos los parámetros, en una columna: en el orden de parameters, cada uno fila a fila",
        en: "by all parameters, in one column: in the order of parameters, each row by row")
      : OperatorSummary(
        "∂z/∂x", ascii: "partial(z, x)", .shapes,
        es: "donde z tiene varias entradas, una fila por cada una y una columna por cada entrada de x (fila a fila)",
        en: "where z has several entries, a row for each and a column for each entry of x (row by row)")
  }
  package var samples: [OperatorSample] {
    [OperatorSample([Shape(2, 3), Shape(1, 2), Shape(2, 3), Shape(1, 2)]), OperatorSample([.scalar, .scalar])]
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    guard let perRow else {
      var count: LinearSize? = LinearSize(0)
      for argument in arguments { count = count?.adding(LinearSize(argument.count)) }
      guard let count = count?.size else { throw FormulaLimits.sizeTooLarge(arguments) }
      return Shape(count, 1)
    }
    try expect(max(1, arguments.count / max(1, perRow)) * perRow, arguments)
    return Shape(arguments.count / max(1, perRow), arguments.prefix(perRow).reduce(0) { $0 + $1.count })
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    // Row after row, the entries stand one behind the other, in one column as in several.
    let pieces = inputs.map { (from: $0.offset, count: $0.count) }
    let start = output.offset
    return { block in
      var to = start
      for piece in pieces {
        for place in 0..<piece.count { block[to + place] = block[piece.from + place] }
        to += piece.count
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    var flowing: [Formula?] = []
    var start = 0
    let width = value.shape.columns
    for argument in arguments {
      let count = argument.shape.count
      let (row, column) = start.quotientAndRemainder(dividingBy: max(1, width))
      let slice =
        perRow == nil
        ? Slice(rows: start..<(start + count), columns: 0..<1, of: value.shape)
        : Slice(rows: row..<(row + 1), columns: column..<(column + count), of: value.shape)
      let part = value.shape.count == count ? adjoint : try Formula.apply(slice, [adjoint])
      flowing.append(try .apply(Reshape(to: argument.shape), [part]))
      start += count
    }
    return flowing
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    var rest = offset
    for argument in arguments {
      if rest < argument.shape.count { return try argument.entry(at: rest) }
      rest -= argument.shape.count
    }
    return try .part(of: .apply(self, arguments), at: offset)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    // What is counted row by row is counted so in the lesson's own convention.
    var turned: [Formula] = []
    for argument in arguments {
      turned.append(argument.shape.rank == 2 ? try .apply(Transposition(), [argument]) : argument)
    }
    let rule = PartialDerivatives(of: numerator.transposed, by: denominator?.transposed, perRow: perRow)
    return try .apply(Transposition(), [try .apply(rule, turned)])
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    Typeset(
      Notation().partial(numerator: numerator.text, denominator: denominator?.text ?? .words("parameters")), .product)
  }
}
