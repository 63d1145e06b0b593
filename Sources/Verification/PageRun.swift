import Calculus
import Execution
import Matrices
import Trace

/// The run of a page of notes: every printed entry stands for the computed one in all that follows, in its own iteration
/// and in the later ones.
final class PageRun {
  /// An entry as it is printed.
  struct Printed {
    let quantity: Quantity
    let offset: Int
    let number: Double
  }

  private let run: Run
  private let isInterrupted: () -> Bool
  /// What is printed, by iteration, in the order of reading.
  private var entries: [Int: [Printed]] = [:]
  /// The first iteration with a printed entry that later ones depend on.
  private var firstLasting = Int.max
  /// Printed data: it is the same in all iterations.
  private var data: [Entry: Printed] = [:]
  /// Whether later iterations depend on printed data.
  private var hasLastingData = false
  /// The quantities that the next iterations depend on.
  private let lasting: Set<Int>
  /// Where the run can begin again: before the first iteration, and after each whose printed entries later ones begin
  /// with.
  private var starts: [Run.Checkpoint]
  /// The page's numbers of the run's iteration; nil where they have not been asked for.
  private var present: Moment?
  /// Whether the next iteration already begins with what this one prints: then its own numbers are no longer there.
  private var hasLeft = true

  /// - Parameter run: which nobody else uses, before its first iteration.
  init(_ run: Run, isInterrupted: @escaping () -> Bool) {
    self.run = run
    self.isInterrupted = isInterrupted
    starts = [run.checkpoint()]
    lasting = Self.lasting(in: run.main)
  }

  /// What updates and sums over the epoch are computed from.
  private static func lasting(in program: Program) -> Set<Int> {
    var found = Set(program.updates.map { $0.new.id } + program.accumulations.map { $0.term.id })
    for definition in program.definitions.reversed() where found.contains(definition.quantity.id) {
      found.formUnion(definition.formula.references.map { $0.id })
    }
    for input in program.inputs.reversed() where found.contains(input.quantity.id) {
      if case .formula(let formula) = input.initializer { found.formUnion(formula.references.map { $0.id }) }
    }
    return found
  }

  /// The page's numbers of an iteration as far as it has been read; nil where they are the exact ones, or when the reader
  /// has interrupted.
  func moment(at iteration: Int) throws(ProgramError) -> Moment? {
    guard isOwn(iteration) else { return nil }
    if run.iteration == iteration, !hasLeft, let present { return present }
    if run.iteration > iteration || run.iteration == iteration && hasLeft {
      guard let start = starts.last(where: { $0.iteration < iteration }) else { return nil }
      goBack(to: start)
    }
    while run.iteration < iteration {
      if !hasLeft { leave() }
      if isLeftAsItIs(run.iteration + 1) { try run.advance(towards: iteration) } else { try run.advance() }
      hasLeft = false
      present = nil
      if run.isPause && isInterrupted() { return nil }
    }
    let moment = page()
    present = moment
    return moment
  }

  /// Whether anything printed has a part in an iteration.
  private func isOwn(_ iteration: Int) -> Bool {
    entries[iteration] != nil || firstLasting < iteration || !data.isEmpty
  }

  /// From here on these entries stand for the computed ones.
  func carry(_ printed: [Printed], at iteration: Int) {
    guard !printed.isEmpty else { return }
    let (given, computed) = (printed.filter { isData($0.quantity) }, printed.filter { !isData($0.quantity) })
    for entry in given { data[Entry(entry.quantity, entry.offset)] = entry }
    if !computed.isEmpty { entries[iteration, default: []] += computed }
    if computed.contains(where: { lasting.contains($0.quantity.id) }) { firstLasting = min(firstLasting, iteration) }
    let isEverywhere = given.contains { lasting.contains($0.quantity.id) }
    hasLastingData = hasLastingData || isEverywhere
    // What comes after begins otherwise now.
    let first = isEverywhere ? 1 : iteration
    while starts.count > 1, let last = starts.last, last.iteration >= first { starts.removeLast() }
    if run.iteration > first || run.iteration == first && hasLeft, let start = starts.last { goBack(to: start) }
    if run.iteration == iteration, let moment = present {
      present = gathering(printed.reduce(moment) { $0.replacing(Entry($1.quantity, $1.offset), with: $1.number) })
    }
  }

  /// Whether other iterations than its own may depend on it.
  func reachesOthers(_ quantity: Quantity) -> Bool { lasting.contains(quantity.id) || isData(quantity) }

  /// Whether it is given once, and neither computed nor updated nor drawn or cut anew for an iteration.
  private func isData(_ quantity: Quantity) -> Bool {
    let program = run.main
    guard let input = program.input(of: quantity), input.phase != .forward,
      !program.updates.contains(where: { $0.old == quantity || $0.new == quantity })
    else { return false }
    switch input.initializer {
    case .formula, .draw, .examples, .file: return true
    case .batch, .counter, .evaluation: return false
    }
  }

  private func goBack(to start: Run.Checkpoint) {
    run.restore(start)
    hasLeft = true
    present = nil
  }

  /// Whether the next iteration begins with what an iteration prints of itself.
  private func isPrinted(_ iteration: Int) -> Bool {
    entries[iteration]?.contains { lasting.contains($0.quantity.id) } ?? false
  }

  /// Whether the iteration after one begins with the very numbers that are computed.
  private func isLeftAsItIs(_ iteration: Int) -> Bool { !hasLastingData && !isPrinted(iteration) }

  /// The next iteration begins with what this one prints.
  private func leave() {
    hasLeft = true
    let isPrinted = isPrinted(run.iteration)
    guard isPrinted || hasLastingData else { return }
    let moment = present ?? page()
    var changes: [(quantity: Quantity, value: Matrix)] = []
    for update in moment.program.updates {
      let value = moment.value(of: update.new)
      if value != moment.exact(update.new) { changes.append((update.new, value)) }
    }
    run.change(changes, addingToSums: surpluses(moment))
    if isPrinted { starts.append(run.checkpoint()) }
  }

  /// The run's numbers with the printed entries in their places.
  private func page() -> Moment {
    var moment = run.moment().cuttingLines
    for entry in data.values + entries[run.iteration, default: []] {
      moment = moment.replacing(Entry(entry.quantity, entry.offset), with: entry.number)
    }
    return gathering(moment)
  }

  /// How much more each sum over the epoch gathers in this iteration than in the run.
  private func surpluses(_ moment: Moment) -> [Double] {
    moment.program.accumulations.map { accumulation in
      let exact = moment.exact(accumulation.term)?.values.first ?? 0
      let own = moment.entry(accumulation.term, 0)
      return own == exact ? 0 : own - exact
    }
  }

  /// The moment with the sums over the epoch brought up to date.
  private func gathering(_ moment: Moment) -> Moment {
    var moment = moment
    for (accumulation, surplus) in zip(moment.program.accumulations, surpluses(moment)) where surplus != 0 {
      guard let exact = moment.exact(accumulation.total)?.values.first else { continue }
      let share = accumulation.isMean ? surplus / Double(moment.batch) : surplus
      moment = moment.beginning(accumulation.total, with: Matrix(exact + share))
    }
    return moment
  }
}
