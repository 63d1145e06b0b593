import Matrices
import Typesetting

/// How a lesson writes a number: what a formula shows for it, and no part of its value.
package enum NumberSpelling: Hashable, Sendable {
  /// As it is typed: `½`, `0.10`, `π`.
  case digits(String)
  /// As the size of something: `rows(X)`.
  case size(MeasuredSize)
}

extension NumberSpelling: ExpressibleByStringLiteral {
  package init(stringLiteral digits: String) { self = .digits(digits) }
}

/// A size of a matrix as a lesson asks for it: `rows(X)`, `cols(X)`, `size(X)`.
package struct MeasuredSize: Hashable, Sendable {
  /// Which size it is.
  package enum Measure: String, Hashable, Sendable {
    case rows
    case columns = "cols"
    case entries = "size"

    /// The sizes whose product it is, as shapes have them (`BatchLength`).
    func sizes(_ shape: Shape) -> [Int] {
      switch self {
      case .rows: [shape.rows]
      case .columns: Array(shape.sizes.dropFirst())
      case .entries: shape.sizes
      }
    }

    /// The same size of the transpose; images stay as they are.
    func transposed(_ shape: Shape) -> Measure {
      guard shape.rank == 2 else { return self }
      return switch self {
      case .rows: .columns
      case .columns: .rows
      case .entries: .entries
      }
    }
  }

  package let measure: Measure
  /// What is measured; only its shape matters.
  package let formula: Formula

  package init(_ measure: Measure, of formula: Formula) {
    self.measure = measure
    self.formula = formula
  }

  /// `rows(X)`
  func typeset(_ notation: Notation) -> Typeset { .call(measure.rawValue, [formula.typeset(notation)]) }
}

extension NumberSpelling {
  /// The spelling where the formula that is measured has become another one.
  func rewritten(_ rewrite: (Formula) throws(ShapeError) -> Formula) throws(ShapeError) -> NumberSpelling {
    guard case .size(let size) = self else { return self }
    return .size(MeasuredSize(size.measure, of: try rewrite(size.formula)))
  }

  /// The spelling in the other convention, of quantities that `replacement` gives transposed.
  func transposed(_ replacement: (Quantity) -> Quantity) throws(ShapeError) -> NumberSpelling {
    guard case .size(let size) = self else { return self }
    return .size(
      MeasuredSize(size.measure.transposed(size.formula.shape), of: try size.formula.transposed(replacement)))
  }
}
