import Calculus
import LessonLanguage
import Matrices
import Typesetting

/// A derivative that a reader asks for: of a formula by itself, by one of its names, and its value where those are given.
package struct AskedDerivation {
  package let derivation: Derivation
  /// The values that were given, in the order of the formula.
  package let point: [(quantity: Quantity, value: Double)]
  /// The values there; nil where none were given.
  package let values: Values?

  /// Numbers at a point.
  package struct Values: Hashable, Sendable {
    /// Of the formula.
    package let formula: Double
    /// Of the derivative as it was found rule by rule.
    package let derivative: Double
    /// Of the mechanical derivative, which knows nothing of the rules.
    package let mechanical: Double
    /// Of central differences.
    package let difference: Double
  }

  /// - Parameters:
  ///   - text: the formula, in whose names nothing else is known.
  ///   - name: by what; may be left out where the formula has a single name.
  ///   - given: values, as `x=2`.
  ///   - layers: where a reader wants the digits of names.
  /// - Throws: what is wrong in which of them.
  package init(
    _ text: String, by name: String?, values given: [String], layers: Notation.Layers? = nil
  ) throws(LessonError) {
    let free = try FreeFormula(text, layers: layers)
    let variable = try Self.variable(free, name, layers)
    derivation = try free.derivation(by: variable)
    let used = free.quantities + (free.quantities.contains(variable) ? [] : [variable])
    let found = try Self.values(given, of: used)
    guard !found.isEmpty else {
      (point, values) = ([], nil)
      return
    }
    var point: [(quantity: Quantity, value: Double)] = []
    for quantity in used {
      guard let value = found[quantity.symbol.name] else {
        throw SourceText(file: "", text: text).error(
          LocatedError(
            nil, es: "falta el valor de «\(quantity.symbol)»: --set \(quantity.symbol)=…",
            en: "the value of “\(quantity.symbol)” is missing: --set \(quantity.symbol)=…"))
      }
      point.append((quantity, value))
    }
    self.point = point
    do throws(ShapeError) {
      values = try Self.values(derivation, point)
    } catch {
      throw SourceText(file: "", text: text).error(LocatedError(nil, error.reason))
    }
  }

  /// The name by which is derived: the one given, else the formula's only one.
  private static func variable(
    _ free: FreeFormula, _ name: String?, _ layers: Notation.Layers?
  ) throws(LessonError) -> Quantity {
    guard let name else {
      if free.quantities.count == 1 { return free.quantities[0] }
      let list = free.quantities.map { $0.symbol.name }.joined(separator: ", ")
      throw free.typed.error(
        LocatedError(
          nil,
          Localized(es: "¿respecto de qué se deriva? Dilo con --by", en: "with respect to what? Say so with --by")
            + (list.isEmpty
              ? Localized(both: "") : Localized(es: "; la fórmula tiene \(list)", en: "; the formula has \(list)"))))
    }
    do throws(LessonError) {
      guard case .name(let syntax) = try LessonParser.formula(name), let plain = syntax.plain else {
        throw SourceText(file: "", text: name).error(
          LocatedError(
            SourceRange(line: 1, column: 1), es: "aquí va un nombre, como x", en: "a name belongs here, such as x"))
      }
      return free.quantity(named: plain)
        ?? Quantity(
          id: free.quantities.count,
          symbol: Symbol(canonical: Spelling.canonical(plain), entryNames: .addresses, layers: layers), shape: .scalar)
    } catch {
      var error = error
      error.option = "--by"
      throw error
    }
  }

  /// The numbers in `x=2`, by name.
  private static func values(_ given: [String], of quantities: [Quantity]) throws(LessonError) -> [String: Double] {
    var found: [String: Double] = [:]
    for pair in given {
      let source = SourceText(file: "", text: pair)
      do throws(LessonError) {
        guard let mark = pair.firstIndex(of: "=") else {
          throw source.error(
            LocatedError(nil, es: "se escribe nombre=valor, como x=2", en: "it is written name=value, as in x=2"))
        }
        let name = Spelling.canonical(String(pair[..<mark]).trimmed)
        guard quantities.contains(where: { $0.symbol.name == name }) else {
          throw source.error(
            LocatedError(
              nil, es: "en la fórmula no está «\(name)»", en: "“\(name)” does not stand in the formula"))
        }
        let value = try FreeFormula(String(pair[pair.index(after: mark)...]).trimmed)
        guard value.quantities.isEmpty, let number = value.formula.evaluate().values.first,
          value.formula.shape.isScalar
        else {
          throw source.error(LocatedError(nil, es: "el valor no es un número", en: "the value is no number"))
        }
        found[name] = number
      } catch {
        var error = error
        error.option = "--set \(pair)"
        throw error
      }
    }
    return found
  }

  /// The numbers at a point.
  private static func values(
    _ derivation: Derivation, _ point: [(quantity: Quantity, value: Double)]
  ) throws(ShapeError) -> Values {
    func number(_ formula: Formula, moved: Double = 0) -> Double {
      formula.evaluate { quantity in
        let value = point.first { $0.quantity == quantity }?.value ?? .nan
        return Matrix(quantity == derivation.variable ? value + moved : value)
      }.values.first ?? .nan
    }
    let place = point.first { $0.quantity == derivation.variable }?.value ?? 0
    let distance = 0x1p-17 * max(1, abs(place))
    let mechanical = try Differentiator.entrywiseDerivative(of: derivation.formula, by: derivation.variable)
    return Values(
      formula: number(derivation.formula), derivative: number(derivation.result), mechanical: number(mechanical),
      difference: (number(derivation.formula, moved: distance) - number(derivation.formula, moved: -distance))
        / ((place + distance) - (place - distance)))
  }

  /// The steps, and the values where they were asked for.
  package var fact: Fact {
    Fact.record().adding(derivation.members).adding(
      (
        "at",
        point.isEmpty
          ? nil
          : .list(point.map { .record(("name", .text($0.quantity.name)), ("value", .number($0.value))) })
      ), ("value", values.map { .number($0.formula) }), ("derivative", values.map { .number($0.derivative) }),
      ("mechanical", values.map { .number($0.mechanical) }), ("difference", values.map { .number($0.difference) }))
  }
}
