import Calculus
import Matrices
import Trace
import Typesetting

/// Why an entry of an inverse or of the solution of a system is what it is, of three rows and more.
///
/// It has been computed by elimination, whose steps fill pages. What is shown is what a hand would do, as far as that is
/// short: of three rows a quotient of determinants; and of any number of rows, the row of A by which it can be checked.
struct SolvedEntry {
  private let lines: SubstitutedLine
  private let quantity: Quantity?
  private let line: Formula?

  /// - Parameters:
  ///   - quantity: what the line defines, nil for a formula without a name.
  ///   - line: its formula.
  init(_ lines: SubstitutedLine, of quantity: Quantity? = nil, _ line: Formula? = nil) {
    self.lines = lines
    self.quantity = quantity
    self.line = line
  }

  private var language: Language { lines.language }
  private var moment: Moment { lines.moment }

  /// What is said of the first such entry that a formula reads; nothing where there is none.
  func blocks(_ formula: Scalar) -> [Block] {
    guard let (application, offset) = Self.solved(in: formula), let matrix = application.arguments.first else {
      return []
    }
    let columns = max(1, application.shape.columns)
    let (row, column) = (offset / columns, offset % columns)
    guard moment.number(.part(of: .apply(application), at: offset)).isFinite else {
      return [.indented([.paragraph(Text(Self.singular[language]))])]
    }
    let byHand = matrix.shape.rows == 3 ? (try? quotient(application, matrix, row, column)) ?? [] : []
    return [.indented(byHand + ((try? check(application, matrix, row, column)) ?? []))]
  }

  /// The first part of a formula that is such an entry.
  private static func solved(in formula: Scalar) -> (Formula.Application, Int)? {
    switch formula {
    case .number, .entry: return nil
    case .part(of: let whole, at: let offset):
      guard case .apply(let application) = whole,
        application.rule is Inverse || application.rule is LinearSolution
      else { return nil }
      return (application, offset)
    case .apply(let application):
      for argument in application.arguments { if let found = solved(in: argument) { return found } }
      return nil
    }
  }

  // MARK: - Determinants

  /// The entry as a quotient of determinants: for an inverse a cofactor of the matrix, for a system by Cramer's rule.
  private func quotient(
    _ application: Formula.Application, _ matrix: Formula, _ row: Int, _ column: Int
  ) throws(ShapeError) -> [Block] {
    let whole = try Cofactors(matrix).determinant()
    let (above, name): (Scalar, Localized)
    if application.rule is LinearSolution {
      let columns = application.shape.columns
      var sides: [Scalar] = []
      for place in 0..<3 { sides.append(try application.arguments[1].entry(at: place * columns + column)) }
      above = try Cofactors(matrix, replacing: (row, sides)).determinant()
      name = Localized(es: "det con b en la columna \(row + 1)", en: "det with b in column \(row + 1)")
    } else {
      above = try Cofactors(matrix).cofactor(column, row)
      name = Localized(es: "cofactor \(column + 1),\(row + 1)", en: "cofactor \(column + 1),\(row + 1)")
    }
    let (numerator, denominator) = (moment.number(above), moment.number(whole))
    let value = numerator / denominator
    let explainer = Explainer(moment)
    let title = MathText.words(name[language])
    return [
      .formula(lines.text(.words("det"), try explainer.shorten(whole), denominator), remark: Text([])),
      .formula(lines.text(title, try explainer.shorten(above), numerator), remark: Text([])),
      .formula(
        .row([
          .words(name[language]), .sign("/", .binary), .words("det"), .sign("=", .relation), lines.math(numerator),
          .sign("/", .tight), denominator < 0 ? .fenced("(", lines.math(denominator), ")") : lines.math(denominator),
          .sign("=", .relation), lines.math(value),
        ]), remark: Text([])),
    ]
  }

  // MARK: - The check

  /// A row of the matrix by the column that the entry is in: the row in which it counts most.
  private func check(
    _ application: Formula.Application, _ matrix: Formula, _ row: Int, _ column: Int
  ) throws(ShapeError) -> [Block] {
    let size = matrix.shape.rows
    let numbers = moment.evaluate(matrix).values
    guard numbers.count == size * size else { return [] }
    let weights = (0..<size).map { abs(numbers[$0 * size + row]) }
    let chosen = weights.indices.max { weights[$0] < weights[$1] } ?? row
    let whole = Formula.apply(application)
    let solution = quantity.flatMap { line == whole ? Formula.reference($0) : nil } ?? whole
    let product = try Formula.product(matrix, solution)
    let place = chosen * max(1, application.shape.columns) + column
    let entry = try product.entry(at: place)
    let expected: MathText
    if application.rule is LinearSolution {
      let side = try application.arguments[1].entry(at: place)
      expected = .row([
        side.typesetAsEntry(Notation()).line, .sign("=", .relation), lines.math(moment.number(side)),
      ])
    } else {
      expected = .number(chosen == column ? "1" : "0")
    }
    let words = Localized(
      es: "Por eliminación. Comprobación: la fila \(chosen + 1) de la matriz por la columna \(column + 1) de la "
        + "solución da, salvo redondeo, ",
      en: "By elimination. Check: row \(chosen + 1) of the matrix by column \(column + 1) of the solution gives, "
        + "rounding aside, ")
    return [
      .paragraph(Text([.plain(words[language]), .math(expected), .plain(":")])),
      .formula(
        lines.text(nil, try Explainer(moment).shorten(entry), moment.number(entry)), remark: Text([])),
    ]
  }

  private static let singular = Localized(
    es: "La matriz es singular: no tiene inversa, y el sistema no tiene una solución única.",
    en: "The matrix is singular: it has no inverse, and the system has no unique solution.")
}
