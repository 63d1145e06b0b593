import Calculus
import Matrices
import Typesetting

extension Elaborator {
  /// `X, Y from digits`, `X, Y for test from digits(test)`: the pixels, and the classes as ones among zeros.
  mutating func datasetInputs(_ statement: StatementSyntax, _ phase: Phase, _ scope: LocalNames) throws(LocatedError) {
    guard statement.moreTargets.count < ExampleColumn.allCases.count else {
      throw LocatedError(
        statement.range, es: "de los dígitos salen dos cosas, imágenes y cifras: X, Y from digits",
        en: "digits give two things, images and figures: X, Y from digits")
    }
    guard statement.sizes == nil else {
      throw LocatedError(
        statement.range, es: "las dimensiones las dan los dígitos: escribe X, Y from digits",
        en: "the digits decide the shape: write X, Y from digits")
    }
    var single = statement
    single.moreTargets = []
    for (target, column) in zip([statement.target] + statement.moreTargets, ExampleColumn.allCases) {
      single.target = target
      try input(single, phase: phase, scope, column: column)
    }
  }

  /// `digits`, `digits(test)`: the part, and how many examples it has.
  mutating func dataset(_ syntax: FormulaSyntax) throws(LocatedError) -> (ExamplePart, count: Int) {
    var part = ExamplePart.train
    var word: String?
    switch syntax {
    case .name(let name): word = name.plain
    case .call(let name, primes: 0, let arguments, _):
      word = name.plain
      guard arguments.count == 1, case .name(let given) = arguments[0].value,
        let named = given.plain.flatMap(ExamplePart.init(rawValue:))
      else {
        throw LocatedError(
          syntax.range, es: "de los dígitos hay dos partes: digits(train), que es digits, y digits(test)",
          en: "digits come in two parts: digits(train), which is digits, and digits(test)")
      }
      part = named
    default: break
    }
    guard word == "digits" else {
      throw LocatedError(
        syntax.range, es: "tras from solo puede ir digits o digits(test)",
        en: "only digits or digits(test) can follow from"
      )
    }
    guard let source = settings.digits else {
      throw LocatedError(
        syntax.range, es: "aquí no hay imágenes de dígitos; da los datos con = o con ~",
        en: "there are no images of digits here; give the data with = or ~")
    }
    do throws(ExampleSourceError) {
      return (part, try source.count(of: part))
    } catch {
      throw LocatedError(syntax.range, error.message)
    }
  }
}
