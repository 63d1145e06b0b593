import Calculus
import Matrices
import Typesetting

extension Elaborator {
  /// The counts that a lesson may read: `iteration`, `epoch`.
  mutating func makeCounters() throws(LocatedError) {
    for name in ["iteration", "epoch"] {
      let quantity = makeQuantity(Symbol(canonical: name), .scalar, .defined(occurrence: 1))
      latest[name] = quantity
      addresses[name] = quantity
      program.inputs.append(
        Program.Input(quantity: quantity, phase: .settings, initializer: .counter, meaning: nil, line: nil))
      if name == "iteration" { program.iteration = quantity } else { program.epoch = quantity }
    }
  }

  /// What replaces the value of a name or of its option.
  private mutating func override(_ name: String, _ option: String?) -> LessonSettings.Override? {
    for key in [name, option ?? name] {
      if let found = settings.overrides[key] {
        usedOverrides.insert(key)
        return found
      }
    }
    return nil
  }

  /// What was typed for a name or its option.
  private func typed(_ name: String, _ option: String? = nil) -> LocatedError.Typed? {
    settings.typed[name] ?? option.flatMap { settings.typed[$0] }
  }

  /// Does something with what was typed for an option: an error in it is an error about that option.
  mutating func blaming<Value>(
    _ typed: LocatedError.Typed?, _ body: (inout Self) throws(LocatedError) -> Value
  ) throws(LocatedError) -> Value {
    let outer = written
    if let typed { written = SourceText(file: "", text: typed.text) }
    defer { written = outer }
    do {
      return try body(&self)
    } catch {
      guard let typed, error.typed == nil else { throw error }
      var error = error
      error.typed = typed
      throw error
    }
  }

  /// A line of `settings`.
  mutating func setting(_ statement: StatementSyntax, _ scope: LocalNames) throws(LocatedError) {
    let name = try self.name(statement.target, scope)
    let option = try statement.alias.map { alias throws(LocatedError) in try self.name(alias, scope) }
    let meaning = statement.meaning.map(\.localized)
    let override = override(name, option)
    let typed = override == nil ? nil : typed(name, option)
    let value: Program.Setting.Value
    switch statement.body {
    case .equals(let body):
      let number = try blaming(typed) { (me: inout Self) throws(LocatedError) -> Double in
        switch override {
        case .number(let given): return given
        case .formula(let given, _): return try me.constant(given, scope)
        case .choice(let given):
          throw LocatedError(
            nil, es: "«\(name)» es un número, no «\(given)»", en: "“\(name)” is a number, not “\(given)”")
        case nil: return try me.constant(body, scope)
        }
      }
      let quantity = try declare(
        name, .scalar, alias: statement.alias, at: statement.range, scope: scope, isSetting: true)
      var effective = number
      if let size = part.batchSize, batchSizeName == name { effective = Double(size) }
      settingValues[quantity.id] = effective
      program.inputs.append(
        Program.Input(
          quantity: quantity, phase: .settings, initializer: .formula(.number(effective)), meaning: meaning,
          line: statement.range.line))
      value = .number(number)
    case .choices(let names):
      var list: [String] = []
      for choice in names { list.append(try self.name(choice, scope)) }
      var selected = list.first ?? ""
      if let override {
        guard case .choice(let given) = override, list.contains(Spelling.canonical(given)) else {
          let given = override.text
          let joined = list.joined(separator: ", ")
          throw LocatedError(
            nil, es: "«\(given)» no es una opción de «\(name)»; puede ser: \(joined)",
            en: "“\(given)” is not a choice of “\(name)”; it can be: \(joined)", typed: typed)
        }
        selected = Spelling.canonical(given)
      }
      choices[name] = Choice(selected: selected, options: list)
      value = .choice(selected, of: list)
    case .function(let parameters, let body):
      var list: [String] = []
      for parameter in parameters { list.append(try self.name(parameter, scope)) }
      var function = Function(parameters: list, body: body, typed: nil)
      var text = source.text(body.range)
      if let override {
        guard case .formula(let given, let words) = override else {
          throw LocatedError(
            nil, es: "«\(name)» es una función: hace falta una fórmula", en: "“\(name)” is a function: give a formula",
            typed: typed)
        }
        function = Function(parameters: list, body: given, typed: typed)
        text = words
      }
      functions[name] = function
      value = .function(list, text)
    case .draw, .assign, .by, .dataset:
      throw LocatedError(
        statement.range, es: "en settings solo hay números, opciones y funciones, con =",
        en: "settings holds only numbers, choices and functions, with =")
    }
    program.settings.append(
      Program.Setting(
        symbol: Symbol(canonical: name), option: option ?? name, value: value, meaning: meaning))
  }

  /// A line of `data`, `parameters` or `state`.
  mutating func input(
    _ statement: StatementSyntax, phase: Phase, _ scope: LocalNames, column: ExampleColumn? = nil
  ) throws(LocatedError) {
    if case .dataset = statement.body, column == nil { return try datasetInputs(statement, phase, scope) }
    let name = try self.name(statement.target, scope)
    var body = statement.body
    let override = override(name, nil)
    let typed = override == nil ? nil : typed(name)
    switch override {
    case .number(let value): body = .equals(.number(value, spelling: "\(value)", statement.range))
    case .formula(let formula, _): body = .equals(formula)
    case .choice(let text):
      throw LocatedError(
        nil, es: "«\(text)» no es un valor de «\(name)»", en: "“\(text)” is not a value of “\(name)”", typed: typed)
    case nil: break
    }
    let declared = try statement.sizes.map { sizes throws(LocatedError) in try self.shape(sizes, scope) }
    let initializer: Program.Input.Initializer
    var shape: Shape
    switch body {
    case .equals(let syntax):
      let formula = try blaming(typed) { (me: inout Self) throws(LocatedError) in try me.formula(syntax, scope) }
      shape = declared ?? formula.shape
      guard formula.shape == shape || formula.shape.isScalar else {
        throw LocatedError(
          typed == nil ? statement.range : nil, es: "«\(name)» es de \(shape) y su valor de \(formula.shape)",
          en: "“\(name)” is \(shape) and its value is \(formula.shape)", typed: typed)
      }
      initializer = .formula(formula)
    case .draw(let syntax):
      let (draw, arguments) = try self.draw(syntax, scope)
      shape = declared ?? .scalar
      initializer = .draw(draw, arguments)
    case .dataset(let syntax):
      let (part, count) = try dataset(syntax)
      let column = column ?? .pixels
      shape = program.examplesInRows ? Shape(count, column.width) : Shape(column.width, count)
      initializer = .examples(part, column)
    case .assign, .by, .choices, .function:
      throw LocatedError(
        statement.range, es: "en \(phase.keyword) se escribe «nombre = fórmula» o «nombre ~ sorteo»",
        en: "in \(phase.keyword) a line is “name = formula” or “name ~ draw”")
    }
    if let set = statement.set {
      guard addresses[name] != nil else {
        throw LocatedError(
          statement.range, es: "antes de «\(name) for \(set)» hace falta «\(name)»",
          en: "“\(name)” must come before “\(name) for \(set)”")
      }
      let ownName = Self.name(of: name, on: set)
      guard occurrences[ownName] == nil, setData[set]?[name] == nil else {
        throw Self.nameIsTaken(of: name, on: set, at: statement.range)
      }
      let own = makeQuantity(Symbol(canonical: ownName), shape, .defined(occurrence: 1))
      try take(shape.count, at: statement.range)
      setData[set, default: [:]][name] = own
      addresses[own.symbol.name] = own
      program.inputs.append(
        Program.Input(
          quantity: own, phase: phase, initializer: initializer, meaning: statement.meaning.map(\.localized),
          line: statement.range.line))
      return
    }
    // Images stay as bytes; what takes memory is the batch.
    let isKeptAsBytes = column == nil ? false : try batchNames().contains(name)
    let quantity = try declare(
      name, shape, alias: statement.alias, at: statement.range, scope: scope, entries: isKeptAsBytes ? 0 : nil)
    program.inputs.append(
      Program.Input(
        quantity: quantity, phase: phase, initializer: initializer, meaning: statement.meaning.map(\.localized),
        line: statement.range.line))
  }

  /// `uniform(0, 1)`, `he`: a distribution and its arguments.
  mutating func draw(_ syntax: FormulaSyntax, _ scope: LocalNames) throws(LocatedError) -> (Program.Draw, [Formula]) {
    let called: NameSyntax
    var arguments: [Formula] = []
    switch syntax {
    case .name(let name): called = name
    case .call(let name, primes: 0, let given, _):
      called = name
      for argument in given { arguments.append(try formula(argument.value, scope)) }
    default:
      throw LocatedError(
        syntax.range, es: "tras ~ va un sorteo: uniform(0, 1), normal(0, 1), he…",
        en: "after ~ comes a draw: uniform(0, 1), normal(0, 1), he…")
    }
    let word = try name(called, scope)
    guard let draw = Program.Draw(rawValue: word) else {
      let list = Program.Draw.allCases.map(\.rawValue).joined(separator: ", ")
      throw LocatedError(
        called.range, es: "no hay ningún sorteo «\(word)»; hay: \(list)",
        en: "there is no draw “\(word)”; there are: \(list)")
    }
    guard arguments.count == draw.argumentCount, arguments.allSatisfy(\.shape.isScalar) else {
      throw LocatedError(
        syntax.range, es: "«\(word)» necesita \(Noun.number(draw.argumentCount).es) y recibe \(arguments.count)",
        en: "“\(word)” needs \(Noun.number(draw.argumentCount).en) and is given \(arguments.count)")
    }
    return (draw, arguments)
  }

  /// The setting that names the size of a batch, which takes the real size.
  private var batchSizeName: String? {
    for line in runLines {
      if case .batches(_, size: .name(let size), isShuffled: _, _) = line {
        return size.plain.map(Spelling.canonical)
      }
    }
    return nil
  }

  /// From here on the names in `X, t in batches of m` mean the batch; above, in data, parameters and state, all the data.
  mutating func makeBatches() throws(LocatedError) {
    if let set = part.set { return try makeSetData(set) }
    for line in runLines {
      guard case .batches(let names, size: let sizeSyntax, isShuffled: let isShuffled, let range) = line else {
        continue
      }
      guard program.batching == nil else {
        throw LocatedError(range, es: "los lotes ya están dichos más arriba", en: "the batches are given above already")
      }
      var pairs: [Program.Batching.Pair] = []
      var count: Int?
      var nominal = try integer(sizeSyntax, LocalNames())
      if let name = batchSizeName, let setting = program.settings.first(where: { $0.symbol.name == name }),
        case .number(let value) = setting.value, let whole = Int(exactly: value)
      {
        nominal = whole
      }
      guard nominal >= 1 else {
        throw LocatedError(
          sizeSyntax.range, es: "un lote tiene al menos 1 ejemplo, no \(nominal)",
          en: "a batch has at least 1 example, not \(nominal)")
      }
      for syntax in names {
        let name = try self.name(syntax, LocalNames())
        guard let all = addresses[name], program.input(of: all)?.phase == .data else {
          throw LocatedError(
            syntax.range, es: "«\(name)» no es un dato de la lección", en: "“\(name)” is not among the lesson's data")
        }
        let isRows = program.examplesInRows || all.shape.rank == 4
        let examples = isRows ? all.shape.rows : all.shape.columns
        if let count, count != examples {
          throw LocatedError(
            syntax.range, es: "«\(name)» tiene \(Noun.example(examples).es) y los otros datos \(count)",
            en: "“\(name)” has \(Noun.example(examples).en) and the other data \(count)")
        }
        count = examples
        let size = min(part.batchSize ?? nominal, try learningCount(of: examples))
        let sizes = isRows ? [size] + all.shape.sizes.dropFirst() : [all.shape.rows, size]
        guard let shape = Shape(sizes: Array(sizes)) else { continue }
        let batch = try declare(name, shape, alias: nil, at: syntax.range, scope: LocalNames())
        pairs.append(Program.Batching.Pair(all: all, batch: batch))
        program.inputs.insert(
          Program.Input(
            quantity: batch, phase: .data, initializer: .batch(of: all), meaning: program.input(of: all)?.meaning,
            line: program.input(of: all)?.line),
          at: (program.inputs.lastIndex { $0.phase <= .data } ?? -1) + 1)
      }
      let learning = try learningCount(of: count ?? nominal)
      if nominal > learning { shortBatch = learning }
      try checkNotDerivedFromKept(pairs)
      program.batching = Program.Batching(
        pairs: pairs, size: min(nominal, learning), count: learning, isShuffled: isShuffled)
    }
  }

  /// Every override must have found its place.
  mutating func checkOverrides() throws(LocatedError) {
    for key in settings.overrides.keys.sorted() where !usedOverrides.contains(key) {
      let known = program.settings.flatMap { [$0.option, $0.symbol.name] } + addresses.keys.sorted()
      let near = Nearest.word(to: key, among: known)
      var error = LocatedError(
        nil,
        Localized(
          es: "«\(key)» no es un ajuste de la lección «\(program.name)»",
          en: "“\(key)” is not a setting of the lesson “\(program.name)”")
          + (near.map { Localized(es: "; ¿querías decir «\($0)»?", en: "; did you mean “\($0)”?") }
            ?? Localized(both: "")))
      error.typed = settings.typed[key]
      throw error
    }
  }
}

extension Program.Draw {
  /// How many numbers the distribution needs.
  package var argumentCount: Int {
    switch self {
    case .uniform, .normal: 2
    case .keep: 1
    case .zeros, .xavier, .torch, .he: 0
    }
  }
}
