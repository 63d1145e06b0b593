import Calculus
import Execution
import FastExecution
import Foundation
import Kernels
import LessonLanguage
import Matrices
import Stepping
import Trace

@testable import Verification

/// A random lesson at work, and where what the program says of it in one way is not what it says in another.
struct RandomLessonLaws {
  let lesson: RandomLesson
  let lessonInUse: Lesson
  let scope: Scope
  /// The numbers of each iteration of the exact run, and the run as it was saved after it.
  private(set) var moments: [Moment] = []
  private var saved: [SavedRun] = []
  private var outcome: Outcome?
  private(set) var faults: [String] = []
  var dice: Dice

  /// - Throws: a `LessonError` where the lesson is not understood.
  init(_ lesson: RandomLesson, dice: Dice) throws {
    self.lesson = lesson
    self.dice = dice
    lessonInUse = try Self.lesson(lesson.text)
    scope = try lessonInUse.program().scope
  }

  private static func lesson(_ text: String) throws -> Lesson {
    let syntax = try LessonParser.parse(text, file: "random.lesson")
    return Lesson(syntax[0], source: SourceText(file: "random.lesson", text: text))
  }

  /// Iterations looked at, at most.
  private static let mostIterations = 6

  mutating func fault(_ law: String, _ what: String) {
    if faults.filter({ $0.hasPrefix(law) }).count < 3 { faults.append("\(law): \(what)") }
  }

  /// Holds the lesson against all laws.
  ///
  /// - Parameter path: a file that the commands may read, and that is written over.
  mutating func check(inFile path: String) throws {
    try record()
    guard !moments.isEmpty else { return }
    checkLines()
    try checkSaved()
    try checkFast()
    try checkTransposed()
    try checkSteps()
    try checkOpening()
    try checkDerivatives()
    try checkPages()
    try checkTypedBack()
    try Data(lesson.text.utf8).write(to: URL(filePath: path))
    try checkCommands(at: path)
  }

  // MARK: - The exact run

  private mutating func record() throws {
    let run = try scope.locating { () throws(ProgramError) in try Run(scope.program) }
    while !run.isFinished, moments.count < Self.mostIterations {
      try run.advance()
      moments.append(run.moment())
      saved.append(run.saved)
    }
    outcome = run.outcome
  }

  /// The moment of an iteration, from 1.
  func moment(_ iteration: Int) -> Moment { moments[iteration - 1] }
  var iterations: Int { moments.count }
  var isDiverging: Bool { if case .diverged? = outcome { true } else { false } }

  /// Everything that an iteration has and that is measured in it.
  func quantities(_ moment: Moment) -> [RecordedQuantity] {
    RecordedQuantity.all(of: moment.program).filter { moment.isMeasured($0.quantity) }
  }

  private func areSameBits(_ one: Matrix, _ other: Matrix) -> Bool {
    one.shape == other.shape
      && zip(one.values, other.values).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
  }

  /// Each line's formula gives the line's value; what was updated is what the next iteration uses.
  private mutating func checkLines() {
    for (index, moment) in moments.enumerated() {
      for definition in moment.program.definitions where !definition.isEpochTotal && definition.phase != .control {
        let value = moment.value(of: definition.quantity)
        let again = definition.formula.evaluate { moment.value(of: $0) }
        if !areSameBits(value, again) {
          fault("line", "\(definition.quantity.name) at \(index + 1): \(value.values) and \(again.values)")
        }
      }
      guard index + 1 < moments.count else { continue }
      for update in moment.program.updates {
        if !areSameBits(moment.value(of: update.new), moments[index + 1].value(of: update.old)) {
          fault("update", "\(update.old.name) after \(index + 1)")
        }
      }
    }
  }

  // MARK: - Nearness

  /// Where two moments of the same iteration differ by more than rounding explains.
  mutating func compare(
    _ law: String, _ exact: Moment, _ value: (Quantity) -> Matrix?, isTurned: Bool = false
  ) {
    var noise: RoundingNoise?
    for recorded in quantities(exact) {
      let quantity = recorded.quantity
      let wanted = exact.value(of: quantity)
      guard let found = value(quantity) else {
        fault(law, "\(recorded.name) at \(exact.iteration) is missing")
        continue
      }
      let fitting = isTurned ? found.transposed : found
      guard fitting.shape == wanted.shape else {
        fault(law, "\(recorded.name) at \(exact.iteration) is \(found.shape) and \(wanted.shape)")
        continue
      }
      let scale = wanted.values.reduce(1e-3) { $1.isFinite ? max($0, abs($1)) : $0 }
      var allowed: [Double]?
      for (offset, (one, other)) in zip(wanted.values, fitting.values).enumerated() {
        if one == other || one.isNaN && other.isNaN || abs(one - other) <= 1e-10 * scale { continue }
        if allowed == nil {
          let known = noise ?? RoundingNoise(exact)
          noise = known
          allowed = known.noise(of: quantity)
        }
        let room = allowed.flatMap { $0.indices.contains(offset) ? $0[offset] : nil } ?? 0
        if abs(one - other) <= 16 * room { continue }
        // A cosine of 10¹⁵ is another one after the least rounding, and so is the winner of two that are equal.
        if [0x1p-48, 0x1p-47, 0x1p-46].contains(where: { disturbance in
          let smallest = RoundingNoise(exact, disturbance: disturbance).noise(of: term(quantity, exact))
          return smallest.indices.contains(offset) && abs(one - other) <= 16 * smallest[offset]
        }) {
          continue
        }
        fault(law, "\(recorded.name)[\(offset)] at \(exact.iteration): \(one) and \(other), noise \(room)")
        break
      }
    }
  }

  /// What is summed up over an epoch, of a sum or mean; another quantity itself.
  private func term(_ quantity: Quantity, _ moment: Moment) -> Resolved {
    guard let sum = scope.program.accumulations.first(where: { $0.total == quantity }) else {
      return Resolved(.reference(quantity))
    }
    return Resolved(moment.formula(of: sum.term) ?? .reference(sum.term))
  }

  // MARK: - Other ways to the same numbers

  private mutating func checkSaved() throws {
    guard moments.count > 1 else { return }
    let place = dice.among(1...(moments.count - 1))
    var options = RunOptions()
    options.start = saved[place - 1]
    let run = try Run(scope.program, options: options)
    for index in place..<moments.count {
      try run.advance()
      let moment = run.moment()
      for recorded in quantities(moments[index])
      where !areSameBits(moment.value(of: recorded.quantity), moments[index].value(of: recorded.quantity)) {
        fault("saved", "\(recorded.name) at \(index + 1), gone on after \(place)")
      }
    }
  }

  private static let pool = WorkerPool(threads: 1)

  private mutating func checkFast() throws {
    let all = Set(scope.program.quantities.map { $0.id })
    for index in moments.indices {
      var options = RunOptions()
      if index > 0 { options.start = saved[index - 1] }
      let isWhole = dice.isOne(in: 2)
      let fast = Run(
        try FastMachine<Double>(scope.program, pool: Self.pool, keeping: isWhole ? all : []), options: options)
      try fast.advance(keepingEverything: !isWhole)
      let numbers = fast.numbers()
      compare("fast", moments[index], { numbers.value(of: $0) })
    }
  }

  private mutating func checkTransposed() throws {
    var settings = LessonSettings()
    settings.isTransposed = true
    let turned = try lessonInUse.program(settings: settings).scope
    for index in moments.indices {
      var options = RunOptions()
      if index > 0 { options.start = saved[index - 1] }
      let run = try Run(turned.program, options: options)
      try run.advance()
      let moment = run.moment()
      compare("turned", moments[index], { moment.known($0) }, isTurned: true)
    }
  }

  private mutating func checkSteps() throws {
    let playback = try Playback(scope, options: RunOptions())
    var walk: Walk
    do {
      guard let visit = try playback.visit(1) else { return }
      walk = try Walk(scope, from: visit)
    } catch is NothingToStep {
      return
    }
    for _ in 0..<10 {
      let keys: [StepKey] = [
        .next(dice.among(1...30)), .previous(dice.among(1...30)), .goTo(dice.among(1...iterations)),
        .nextIteration(1), .previousIteration(dice.among(1...3)), .goToEnd,
      ]
      let key = dice.one(of: keys)
      let before = walk.state
      _ = try walk.press(key) { iteration in
        guard let visit = try playback.visit(iteration) else { throw Stopped() }
        return visit
      }
      guard walk.moment.iteration == walk.state.iteration else {
        fault("step", "after \(key) from \(before): \(walk.state) shows \(walk.moment.iteration)")
        continue
      }
      guard walk.state.iteration <= iterations else { continue }
      let moment = moments[walk.state.iteration - 1]
      for recorded in quantities(moment)
      where !areSameBits(moment.value(of: recorded.quantity), walk.moment.value(of: recorded.quantity)) {
        fault("step", "\(recorded.name) at \(walk.state.iteration) after \(key)")
      }
    }
  }

  private struct Stopped: Error {}

  func told(_ error: any Error) -> String {
    switch error {
    case let error as LessonError: error.description(.english)
    case let error as LocatedError: error.message.en
    case let error as ProgramError: error.reason.en
    case let error as ShapeError: error.reason.en
    default: "\(error)"
    }
  }
}
