import Calculus

/// What the names of a lesson mean under a reader's settings: it understands what a reader types about the program, and
/// changes nothing.
package struct Scope: Sendable {
  package let lesson: Lesson
  package let settings: LessonSettings
  /// The lesson's program, that for full batches.
  package var program: Program { whole.draft.program }
  private let whole: FormulaBuilder
  private let remainder: FormulaBuilder?
  /// The one asked: a reader's words mean the quantities of its program.
  private let asked: FormulaBuilder

  init(_ lesson: Lesson, _ settings: LessonSettings, _ whole: FormulaBuilder, remainder: FormulaBuilder?) {
    self.lesson = lesson
    self.settings = settings
    self.whole = whole
    self.remainder = remainder
    asked = whole
  }

  private init(_ scope: Scope, asking builder: FormulaBuilder) {
    lesson = scope.lesson
    settings = scope.settings
    whole = scope.whole
    remainder = scope.remainder
    asked = builder
  }

  /// The same scope for one of the lesson's programs: the one for full batches, or that for a smaller last one.
  package func of(_ program: Program) -> Scope {
    Scope(self, asking: program.isRemainder ? remainder ?? whole : whole)
  }

  /// A formula or address that a reader typed: names mean the value used in the iteration, `new(W)` the one after the
  /// update.
  package func resolve(_ syntax: FormulaSyntax) throws(LocatedError) -> Resolved {
    var copy = asked
    return try copy.resolve(syntax)
  }

  /// The quantity, and the entry if there is an index, that an address names.
  package func address(_ syntax: FormulaSyntax) throws(LocatedError) -> (quantity: Quantity, offset: Int?) {
    var copy = asked
    return try copy.address(syntax)
  }

  /// The numerator and denominator of an address such as `∂E/∂W1[1,1]`; nil for another formula.
  package func derivativeAddress(
    _ syntax: FormulaSyntax
  ) throws(LocatedError) -> (numerator: (Quantity, Int?), denominator: (Quantity, Int?))? {
    guard case .partial(let numerator, let denominator, _) = syntax else { return nil }
    let above = try address(numerator)
    try asked.checkDifferentiable(above.quantity, numerator.range)
    return (above, try address(denominator))
  }

  /// The mechanical derivative of one entry of a quantity, for whoever checks it.
  package func derivative(
    of numerator: Quantity, at offset: Int, by denominator: Quantity
  ) throws(LocatedError) -> Resolved {
    var copy = asked
    let found = try copy.derivative(of: numerator, at: offset, by: denominator, nil)
    return copy.draft.resolved(found)
  }

  /// Whether the conditions of a line of `expect` or `pictures` hold under the settings.
  package func holds(_ conditions: [FormulaSyntax]) throws(LocatedError) -> Bool {
    var copy = asked
    return try copy.holds(conditions, LocalNames())
  }

  /// A number over settings.
  package func number(_ syntax: FormulaSyntax) throws(LocatedError) -> Double {
    var copy = asked
    return try copy.constant(syntax, LocalNames())
  }

  /// A whole number over settings.
  package func integer(_ syntax: FormulaSyntax) throws(LocatedError) -> Int {
    var copy = asked
    return try copy.integer(syntax, LocalNames())
  }

  /// The names that can be asked for, for suggestions.
  package var names: [String] { asked.names.addresses.keys.sorted() }

  /// Runs something; what is wrong with the program is then told with the lesson's file and line.
  @discardableResult
  package func locating<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as ProgramError {
      throw lesson.error(error)
    }
  }
}
