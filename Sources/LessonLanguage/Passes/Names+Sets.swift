import Calculus
import Typesetting

/// The names that data of other sets go by.
extension Names {
  /// `x_test` for `x for test`.
  static func name(of name: String, on set: String) -> String { "\(name)_\(set)" }

  /// Throws when data of another set already go by a name.
  func checkIsFree(_ name: String, at range: SourceRange) throws(LocatedError) {
    for (set, data) in setData {
      for own in data.keys where Self.name(of: own, on: set) == name {
        throw Self.nameIsTaken(of: own, on: set, at: range)
      }
    }
  }

  /// Throws when something else has the name of another set's data.
  func checkIsNew(_ name: String, on set: String, at range: SourceRange) throws(LocatedError) {
    guard occurrences[Self.name(of: name, on: set)] == nil, setData[set]?[name] == nil else {
      throw Self.nameIsTaken(of: name, on: set, at: range)
    }
  }

  private static func nameIsTaken(of name: String, on set: String, at range: SourceRange) -> LocatedError {
    LocatedError(
      range,
      es: "«\(name) for \(set)» se llama «\(Self.name(of: name, on: set))», y nada más puede llamarse así: cambia uno "
        + "de los nombres",
      en: "“\(name) for \(set)” is called “\(Self.name(of: name, on: set))”, which nothing else may be called: change "
        + "one of the names")
  }
}
