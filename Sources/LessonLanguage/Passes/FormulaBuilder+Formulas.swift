import Calculus
import Matrices
import Typesetting

extension FormulaBuilder {
  /// A formula with its names looked up and its shapes checked.
  mutating func formula(_ syntax: FormulaSyntax, _ scope: LocalNames) throws(LocatedError) -> Formula {
    budget.readParts += 1
    guard budget.readParts <= ElaborationLimits.allTerms else { throw Budget.tooManyTerms(syntax.range) }
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
        en: "with its functions written out, the formula is too long; split it into several lines")
    }
    guard extent.entries <= ElaborationLimits.elements else {
      throw LocatedError(
        range, es: "calcular esto pide más de \(ElaborationLimits.elements) números, que es el máximo",
        en: "computing this takes more than \(ElaborationLimits.elements) numbers, the maximum")
    }
  }

  private mutating func unchecked(_ syntax: FormulaSyntax, _ scope: LocalNames) throws(LocatedError) -> Formula {
    switch syntax {
    case .number(let value, let spelling, _):
      return .number(value, spelling: .digits(spelling))
    case .name(let name):
      return try reference(name, scope)
    case .call(let name, let primes, let arguments, let range):
      return try call(name, primes: primes, arguments, range: range, whole: syntax.range, scope)
    case .prefix(let kind, let operand, let range):
      return try prefix(kind, operand, range, scope)
    case .infix(let kind, let left, let right, let range):
      if let derivative = asDerivative(syntax, scope) { return try formula(derivative, scope) }
      return try infix(kind, left, right, range, whole: syntax.range, scope)
    case .transpose(let operand, _):
      let matrix = try formula(operand, scope)
      return try shaped(syntax.range) { () throws(ShapeError) in try .apply(Transposition(), [matrix]) }
    case .power(let base, let exponent, _):
      try refuseTransposingPower(syntax, base, exponent, scope)
      let arguments = [try formula(base, scope), try formula(exponent, scope)]
      try refuseInversePower(syntax, base, arguments)
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
    if let quantity = names.quantity(named: name, scope) { return .reference(quantity) }
    switch name {
    case "π": return .number(Double.pi, spelling: "π")
    case "parameters": return .number(Double(draft.program.parameters.reduce(0) { $0 + $1.shape.count }))
    default: break
    }
    throw unknown(name, syntax.range)
  }

  /// The error for a name that nothing has, with the nearest known one.
  func unknown(_ name: String, _ range: SourceRange) -> LocatedError {
    if names.choices[name] != nil {
      return LocatedError(
        range, es: "«\(name)» es una opción: sirve en «when», no en una fórmula",
        en: "“\(name)” is a choice: it belongs in “when”, not in a formula")
    }
    let known = names.addresses.keys.sorted() + names.functions.keys.sorted() + Functions.names
    let near =
      entry(meantBy: name) ?? transpose(meantBy: name) ?? ForeignWords.function(name)
      ?? Nearest.word(to: name, among: known)
    if entry(meantBy: name) == nil, transpose(meantBy: name) == nil, let formula = ForeignWords.formula(name) {
      // A determinant has other formulas for other sizes.
      let (es, en) = formula.hasPrefix("A[1,1]") ? ("con 2×2 ", "of 2×2 ") : ("", "")
      return LocatedError(
        range, es: "no existe «\(name)»; \(es)se escribe «\(formula)»",
        en: "“\(name)” does not exist; \(en)it is written “\(formula)”")
    }
    return LocatedError(
      range,
      Localized(es: "no existe «\(name)»", en: "“\(name)” does not exist")
        + (near.map { Localized(es: "; ¿querías decir «\($0)»?", en: "; did you mean “\($0)”?") }
          ?? Localized(both: "")))
  }

  /// `ŷ[1]` for `ŷ_1` and `ŷ1`; nil where no quantity has such an entry.
  private func entry(meantBy name: String) -> String? {
    let parts = Notation.Parts(name)
    return names.addresses[parts.base]?.entryAddress(parts.index ?? parts.digits)
  }

  /// `xᵀ` for `xT`; nil where there is no such quantity.
  private func transpose(meantBy name: String) -> String? {
    guard name.last == "T", let quantity = names.addresses[String(name.dropLast())] else { return nil }
    return "\(quantity.symbol.lessonName)ᵀ"
  }

  // MARK: - Operators

  /// The functions that `a ⊙ ln(b)` takes in as one operator.
  private static var logarithms: [String: EntrywiseFunction] {
    ["ln": .ln, "log2": .log2, "log10": .log10]
  }

  /// `A^T` where nothing is called T: the transpose.
  private mutating func refuseTransposingPower(
    _ syntax: FormulaSyntax, _ base: FormulaSyntax, _ exponent: FormulaSyntax, _ scope: LocalNames
  ) throws(LocatedError) {
    guard case .name(let sign) = exponent, let letter = sign.plain, ["T", "t"].contains(letter) else { return }
    guard scope.locals[letter] == nil, names.quantity(named: letter, scope) == nil else { return }
    let name = if case .name(let typed) = base, let plain = typed.plain { plain } else { "(…)" }
    throw LocatedError(
      syntax.range, es: "no existe «\(letter)»; la traspuesta se escribe \(name)ᵀ o \(name).T",
      en: "“\(letter)” does not exist; the transpose is written \(name)ᵀ or \(name).T")
  }

  /// `A^-1` of a matrix: the inverse, or 1 over each entry? Other powers go entry by entry.
  private mutating func refuseInversePower(
    _ syntax: FormulaSyntax, _ base: FormulaSyntax, _ arguments: [Formula]
  ) throws(LocatedError) {
    guard !arguments[0].shape.isScalar, arguments[1].references.isEmpty, constant(arguments[1]) == -1 else { return }
    let shape = arguments[0].shape
    var (name, inner) = ("(…)", "…")
    if case .name(let typed) = base, let plain = typed.plain { (name, inner) = (plain, plain) }
    guard shape.rank == 2, shape.rows == shape.columns else {
      throw LocatedError(
        syntax.range,
        es: "1 entre cada entrada se escribe 1/\(name); \(name)^-1 podría ser una inversa, que solo tienen las "
          + "matrices cuadradas",
        en: "1 over each entry is written 1/\(name); \(name)^-1 could mean an inverse, which only square matrices "
          + "have")
    }
    throw LocatedError(
      syntax.range, es: "¿la inversa, inv(\(inner)), o 1 entre cada entrada, 1/\(name)? \(name)^-1 no lo dice",
      en: "the inverse, inv(\(inner)), or 1 over each entry, 1/\(name)? \(name)^-1 does not say")
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
    case .sumEpoch: return try accumulated(value, isMean: false, written: operand, range, scope)
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
        en: "× only separates sizes; to multiply write · or ⊙")
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      rule = Comparison(kind, (left, first), (right, second), isExact: draft.program.tiesExact)
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
}

extension Comparison {
  /// What a comparison as written asks: beside a number that is written, but for 0, what may differ is a part of it.
  package convenience init(
    _ relation: FormulaSyntax.Infix, _ left: (syntax: FormulaSyntax, formula: Formula),
    _ right: (syntax: FormulaSyntax, formula: Formula), isExact: Bool
  ) {
    let isRelative = [left, right].contains { side in
      guard side.syntax.isOfNumerals, side.formula.references.isEmpty else { return false }
      return side.formula.evaluate { Matrix($0.shape) }.values.first.map { $0 != 0 } ?? false
    }
    self.init(kind: relation.comparison, isExact: isExact, isRelative: isRelative)
  }
}

extension FormulaSyntax {
  /// Whether it is a number as typed, or computed from such: `−1e-6`, `1/3`, `2^10`.
  fileprivate var isOfNumerals: Bool {
    switch self {
    case .number: true
    case .prefix(let sign, let operand, _): (sign == .minus || sign == .root) && operand.isOfNumerals
    case .infix(let sign, let left, let right, _):
      [.plus, .minus, .dot, .star, .divide].contains(sign) && left.isOfNumerals && right.isOfNumerals
    case .power(let base, let exponent, _): base.isOfNumerals && exponent.isOfNumerals
    case .name, .call, .transpose, .index, .matrix, .partial: false
    }
  }
}

extension FormulaSyntax.Infix {
  /// What a comparison asks; equality for what is none.
  package var comparison: Comparison.Kind {
    switch self {
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .notEqual: .notEqual
    case .equal, .plus, .minus, .dot, .entrywise, .star, .divide, .cross: .equal
    }
  }
}

extension FormulaSyntax {
  /// The sizes in `2×3`; nil for any other formula.
  var crossed: [FormulaSyntax]? {
    guard case .infix(.cross, let left, let right, _) = self else { return nil }
    return (left.crossed ?? [left]) + (right.crossed ?? [right])
  }
}
