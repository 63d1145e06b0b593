import Calculus
import Matrices
import Typesetting

/// The pass that builds what is there before the first iteration: data, parameters and state.
struct InputsPass {
  var overrides: Overrides
  /// What `from digits` stands for.
  let examples: (any ExampleSource)?
  /// The files that the lesson may read.
  let files: (any NumberFiles)?
  let batches: BatchesPass

  /// A line of `data`, `parameters` or `state`.
  mutating func line(
    _ statement: StatementSyntax, phase: Phase, _ scope: LocalNames, column: ExampleColumn? = nil,
    _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    if case .dataset = statement.body, column == nil { return try datasetInputs(statement, phase, scope, &builder) }
    if case .file(let path, let range) = statement.body, !statement.moreTargets.isEmpty {
      return try fileInputs(statement, path, range, phase, scope, &builder)
    }
    let name = try builder.name(statement.target, scope)
    var body = statement.body
    // Data of another set go by a name of their own, and that is what a reader changes them by.
    let ownName = statement.set.map { Names.name(of: name, on: $0) } ?? name
    let override = overrides.take(ownName, nil)
    let typed = override == nil ? nil : overrides.typed(ownName)
    var stored: File?
    switch override {
    case .number(let value): body = .equals(.number(value, spelling: "\(value)", statement.range))
    case .formula(let formula, _): body = .equals(formula)
    case .file(let array, let path):
      body = .file(path, statement.range)
      stored = File(array: array, path: path, range: nil, typed: typed)
    case .choice(let text):
      throw LocatedError(
        nil, es: "«\(text)» no es un valor de «\(ownName)»", en: "“\(text)” is not a value of “\(ownName)”",
        typed: typed)
    case nil: break
    }
    var replacedDraw: Program.Draw?
    if override != nil, case .draw(let syntax) = statement.body { replacedDraw = try builder.draw(syntax, scope).0 }
    let declared = try statement.sizes.map { sizes throws(LocatedError) in try builder.shape(sizes, scope) }
    let initializer: Program.Input.Initializer
    var shape: Shape
    switch body {
    case .file(let path, let range):
      let file: File
      if let stored { file = stored } else { file = try read(path, ownName, range) }
      let matrix = try file.matrix(for: ownName, declared, builder.draft.program.convention)
      shape = matrix.shape
      initializer = .file(path, matrix)
    case .equals(let syntax):
      let formula = try builder.blaming(typed) { (builder: inout FormulaBuilder) throws(LocatedError) in
        try builder.formula(syntax, scope)
      }
      shape = declared ?? formula.shape
      guard formula.shape == shape || formula.shape.isScalar else {
        throw LocatedError(
          typed == nil ? statement.range : nil, es: "«\(ownName)» es de \(shape) y su valor de \(formula.shape)",
          en: "“\(ownName)” is \(shape) and its value is \(formula.shape)", typed: typed)
      }
      initializer = .formula(formula)
      if declared == nil, typed != nil, case .equals(let usual) = statement.body {
        try noteShape(shape, insteadOf: usual, ownName, scope, typed, &builder)
      }
    case .draw(let syntax):
      let (draw, arguments) = try builder.draw(syntax, scope)
      shape = try builder.shape(of: draw, arguments, syntax, declared: declared)
      initializer = .draw(draw, arguments)
    case .dataset(let syntax):
      let (part, count) = try dataset(syntax, scope, &builder)
      let column = column ?? .pixels
      shape = builder.draft.program.convention.shape(count, width: column.width)
      initializer = .examples(part, column)
    case .assign, .by, .choices, .function, .claim:
      throw LocatedError(
        statement.range, es: "en \(phase.keyword) se escribe «nombre = fórmula» o «nombre ~ sorteo»",
        en: "in \(phase.keyword) a line is “name = formula” or “name ~ draw”")
    }
    if let set = statement.set {
      guard builder.names.addresses[name] != nil else {
        throw LocatedError(
          statement.range, es: "antes de «\(name) for \(set)» hace falta «\(name)»",
          en: "“\(name)” must come before “\(name) for \(set)”")
      }
      try builder.names.checkIsNew(name, on: set, at: statement.range)
      let own = builder.draft.makeQuantity(
        builder.draft.naming.symbol(ownName, occurrence: 1), shape, .defined(occurrence: 1))
      try builder.budget.take(shape.count, at: statement.range)
      builder.names.setData[set, default: [:]][name] = own
      builder.names.addresses[own.symbol.name] = own
      builder.draft.program.inputs.append(
        Program.Input(
          quantity: own, phase: phase, initializer: initializer, meaning: statement.meaning.map { $0.localized },
          line: statement.range.line, replacedDraw: replacedDraw))
      return
    }
    // Images stay as bytes; what takes memory is the batch.
    let isKeptAsBytes = column == nil ? false : try batches.names(&builder).contains(name)
    let quantity = try builder.declare(
      name, shape, alias: statement.alias, at: statement.range, scope: scope, entries: isKeptAsBytes ? 0 : nil)
    builder.draft.program.inputs.append(
      Program.Input(
        quantity: quantity, phase: phase, initializer: initializer, meaning: statement.meaning.map { $0.localized },
        line: statement.range.line, replacedDraw: replacedDraw))
  }

  /// Keeps what there is to say should the lesson not fit a value of another shape than its own.
  private func noteShape(
    _ shape: Shape, insteadOf syntax: FormulaSyntax, _ name: String, _ scope: LocalNames, _ typed: LocatedError.Typed?,
    _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    let usual = try builder.formula(syntax, scope).shape
    guard usual != shape else { return }
    builder.reshaped.append(
      LocatedError(
        nil, es: "«\(name)» es de \(usual) y su valor de \(shape)",
        en: "“\(name)” is \(usual) and its value is \(shape)",
        typed: typed))
  }

  /// `X, Y from digits`, `X, Y for test from digits(test)`: the pixels, and the classes as ones among zeros.
  private mutating func datasetInputs(
    _ statement: StatementSyntax, _ phase: Phase, _ scope: LocalNames, _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    guard statement.moreTargets.count < ExampleColumn.allCases.count else {
      throw LocatedError(
        statement.range, es: "digits da dos cosas, las imágenes y sus etiquetas: X, Y from digits",
        en: "digits gives two things, the images and their labels: X, Y from digits")
    }
    guard statement.sizes == nil else {
      throw LocatedError(
        statement.range, es: "las dimensiones las da digits: escribe X, Y from digits",
        en: "the shape comes from digits: write X, Y from digits")
    }
    var single = statement
    single.moreTargets = []
    for (target, column) in zip([statement.target] + statement.moreTargets, ExampleColumn.allCases) {
      single.target = target
      try line(single, phase: phase, scope, column: column, &builder)
    }
  }

  /// `digits`, `digits(test)`, `digits(200)`, `digits(test, 200)`: the part, and how many examples it has, at most as many
  /// as are asked for.
  private func dataset(
    _ syntax: FormulaSyntax, _ scope: LocalNames, _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> (ExamplePart, count: Int) {
    var part = ExamplePart.train
    var most: Int?
    var word: String?
    switch syntax {
    case .name(let name): word = name.plain
    case .call(let name, primes: 0, let arguments, _):
      word = name.plain
      guard word == "digits" else { break }
      for (place, argument) in arguments.enumerated() {
        if place == 0, case .name(let given) = argument.value,
          let named = given.plain.flatMap(ExamplePart.init(rawValue:))
        {
          part = named
        } else if place == arguments.count - 1, argument.name == nil {
          most = try count(argument.value, scope, &builder)
        } else {
          throw Self.digitSets(syntax.range)
        }
      }
      guard (1...2).contains(arguments.count) else { throw Self.digitSets(syntax.range) }
    default: break
    }
    guard word == "digits" else {
      throw LocatedError(
        syntax.range, es: "tras from va digits, digits(test) o un archivo entre comillas: X from \"datos.csv\"",
        en: "behind from comes digits, digits(test) or a file in quotes: X from \"data.csv\"")
    }
    guard let source = examples else {
      throw LocatedError(
        syntax.range, es: "aquí no hay imágenes de dígitos; da los datos con = o con ~",
        en: "there are no images of digits here; give the data with = or ~")
    }
    do throws(ExampleSourceError) {
      let count = try source.count(of: part)
      return (part, min(count, most ?? count))
    } catch {
      throw LocatedError(syntax.range, error.message)
    }
  }

  private func count(
    _ syntax: FormulaSyntax, _ scope: LocalNames, _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> Int {
    if case .name(let name) = syntax, let plain = name.plain, builder.names.latest[Spelling.canonical(plain)] == nil {
      throw Self.digitSets(syntax.range)
    }
    let number = try builder.constant(syntax, scope)
    guard let count = Int(exactly: number), count > 0 else {
      throw LocatedError(
        syntax.range, es: "el número de dígitos es un entero desde 1",
        en: "the number of digits is a whole number from 1 on")
    }
    return count
  }

  private static func digitSets(_ range: SourceRange) -> LocatedError {
    LocatedError(
      range,
      es:
        "hay dos conjuntos de imágenes, digits(train), que es digits, y digits(test); los primeros 200 son digits(200) y "
        + "digits(test, 200)",
      en:
        "there are two sets of images, digits(train), which is digits, and digits(test); the first 200 are digits(200) "
        + "and digits(test, 200)")
  }
}
