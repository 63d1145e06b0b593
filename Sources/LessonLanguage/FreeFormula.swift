import Calculus
import Matrices
import Typesetting

/// A formula by itself, in no lesson: each of its names is a number of which nothing is known.
package struct FreeFormula: Sendable {
  /// As it was typed.
  package let typed: SourceText
  package let formula: Formula
  /// What its names stand for, in the order in which they are written.
  package let quantities: [Quantity]
  private let range: SourceRange

  /// - Parameter layers: where a reader wants the digits of names.
  /// - Throws: what is wrong with the formula first, with its place.
  package init(_ text: String, layers: Notation.Layers? = nil) throws(LessonError) {
    let syntax = try LessonParser.formula(text)
    let typed = SourceText(file: "", text: text)
    self.typed = typed
    range = syntax.range
    (formula, quantities) = try typed.locating { () throws(LocatedError) in
      var builder = FormulaBuilder(draft: Draft(Program(name: ""), Naming(ofNumbers: layers)), written: typed)
      if let range = syntax.needingLesson {
        throw LocatedError(
          range, es: "esto solo tiene valor en una lección; aquí los nombres son números sueltos",
          en: "this has a value in a lesson only; here names are numbers by themselves")
      }
      var found: [Quantity] = []
      for written in syntax.names {
        let name = try builder.name(written, LocalNames())
        guard name != "π", builder.names.latest[name] == nil else { continue }
        found.append(try builder.declare(name, .scalar, alias: nil, at: written.range, scope: LocalNames()))
      }
      return (try builder.formula(syntax, LocalNames()), found)
    }
  }

  /// The quantity that a name stands for.
  package func quantity(named name: String) -> Quantity? {
    let canonical = Spelling.canonical(name)
    return quantities.first { $0.symbol.name == canonical }
  }

  /// The derivative by one of its names, rule by rule.
  ///
  /// - Throws: what cannot be derived so, with the formula.
  package func derivation(by variable: Quantity) throws(LessonError) -> Derivation {
    try typed.locating { () throws(LocatedError) in
      try shaped(range) { () throws(ShapeError) in try Derivation(of: formula, by: variable) }
    }
  }
}

extension FormulaSyntax {
  /// The names that stand for values, each as often as it is written; those of functions and of their arguments do not.
  fileprivate var names: [NameSyntax] { namesRead.map { $0.name } }

  /// The same, each with whether it stands in `new( )`.
  var namesRead: [(name: NameSyntax, isNew: Bool)] {
    switch self {
    case .number: []
    case .name(let name): [(name, false)]
    case .call(let function, _, let arguments, _):
      arguments.flatMap { $0.value.namesRead }.map { ($0.name, $0.isNew || function.plain == "new") }
    case .prefix(_, let operand, _), .transpose(let operand, _): operand.namesRead
    case .infix(_, let left, let right, _), .power(let left, let right, _), .partial(let left, let right, _):
      left.namesRead + right.namesRead
    case .index(let base, let indices, _): base.namesRead + indices.flatMap { $0.namesRead }
    case .matrix(let rows, _): rows.flatMap { $0.flatMap { $0.namesRead } }
    }
  }
}

extension FormulaSyntax {
  /// Where something stands that only the lines of a lesson give a value: a derivative of a quantity, a sum over an epoch,
  /// the value after an update.
  fileprivate var needingLesson: SourceRange? {
    switch self {
    case .number, .name: return nil
    case .partial: return range
    case .prefix(.sumEpoch, _, _): return range
    case .prefix(_, let operand, _), .transpose(let operand, _), .index(let operand, _, _): return operand.needingLesson
    case .call(let name, _, let arguments, _):
      if let name = name.plain, ["hessian", "new", "mean_epoch"].contains(name) { return range }
      return arguments.lazy.compactMap { $0.value.needingLesson }.first
    case .infix(_, let left, let right, _), .power(let left, let right, _):
      return left.needingLesson ?? right.needingLesson
    case .matrix(let rows, _): return rows.joined().lazy.compactMap { $0.needingLesson }.first
    }
  }
}

extension IndexSyntax {
  fileprivate var namesRead: [(name: NameSyntax, isNew: Bool)] {
    switch self {
    case .one(let index): index.namesRead
    case .all: []
    case .range(let first, let last): first.namesRead + last.namesRead
    }
  }
}
