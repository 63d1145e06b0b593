import Calculus
import Typesetting

/// The pass that, in the program of another set, computes data from that set's own data: with `R for test`,
/// `X = [R 1]` is a line of the test set's forward pass.
struct DerivedDataPass {
  let set: String
  let lesson: LessonSyntax
  let batches: BatchesPass

  /// Builds the lines of `data` that read what the set has of its own, or that count it.
  func make(_ definitions: inout DefinitionsPass, _ builder: inout FormulaBuilder) throws(LocatedError) {
    guard let given = builder.names.setData[set], !given.isEmpty else { return }
    let own = Set(builder.draft.program.setData.map(\.set.symbol.name))
    var changed = Set(builder.draft.program.setData.map(\.set.id))
    var derived: Set<String> = []
    var lines = Unrolling(lesson.sections.filter { $0.kind.phase == .data }.map(\.lines))
    while let (statement, names) = try lines.next(&builder) {
      guard case .equals(let syntax) = statement.body, statement.set == nil else { continue }
      let name = try builder.name(statement.target, names)
      guard !own.contains(name) else { continue }
      let formula: Formula
      do throws(LocatedError) {
        formula = try builder.formula(syntax, names)
      } catch {
        throw notDerivable(statement, name, error.message)
      }
      guard
        formula.references.contains(where: { changed.contains($0.id) })
          || isOtherConstant(formula, than: name, builder)
      else { continue }
      try definitions.define(formula, statement, phase: .forward, names, &builder)
      if let quantity = builder.names.latest[name] { changed.insert(quantity.id) }
      derived.insert(name)
    }
    for name in try batches.names(&builder) where !own.contains(name) && !derived.contains(name) {
      throw LocatedError(
        lesson.sections.first { $0.kind == .metrics(on: set) }?.range,
        es: "«\(name)» va en los lotes y no tiene datos de «\(set)»: dalos con «\(name) for \(set) = …»",
        en: "“\(name)” is in the batches and has no data of “\(set)”: give them with “\(name) for \(set) = …”")
    }
  }

  /// Whether data are known without running (a count of rows), and not what they are for the data learned from.
  private func isOtherConstant(_ formula: Formula, than name: String, _ builder: FormulaBuilder) -> Bool {
    guard formula.references.isEmpty, let quantity = builder.names.occurrences[name]?.last,
      case .formula(let first)? = builder.draft.program.input(of: quantity)?.initializer
    else { return false }
    return first.references.isEmpty && first != formula
  }

  private func notDerivable(_ statement: StatementSyntax, _ name: String, _ reason: Localized) -> LocatedError {
    LocatedError(
      statement.range,
      Localized(es: "con los datos de «\(set)»: ", en: "with the data of “\(set)”: ") + reason
        + Localized(
          es: "; da los suyos con «\(name) for \(set) = …»", en: "; give its own with “\(name) for \(set) = …”"))
  }
}
