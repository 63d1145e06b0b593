import Calculus
import Matrices
import Typesetting

extension FormulaBuilder {
  /// What a loop's variables are in each of its turns, in order.
  mutating func turns(of loop: LoopSyntax, _ scope: LocalNames) throws(LocatedError) -> [[Double]] {
    switch loop.turns {
    case .span(let from, let to, let isDescending):
      return try indices(of: loop, from: from, to: to, isDescending, scope).map { [Double($0)] }
    case .list(let list):
      var turns: [[Double]] = []
      for turn in list {
        var numbers: [Double] = []
        for number in turn {
          try refuseLength(number, scope)
          numbers.append(try constant(number, scope))
        }
        turns.append(numbers)
      }
      return turns
    }
  }

  private mutating func indices(
    of loop: LoopSyntax, from first: FormulaSyntax, to last: FormulaSyntax, _ isDescending: Bool, _ scope: LocalNames
  ) throws(LocatedError) -> [Int] {
    for bound in [first, last] { try refuseLength(bound, scope) }
    let from = try integer(first, scope)
    let to = try integer(last, scope)
    let count = isDescending ? Int64(from) - Int64(to) : Int64(to) - Int64(from)
    guard count < ElaborationLimits.lines else {
      throw LocatedError(
        loop.range, es: "el bucle tiene demasiadas vueltas (\(count + 1))",
        en: "the loop has too many turns (\(count + 1))")
    }
    if isDescending { return from >= to ? Array((to...from).reversed()) : [] }
    return from <= to ? Array(from...to) : []
  }

  /// Whether all the conditions of a `when` hold.
  mutating func holds(_ conditions: [FormulaSyntax], _ scope: LocalNames) throws(LocatedError) -> Bool {
    for condition in conditions where try !holds(condition, scope) { return false }
    return true
  }

  private mutating func holds(_ condition: FormulaSyntax, _ scope: LocalNames) throws(LocatedError) -> Bool {
    if case .infix(let kind, .name(let left), .name(let right), _) = condition, kind == .equal || kind == .notEqual,
      let choice = names.choices[try name(left, scope)]
    {
      let wanted = try name(right, scope)
      guard choice.options.contains(wanted) else {
        let list = choice.options.joined(separator: ", ")
        throw LocatedError(
          right.range, es: "«\(wanted)» no es una de las opciones: \(list)",
          en: "“\(wanted)” is not one of the choices: \(list)")
      }
      return (choice.selected == wanted) == (kind == .equal)
    }
    try refuseLength(condition, scope)
    return try constant(condition, scope) != 0
  }

  /// Which lines a program has cannot depend on how many examples a batch has.
  private mutating func refuseLength(_ syntax: FormulaSyntax, _ scope: LocalNames) throws(LocatedError) {
    guard draft.isOnBatches, draft.program.usualLength != nil, draft.isDecidedByLength(try formula(syntax, scope))
    else { return }
    let text = written.text(syntax.range)
    throw LocatedError(
      syntax.range,
      es:
        "«\(text)» depende de cuántos ejemplos tiene el lote, que en el último pueden ser menos: for y when no pueden "
        + "depender de eso",
      en: "“\(text)” depends on how many examples the batch has, which may be fewer in the last one: for and when "
        + "cannot depend on that")
  }

  /// A formula over settings and loop indices as a number.
  mutating func constant(_ syntax: FormulaSyntax, _ scope: LocalNames) throws(LocatedError) -> Double {
    let formula = try self.formula(syntax, scope)
    guard let value = constant(formula) else {
      if draft.isDecidedByLength(formula) {
        throw LocatedError(
          syntax.range,
          es: "aquí hace falta un número que se conozca antes de calcular, y este depende de cuántos ejemplos tiene el "
            + "lote, que en el último son menos",
          en:
            "a number known beforehand is needed here, and this one depends on how many examples the batch has, which "
            + "are fewer in the last one")
      }
      let changes = formula.references.contains { $0 == draft.program.iteration || $0 == draft.program.epoch }
      let advice =
        changes
        ? Localized(
          es: "; lo que cambia con las iteraciones o las épocas se escribe en forward",
          en: "; what changes with iterations or epochs is written in forward")
        : Localized(both: "")
      throw LocatedError(
        syntax.range,
        Localized(
          es: "aquí hace falta un número que se conozca antes de calcular: solo ajustes, índices y números",
          en: "a number known beforehand is needed here: only settings, loop indices and numbers") + advice)
    }
    return value
  }

  /// The number that a formula is, if it reads nothing but settings; these then decide what the program is.
  mutating func constant(_ formula: Formula) -> Double? {
    if let value = formula.constant { return value }
    if draft.isOnBatches, draft.program.usualLength != nil, draft.isDecidedByLength(formula) { return nil }
    guard formula.shape.isScalar, formula.references.allSatisfy({ draft.settingValues[$0.id] != nil }) else {
      return nil
    }
    draft.program.decidingSettings.formUnion(formula.references.map { $0.id })
    return formula.evaluate { Matrix(draft.settingValues[$0.id] ?? .nan) }.values.first
  }

  /// A constant that must be a whole number, of no more than `most` above or below 0.
  mutating func integer(
    _ syntax: FormulaSyntax, _ scope: LocalNames, most: Int = ElaborationLimits.integer
  ) throws(LocatedError) -> Int {
    let value = try constant(syntax, scope)
    guard value.rounded() == value, value.isFinite else {
      throw LocatedError(
        syntax.range, es: "aquí hace falta un número entero, y es \(value)",
        en: "a whole number is needed here, and this is \(value)")
    }
    guard value.magnitude <= Double(most), let number = Int(exactly: value) else {
      let text = Int64(exactly: value).map { String($0) } ?? "\(value)"
      throw LocatedError(
        syntax.range,
        value > 0
          ? Localized(
            es: "aquí un número es como mucho \(most), y este es \(text)",
            en: "a number here is at most \(most), and this is \(text)")
          : Localized(
            es: "aquí un número es al menos -\(most), y este es \(text)",
            en: "a number here is at least -\(most), and this is \(text)"))
    }
    return number
  }

  /// A whole number that is a size: as shapes have it where the length of the batch decides (`BatchLength`).
  mutating func size(_ syntax: FormulaSyntax, _ scope: LocalNames) throws(LocatedError) -> Int {
    if draft.isOnBatches || draft.isComplete, draft.program.usualLength != nil,
      let size = lengthSize(try formula(syntax, scope))
    {
      return size
    }
    return try integer(syntax, scope, most: FormulaLimits.entries)
  }

  /// The shape that `(2×h)` declares.
  mutating func shape(_ sizes: [FormulaSyntax], _ scope: LocalNames) throws(LocatedError) -> Shape {
    var numbers: [Int] = []
    for size in sizes {
      let number = try self.size(size, scope)
      guard number >= 1 else {
        throw LocatedError(
          size.range, es: "una dimensión es al menos 1, y esta es \(number)",
          en: "a size is at least 1, and this one is \(number)")
      }
      numbers.append(number)
    }
    guard let shape = Shape(sizes: numbers), shape.count <= ElaborationLimits.elements else {
      throw LocatedError(
        sizes.first?.range,
        es: "las dimensiones van de dos a cuatro y no pasan de \(ElaborationLimits.elements) números en total",
        en: "there are two to four sizes, and no more than \(ElaborationLimits.elements) numbers in all")
    }
    return shape
  }

  /// The canonical name, with the indices in braces worked out.
  mutating func name(_ syntax: NameSyntax, _ scope: LocalNames) throws(LocatedError) -> String {
    var text = ""
    for part in syntax.parts {
      switch part {
      case .text(let piece): text += piece
      case .index(let formula): text += String(try integer(formula, scope))
      }
    }
    guard text.utf8.count <= 4 * Limits.nameLength else { throw LocatedError.nameLength(syntax.range) }
    return Spelling.canonical(text)
  }
}
