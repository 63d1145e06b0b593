import Calculus
import Matrices
import Typesetting

/// Makes formulas of what is written: looks names up, works out every shape, and counts what that takes.
///
/// All passes work on one builder after another; the finished one knows what every name means, and a `Scope` asks copies
/// of it.
struct FormulaBuilder: Sendable {
  /// The program as far as it has been built.
  var draft: Draft
  /// What names mean.
  var names = Names()
  /// What has been read so far, so that a lesson cannot ask for all the memory and time there is.
  var budget = Budget()
  /// What there is to say of values that a reader gave in other shapes than the lesson's own, should something not fit.
  var reshaped: [LocatedError] = []
  /// The text that the formulas being read stand in: the lesson, but for what a reader typed.
  var written: SourceText

  /// A new quantity that its name means from here on; `entries` are the numbers it keeps, when not one for each place.
  mutating func declare(
    _ name: String, _ shape: Shape, alias: NameSyntax?, at range: SourceRange, scope: LocalNames, entries: Int? = nil,
    isSetting: Bool = false
  ) throws(LocatedError) -> Quantity {
    try budget.take(entries ?? shape.count, at: range)
    try names.checkIsFree(name, at: range)
    guard draft.quantities.count < ElaborationLimits.quantities else {
      throw LocatedError(
        range, es: "la lección tiene más de \(ElaborationLimits.quantities) cantidades",
        en: "the lesson has more than \(ElaborationLimits.quantities) quantities")
    }
    let occurrence = (names.occurrences[name]?.count ?? 0) + 1
    let quantity = draft.makeQuantity(
      draft.naming.symbol(name, occurrence: occurrence), shape, .defined(occurrence: occurrence), isSetting: isSetting)
    names.occurrences[name, default: []].append(quantity)
    names.latest[name] = quantity
    names.addresses[name] = quantity
    if let alias {
      let second = try self.name(alias, scope)
      names.latest[second] = quantity
      names.addresses[second] = quantity
    }
    return quantity
  }

  /// The words of a line of the lesson.
  func whole(_ line: Int?) -> SourceRange? {
    line.map { line in
      let text = written.lines.indices.contains(line - 1) ? written.lines[line - 1] : ""
      return SourceRange(line: line, column: text.prefix { $0 == " " }.count + 1)
    }
  }

  /// Does something with what was typed for an option: an error in it is an error about that option.
  mutating func blaming<Value>(
    _ typed: LocatedError.Typed?, _ body: (inout Self) throws(LocatedError) -> Value
  ) throws(LocatedError) -> Value {
    let outer = written
    if let typed { written = SourceText(file: "", text: typed.text) }
    defer { written = outer }
    do {
      return try body(&self)
    } catch {
      guard let typed, error.typed == nil else { throw error }
      var error = error
      error.typed = typed
      throw error
    }
  }

  /// Reads lines of a built-in optimizer; what is wrong with them is told of the line that asks for it.
  mutating func readingBuiltIn(
    at range: SourceRange, _ body: (inout Self) throws(LocatedError) -> Void
  ) throws(LocatedError) {
    let outer = written
    written = SourceText(file: "", text: BuiltInOptimizers.text)
    defer { written = outer }
    do {
      try body(&self)
    } catch {
      throw LocatedError(range, error.message)
    }
  }
}
