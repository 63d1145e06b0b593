import Calculus
import Matrices
import Typesetting

extension Elaborator {
  /// A formula with its names looked up and its shapes checked.
  mutating func formula(_ syntax: FormulaSyntax, _ scope: LocalNames) throws(LocatedError) -> Formula {
    readParts += 1
    guard readParts <= ElaborationLimits.allTerms else { throw tooManyTerms(syntax.range) }
    let made = try unchecked(syntax, scope)
    try checkExtent(of: made, syntax.range)
    return made
  }

  /// One's own functions, written out where they are called, can make any formula grow without end.
  private func checkExtent(of formula: Formula, _ range: SourceRange) throws(LocatedError) {
    let extent = formula.extent
    guard extent.terms <= ElaborationLimits.terms, extent.depth <= ElaborationLimits.depth else {
      throw LocatedError(
        range, es: "con las funciones escritas en su lugar, la fórmula es demasiado larga; pártela en varias líneas",
        en: "with its functions written out, the formula is too long; part it into several lines")
    }
    guard extent.entries <= ElaborationLimits.elements else {
      throw LocatedError(
        range, es: "calcular esto pide más de \(ElaborationLimits.elements) números; el máximo es ese",
        en: "computing this takes more than \(ElaborationLimits.elements) numbers, which is the most there can be")
    }
  }

  private mutating func unchecked(_ syntax: FormulaSyntax, _ scope: LocalNames) throws(LocatedError) -> Formula {
    switch syntax {
    case .number(let value, let spelling, _):
      return .number(value, spelling: spelling)
    case .name(let name):
      return try reference(name, scope)
    case .call(let name, let primes, let arguments, let range):
      return try call(name, primes: primes, arguments, range: range, whole: syntax.range, scope)
    case .prefix(let kind, let operand, let range):
      return try prefix(kind, operand, range, scope)
    case .infix(let kind, let left, let right, let range):
      return try infix(kind, left, right, range, whole: syntax.range, scope)
    case .transpose(let operand, _):
      let matrix = try formula(operand, scope)
      return try shaped(syntax.range) { () throws(ShapeError) in try .apply(Transposition(), [matrix]) }
    case .power(let base, let exponent, _):
      let arguments = [try formula(base, scope), try formula(exponent, scope)]
      return try shaped(syntax.range) { () throws(ShapeError) in try .apply(Power(), arguments) }
    case .index(let base, let indices, let range):
      return try index(try formula(base, scope), indices, range, scope)
    case .matrix(let rows, let range):
      return try join(rows, range, scope)
    case .partial(let numerator, let denominator, let range):
      return try partial(numerator, denominator, range, scope)
    }
  }

  // MARK: - Names

  private mutating func reference(_ syntax: NameSyntax, _ scope: LocalNames) throws(LocatedError) -> Formula {
    let name = try self.name(syntax, scope)
    if let local = scope.locals[name] { return local }
    if let quantity = quantity(named: name, scope) { return .reference(quantity) }
    switch name {
    case "π": return .number(Double.pi, spelling: "π")
    case "parameters": return .number(Double(program.parameters.reduce(0) { $0 + $1.shape.count }))
    default: break
    }
    throw unknown(name, syntax.range)
  }

  /// The quantity that a name means here; `c.1` is the first definition of c.
  func quantity(named name: String, _ scope: LocalNames) -> Quantity? {
    if let found = scope.isAddress ? addresses[name] : latest[name] { return found }
    if let dot = name.lastIndex(of: "."), let number = Int(name[name.index(after: dot)...]),
      let all = occurrences[String(name[..<dot])], all.indices.contains(number - 1)
    {
      return all[number - 1]
    }
    return nil
  }

  /// The error for a name that nothing has, with the nearest known one.
  private func unknown(_ name: String, _ range: SourceRange) -> LocatedError {
    if choices[name] != nil {
      return LocatedError(
        range, es: "«\(name)» es una opción: sirve en «when», no en una fórmula",
        en: "“\(name)” is a choice: it belongs in “when”, not in a formula")
    }
    let known = addresses.keys.sorted() + functions.keys.sorted() + Functions.names
    let near = Nearest.word(to: name, among: known)
    return LocatedError(
      range,
      Localized(es: "aquí no hay nada que se llame «\(name)»", en: "there is nothing called “\(name)” here")
        + (near.map { Localized(es: "; ¿querías decir «\($0)»?", en: "; did you mean “\($0)”?") }
          ?? Localized(both: "")))
  }

  // MARK: - Operators

  /// The functions that `a ⊙ ln(b)` takes in as one operator.
  private static var logarithms: [String: EntrywiseFunction] {
    ["ln": .ln, "log2": .log2, "log10": .log10]
  }

  private mutating func prefix(
    _ kind: FormulaSyntax.Prefix, _ operand: FormulaSyntax, _ range: SourceRange, _ scope: LocalNames
  ) throws(LocatedError) -> Formula {
    let value = try formula(operand, scope)
    switch kind {
    case .minus: return try shaped(range) { () throws(ShapeError) in try .apply(Negation(), [value]) }
    case .root:
      return try shaped(range) { () throws(ShapeError) in try .apply(EntrywiseFunction.squareRoot, [value]) }
    case .sum: return try shaped(range) { () throws(ShapeError) in try .apply(Total(), [value]) }
    case .sumRows: return try shaped(range) { () throws(ShapeError) in try .apply(RowTotal(), [value]) }
    case .sumColumns: return try shaped(range) { () throws(ShapeError) in try .apply(ColumnTotal(), [value]) }
    case .sumEpoch: return try accumulated(value, isMean: false, written: operand.range, range)
    }
  }

  private mutating func infix(
    _ kind: FormulaSyntax.Infix, _ left: FormulaSyntax, _ right: FormulaSyntax, _ range: SourceRange,
    whole: SourceRange, _ scope: LocalNames
  ) throws(LocatedError) -> Formula {
    if kind == .entrywise, case .call(let name, primes: 0, let arguments, _) = right, arguments.count == 1,
      let logarithm = Self.logarithms[try self.name(name, scope)]
    {
      let pair = [try formula(left, scope), try formula(arguments[0].value, scope)]
      return try fitting(pair, [left, right], whole) { () throws(ShapeError) in
        try .apply(LogarithmProduct(of: logarithm), pair)
      }
    }
    let first = try formula(left, scope)
    let second = try formula(right, scope)
    let rule: any Operator
    switch kind {
    case .plus: rule = Addition()
    case .minus: rule = Subtraction()
    case .dot: rule = first.shape.isScalar || second.shape.isScalar ? Scaling() : MatrixProduct()
    case .entrywise: rule = EntrywiseProduct()
    case .star:
      guard first.shape.isScalar || second.shape.isScalar else {
        throw LocatedError(
          range, es: "* solo multiplica por un número; entre matrices escribe · (producto) o ⊙ (entrada por entrada)",
          en: "* only multiplies by a number; between matrices write · (product) or ⊙ (entry by entry)")
      }
      rule = Scaling()
    case .divide: rule = Division()
    case .cross:
      throw LocatedError(
        range, es: "× solo separa dimensiones; para multiplicar escribe · o ⊙",
        en: "× only parts sizes; to multiply write · or ⊙")
    case .less: rule = Comparison(kind: .less, isExact: program.tiesExact)
    case .lessOrEqual: rule = Comparison(kind: .lessOrEqual, isExact: program.tiesExact)
    case .greater: rule = Comparison(kind: .greater, isExact: program.tiesExact)
    case .greaterOrEqual: rule = Comparison(kind: .greaterOrEqual, isExact: program.tiesExact)
    case .equal: rule = Comparison(kind: .equal, isExact: program.tiesExact)
    case .notEqual: rule = Comparison(kind: .notEqual, isExact: program.tiesExact)
    }
    return try fitting([first, second], [left, right], whole) { () throws(ShapeError) in
      try .apply(rule, [first, second])
    }
  }

  /// A shape error of a binary operator, with the operands named: «X es 4×2 y W1 es 3×2; …».
  private func fitting(
    _ formulas: [Formula], _ operands: [FormulaSyntax], _ range: SourceRange,
    _ body: () throws(ShapeError) -> Formula
  ) throws(LocatedError) -> Formula {
    do {
      return try body()
    } catch {
      let names = operands.map { written.text($0.range) }
      guard formulas.count == 2, names.allSatisfy({ !$0.isEmpty }) else { throw LocatedError(range, error.reason) }
      let whole = written.text(range)
      throw LocatedError(
        range,
        Localized(
          es: "las dimensiones no encajan: \(names[0]) es \(formulas[0].shape) y \(names[1]) es \(formulas[1].shape); "
            + "en \(whole) ",
          en: "the shapes do not fit: \(names[0]) is \(formulas[0].shape) and \(names[1]) is \(formulas[1].shape); "
            + "in \(whole) ") + error.reason)
    }
  }

  // MARK: - Calls

  private mutating func call(
    _ syntax: NameSyntax, primes: Int, _ arguments: [ArgumentSyntax], range: SourceRange, whole: SourceRange,
    _ scope: LocalNames
  ) throws(LocatedError) -> Formula {
    let name = try self.name(syntax, scope)
    if primes > 0 { return try derivativeCall(name, arguments, range: range, whole: whole, scope) }
    if let function = functions[name] {
      let inner = try scopeOfCall(name, function, arguments, whole, scope)
      callDepth += 1
      defer { callDepth -= 1 }
      guard callDepth < 32 else {
        throw LocatedError(range, es: "«\(name)» se llama a sí misma", en: "“\(name)” calls itself")
      }
      return try blaming(function.typed) { (me: inout Self) throws(LocatedError) in try me.formula(function.body, inner)
      }
    }
    switch name {
    case "new": return try newValue(arguments, whole, scope)
    case "mean_epoch":
      guard arguments.count == 1 else { break }
      return try accumulated(
        try formula(arguments[0].value, scope), isMean: true, written: arguments[0].value.range, range)
    case "hessian": return try hessian(arguments, whole, scope)
    default: break
    }
    let given = try self.arguments(arguments, scope)
    let context = Functions.Context(examplesInRows: program.examplesInRows, tiesExact: program.tiesExact)
    let made = try shaped(whole) { () throws(ShapeError) in try Functions.make(name, given, context: context) }
    guard let made else {
      if quantity(named: name, scope) != nil {
        throw LocatedError(
          range, es: "«\(name)» no es una función; para multiplicar escribe \(name)·(…) o \(name) ⊙ (…)",
          en: "“\(name)” is not a function; to multiply write \(name)·(…) or \(name) ⊙ (…)")
      }
      throw unknown(name, range)
    }
    return made
  }

  /// The arguments of a call, with their constants and sizes worked out.
  private mutating func arguments(
    _ arguments: [ArgumentSyntax], _ scope: LocalNames
  ) throws(LocatedError) -> [Functions.Argument] {
    var given: [Functions.Argument] = []
    for argument in arguments {
      let argumentName = try argument.name.map { named throws(LocatedError) in try self.name(named, scope) }
      if let sizes = argument.value.crossed {
        let shape = try self.shape(sizes, scope)
        given.append(Functions.Argument(name: argumentName, formula: .number(0), constant: nil, sizes: shape.sizes))
      } else {
        let value = try formula(argument.value, scope)
        given.append(
          Functions.Argument(name: argumentName, formula: value, constant: constant(value), sizes: nil))
      }
    }
    return given
  }

  private mutating func scopeOfCall(
    _ name: String, _ function: Function, _ arguments: [ArgumentSyntax], _ range: SourceRange, _ scope: LocalNames
  ) throws(LocatedError) -> LocalNames {
    guard arguments.count == function.parameters.count else {
      let list = function.parameters.joined(separator: ", ")
      throw LocatedError(
        range,
        es: "«\(name)» tiene \(Noun.argument(function.parameters.count).es) (\(list)) y recibe \(arguments.count)",
        en: "“\(name)” takes \(Noun.argument(function.parameters.count).en) (\(list)) and is given \(arguments.count)")
    }
    var inner = scope
    for (parameter, argument) in zip(function.parameters, arguments) {
      inner.locals[parameter] = try formula(argument.value, scope)
    }
    return inner
  }

  /// `σ'(z)`, `g'(z)`: the derivative of an entry-by-entry function.
  private mutating func derivativeCall(
    _ name: String, _ arguments: [ArgumentSyntax], range: SourceRange, whole: SourceRange, _ scope: LocalNames
  ) throws(LocatedError) -> Formula {
    if let function = functions[name], function.parameters.count == 1, arguments.count == 1 {
      let argument = try formula(arguments[0].value, scope)
      let standIn = Quantity(id: -1, symbol: Symbol(canonical: function.parameters[0]), shape: argument.shape)
      var inner = scope
      inner.locals[function.parameters[0]] = .reference(standIn)
      let body = try blaming(function.typed) { (me: inout Self) throws(LocatedError) in
        try me.formula(function.body, inner)
      }
      return try shaped(whole) { () throws(ShapeError) in
        try Differentiator.entrywiseDerivative(of: body, by: standIn).replacing { $0 == standIn ? argument : nil }
      }
    }
    guard Functions.derivative(name) != nil else {
      throw LocatedError(
        range,
        es: "«\(name)» no tiene derivada entrada por entrada: el apóstrofo va tras funciones como σ, tanh o relu",
        en: "“\(name)” has no entry-by-entry derivative: a prime follows functions such as σ, tanh or relu")
    }
    let given = try self.arguments(arguments, scope)
    let context = Functions.Context(examplesInRows: program.examplesInRows, tiesExact: program.tiesExact)
    let made = try shaped(whole) { () throws(ShapeError) in
      try Functions.makeDerivative(name, given, context: context)
    }
    guard let made else { throw unknown(name, range) }
    return made
  }

  /// `new(W)`: the value after the update.
  private mutating func newValue(
    _ arguments: [ArgumentSyntax], _ range: SourceRange, _ scope: LocalNames
  ) throws(LocatedError) -> Formula {
    guard arguments.count == 1, case .name(let name) = arguments[0].value,
      let quantity = addresses[try self.name(name, scope)]
    else {
      throw LocatedError(
        range, es: "new(…) lleva el nombre de un parámetro o de un estado",
        en: "new(…) takes the name of a parameter or of a state")
    }
    let updated = program.updated(quantity)
    guard updated != quantity || isComplete || scope.isAddress else {
      throw LocatedError(
        range, es: "new(\(quantity.symbol)) vale por debajo de la línea de update que cambia «\(quantity.symbol)»",
        en: "new(\(quantity.symbol)) stands below the line of update that changes “\(quantity.symbol)”")
    }
    return .reference(updated)
  }
}

extension FormulaSyntax {
  /// The sizes in `2×3`; nil for any other formula.
  var crossed: [FormulaSyntax]? {
    guard case .infix(.cross, let left, let right, _) = self else { return nil }
    return (left.crossed ?? [left]) + (right.crossed ?? [right])
  }
}
