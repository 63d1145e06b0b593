import Calculus
import Matrices
import Typesetting

extension InputsPass {
  /// An array of a file for a quantity, and who named it: the lesson, at a place, or a reader.
  struct File {
    let array: NumberArray
    let path: String
    let range: SourceRange?
    let typed: LocatedError.Typed?

    /// The numbers in the shape of a quantity: n numbers are one for each example, or lie as the line declares.
    func matrix(for name: String, _ declared: Shape?, _ convention: ExampleAxis) throws(LocatedError) -> Matrix {
      let found: Shape?
      switch array.sizes.count {
      case 0: found = .scalar
      case 1:
        let (column, row) = (Shape(array.sizes[0], 1), Shape(1, array.sizes[0]))
        let usual = convention == .rows ? column : row
        found = declared.map { $0 == column || $0 == row ? $0 : usual } ?? usual
      default: found = Shape(sizes: array.sizes)
      }
      let sizes = array.sizes.map(String.init).joined(separator: "×")
      guard let found, found.count > 0, let matrix = Matrix(found, array.values) else {
        throw LocatedError(
          range, es: "'\(path)': «\(name)» es de \(sizes), y aquí caben de dos a cuatro ejes con algún número",
          en: "'\(path)': “\(name)” is \(sizes), and here two to four axes with some numbers fit", typed: typed)
      }
      guard let declared, declared != found else { return matrix }
      throw LocatedError(
        range, es: "«\(name)» es de \(declared) y lo que hay en '\(path)' de \(found)",
        en: "“\(name)” is \(declared) and what is in '\(path)' is \(found)", typed: typed)
    }
  }

  /// The array of a name in a file of the lesson's folder.
  func read(_ path: String, _ name: String, _ range: SourceRange) throws(LocatedError) -> File {
    guard let files else {
      throw LocatedError(
        range, es: "aquí no hay archivos que leer; da los datos con = o con ~",
        en: "there are no files to read here; give the data with = or ~")
    }
    do throws(ExampleSourceError) {
      let array = try files.array(path, named: name, most: ElaborationLimits.elements)
      return File(array: array, path: path, range: range, typed: nil)
    } catch {
      throw LocatedError(range, error.message)
    }
  }

  /// `X, y from "points.npz"`: each the array of its name.
  mutating func fileInputs(
    _ statement: StatementSyntax, _ path: String, _ range: SourceRange, _ phase: Phase, _ scope: LocalNames,
    _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    guard !path.hasSuffix(".csv") else {
      throw LocatedError(
        range,
        es: "un .csv es una sola matriz: léela con un nombre, D from \"\(path)\", y toma sus columnas: X = D[:,1..2]",
        en: "a .csv is one matrix: read it under one name, D from \"\(path)\", and take its columns: X = D[:,1..2]")
    }
    var single = statement
    single.moreTargets = []
    for target in [statement.target] + statement.moreTargets {
      single.target = target
      try line(single, phase: phase, scope, &builder)
    }
  }
}
