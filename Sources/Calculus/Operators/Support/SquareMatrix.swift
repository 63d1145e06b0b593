import Matrices
import Typesetting

extension Operator {
  /// Refuses what is not a square matrix, or is one of too many rows.
  func expectSquare(_ shape: Shape, atMost most: Int) throws(ShapeError) {
    try expectMatrix(shape)
    guard shape.rows == shape.columns else {
      throw ShapeError(
        Localized(
          es: "\(identity) necesita una matriz cuadrada, y esta es de \(shape)",
          en: "\(identity) needs a square matrix, and this one is \(shape)"), shapes: [shape])
    }
    guard BatchLength.usual(shape.rows) <= most else {
      throw ShapeError(
        Localized(
          es: "\(identity) se calcula hasta de \(most)×\(most), y la matriz es de \(shape)",
          en: "\(identity) is computed of up to \(most)×\(most), and the matrix is \(shape)"), shapes: [shape])
    }
  }
}

/// The entries of a 2×2 matrix as numbers to compute with.
struct SmallMatrix {
  let entries: [Scalar]

  /// The entries of a formula of that shape.
  init(_ formula: Formula) throws(ShapeError) { entries = try formula.entries(at: [0, 1, 2, 3]) }

  /// a₁,₁·a₂,₂ − a₁,₂·a₂,₁
  func determinant() throws(ShapeError) -> Scalar {
    try Self.difference((entries[0], entries[3]), (entries[1], entries[2]))
  }

  /// p·q − r·s
  static func difference(_ first: (Scalar, Scalar), _ second: (Scalar, Scalar)) throws(ShapeError) -> Scalar {
    try .apply(
      Subtraction(), [.apply(Scaling(), [first.0, first.1]), .apply(Scaling(), [second.0, second.1])])
  }
}

/// The entries of a 3×3 matrix as numbers to compute its determinant with.
package struct Cofactors {
  private let entries: [Scalar]

  /// - Parameters:
  ///   - matrix: of three rows and columns.
  ///   - replacement: the column, from 0, in whose place others stand, and these.
  package init(_ matrix: Formula, replacing replacement: (column: Int, by: [Scalar])? = nil) throws(ShapeError) {
    var entries = try matrix.entries(at: Array(0..<9))
    if let (column, others) = replacement {
      for (row, other) in others.prefix(3).enumerated() { entries[3 * row + column] = other }
    }
    self.entries = entries
  }

  /// What the entry in a row and a column, from 0, is multiplied by in the determinant: a₂,₂·a₃,₃ − a₂,₃·a₃,₂ for the
  /// first.
  package func cofactor(_ row: Int, _ column: Int) throws(ShapeError) -> Scalar {
    func entry(_ down: Int, _ right: Int) -> Scalar { entries[3 * ((row + down) % 3) + (column + right) % 3] }
    return try SmallMatrix.difference((entry(1, 1), entry(2, 2)), (entry(1, 2), entry(2, 1)))
  }

  /// The determinant, by the first row.
  package func determinant() throws(ShapeError) -> Scalar {
    var terms: [Scalar] = []
    for column in 0..<3 { terms.append(try .apply(Scaling(), [entries[column], cofactor(0, column)])) }
    return try .gathered(.sum, terms)
  }
}

extension Program {
  /// The quantities whose lines take an inverse or solve a system of equations.
  package var solvedQuantities: [Quantity] {
    definitions.filter { $0.formula.solvesEquations }.map { $0.quantity }
  }
}

extension Formula {
  /// Whether an inverse is taken or a system of equations solved anywhere in it.
  package var solvesEquations: Bool {
    guard case .apply(let application) = self else { return false }
    return application.rule is Inverse || application.rule is LinearSolution
      || application.arguments.contains { $0.solvesEquations }
  }
}
