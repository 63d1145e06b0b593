import Calculus
import Execution
import Matrices
import Typesetting

/// The numbers of one iteration, of every quantity and of any formula over them.
///
/// A moment is a value: it needs no run, and stays as it is when the run moves on.
package struct Moment {
  private let origin: Origin
  /// Entries that are not what the program computes: carried over from the notes, or moved a little.
  private var replaced: [Int: [Int: Double]] = [:]
  /// Quantities that begin the iteration otherwise than in the run.
  private var bases: [Int: Matrix] = [:]
  /// The quantities whose values differ because of `replaced` and `bases`, and those values as far as they have been
  /// asked for.
  private var affected: Set<Int> = []
  private var own: KnownValues
  /// What a formula has computed again after the updates.
  private var brought: [Int: Definition] = [:]
  /// Whether lines that are computed again are cut as those of the run are.
  private var cutsLines = false

  fileprivate init(_ run: Run) {
    origin = Origin(run)
    own = origin.known
  }

  /// The program whose quantities these are.
  package var program: Program { origin.program }
  /// The iteration, from 1.
  package var iteration: Int { origin.iteration }
  /// Its epoch, from 1.
  package var epoch: Int { origin.epoch }
  /// Its batch within the epoch, from 1.
  package var batch: Int { origin.batch }
  /// Whether this is an epoch's last iteration.
  package var isEpochEnd: Bool { origin.isEpochEnd }
  /// The seed of what the run draws.
  package var seed: UInt32 { origin.seed }
  /// How a hand cut the numbers, if one did.
  package var carry: RunOptions.Carry? { origin.carry }

  /// The line of the program that defines a quantity.
  package func definition(of quantity: Quantity) -> Definition? {
    origin.definitions[quantity.id] ?? brought[quantity.id]
  }

  /// The formula that a quantity is computed by: its line's, or that of data computed from other data.
  package func formula(of quantity: Quantity) -> Formula? {
    origin.definitions[quantity.id]?.formula ?? origin.data[quantity.id]
  }

  /// The quantities that `formula(of:)` of a quantity reads, by their ids; none where it has no formula.
  package func read(by quantity: Int) -> [Int] { origin.read(by: quantity) }

  /// The value of a quantity; not-a-numbers for one that nothing computes.
  package func value(of quantity: Quantity) -> Matrix {
    let id = quantity.id
    let known = affected.contains(id) ? own : origin.known
    if let value = known.values[id] { return value }
    var value = computed(quantity, id)
    for (offset, number) in replaced[id, default: [:]] where value.values.indices.contains(offset) {
      value.values[offset] = number
    }
    known.values[id] = value
    return value
  }

  /// The value of a quantity; nil for one that nothing computes.
  package func known(_ quantity: Quantity) -> Matrix? {
    let id = quantity.id
    return affected.contains(id) || origin.numbers.value(of: quantity) != nil ? value(of: quantity) : nil
  }

  /// The value without what replaces it itself.
  private func computed(_ quantity: Quantity, _ id: Int) -> Matrix {
    if let base = bases[id] { return base }
    if affected.contains(id) {
      if let definition = origin.definitions[id] {
        var value = origin.evaluate(definition) { self.value(of: $0) }
        guard cutsLines, let carry else { return value }
        let terms = definition.formula.references.reduce(0) {
          max($0, RunOptions.Carry.size(of: self.value(of: $1).values))
        }
        value.values = value.values.map { carry.cut($0, from: terms) }
        return value
      }
      if let formula = origin.data[id] { return formula.evaluate { self.value(of: $0) } }
    }
    return origin.numbers.value(of: quantity) ?? Matrix(quantity.shape, repeating: .nan)
  }

  /// The value of a formula; of a quantity or an entry of one, what is computed for it even where it is replaced.
  package func computed(_ resolved: Resolved) -> Matrix {
    let own: Quantity
    if case .reference(let quantity) = resolved.formula {
      own = quantity
    } else if let entry = resolved.formula.asEntry {
      own = entry.quantity
    } else {
      return evaluate(resolved)
    }
    let id = own.id
    guard replaced[id] != nil else { return evaluate(resolved) }
    let value = computed(own, id)
    return resolved.formula.evaluate { $0 == own ? value : self.value(of: $0) }
  }

  /// The value that the run had, whatever has been replaced here; nil for one that nothing computes.
  package func exact(_ quantity: Quantity) -> Matrix? { origin.numbers.value(of: quantity) }

  /// The same iteration begun with another value than in the run: of a parameter, a state or a sum over the epoch.
  package func beginning(_ quantity: Quantity, with matrix: Matrix) -> Moment {
    guard matrix.values.count == quantity.shape.count else { return self }
    var bases = bases
    bases[quantity.id] = matrix
    return changing(replaced, bases)
  }

  /// The same moment with another value for an entry; what follows from it is computed again when somebody asks.
  package func replacing(_ entry: Entry, with number: Double) -> Moment {
    var replaced = replaced
    replaced[entry.quantity.id, default: [:]][entry.offset] = number
    return changing(replaced, bases)
  }

  /// The same moment with another value for a quantity of this shape; what follows from it is computed again when
  /// somebody asks.
  package func replacing(_ quantity: Quantity, with matrix: Matrix) -> Moment {
    guard matrix.values.count == quantity.shape.count else { return self }
    var replaced = replaced
    replaced[quantity.id] = Dictionary(
      uniqueKeysWithValues: matrix.values.enumerated().map { ($0.offset, $0.element) })
    return changing(replaced, bases)
  }

  /// The same moment; what is computed again in it is written down as by hand, where the run's numbers are.
  package var cuttingLines: Moment {
    var moment = self
    moment.cutsLines = true
    return moment
  }

  private func changing(_ replaced: [Int: [Int: Double]], _ bases: [Int: Matrix]) -> Moment {
    var moment = self
    moment.replaced = replaced
    moment.bases = bases
    moment.affected = origin.following(Set(replaced.keys).union(bases.keys))
    moment.own = KnownValues()
    return moment
  }

  /// Whether it is a copy of another, with the very numbers.
  package func isSame(as other: Moment) -> Bool { own === other.own }

  /// The number as a hand would write it down, where one cuts the numbers of this run.
  package func cut(_ value: Double) -> Double { carry?.cut(value) ?? value }

  /// The same moment with the values of definitions that the program does not have, as a formula brings them along.
  package func knowing(_ definitions: [Definition]) -> Moment {
    guard !definitions.isEmpty else { return self }
    var moment = self
    moment.own = KnownValues()
    moment.own.values = own.values
    for definition in definitions {
      var value = definition.formula.evaluate { moment.value(of: $0) }
      value.values = value.values.map { cut($0) }
      moment.affected.insert(definition.quantity.id)
      moment.own.values[definition.quantity.id] = value
      if definition.quantity.role == .recomputed { moment.brought[definition.quantity.id] = definition }
    }
    return moment
  }

  /// One entry of a quantity.
  package func entry(_ quantity: Quantity, _ offset: Int) -> Double {
    let values = value(of: quantity).values
    return values.indices.contains(offset) ? values[offset] : .nan
  }

  /// The value of a formula.
  package func evaluate(_ formula: Formula) -> Matrix {
    if case .reference(let quantity) = formula { return value(of: quantity) }
    return formula.evaluate { self.value(of: $0) }
  }

  /// The value of a formula with definitions of its own.
  package func evaluate(_ resolved: Resolved) -> Matrix {
    guard !resolved.derived.isEmpty else { return evaluate(resolved.formula) }
    // What claims derive has an id in the program, and is computed once for all of them.
    var found: [Int: Matrix] = [:]
    for definition in resolved.derived {
      let id = definition.quantity.id
      let isOfProgram = isOfProgram(definition.quantity)
      if isOfProgram, let known = own.derived[id] {
        found[id] = known
      } else {
        found[id] = definition.formula.evaluate { found[$0.id] ?? self.value(of: $0) }
        if isOfProgram { own.derived[id] = found[id] }
      }
    }
    if case .reference(let quantity) = resolved.formula { return found[quantity.id] ?? value(of: quantity) }
    return resolved.formula.evaluate { found[$0.id] ?? self.value(of: $0) }
  }

  /// Whether a derived quantity is one that the program's own claims have brought along.
  private func isOfProgram(_ quantity: Quantity) -> Bool {
    guard program.quantities.indices.contains(quantity.id) else { return false }
    let own = program.quantities[quantity.id]
    return own.symbol == quantity.symbol && own.role == quantity.role && own.shape == quantity.shape
  }

  /// The value of the formula of one entry.
  package func number(_ formula: Scalar) -> Double {
    formula.evaluate({ value(of: $0) }, whole: { whole($0) })
  }

  /// The value of a formula of which single entries are read, computed once for all of them.
  private func whole(_ formula: Formula) -> Matrix {
    if let known = own.wholes[formula] { return known }
    let value = evaluate(formula)
    own.wholes[formula] = value
    return value
  }
}

extension Run {
  /// The numbers of the current iteration.
  package func moment() -> Moment { Moment(self) }
}

/// Values that have been looked up or computed already.
private final class KnownValues {
  var values: [Int: Matrix] = [:]
  /// Those of the definitions that claims bring along.
  var derived: [Int: Matrix] = [:]
  /// Those of formulas of which single entries are read.
  var wholes: [Formula: Matrix] = [:]
}

/// What all moments of an iteration share: where the run was, the numbers it had, and the lines that compute them.
private final class Origin {
  let program: Program
  let iteration: Int
  let epoch: Int
  let batch: Int
  let isEpochEnd: Bool
  let seed: UInt32
  let carry: RunOptions.Carry?
  let numbers: IterationNumbers
  /// The values as the run had them, as far as they have been asked for.
  let known = KnownValues()
  /// The program's definitions, by quantity.
  let definitions: [Int: Definition]
  /// The formulas of data computed from other data, by quantity.
  let data: [Int: Formula]
  /// The quantities that each definition reads, in running order, and evaluators of those that have been computed here.
  private var lines: Lines

  init(_ run: Run) {
    program = run.program
    iteration = run.iteration
    epoch = run.epoch
    batch = run.batch
    isEpochEnd = run.isEpochEnd
    seed = run.options.seed
    carry = run.options.carry
    numbers = run.numbers()
    definitions = Dictionary(lastOf: program.definitions.map { ($0.quantity.id, $0) })
    data = program.computedData
    lines = Lines(program)
  }

  /// The quantities given and all that are computed from them.
  func following(_ changed: Set<Int>) -> Set<Int> { lines.following(changed) }

  /// What a quantity is computed from.
  func read(by quantity: Int) -> [Int] { lines.read(by: quantity) }

  /// The value of a line from the values of what it reads.
  func evaluate(_ definition: Definition, _ value: (Quantity) -> Matrix) -> Matrix {
    lines.evaluator(definition).evaluate(value)
  }
}

extension Program {
  /// The formulas of data that are computed from other data, by quantity: what no update changes.
  fileprivate var computedData: [Int: Formula] {
    var found: [Int: Formula] = [:]
    for input in inputs where !updates.contains(where: { $0.old == input.quantity }) {
      if case .formula(let formula) = input.initializer, !formula.references.isEmpty,
        formula.shape == input.quantity.shape
      {
        found[input.quantity.id] = formula
      }
    }
    return found
  }
}

/// What follows from what in the program's lines, and the lines ready to be computed.
private struct Lines {
  /// The quantities that each definition reads, in running order.
  private let readings: [(quantity: Int, reads: [Int])]
  /// The same by quantity, of its last definition.
  private lazy var readingsOf = Dictionary(lastOf: readings.map { ($0.quantity, $0.reads) })
  /// The formulas of definitions that have been computed here.
  private var evaluators: [Int: FormulaEvaluator] = [:]
  /// What followed from the quantities that were asked for last.
  private var last: (from: Set<Int>, following: Set<Int>) = ([], [])

  init(_ program: Program) {
    let data = program.computedData
    readings =
      program.inputs.compactMap { input in
        data[input.quantity.id].map { (input.quantity.id, $0.references.map { $0.id }) }
      } + program.definitions.map { ($0.quantity.id, $0.formula.references.map { $0.id }) }
  }

  /// The quantities given and all that are computed from them.
  mutating func following(_ changed: Set<Int>) -> Set<Int> {
    guard !changed.isEmpty else { return [] }
    if changed == last.from { return last.following }
    var following = changed
    for (quantity, reads) in readings where reads.contains(where: following.contains) { following.insert(quantity) }
    last = (changed, following)
    return following
  }

  /// What a quantity is computed from.
  mutating func read(by quantity: Int) -> [Int] { readingsOf[quantity] ?? [] }

  /// The line's formula, made ready to be computed the first time.
  mutating func evaluator(_ definition: Definition) -> FormulaEvaluator {
    if let known = evaluators[definition.quantity.id] { return known }
    let made = FormulaEvaluator(definition.formula)
    evaluators[definition.quantity.id] = made
    return made
  }
}
