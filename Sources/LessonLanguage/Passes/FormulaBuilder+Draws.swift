import Calculus
import Matrices
import Typesetting

extension FormulaBuilder {
  /// `uniform(0, 1)`, `he`, `torch(3)`: a distribution and its arguments.
  mutating func draw(_ syntax: FormulaSyntax, _ scope: LocalNames) throws(LocatedError) -> (Program.Draw, [Formula]) {
    let called: NameSyntax
    var given: [ArgumentSyntax] = []
    switch syntax {
    case .name(let name): called = name
    case .call(let name, primes: 0, let arguments, _): (called, given) = (name, arguments)
    default:
      throw LocatedError(
        syntax.range, es: "tras ~ se esperaba un sorteo: uniform(0, 1), normal(0, 1), he…",
        en: "expected a draw after ~: uniform(0, 1), normal(0, 1), he…")
    }
    var arguments: [Formula] = []
    for argument in given { arguments.append(try formula(argument.value, scope)) }
    let word = try name(called, scope)
    guard let draw = Program.Draw(rawValue: word) else {
      let list = Program.Draw.allCases.map { $0.rawValue }.joined(separator: ", ")
      throw LocatedError(
        called.range, es: "no existe el sorteo «\(word)»; existen: \(list)",
        en: "there is no draw “\(word)”; there are: \(list)")
    }
    let count = draw.argumentCount
    guard arguments.count == count || draw.mayDoWithout && arguments.isEmpty,
      arguments.allSatisfy({ $0.shape.isScalar })
    else {
      let (es, en) = draw.mayDoWithout ? (" o ninguno", " or none") : ("", "")
      throw LocatedError(
        syntax.range, es: "«\(word)» necesita \(Noun.number(count).es)\(es) y recibe \(arguments.count)",
        en: "“\(word)” needs \(Noun.number(count).en)\(en) and is given \(arguments.count)")
    }
    if draw == .keep, let probability = arguments.first.flatMap({ constant($0) }),
      !(probability > 0 && probability <= 1)
    {
      throw LocatedError(
        given.first?.value.range,
        es: "keep(q) conserva con probabilidad q, mayor que 0 y hasta 1, y recibe \(NumberStyle().format(probability))",
        en: "keep(q) keeps with probability q, above 0 and up to 1, and is given \(NumberStyle().format(probability))")
    }
    if draw.mayDoWithout {
      for (argument, written) in zip(arguments, given) {
        guard let fan = constant(argument), !(fan >= 1) else { continue }
        let number = Int64(exactly: fan).map { String($0) } ?? "\(fan)"
        throw LocatedError(
          written.value.range, es: "«\(word)» necesita cuántas entradas o salidas hay, al menos 1, y recibe \(number)",
          en: "“\(word)” needs how many inputs or outputs there are, 1 at least, and is given \(number)")
      }
    }
    return (draw, arguments)
  }

  /// The shape of what is drawn: the declared one or 1×1; of a permutation, a row or a column of its numbers.
  mutating func shape(
    of draw: Program.Draw, _ arguments: [Formula], _ syntax: FormulaSyntax, declared: Shape?
  ) throws(LocatedError) -> Shape {
    guard draw == .permutation else { return declared ?? .scalar }
    let most = ElaborationLimits.elements
    guard let count = arguments.first.flatMap({ constant($0) }).flatMap({ Int(exactly: $0) }),
      (1...most).contains(count)
    else {
      throw LocatedError(
        syntax.range, es: "permutation(n) necesita un entero de 1 a \(most) que se conozca antes de calcular",
        en: "permutation(n) needs a whole number from 1 to \(most) that is known beforehand")
    }
    guard let declared else { return draft.program.convention == .rows ? Shape(count, 1) : Shape(1, count) }
    guard declared == Shape(count, 1) || declared == Shape(1, count) else {
      throw LocatedError(
        syntax.range,
        es: "permutation(\(count)) es de \(Shape(count, 1)) o de \(Shape(1, count)), y la línea dice \(declared)",
        en: "permutation(\(count)) is \(Shape(count, 1)) or \(Shape(1, count)), and the line says \(declared)")
    }
    return declared
  }
}

extension Program.Draw {
  /// How many numbers the distribution needs.
  package var argumentCount: Int {
    switch self {
    case .uniform, .normal, .xavier: 2
    case .keep, .permutation, .torch, .he: 1
    case .zeros: 0
    }
  }

  /// Whether its numbers are how many inputs and outputs there are, which the shape tells where they are not given.
  var mayDoWithout: Bool {
    switch self {
    case .xavier, .torch, .he: true
    case .uniform, .normal, .zeros, .permutation, .keep: false
    }
  }
}
