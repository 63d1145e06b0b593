import Calculus
import Matrices
import Typesetting

/// What the names of a lesson mean under a reader's settings: it understands what a reader types about the program and
/// what the lesson itself has written about it, and changes nothing.
///
/// A reader's words mean the program that runs. What stands in the lesson is read in the lesson's own convention, and
/// then transposed with all the rest where the program is.
package final class Scope: Sendable {
  package let lesson: Lesson
  package let settings: LessonSettings
  /// The lesson's program, bound to full batches.
  package let program: Program
  /// The program before it was bound to any length, and what its names mean.
  private let builder: FormulaBuilder
  /// The same in the lesson's own convention.
  let written: FormulaBuilder
  /// The program asked: a reader's words mean the quantities of its batch.
  private let asked: Program

  init(
    _ lesson: Lesson, _ settings: LessonSettings, _ built: (asked: FormulaBuilder, written: FormulaBuilder),
    _ program: Program
  ) {
    self.lesson = lesson
    self.settings = settings
    self.program = program
    (builder, written) = built
    asked = program
  }

  private init(_ scope: Scope, asking program: Program? = nil, reading text: SourceText? = nil) {
    lesson = scope.lesson
    settings = scope.settings
    self.program = scope.program
    var (builder, written) = (scope.builder, scope.written)
    if let text { (builder.written, written.written) = (text, text) }
    self.builder = builder
    self.written = written
    asked = program ?? scope.asked
  }

  /// The same scope for batches of another length: those of the last one, where it is smaller.
  package func of(_ program: Program) -> Scope {
    Scope(self, asking: program.isRemainder ? self.program.remainder ?? self.program : self.program)
  }

  /// The same scope for formulas that stand in another text than the lesson's: an error quotes them from there.
  package func reading(_ text: SourceText) -> Scope {
    Scope(self, reading: text)
  }

  /// The length of the batch that is asked about; nil where no length is open.
  private var binding: BatchBinding? {
    builder.draft.program.usualLength.map { usual in
      BatchBinding(length: asked.isRemainder ? asked.batching?.remainder ?? usual : usual, usual: usual)
    }
  }

  private func bound(_ resolved: Resolved, _ range: SourceRange?) throws(LocatedError) -> Resolved {
    guard let binding else { return resolved }
    return try shaped(range) { () throws(ShapeError) in try resolved.bound(binding) }
  }

  /// A formula or address that a reader typed: names mean the value used in the iteration, `new(W)` the one after the
  /// update.
  package func resolve(_ syntax: FormulaSyntax) throws(LocatedError) -> Resolved {
    do throws(LocatedError) {
      var copy = builder
      return try bound(try copy.resolve(syntax), syntax.range)
    } catch {
      guard var copy = inThisBatch, let found = try? copy.resolve(syntax) else { throw error }
      return found
    }
  }

  /// What names mean in batches of the length that is asked about, where a reader's words may fit that do not fit every
  /// length: `X + ones(2×2)`, and `y[2]` where an example is alone in its batch. Nil where no length is open.
  private var inThisBatch: FormulaBuilder? {
    guard let binding else { return nil }
    var copy = builder
    do {
      try copy.draft.bind(to: asked, binding)
    } catch {
      return nil
    }
    copy.names.bind(binding)
    return copy
  }

  /// A formula that stands in the lesson, in `table`, `pictures` or `expect`.
  ///
  /// - Parameter names: what else it may name: the indices of the loops around it.
  package func resolve(
    written syntax: FormulaSyntax, _ names: LocalNames = LocalNames()
  ) throws(LocatedError) -> Resolved {
    var copy = written
    let found = try bound(try copy.resolve(syntax, names), syntax.range)
    guard settings.isTransposed else { return found }
    return try shaped(syntax.range) { () throws(ShapeError) in try found.transposed() }
  }

  /// A derivative that a line of the lesson asks for, rule by rule: of a function of its own, or of a formula written out
  /// down to the variable.
  package func derivation(
    of subject: FormulaSyntax, by variable: FormulaSyntax
  ) throws(LocatedError) -> Derivation {
    var copy = written
    let found = try copy.derived(subject, by: variable)
    let formula = try asked(found.formula, subject.range)
    return try shaped(subject.range) { () throws(ShapeError) in
      try Derivation(of: formula.writtenOut(), by: found.variable)
    }
  }

  /// A formula of the lesson with the definitions that lead down to some numbers, and these.
  package func computed(
    _ subject: FormulaSyntax, from variables: [FormulaSyntax]
  ) throws(LocatedError) -> (formula: Resolved, variables: [Quantity]) {
    var copy = written
    var quantities: [Quantity] = []
    for variable in variables { quantities.append(try copy.variable(variable)) }
    return (try asked(copy.computed(subject, from: quantities), subject.range), quantities)
  }

  /// What is read in the lesson's own convention, for the batch and in the convention that are asked about.
  private func asked(_ found: Resolved, _ range: SourceRange) throws(LocatedError) -> Resolved {
    let found = try bound(found, range)
    guard settings.isTransposed else { return found }
    return try shaped(range) { () throws(ShapeError) in try found.transposed() }
  }

  /// The quantity, and the entry if there is an index, that an address names.
  package func address(_ syntax: FormulaSyntax) throws(LocatedError) -> (quantity: Quantity, offset: Int?) {
    let quantity: Quantity
    let offset: Int?
    do throws(LocatedError) {
      var copy = builder
      (quantity, offset) = try copy.address(syntax)
    } catch {
      guard var copy = inThisBatch, let found = try? copy.address(syntax) else { throw error }
      return found
    }
    guard let binding else { return (quantity, offset) }
    let place = try offset.map { offset throws(LocatedError) in
      try shaped(syntax.range) { () throws(ShapeError) in try quantity.shape.bound(offset, binding).place }
    }
    return (quantity.bound(binding), place)
  }

  /// The numerator and denominator of an address such as `∂E/∂W1[1,1]`; nil for another formula.
  package func derivativeAddress(
    _ syntax: FormulaSyntax
  ) throws(LocatedError) -> (numerator: (Quantity, Int?), denominator: (Quantity, Int?))? {
    let names = LocalNames(isAddress: true)
    let syntax = builder.asDerivative(syntax, names) ?? syntax
    guard case .partial(let numerator, let denominator, _) = syntax else { return nil }
    do throws(LocatedError) {
      var copy = builder
      guard try copy.single(numerator, denominator, names) != nil else { return nil }
    } catch {
      guard var copy = inThisBatch, (try? copy.single(numerator, denominator, names)) != nil else { throw error }
    }
    let above = try address(numerator)
    try builder.checkDifferentiable(above.quantity, numerator.range)
    return (above, try address(denominator))
  }

  /// The mechanical derivative of one entry of a quantity, for whoever checks it.
  package func derivative(
    of numerator: Quantity, at offset: Int, by denominator: Quantity
  ) throws(LocatedError) -> Resolved {
    var copy = builder
    let (above, below) = (open(numerator), open(denominator))
    // Entries are counted as they lie in a full batch.
    let place = numerator.shape.place(of: offset, in: above.shape.usual) ?? offset
    let found = try copy.derivative(of: above, at: place, by: below, nil)
    return try bound(copy.draft.resolved(found), nil)
  }

  /// A quantity with the shape that it has before it is bound to a length.
  private func open(_ quantity: Quantity) -> Quantity {
    builder.draft.quantities.indices.contains(quantity.id) ? builder.draft.quantities[quantity.id] : quantity
  }

  /// Whether the conditions of a line of `expect` or `pictures` hold under the settings.
  package func holds(_ conditions: [FormulaSyntax]) throws(LocatedError) -> Bool {
    var copy = written
    return try copy.holds(conditions, LocalNames())
  }

  /// The rows of a `table` that there are, with loops written out, each with the indices of the loops around it.
  package func rows(_ lines: [LineSyntax]) throws(LocatedError) -> [(row: RowSyntax, names: LocalNames)] {
    var copy = written
    copy.budget.readParts = 0
    return try rows(lines, LocalNames(), &copy)
  }

  private func rows(
    _ lines: [LineSyntax], _ names: LocalNames, _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> [(row: RowSyntax, names: LocalNames)] {
    var found: [(row: RowSyntax, names: LocalNames)] = []
    for line in lines {
      switch line {
      case .row(let row): if try builder.holds(row.conditions, names) { found.append((row, names)) }
      case .loop(let loop):
        let variables = try builder.names(of: loop, names)
        for turn in try builder.turns(of: loop, names) {
          try builder.budget.countTurn(of: loop)
          var inner = names
          for (name, number) in zip(variables, turn) { inner.locals[name] = .number(number) }
          found += try rows(loop.body, inner, &builder)
        }
      case .statement, .run, .expect, .claim, .study, .picture: break
      }
    }
    return found
  }

  /// A number over settings that stands in the lesson.
  ///
  /// - Parameter names: what else it may name: the indices of the loops around it.
  package func number(_ syntax: FormulaSyntax, _ names: LocalNames = LocalNames()) throws(LocatedError) -> Double {
    var copy = written
    return try copy.constant(syntax, names)
  }

  /// A whole number over settings that stands in the lesson.
  ///
  /// - Parameter names: what else it may name: the indices of the loops around it.
  package func integer(_ syntax: FormulaSyntax, _ names: LocalNames = LocalNames()) throws(LocatedError) -> Int {
    var copy = written
    return try copy.integer(syntax, names)
  }

  /// The names that can be asked for, for suggestions.
  package var names: [String] { builder.names.addresses.keys.sorted() }

  /// What they name.
  var quantities: [String: Quantity] { builder.names.addresses }

  /// The same as symbols, which tell how entries are named.
  var symbols: [Symbol] {
    builder.names.addresses.sorted { $0.key < $1.key }.map { name, quantity in
      // A second name of a quantity is never shown.
      quantity.symbol.name == name ? quantity.symbol : Symbol(canonical: name, entryNames: .ownLetters)
    }
  }

  /// Runs something; what is wrong with the program is then told with the lesson's file and line.
  @discardableResult
  package func locating<Value>(_ body: () throws(ProgramError) -> Value) throws(LessonError) -> Value {
    try lesson.locating(body)
  }
}

extension Scope {
  /// Where examples lie in the lesson as it is seen.
  package var exampleAxis: ExampleAxis {
    let written = lesson.syntax.examples ?? .rows
    return settings.isTransposed ? written.transposed : written
  }
}
