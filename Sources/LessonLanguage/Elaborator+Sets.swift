import Calculus
import Matrices
import Typesetting

extension Elaborator {
  /// `keep 10000 examples for validation`: how many of the last examples are set apart for each set.
  private mutating func kept() throws(LocatedError) -> [(set: String, count: Int, range: SourceRange)] {
    var found: [(set: String, count: Int, range: SourceRange)] = []
    for line in runLines {
      guard case .keep(let count, let set, let range) = line else { continue }
      found.append((set, try integer(count, LocalNames()), range))
    }
    return found
  }

  /// Data with a line for each example that are computed from all of them may not stand beside batches when examples are
  /// set apart: they would be learned from, and measured with those of the others.
  mutating func checkNotDerivedFromKept(_ batches: [Program.Batching.Pair]) throws(LocatedError) {
    guard let kept = try kept().first, let first = batches.first else { return }
    func examples(_ quantity: Quantity) -> Int {
      program.examplesInRows || quantity.shape.rank == 4 ? quantity.shape.rows : quantity.shape.columns
    }
    let cut = Set(batches.map(\.all.id))
    var derived = cut
    for input in program.inputs where input.phase == .data && !cut.contains(input.quantity.id) {
      guard case .formula(let formula) = input.initializer,
        let origin = formula.references.first(where: { derived.contains($0.id) })
      else { continue }
      derived.insert(input.quantity.id)
      guard examples(input.quantity) == examples(first.all) else { continue }
      let name = input.quantity.symbol
      let list = (batches.map { "\($0.all.symbol)" } + ["\(name)"]).joined(separator: ", ")
      throw LocatedError(
        dataLine(input.line) ?? SourceRange(line: input.line ?? kept.range.line, column: 1),
        es: "«\(name)» se calcula con todos los ejemplos de «\(origin.symbol)», también con los apartados para "
          + "«\(kept.set)»: ponla en los lotes («\(list) in batches of …») o calcúlala en «forward»",
        en: "“\(name)” is computed from all examples of “\(origin.symbol)”, those kept for “\(kept.set)” included: put "
          + "it in the batches (“\(list) in batches of …”) or compute it in “forward”")
    }
  }

  /// Where the line of `data` that stands there is written.
  private func dataLine(_ number: Int?) -> SourceRange? {
    for section in lesson.sections where section.kind == .data {
      for case .statement(let statement) in section.lines where statement.range.line == number {
        return statement.range
      }
    }
    return nil
  }

  /// The name that data of another set go by: `x_test` for `x for test`.
  static func name(of name: String, on set: String) -> String { "\(name)_\(set)" }

  /// Whether data of another set already go by a name.
  func checkIsFree(_ name: String, at range: SourceRange) throws(LocatedError) {
    for (set, data) in setData {
      for own in data.keys where Self.name(of: own, on: set) == name {
        throw Self.nameIsTaken(of: own, on: set, at: range)
      }
    }
  }

  /// That something else goes by the name of another set's data.
  static func nameIsTaken(of name: String, on set: String, at range: SourceRange) -> LocatedError {
    LocatedError(
      range,
      es: "«\(name) for \(set)» se llama «\(Self.name(of: name, on: set))», y nada más puede llamarse así: "
        + "cambia uno de los nombres",
      en: "“\(name) for \(set)” goes by the name “\(Self.name(of: name, on: set))”, which nothing else may have: "
        + "change one of the names")
  }

  /// How many examples remain to learn from when `total` are there.
  mutating func learningCount(of total: Int) throws(LocatedError) -> Int {
    var rest = total
    for (_, count, range) in try kept() {
      guard count >= 1, count < rest else {
        throw LocatedError(
          range, es: "de \(Noun.example(rest).es) no se pueden apartar \(count)",
          en: "of \(Noun.example(rest).en) \(count) cannot be set apart")
      }
      rest -= count
    }
    return rest
  }

  /// The names that mean a batch, with the data they are cut from; all the data of a set when there are no batches.
  mutating func batchNames() throws(LocatedError) -> [String] {
    for line in runLines {
      guard case .batches(let names, _, _, _) = line else { continue }
      var found: [String] = []
      for name in names { found.append(try self.name(name, LocalNames())) }
      return found
    }
    return []
  }

  /// How many examples a set has, and nil when the lesson gives it no data.
  private mutating func size(of set: String) throws(LocatedError) -> Int? {
    if let quantity = setData[set]?.values.first {
      return program.examplesInRows || quantity.shape.rank == 4 ? quantity.shape.rows : quantity.shape.columns
    }
    return try kept().first { $0.set == set }?.count
  }

  /// In the program of another set, the batch's names mean the set's data.
  mutating func makeSetData(_ set: String) throws(LocatedError) {
    var total: Int?
    for name in try batchNames() + (setData[set]?.keys.sorted() ?? []) {
      if try isDerived(name, on: set) { continue }
      guard !program.setData.contains(where: { $0.set.symbol.name == name }) else { continue }
      guard let all = setData[set]?[name] ?? addresses[name] else { continue }
      let isRows = program.examplesInRows || all.shape.rank == 4
      let examples = isRows ? all.shape.rows : all.shape.columns
      total = total ?? examples
      var first = 0
      var count = examples
      if setData[set]?[name] == nil {
        first = try learningCount(of: examples)
        for (other, kept, _) in try kept() {
          if other == set {
            count = kept
            break
          }
          first += kept
        }
      }
      let sizes = isRows ? [count] + all.shape.sizes.dropFirst() : [all.shape.rows, count]
      guard let shape = Shape(sizes: Array(sizes)) else { continue }
      let quantity = try declare(name, shape, alias: nil, at: lesson.nameRange, scope: LocalNames())
      program.setData.append(Program.SetData(all: all, set: quantity, first: first))
      program.inputs.append(
        Program.Input(quantity: quantity, phase: .data, initializer: .batch(of: all), meaning: nil, line: nil))
    }
  }

  /// Whether a batch's name has no data of its own in a set: it can only be computed from other data there.
  private mutating func isDerived(_ name: String, on set: String) throws(LocatedError) -> Bool {
    guard setData[set]?[name] == nil else { return false }
    return try !kept().contains { $0.set == set }
  }

  /// Data computed from data that the set has of its own are computed from those: with `R for test`, `X = [R 1]` is a
  /// line of the test set's forward pass.
  mutating func deriveSetData(_ set: String) throws(LocatedError) {
    guard let given = setData[set], !given.isEmpty else { return }
    let own = Set(program.setData.map(\.set.symbol.name))
    var changed = Set(program.setData.map(\.set.id))
    var derived: Set<String> = []
    var lines = lines(of: .data)
    while let (statement, names) = try lines.next(&self) {
      guard case .equals(let syntax) = statement.body, statement.set == nil else { continue }
      let name = try self.name(statement.target, names)
      guard !own.contains(name) else { continue }
      let formula: Formula
      do throws(LocatedError) {
        formula = try self.formula(syntax, names)
      } catch {
        throw notDerivable(statement, name, set, error.message)
      }
      guard formula.references.contains(where: { changed.contains($0.id) }) || isOtherConstant(formula, than: name)
      else { continue }
      try define(formula, statement, phase: .forward, names)
      if let quantity = latest[name] { changed.insert(quantity.id) }
      derived.insert(name)
      try checkTerms(after: statement)
    }
    for name in try batchNames() where !own.contains(name) && !derived.contains(name) {
      throw LocatedError(
        lesson.sections.first { $0.kind == .metrics(on: set) }?.range,
        es: "«\(name)» va en los lotes y no tiene datos de «\(set)»: dalos con «\(name) for \(set) = …»",
        en: "“\(name)” is in the batches and has no data of “\(set)”: give them with “\(name) for \(set) = …”")
    }
  }

  /// Whether data are known without running (a count of rows), and not what they are for the data learned from.
  private func isOtherConstant(_ formula: Formula, than name: String) -> Bool {
    guard formula.references.isEmpty, let quantity = occurrences[name]?.last,
      case .formula(let first)? = program.input(of: quantity)?.initializer
    else { return false }
    return first.references.isEmpty && first != formula
  }

  private func notDerivable(
    _ statement: StatementSyntax, _ name: String, _ set: String, _ reason: Localized
  ) -> LocatedError {
    LocatedError(
      statement.range,
      Localized(es: "con los datos de «\(set)»: ", en: "with the data of “\(set)”: ") + reason
        + Localized(
          es: "; da los suyos con «\(name) for \(set) = …»", en: "; give its own with “\(name) for \(set) = …”"))
  }

  /// The programs for `metrics on …`, and quantities of this one that take their results.
  mutating func makeEvaluations() throws(LocatedError) {
    var sets: [String] = []
    for section in lesson.sections {
      guard case .metrics(on: let set?) = section.kind, !sets.contains(set) else { continue }
      sets.append(set)
      guard let examples = try size(of: set) else {
        throw LocatedError(
          section.range,
          es: "no hay datos de «\(set)»: dalos con «X for \(set) = …» o con «keep … examples for \(set)»",
          en: "there are no data of “\(set)”: give them with “X for \(set) = …” or with “keep … examples for \(set)”")
      }
      let other = try program(on: set, examples: examples)
      var results: [Program.Evaluation.Result] = []
      for definition in other.definitions where definition.phase == .metrics && !definition.isDerived {
        let target = try declare(
          definition.quantity.symbol.name, definition.quantity.shape, alias: nil, at: section.range, scope: LocalNames()
        )
        epochTotals.insert(target.id)
        program.inputs.append(
          Program.Input(
            quantity: target, phase: .metrics, initializer: .evaluation(set: set), meaning: definition.meaning,
            line: definition.line))
        results.append(Program.Evaluation.Result(metric: definition.quantity, target: target))
      }
      program.evaluations.append(Program.Evaluation(set: set, program: other, results: results))
    }
  }
}
