import Calculus
import LessonLanguage
import Matrices
import Typesetting

/// What curves, bars and heights need.
extension PictureRequirements {
  /// Bars of a picture at most.
  static let mostBars = 40
  /// Lines of a curve at most.
  static let mostCurves = 8

  // MARK: Curves

  /// Each number is followed over a run, and so has a name.
  func checkCurves() throws(LocatedError) {
    try checkCount()
    for (formula, syntax) in zip(picture.columns, picture.cells) {
      let (name, written, shape) = (Self.freeName(program), shortened(syntax), formula.shape)
      guard shape.isScalar else {
        throw LocatedError(
          syntax.range,
          es: "curve dibuja un número por iteración y «\(written)» es \(shape): elige uno, por ejemplo «\(name) = "
            + "norm(\(written))» en metrics y «curve \(name)»",
          en: "curve draws one number for each iteration and “\(written)” is \(shape): choose one, for instance "
            + "“\(name) = norm(\(written))” in metrics and “curve \(name)”")
      }
      guard let quantity = formula.formula.quantity,
        program.definition(of: quantity) != nil || program.input(of: quantity) != nil
      else {
        throw LocatedError(
          syntax.range,
          es: "curve sigue una cantidad con nombre: escribe «\(name) = \(written)» en metrics y «curve \(name)», o "
            + "mueve un número: «curve σ(z) over z = −5..5»",
          en: "curve follows a quantity with a name: write “\(name) = \(written)” in metrics and “curve \(name)”, or "
            + "move a number: “curve σ(z) over z = −5..5”")
      }
    }
  }

  /// Each formula is a number, and one at least goes with what is moved.
  func checkGraph() throws(LocatedError) {
    try checkCount()
    for (formula, syntax) in zip(picture.columns, picture.cells) { try checkIsNumber(formula, syntax) }
    try checkFollows(picture.columns)
  }

  private func checkCount() throws(LocatedError) {
    guard picture.cells.count > Self.mostCurves else { return }
    throw LocatedError(
      picture.cells[Self.mostCurves].range, es: "en un dibujo caben \(Self.mostCurves) curvas",
      en: "a picture has room for \(Self.mostCurves) curves")
  }

  private func checkIsNumber(_ formula: Resolved, _ syntax: FormulaSyntax) throws(LocatedError) {
    guard !formula.shape.isScalar else { return }
    let (written, shape, kind) = (shortened(syntax), formula.shape, picture.kind.rawValue)
    throw LocatedError(
      syntax.range, es: "\(kind) dibuja un número y «\(written)» es \(shape)",
      en: "\(kind) draws a number and “\(written)” is \(shape)")
  }

  /// One of the formulas at least changes with each number that is moved.
  private func checkFollows(_ formulas: [Resolved]) throws(LocatedError) {
    for moved in picture.moved {
      let quantity: Quantity
      switch moved.number {
      case .new(let own): quantity = own
      case .entry(let entry): quantity = entry.quantity
      }
      guard !formulas.contains(where: { scope.follows($0, from: [quantity]) }) else { continue }
      let written = picture.kind == .path ? picture.syntax.over.map(shortened) ?? written : written
      throw LocatedError(
        moved.syntax.range, es: "«\(written)» no depende de «\(moved.text)»: no cambiaría al moverlo",
        en: "“\(written)” does not depend on “\(moved.text)”: it would not change with it")
    }
  }

  // MARK: Bars

  /// Their number is one that can be taken in.
  func checkBars() throws(LocatedError) {
    let count = picture.columns.reduce(0) { $0 + $1.shape.count }
    guard count > Self.mostBars else { return }
    throw wrong(
      "bars tendría \(count) barras y caben \(Self.mostBars): elige entradas, como v[1..\(Self.mostBars)]",
      "bars would have \(count) bars and has room for \(Self.mostBars): choose entries, as in v[1..\(Self.mostBars)]")
  }

  // MARK: Heights

  /// The place has two entries, and the function is a number.
  func checkPath() throws(LocatedError) {
    guard subject.shape.count == 2 else {
      throw wrong(
        "path dibuja el camino de dos números, [x y], y «\(written)» es \(subject.shape)",
        "path draws the way of two numbers, [x y], and “\(written)” is \(subject.shape)")
    }
    guard let ground = picture.ground, let over = picture.syntax.over else { return }
    try checkIsNumber(ground, over)
    try checkFollows([ground])
  }

  /// A number for each place of a plane: of two numbers that are moved, or of two inputs.
  func checkSurface() throws(LocatedError) {
    guard picture.over != nil else {
      try checkIsNumber(picture.subject, picture.syntax.subject)
      return try checkFollows([picture.subject])
    }
    try checkMap()
    let width = axis.width(subject.shape)
    guard width == 1 else {
      let one = program.convention.index("1")
      throw wrong(
        "surface dibuja un número por ejemplo y «\(written)» tiene \(width): elige uno, como en «\(written)\(one)»",
        "surface draws one number for each example and “\(written)” has \(width): choose one, as in “\(written)\(one)”")
    }
  }

  /// A formula as written, of a long one its beginning.
  private func shortened(_ syntax: FormulaSyntax) -> String {
    let text = scope.scope.lesson.source.text(syntax.range)
    return text.count > 40 ? text.prefix(39) + "…" : text
  }
}
