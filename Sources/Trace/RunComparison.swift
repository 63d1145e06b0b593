import Calculus
import Execution
import LessonLanguage
import Matrices
import Typesetting

/// Two runs side by side: where their numbers first differ, and how the ones that are followed went in each.
package final class RunComparison {
  /// One of the two.
  package struct Side {
    /// What it is run with, where the other has something else.
    package let differing: [Choice]
    package let scope: Scope
    package let run: Run
    package fileprivate(set) var history: History

    /// - Parameter run: at its beginning.
    package init(_ differing: [Choice], _ scope: Scope, _ run: Run) {
      self.differing = differing
      self.scope = scope
      self.run = run
      history = History(scope.program, iterations: run.plannedIterations)
    }
  }

  /// Something that a run is made with.
  package struct Choice: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      /// A setting or a value of the lesson: `η`.
      case value
      /// The seed of the draws.
      case seed
      /// An option of the command: `optimizer`.
      case option
    }
    package let kind: Kind
    package let name: String
    package let text: String

    package init(_ kind: Kind, _ name: String, _ text: String) {
      self.kind = kind
      self.name = name
      self.text = text
    }
  }

  /// A quantity that is not the same in both.
  package struct Difference {
    package let name: String
    package let phase: Phase
    /// What each has, first and second.
    package let quantities: (Quantity, Quantity)
    package let values: (Matrix, Matrix)

    /// The entry that differs most; nil where the shapes differ.
    package var largest: Int? {
      guard values.0.shape == values.1.shape else { return nil }
      // What is not a number in one of them differs more than any number does.
      func size(_ place: Int) -> Double {
        let (first, second) = (values.0.values[place], values.1.values[place])
        let size = abs(first - second)
        return size.isNaN ? (first.isNaN && second.isNaN ? 0 : .infinity) : size
      }
      return values.0.values.indices.max { size($0) < size($1) }
    }

    /// How many entries differ; nil where the shapes do.
    package var count: Int? {
      guard values.0.shape == values.1.shape else { return nil }
      return zip(values.0.values, values.1.values).count { !RunComparison.isSame($0, $1) }
    }
  }

  /// The first line of the lesson, in the order in which lines are computed, that gives another value in each.
  package struct FirstDifference {
    package let iteration: Int
    package let epoch: Int
    package let batch: Int
    /// What it gives.
    package let quantity: Difference
    /// The line in each, where there is one.
    package let lines: (Definition?, Definition?)
    /// What the line reads that differs already: settings, data, initial values.
    package let operands: [Difference]
  }

  package private(set) var first: Side
  package private(set) var second: Side
  /// What the runs begin with that differs: data, parameters, state; known after the first iteration.
  package private(set) var start: [Difference] = []
  /// Nil where they do not differ as far as both of them go.
  package private(set) var firstDifference: FirstDifference?
  /// As far as both have gone side by side.
  package private(set) var compared = 0

  /// Two runs that have not begun.
  package init(_ first: Side, _ second: Side) {
    self.first = first
    self.second = second
  }

  /// Both go on to their ends, or until `stop` says that the reader wants no more.
  package func go(stop: (Run) -> Bool) throws(ProgramError) {
    while firstDifference == nil, !first.run.isFinished, !second.run.isFinished {
      try Self.advance(&first, keepingEverything: true)
      try Self.advance(&second, keepingEverything: true)
      compared += 1
      look()
      if first.run.isPause || second.run.isPause, stop(second.run) { break }
    }
    try Self.finish(&first, stop)
    try Self.finish(&second, stop)
  }

  private static func advance(_ side: inout Side, keepingEverything: Bool) throws(ProgramError) {
    side.run.machine.beginWork()
    defer { side.run.machine.endWork() }
    try side.run.advance(keepingEverything: keepingEverything)
    side.history.note(side.run)
  }

  private static func finish(_ side: inout Side, _ stop: (Run) -> Bool) throws(ProgramError) {
    side.run.machine.beginWork()
    defer { side.run.machine.endWork() }
    while !side.run.isFinished {
      try side.run.advance(keepingEverything: false)
      side.history.note(side.run)
      if side.run.isPause, stop(side.run) { side.run.stop() }
    }
    side.history.noteLast(side.run)
  }

  // MARK: - What differs

  /// Looks for what differs in the iteration that both have just come to.
  private func look() {
    let (one, other) = (first.run.moment(), second.run.moment())
    if compared == 1 { start = Self.start(one, other) }
    let quantities = RecordedQuantity.all(of: other.program)
    for recorded in RecordedQuantity.all(of: one.program) where one.isMeasured(recorded.quantity) {
      guard let twin = quantities.first(where: { $0.name == recorded.name }), other.isMeasured(twin.quantity) else {
        continue
      }
      guard one.program.definition(of: recorded.quantity) != nil else { continue }
      let values = (one.value(of: recorded.quantity), other.value(of: twin.quantity))
      guard !Self.isSame(values.0, values.1) else { continue }
      let difference = Difference(
        name: recorded.name, phase: recorded.phase, quantities: (recorded.quantity, twin.quantity), values: values)
      let lines = (one.program.definition(of: recorded.quantity), other.program.definition(of: twin.quantity))
      firstDifference = FirstDifference(
        iteration: one.iteration, epoch: one.epoch, batch: one.batch, quantity: difference, lines: lines,
        operands: Self.operands(lines, one, other))
      return
    }
  }

  /// The data, parameters and state that are not the same at the beginning; of stored examples, how many there are.
  private static func start(_ one: Moment, _ other: Moment) -> [Difference] {
    let batches = Set(one.program.batching?.pairs.map { $0.batch } ?? [])
    var found: [Difference] = []
    for input in one.program.inputs where input.phase != .settings && !batches.contains(input.quantity) {
      if case .counter = input.initializer { continue }
      guard let twin = other.program.inputs.first(where: { $0.quantity.name == input.quantity.name }) else { continue }
      let values =
        input.isStored
        ? (Matrix(input.quantity.shape, repeating: 0), Matrix(twin.quantity.shape, repeating: 0))
        : (one.value(of: input.quantity), other.value(of: twin.quantity))
      guard !isSame(values.0, values.1) else { continue }
      found.append(
        Difference(
          name: input.quantity.name, phase: input.phase, quantities: (input.quantity, twin.quantity), values: values))
    }
    return found
  }

  /// What two lines read that differs.
  private static func operands(_ lines: (Definition?, Definition?), _ one: Moment, _ other: Moment) -> [Difference] {
    guard let line = lines.0, let twin = lines.1 else { return [] }
    var found: [Difference] = []
    for operand in line.formula.references where !found.contains(where: { $0.name == operand.name }) {
      guard let match = twin.formula.references.first(where: { $0.name == operand.name }) else { continue }
      let values = (one.value(of: operand), other.value(of: match))
      guard !isSame(values.0, values.1) else { continue }
      let phase = one.program.input(of: operand)?.phase ?? line.phase
      found.append(Difference(name: operand.name, phase: phase, quantities: (operand, match), values: values))
    }
    return found
  }

  private static func isSame(_ one: Matrix, _ other: Matrix) -> Bool {
    one.shape == other.shape && zip(one.values, other.values).allSatisfy(isSame)
  }

  fileprivate static func isSame(_ one: Double, _ other: Double) -> Bool { one == other || one.isNaN && other.isNaN }
}
