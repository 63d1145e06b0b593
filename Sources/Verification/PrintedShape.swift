import LessonLanguage
import Matrices
import Typesetting

/// Whether printed numbers lie as the computed ones do; a row and a column are one list.
struct PrintedShape {
  private let cells: [[PrintedSyntax]]
  private let shape: Shape

  init(_ cells: [[PrintedSyntax]], _ shape: Shape) {
    self.cells = cells
    self.shape = shape
  }

  private var columns: Int { cells.first?.count ?? 0 }

  /// Whether they do.
  var fits: Bool {
    let isList = cells.count == 1 || columns == 1
    return cells.count == shape.rows && columns == shape.columns
      || isList && cells.count * columns == shape.count && (shape.rows == 1 || shape.columns == 1)
  }

  /// Throws both shapes, and the line that would fit, where they do not.
  func check(_ address: String, at range: SourceRange) throws(LocatedError) {
    guard fits else {
      throw LocatedError(
        range,
        Localized(
          es: "lo impreso es de \(cells.count)×\(columns) y lo calculado, \(address), de \(shape)",
          en: "what is printed is \(cells.count)×\(columns) and what is computed, \(address), is \(shape)")
          + (proposal(address).map { Localized(both: ": ") + $0 } ?? Localized(both: "")))
    }
  }

  /// The line that fits what is printed, where one does: the transpose, the rows that a list stands for, one entry.
  private func proposal(_ address: String) -> Localized? {
    let numbers = cells.flatMap { $0 }
    let isCall = address.last == ")" && !address.contains { " +−-·⊙/*".contains($0) }
    let isName = address.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    let operand = isName || isCall || address.last == "]" && !address.hasPrefix("[") ? address : "(\(address))"
    if cells.count == shape.columns && columns == shape.rows {
      return written("\(operand)ᵀ", cells, es: "traspón: ", en: "transpose: ")
    }
    if numbers.count == shape.count, shape.rank == 2, columns != shape.columns {
      let rows = (0..<shape.rows).map { Array(numbers[$0 * shape.columns..<($0 + 1) * shape.columns]) }
      return written(address, rows, es: "por filas es ", en: "row by row it is ")
    }
    if numbers.count == 1, isName {
      return written(
        "\(operand)[\(shape.address(of: 0))]", cells, es: "una sola entrada se escribe ", en: "one entry is written ")
    }
    guard numbers.count < shape.count else { return nil }
    if isName, shape.rank == 2, cells.count == 1, columns == shape.columns {
      return written("\(operand)[1,:]", cells, es: "una fila se escribe ", en: "one row is written ")
    }
    if isName, shape.rank == 2, cells.count == 1 || columns == 1, numbers.count == shape.rows {
      return written("\(operand)[:,1]", cells, es: "una columna se escribe ", en: "one column is written ")
    }
    return Localized(es: "donde no hay nada impreso se escribe _", en: "where nothing is printed, write _")
  }

  /// The line with its numbers, or without them where they are many.
  private func written(_ address: String, _ rows: [[PrintedSyntax]], es: String, en: String) -> Localized {
    let numbers = rows.map { $0.map { $0.digits ?? "_" }.joined(separator: " ") }.joined(separator: "; ")
    let all = rows.count == 1 && rows[0].count == 1 ? numbers : "[\(numbers)]"
    let line = "\(address) = " + (all.utf8.count <= 60 ? all : "[…]")
    return Localized(es: es + line, en: en + line)
  }
}
