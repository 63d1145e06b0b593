import Calculus
import LessonLanguage
import Matrices
import Typesetting

/// What each kind of picture needs, so that no line of `pictures` is dropped without a word.
struct PictureRequirements {
  let scope: PictureScope
  let picture: Picture

  var program: Program { scope.program }
  var subject: Formula { picture.subject.formula }
  var axis: ExampleAxis { scope.axis(picture.subject) }
  var range: SourceRange { picture.syntax.subject.range }

  /// The subject as written, of a long one its beginning.
  var written: String {
    let text = picture.subjectText
    return text.count > 40 ? text.prefix(39) + "…" : text
  }

  /// Columns of `steps` at most.
  static let mostColumns = 40
  /// Entries of parameters in `inequalities` at most.
  static let mostParameters = 40
  /// Examples of `inequalities` at most.
  static let mostInequalities = 12

  /// Throws a `LocatedError` that says what does not fit and what would.
  func check() throws(LocatedError) {
    switch picture.syntax.kind {
    case .curve: try picture.moved.isEmpty ? checkCurves() : checkGraph()
    case .bars: try checkBars()
    case .path: try checkPath()
    case .surface: try checkSurface()
    case .points: try checkPoints()
    case .map: try checkMap()
    case .inequalities: try checkInequalities()
    case .steps: try checkSteps()
    case .image: try checkImage()
    case .derive, .trace, .methods: try checkCalculation()
    }
  }

  // MARK: Each kind

  private func checkPoints() throws(LocatedError) {
    let width = axis.width(subject.shape)
    guard subject.shape.rank == 2, (1...2).contains(width) else {
      let two = program.convention.index("1..2")
      throw wrong(
        "un punto del plano tiene una o dos coordenadas y «\(written)» tiene \(width) por ejemplo: elige dos, como en "
          + "A\(two)",
        "a point of the plane has one or two coordinates and “\(written)” has \(width) for each example: choose two, "
          + "as in A\(two)")
    }
    try checkClasses(for: scope.count(picture.subject), of: written)
  }

  func checkMap() throws(LocatedError) {
    guard let over = picture.over, let place = picture.syntax.over?.range else { return }
    let name = over.symbol.name
    let width = over.examples.width(over.shape)
    let kind = picture.kind.rawValue
    guard over.shape.rank == 2, width == 2 else {
      throw LocatedError(
        place,
        es: "\(kind) colorea un plano, que tiene dos entradas por ejemplo, y «\(name)» tiene \(width)",
        en: "\(kind) colours a plane, which has two inputs for each example, and “\(name)” has \(width)")
    }
    guard scope.follows(picture.subject, from: [over]) else {
      let fixed = program.inputs.first { input in
        if case .formula(let formula) = input.initializer { formula.reads(over) } else { false }
      }
      guard let fixed = fixed?.quantity.symbol.name else {
        throw wrong(
          "«\(written)» no depende de «\(name)»: sería igual en todo el plano",
          "“\(written)” does not depend on “\(name)”: it would be the same all over the plane")
      }
      throw wrong(
        "«\(written)» no depende de «\(name)»: «\(fixed)» se calcula de ella una vez, en data; hazlo en forward",
        "“\(written)” does not depend on “\(name)”: “\(fixed)” is computed from it once, in data; do that in forward")
    }
    guard subject.shape.rank == 2, axis.count(subject.shape) == over.exampleCount else {
      throw wrong(
        "\(kind) necesita un valor por ejemplo de «\(name)» (\(over.shape)), y «\(written)» es \(subject.shape)",
        "\(kind) needs a value for each example of “\(name)” (\(over.shape)), and “\(written)” is \(subject.shape)")
    }
    try checkClasses(for: scope.count(Resolved(.reference(over))), of: name)
  }

  private func checkInequalities() throws(LocatedError) {
    guard case .reference(let output) = subject, let definition = program.definition(of: output) else {
      throw wrong(
        "inequalities necesita el nombre de la suma ponderada, definida en forward: «z = X·w + b», «inequalities z by t»",
        "inequalities needs the name of the weighted sum, defined in forward: “z = X·w + b”, “inequalities z by t”")
    }
    guard subject.shape.rank == 2, axis.width(subject.shape) == 1 else {
      throw wrong(
        "inequalities necesita un número por ejemplo, y «\(written)» es \(subject.shape)",
        "inequalities needs one number for each example, and “\(written)” is \(subject.shape)")
    }
    let count = scope.count(picture.subject)
    guard count <= Self.mostInequalities else {
      throw wrong(
        "inequalities es para \(Self.mostInequalities) ejemplos como mucho, y «\(written)» tiene \(count)",
        "inequalities is for at most \(Self.mostInequalities) examples, and “\(written)” has \(count)")
    }
    let parameters = scope.parameters(readBy: definition)
    let entries = parameters.reduce(0) { $0 + $1.shape.count }
    guard entries <= Self.mostParameters else {
      throw wrong(
        "inequalities es para \(Self.mostParameters) parámetros como mucho, y «\(written)» lee \(entries)",
        "inequalities is for at most \(Self.mostParameters) parameters, and “\(written)” reads \(entries)")
    }
    guard isAffine(definition, parameters) else {
      throw wrong(
        "«\(written)» no es una suma de parámetros por números, como «X·w + b»; inequalities no sabe despejarla",
        "“\(written)” is not a sum of parameters times numbers, as “X·w + b” is; inequalities cannot solve it")
    }
    try checkClasses(for: count, of: written)
  }

  private func checkSteps() throws(LocatedError) {
    let count = picture.columns.reduce(0) { $0 + $1.shape.count }
    guard count <= Self.mostColumns else {
      throw wrong(
        "la tabla de steps tendría \(count) columnas y caben \(Self.mostColumns): elige entradas, como X[1,1..3]",
        "the table of steps would have \(count) columns and has room for \(Self.mostColumns): choose entries, as in "
          + "X[1,1..3]")
    }
  }

  private func checkImage() throws(LocatedError) {
    let sizes = subject.shape.sizes
    guard sizes.count == 2 || sizes.count == 4 && sizes[0] == 1 && sizes[1] == 1 else {
      throw wrong(
        "image dibuja una sola matriz y «\(written)» es \(subject.shape): elige una imagen de ellas",
        "image draws one matrix and “\(written)” is \(subject.shape): choose one image of them")
    }
    guard subject.shape.count > 1 else {
      throw wrong(
        "«\(written)» es un solo número y no hace una imagen; su curva sí: «curve \(written)»",
        "“\(written)” is one number and makes no image; its curve does: “curve \(written)”")
    }
  }

  /// A trace is made of numbers, and what is compared has to be derived.
  private func checkCalculation() throws(LocatedError) {
    guard case .trace(let result, let variables) = picture.calculation else { return }
    try shaped(range) { () throws(ShapeError) in
      _ = try ExpressionOperations(result, from: variables, avoiding: program)
      guard picture.kind == .methods else { return }
      let formula = try result.writtenOut()
      for variable in variables { _ = try Derivation(of: formula, by: variable) }
    }
  }

  // MARK: Parts

  /// What stands after `by` has a value for each of so many examples, or is a number as written, for all of them.
  func checkClasses(for count: Int, of name: String) throws(LocatedError) {
    guard let by = picture.by, let place = picture.syntax.by?.range else { return }
    let found = scope.count(by)
    guard by.shape.rank == 2, found == count || by.formula.constant != nil else {
      throw LocatedError(
        place,
        es: "tras «by» va la clase de cada ejemplo: «\(name)» tiene \(Noun.example(count).es) y aquí hay \(found)",
        en: "“by” takes the class of each example: “\(name)” has \(Noun.example(count).en) and there are \(found) here")
    }
  }

  /// Whether the coefficients of all parameters are free of parameters, and nothing else brings any in.
  private func isAffine(_ definition: Definition, _ parameters: [Quantity]) -> Bool {
    let followers = scope.following(Set(program.parameters.map { $0.id }))
    let reads = definition.formula.references
    guard !parameters.isEmpty, reads.allSatisfy({ parameters.contains($0) || !followers.contains($0.id) }),
      let entry = try? definition.formula.entry(at: 0)
    else { return false }
    for parameter in parameters {
      for offset in 0..<parameter.shape.count {
        guard let partial = try? entry.partial(by: Entry(parameter, offset)) else { return false }
        if partial.references.contains(where: { followers.contains($0.id) }) { return false }
      }
    }
    return true
  }

  /// A name that the lesson does not have yet.
  static func freeName(_ program: Program) -> String {
    let taken = Set(program.quantities.map { $0.symbol.name })
    return ["c", "r", "u", "value", "number"].first { !taken.contains($0) } ?? "curve1"
  }

  func wrong(_ es: String, _ en: String) -> LocatedError { LocatedError(range, es: es, en: en) }
}
