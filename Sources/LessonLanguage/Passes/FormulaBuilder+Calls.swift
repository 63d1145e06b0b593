import Calculus
import Matrices
import Typesetting

extension FormulaBuilder {
  mutating func call(
    _ syntax: NameSyntax, primes: Int, _ arguments: [ArgumentSyntax], range: SourceRange, whole: SourceRange,
    _ scope: LocalNames
  ) throws(LocatedError) -> Formula {
    let name = try self.name(syntax, scope)
    if primes > 0 { return try derivativeCall(name, arguments, range: range, whole: whole, scope) }
    if let function = names.functions[name] {
      let inner = try scopeOfCall(name, function, arguments, whole, scope)
      budget.callDepth += 1
      defer { budget.callDepth -= 1 }
      guard budget.callDepth < 32 else {
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
        try formula(arguments[0].value, scope), isMean: true, written: arguments[0].value, range, scope)
    case "array", "tensor":
      guard let list = Self.list(arguments), names.quantity(named: name, scope) == nil else { break }
      return try formula(list, scope)
    case _ where Token.numberTypes.contains(name):
      guard arguments.count == 1, arguments[0].name == nil, names.quantity(named: name, scope) == nil else { break }
      return try formula(arguments[0].value, scope)
    case "hessian": return try hessian(arguments, whole, scope)
    default: break
    }
    let given = try self.arguments(arguments, scope)
    let context = Functions.Context(convention: draft.program.convention, tiesExact: draft.program.tiesExact)
    let made = try shaped(whole) { () throws(ShapeError) in try Functions.make(name, given, context: context) }
    guard let made else {
      if names.quantity(named: name, scope) != nil {
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
        var argument = Functions.Argument(
          name: argumentName, formula: value, constant: constant(value),
          size: draft.isOnBatches ? lengthSize(value) : nil, sizes: nil)
        argument.isDecidedByLength = argument.constant == nil && draft.isDecidedByLength(value)
        given.append(argument)
      }
    }
    return given
  }

  private mutating func scopeOfCall(
    _ name: String, _ function: Names.Function, _ arguments: [ArgumentSyntax], _ range: SourceRange, _ scope: LocalNames
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
    if let function = names.functions[name], function.parameters.count == 1, arguments.count == 1 {
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
    let context = Functions.Context(convention: draft.program.convention, tiesExact: draft.program.tiesExact)
    let made = try shaped(whole) { () throws(ShapeError) in
      try Functions.makeDerivative(name, given, context: context)
    }
    guard let made else { throw unknown(name, range) }
    return made
  }

  /// The brackets in `array([1., 2.])` and `array([1., 2.], dtype=float32)`.
  private static func list(_ arguments: [ArgumentSyntax]) -> FormulaSyntax? {
    guard let first = arguments.first?.value, case .matrix = first, arguments.count <= 2 else { return nil }
    guard let last = arguments.dropFirst().first else { return first }
    guard case .infix(.equal, .name(let name), .name, _) = last.value, name.plain == "dtype" else { return nil }
    return first
  }

  /// `new(W)`: the value after the update, of what is computed from W as well; `new(W, 1)`: after the first of several;
  /// `new(W[1,2])` is `new(W)[1,2]`.
  private mutating func newValue(
    _ arguments: [ArgumentSyntax], _ range: SourceRange, _ scope: LocalNames
  ) throws(LocatedError) -> Formula {
    if let first = arguments.first, case .index(let base, let indices, let place) = first.value {
      let whole = try newValue([ArgumentSyntax(base)] + arguments.dropFirst(), range, scope)
      return try index(whole, indices, place, scope)
    }
    guard arguments.count == 1 || arguments.count == 2, case .name(let name) = arguments[0].value,
      let quantity = names.addresses[try self.name(name, scope)]
    else {
      throw LocatedError(
        range, es: "new(…) lleva el nombre de una cantidad: un parámetro, un estado o lo que se calcula de ellos",
        en: "new(…) takes the name of a quantity: a parameter, a state or what is computed from them")
    }
    var updated = draft.program.updated(quantity)
    if let ordinal = arguments.dropFirst().first?.value {
      let number = try integer(ordinal, scope)
      let changes = draft.quantities.filter { $0.isUpdated && $0.symbol == quantity.symbol }
      guard changes.indices.contains(number - 1) else {
        throw LocatedError(
          ordinal.range,
          es: "«\(quantity.symbol)» cambia en cada iteración \(Noun.time(changes.count).es), no \(number)",
          en: "“\(quantity.symbol)” changes \(Noun.time(changes.count).en) in an iteration, not \(number)")
      }
      updated = changes[number - 1]
    }
    if updated == quantity, draft.isComplete || !draft.program.updates.isEmpty,
      draft.program.definition(of: quantity) != nil
    {
      return try recomputed(quantity, range)
    }
    if updated == quantity, !draft.isComplete, !scope.isAddress, draft.program.definition(of: quantity) != nil {
      throw LocatedError(
        range,
        es:
          "new(\(quantity.symbol)) se calcula con lo que update ha cambiado: su línea va en update, debajo de las que "
          + "cambian los parámetros",
        en: "new(\(quantity.symbol)) is computed with what update has changed: its line belongs in update, below those "
          + "that change the parameters")
    }
    guard updated != quantity || draft.isComplete || scope.isAddress else {
      throw LocatedError(
        range, es: "new(\(quantity.symbol)) va por debajo de la línea de update que cambia «\(quantity.symbol)»",
        en: "new(\(quantity.symbol)) belongs below the line of update that changes “\(quantity.symbol)”")
    }
    return .reference(updated)
  }
}
