import Calculus
import Matrices
import Typesetting

extension FormulaBuilder {
  /// What a line derives, and by what: `f` and `x1` where f is a function of one's own with an argument x1; else a
  /// formula, with the definitions that lead down to a quantity that it is computed from.
  mutating func derived(
    _ subject: FormulaSyntax, by variable: FormulaSyntax
  ) throws(LocatedError) -> (formula: Resolved, variable: Quantity) {
    if let found = try ownFunction(subject, by: variable) { return found }
    let quantity = try self.variable(variable)
    return (try computed(subject, from: [quantity]), quantity)
  }

  /// The quantity by which something is derived: a number.
  mutating func variable(_ syntax: FormulaSyntax) throws(LocatedError) -> Quantity {
    let (quantity, offset) = try place(syntax, LocalNames(isAddress: true))
    guard offset == nil, quantity.shape.isScalar else {
      throw LocatedError(
        syntax.range,
        es: "aquí va el nombre de un número (1×1); «\(quantity.symbol)» es \(quantity.shape)",
        en: "the name of a number (1×1) belongs here; “\(quantity.symbol)” is \(quantity.shape)")
    }
    return quantity
  }

  /// A formula with the definitions between it and the variables, in running order.
  mutating func computed(_ syntax: FormulaSyntax, from variables: [Quantity]) throws(LocatedError) -> Resolved {
    let resolved = try resolve(syntax)
    let definitions = (draft.program.definitions + resolved.derived).filter { !$0.quantity.isUpdated }
    var following = Set(variables.map { $0.id })
    var between: [Definition] = []
    for definition in definitions where !following.contains(definition.quantity.id) {
      guard definition.formula.references.contains(where: { following.contains($0.id) }) else { continue }
      following.insert(definition.quantity.id)
      between.append(definition)
    }
    return Resolved(resolved.formula, derived: between)
  }

  /// The body of a function of one's own, with its arguments as numbers; nil where the subject is no such name.
  private mutating func ownFunction(
    _ subject: FormulaSyntax, by variable: FormulaSyntax
  ) throws(LocatedError) -> (formula: Resolved, variable: Quantity)? {
    guard case .name(let written) = subject, let function = names.functions[try name(written, LocalNames())],
      names.addresses[try name(written, LocalNames())] == nil
    else { return nil }
    var scope = LocalNames(isAddress: true)
    var standIns: [Quantity] = []
    for (place, parameter) in function.parameters.enumerated() {
      standIns.append(Quantity(id: -1 - place, symbol: Symbol(canonical: parameter), shape: .scalar))
      scope.locals[parameter] = .reference(standIns[place])
    }
    guard case .name(let by) = variable, let chosen = function.parameters.firstIndex(of: try name(by, LocalNames()))
    else {
      let list = function.parameters.joined(separator: ", ")
      throw LocatedError(
        variable.range,
        es: "tras «by» va un argumento de la función: \(list)", en: "“by” takes an argument of the function: \(list)")
    }
    let inner = scope
    let body = try blaming(function.typed) { (me: inout Self) throws(LocatedError) in
      try me.formula(function.body, inner)
    }
    return (Resolved(body), standIns[chosen])
  }
}
