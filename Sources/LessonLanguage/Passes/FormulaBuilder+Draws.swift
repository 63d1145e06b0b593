import Calculus
import Typesetting

extension FormulaBuilder {
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
        syntax.range, es: "tras ~ se esperaba un sorteo: uniform(0, 1), normal(0, 1), he…",
        en: "expected a draw after ~: uniform(0, 1), normal(0, 1), he…")
    }
    let word = try name(called, scope)
    guard let draw = Program.Draw(rawValue: word) else {
      let list = Program.Draw.allCases.map { $0.rawValue }.joined(separator: ", ")
      throw LocatedError(
        called.range, es: "no existe el sorteo «\(word)»; existen: \(list)",
        en: "there is no draw “\(word)”; there are: \(list)")
    }
    guard arguments.count == draw.argumentCount, arguments.allSatisfy({ $0.shape.isScalar }) else {
      throw LocatedError(
        syntax.range, es: "«\(word)» necesita \(Noun.number(draw.argumentCount).es) y recibe \(arguments.count)",
        en: "“\(word)” needs \(Noun.number(draw.argumentCount).en) and is given \(arguments.count)")
    }
    return (draw, arguments)
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
