import LessonLanguage
import Typesetting

/// Formulas over what a study found.
extension Study {
  /// The names that terms are made of.
  static let termNames = ["share", "solved", "runs", "lost", "median", "final"]

  /// Refuses a term that can never have a value.
  func check(_ term: StudyTermSyntax) throws(LocatedError) {
    for condition in term.conditions {
      let (name, value) = try scope.value(of: condition)
      guard let place = varied.firstIndex(where: { scope.isSame($0, name) }) else {
        // A reader's option may have decided it.
        if syntax.varied.contains(where: { scope.isSame($0.name.plain ?? "", name) }) { continue }
        throw LocatedError(
          condition.name.range, es: "«\(name)» no varía en este estudio", en: "“\(name)” is not varied in this study")
      }
      guard combinations.contains(where: { $0.values[place] == value }) || isChanged else {
        throw LocatedError(
          condition.name.range, es: "el estudio no prueba ese valor de «\(name)»",
          en: "the study does not try that value of “\(name)”")
      }
    }
    let named = term.conditions.compactMap { $0.name.plain }
    for name in varied where !isChanged && !named.contains(where: { scope.isSame($0, name) }) {
      let values = Set(combinations.map { $0.values[varied.firstIndex(of: name) ?? 0] })
      guard values.count > 1 else { continue }
      throw LocatedError(
        term.formula.range, es: "falta decir de qué combinación: … with \(name) = …",
        en: "it does not say of which combination: … with \(name) = …")
    }
    _ = try Self.value(term.formula) { name in Self.termNames.contains(name) ? 1 : nil }
  }

  /// The combination that a term is about; nil where there is none, or more than one.
  func combination(of term: StudyTermSyntax) -> Int? {
    var found = Array(combinations.indices)
    for condition in term.conditions {
      guard let (name, value) = try? scope.value(of: condition),
        let place = varied.firstIndex(where: { scope.isSame($0, name) })
      else { return nil }
      found = found.filter { combinations[$0].values[place] == value }
    }
    return found.count == 1 ? found[0] : nil
  }

  /// The value of a formula whose names are looked up.
  static func value(
    _ syntax: FormulaSyntax, _ look: (String) -> Double?
  ) throws(LocatedError) -> Double {
    switch syntax {
    case .number(let number, _, _): return number
    case .name(let name):
      if let value = look(name.plain ?? "") { return value }
      let list = termNames.joined(separator: ", ")
      throw LocatedError(
        name.range, es: "«\(name.plain ?? "")» no es nada que un estudio encuentre; hay: \(list)",
        en: "“\(name.plain ?? "")” is nothing that a study finds; there are: \(list)")
    case .prefix(.minus, let operand, _): return -(try value(operand, look))
    case .infix(let infix, let left, let right, let range):
      let (a, b) = (try value(left, look), try value(right, look))
      switch infix {
      case .plus: return a + b
      case .minus: return a - b
      case .dot, .star, .entrywise: return a * b
      case .divide: return a / b
      case .cross, .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: throw notArithmetic(range)
      }
    default: throw notArithmetic(syntax.range)
    }
  }

  private static func notArithmetic(_ range: SourceRange) -> LocatedError {
    LocatedError(
      range, es: "de lo que encuentra un estudio se hacen solo sumas, restas, productos y cocientes",
      en: "of what a study finds there are only sums, differences, products and quotients")
  }
}
