import Calculus
import Matrices
import Typesetting

/// Numbers that a picture moves.
extension Scope {
  /// A number that is moved: one that only the picture has, or an entry of the lesson's.
  package enum Moved: Sendable {
    /// The quantity stands for it in formulas; no program has it.
    case new(Quantity)
    case entry(Entry)
  }

  /// What a name behind `over` means: an entry of a quantity, or a new number where nothing is called so.
  ///
  /// - Parameters:
  ///   - ends: from where to where it goes, as written; nil where that is not said.
  ///   - place: how many others the picture moves already.
  package func moved(
    _ syntax: FormulaSyntax, between ends: String? = nil, place: Int
  ) throws(LocatedError) -> Moved {
    var copy = written
    if case .name(let name) = syntax {
      let text = try copy.name(name, LocalNames())
      if copy.names.quantity(named: text, LocalNames(isAddress: true)) == nil {
        guard copy.names.functions[text] == nil, copy.names.choices[text] == nil, text != "π", text != "parameters"
        else {
          throw LocatedError(
            syntax.range, es: "«\(text)» ya significa otra cosa: elige otro nombre para el número que se mueve",
            en: "“\(text)” means something else already: choose another name for the number that is moved")
        }
        return .new(Self.standIn(text, place))
      }
    }
    let formula = try resolve(written: syntax).formula
    guard let entry = formula.asEntry, !entry.quantity.isUpdated else {
      if let ends, case .name = syntax {
        let text = lesson.source.text(syntax.range)
        let known = copy.names
        let free = ["u", "s", "r", "q"].first { known.quantity(named: $0, LocalNames(isAddress: true)) == nil } ?? "u1"
        throw LocatedError(
          syntax.range,
          es: "«\(text)» ya es una cantidad de la lección, de \(formula.shape): elige otro nombre para el número que "
            + "se mueve, \(free) = \(ends), también en la fórmula",
          en: "“\(text)” is a quantity of the lesson already, \(formula.shape): choose another name for the number "
            + "that is moved, \(free) = \(ends), in the formula too")
      }
      throw LocatedError(
        syntax.range, es: "aquí va un número que se mueve: un nombre nuevo, z = −5..5, o una entrada, W[1,1]",
        en: "this takes a number that is moved: a new name, z = −5..5, or an entry, W[1,1]")
    }
    return .entry(entry)
  }

  /// The names of those that only the picture has.
  package func names(_ moved: [Moved]) -> LocalNames {
    var names = LocalNames(isAddress: true)
    for case .new(let quantity) in moved { names.locals[quantity.symbol.name] = .reference(quantity) }
    return names
  }

  /// A function of the lesson's own at two numbers that only the picture has; nil where the name is no function's.
  package func function(
    _ name: NameSyntax
  ) throws(LocatedError) -> (value: Resolved, arguments: [Moved])? {
    var copy = written
    let text = try copy.name(name, LocalNames())
    guard let function = copy.names.functions[text] else { return nil }
    guard function.parameters.count == 2 else {
      throw LocatedError(
        name.range, es: "tras «over» va una función de dos números, \(text)(x, y) = …, o una cantidad",
        en: "“over” takes a function of two numbers, \(text)(x, y) = …, or a quantity")
    }
    let arguments = function.parameters.enumerated().map { Moved.new(Self.standIn($1, $0)) }
    let call = FormulaSyntax.call(
      name, primes: 0, function.parameters.map { ArgumentSyntax(.name(NameSyntax([.text($0)], name.range))) },
      name.range)
    return (try resolve(written: call, names(arguments)), arguments)
  }

  private static func standIn(_ name: String, _ place: Int) -> Quantity {
    Quantity(id: -2 - place, symbol: Symbol(canonical: name), shape: .scalar)
  }
}
