import Calculus
import Typesetting

/// The lines of sections one after another, with loops unrolled and conditions decided.
///
/// A bound or a condition may read what the lines above it have defined (the rows of data, a setting): each line is given
/// out only when it is asked for, and the one before it has been built by then.
struct Unrolling {
  /// A stretch of lines that is being gone through: a section's, or the body of a loop for the rest of its indices.
  private struct Stretch {
    let lines: [LineSyntax]
    var position = 0
    var names: LocalNames
    /// The loop, its variables' names, and what they have still to be.
    var loop: (syntax: LoopSyntax, names: [String], turns: ArraySlice<[Double]>)?
  }

  private var stretches: [Stretch]
  /// The line given out last, which has been built by now.
  private var last: SourceRange?

  /// The lines of several sections, in order.
  init(_ sections: [[LineSyntax]]) {
    stretches = sections.reversed().map { Stretch(lines: $0, names: LocalNames()) }
  }

  /// The next line that there is, with the indices of the loops around it; nil at the end.
  mutating func next(
    _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> (statement: StatementSyntax, names: LocalNames)? {
    if let last, builder.draft.terms > ElaborationLimits.allTerms { throw Budget.tooManyTerms(last) }
    while var stretch = stretches.popLast() {
      guard stretch.lines.indices.contains(stretch.position) else {
        if let again = try turned(stretch, &builder) { stretches.append(again) }
        continue
      }
      let line = stretch.lines[stretch.position]
      stretch.position += 1
      stretches.append(stretch)
      switch line {
      case .statement(let statement):
        try builder.budget.countLine(statement)
        if try builder.holds(statement.conditions, stretch.names) {
          last = statement.range
          return (statement.explained(with: stretch.names), stretch.names)
        }
      case .loop(let loop):
        let turns = try builder.turns(of: loop, stretch.names)
        guard !turns.isEmpty else { continue }
        // A loop's variables are named by its first turn.
        var body = Stretch(lines: loop.body, position: loop.body.count, names: stretch.names)
        body.loop = (loop, [], turns[...])
        stretches.append(body)
      case .run, .expect, .claim, .study, .picture, .row: break
      }
    }
    return nil
  }

  /// The loop's body from its beginning for the next index; nil when there is none left.
  private func turned(_ stretch: Stretch, _ builder: inout FormulaBuilder) throws(LocatedError) -> Stretch? {
    guard let loop = stretch.loop, let turn = loop.turns.first else { return nil }
    try builder.budget.countTurn(of: loop.syntax)
    var next = stretch
    next.position = 0
    let names = loop.names.isEmpty ? try builder.names(of: loop.syntax, stretch.names) : loop.names
    for (name, number) in zip(names, turn) { next.names.locals[name] = .number(number) }
    next.loop = (loop.syntax, names, loop.turns.dropFirst())
    return next
  }
}

extension FormulaBuilder {
  /// What a loop's variables are called.
  mutating func names(of loop: LoopSyntax, _ scope: LocalNames) throws(LocatedError) -> [String] {
    var names: [String] = []
    for variable in loop.variables { names.append(try name(variable, scope)) }
    return names
  }
}

extension StatementSyntax {
  /// The line with the indices of the loops around it in what it says of itself: `{c}` of the turn with c = 3 is 3.
  fileprivate func explained(with names: LocalNames) -> StatementSyntax {
    guard var meaning, !names.locals.isEmpty else { return self }
    for (name, formula) in names.locals {
      guard let number = formula.constant else { continue }
      func filled(_ text: String) -> String {
        text.parts(separatedBy: "{\(name)}").joined(
          separator: Int(exactly: number).map { String($0) } ?? number.description)
      }
      meaning = TextSyntax(es: meaning.es.map(filled), en: meaning.en.map(filled))
    }
    var statement = self
    statement.meaning = meaning
    return statement
  }
}
