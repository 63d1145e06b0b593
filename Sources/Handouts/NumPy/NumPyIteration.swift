import Calculus
import Execution

/// What an iteration of a lesson is in Python: which lines it has, and which variable each quantity is.
struct NumPyIteration {
  let program: Program
  /// What has its value only at the end of an epoch, from data that the notebook does not have, and what follows from it.
  let leftOut: Set<Int>
  /// The inputs that the lines read, and all parameters and state.
  let inputs: [Program.Input]
  /// The lines, in running order; what only stopping looks at is not among them.
  let definitions: [Definition]
  /// New values that are not written over the old ones at once, as something still reads these.
  let deferred: [Program.Update]
  let names: NumPyNames

  init(_ program: Program) {
    self.program = program
    var leftOut = Set(program.inputs.filter { $0.isEvaluation }.map { $0.quantity.id })
    for definition in program.definitions {
      for total in program.accumulations where leftOut.contains(total.term.id) { leftOut.insert(total.total.id) }
      if definition.formula.references.contains(where: { leftOut.contains($0.id) }) {
        leftOut.insert(definition.quantity.id)
      }
    }
    self.leftOut = leftOut
    let all = program.definitions.filter { !leftOut.contains($0.quantity.id) }
    let stops = Set(program.stops.compactMap { $0.watched?.id })
    definitions = all.filter { $0.phase != .control || !stops.contains($0.quantity.id) }
    inputs = Self.inputs(of: program, read: all)
    let updates = Self.updates(of: program, all)
    deferred = updates.deferred
    var quantities: [(quantity: Quantity, sharing: Quantity?)] = inputs.map { ($0.quantity, nil) }
    for definition in definitions {
      for total in program.accumulations where definition.formula.reads(total.total) {
        quantities.append((total.total, nil))
      }
      quantities.append((definition.quantity, updates.sharing[definition.quantity.id]))
    }
    for total in program.accumulations where !leftOut.contains(total.total.id) { quantities.append((total.total, nil)) }
    for counter in [program.iteration, program.epoch].compactMap({ $0 }) { quantities.append((counter, nil)) }
    names = NumPyNames(
      quantities, reserved: NumPyHelper.allCases.map { $0.name } + Self.words,
      wholes: Set(program.batching?.pairs.map { $0.all.id } ?? []))
  }

  /// Names of the loop's own.
  private static let words = ["batch", "first", "order", "levels"]

  /// The inputs that are read, by lines or by one another, in the order of the lesson.
  private static func inputs(of program: Program, read definitions: [Definition]) -> [Program.Input] {
    var read = Set(definitions.flatMap { $0.formula.references.map { $0.id } })
    var found: [Program.Input] = []
    for input in program.inputs.reversed() {
      guard read.contains(input.quantity.id) || input.phase == .parameters || input.phase == .state else { continue }
      switch input.initializer {
      case .evaluation: continue
      case .counter, .file, .examples: break
      // Of stored examples the batch alone is in the notebook.
      case .batch(let all): if program.input(of: all)?.isStored != true { read.insert(all.id) }
      case .formula(let formula): read.formUnion(formula.references.map { $0.id })
      case .draw(_, let arguments): read.formUnion(arguments.flatMap { $0.references.map { $0.id } })
      }
      found.append(input)
    }
    return found.reversed()
  }

  /// Which new values may be written over the old ones: those that nothing reads after the change.
  private static func updates(
    of program: Program, _ definitions: [Definition]
  ) -> (sharing: [Int: Quantity], deferred: [Program.Update]) {
    let watched = Set(program.stops.compactMap { $0.watched?.id })
    func lastReading(_ quantity: Quantity) -> Int {
      if watched.contains(quantity.id) { return definitions.count }
      if program.accumulations.contains(where: { $0.term == quantity }) { return definitions.count }
      return definitions.lastIndex { $0.formula.reads(quantity) } ?? -1
    }
    var sharing: [Int: Quantity] = [:]
    var deferred: [Program.Update] = []
    for update in program.updates {
      let chain = definitions.enumerated().filter {
        $0.element.quantity.isUpdated && $0.element.quantity.symbol == update.new.symbol
      }
      var before = update.old
      var isInPlace = true
      for (place, definition) in chain {
        if lastReading(before) > place { isInPlace = false }
        before = definition.quantity
      }
      if isInPlace {
        for (_, definition) in chain { sharing[definition.quantity.id] = update.old }
      } else {
        deferred.append(update)
      }
    }
    return (sharing, deferred)
  }
}
