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
  private var moments: [Moment] = []
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
  private mutating func compare(
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
        fault(law, "\(recorded.name)[\(offset)] at \(exact.iteration): \(one) and \(other), noise \(room)")
        break
      }
    }
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

  // MARK: - Opening

  /// Entries drawn from those of a moment.
  private mutating func entries(_ count: Int, _ moment: Moment) -> [Entry] {
    let all = quantities(moment).map { $0.quantity }
    return (0..<count).map { _ in
      let quantity = dice.one(of: all)
      return Entry(quantity, dice.below(quantity.shape.count))
    }
  }

  private mutating func checkOpening() throws {
    for moment in moments {
      let noise = RoundingNoise(moment)
      for entry in entries(4, moment) {
        let opening: Opening
        do {
          let (address, typed) = try LessonParser.address(entry.address, in: scope)
          opening = try Opening(address, typed: typed, in: moment, scope, depth: 1)
        } catch {
          fault("why", "\(entry.address) at \(moment.iteration): \(told(error))")
          continue
        }
        switch opening.subject {
        case .number(let found) where found == entry: break
        case .derivative(_, let below) where entry.quantity.isDerivative && below.offset == entry.offset: break
        default:
          fault("why", "\(entry.address) is \(opening.subject)")
          continue
        }
        let value = moment.entry(entry.quantity, entry.offset)
        for explanation in [opening.explanation, opening.update].compactMap(\.self) {
          for part in [explanation] + explanation.parts { check(part, moment, noise) }
        }
        guard let derivative = opening.derivative, derivative.value.isFinite || value.isFinite else { continue }
        check(derivative, moment, noise)
      }
    }
  }

  private mutating func check(_ explanation: Explanation, _ moment: Moment, _ noise: RoundingNoise) {
    let entry = explanation.entry
    let value = moment.entry(entry.quantity, entry.offset)
    if value.bitPattern != explanation.value.bitPattern, !value.isNaN {
      fault("why", "\(entry.address) at \(moment.iteration): \(explanation.value) for \(value)")
    }
    guard case .computed(_, let formula) = explanation.origin else { return }
    let number = formula.formula.evaluate { quantity in
      formula.omitted[quantity.id].map { Matrix($0.sum) } ?? moment.value(of: quantity)
    }
    if number == value || number.isNaN && value.isNaN { return }
    let room = noise.noise(of: entry.quantity)
    if abs(number - value) > 1e-12 * abs(value) + (room.isEmpty ? 0 : room[entry.offset]) || number.isNaN != value.isNaN
    {
      fault("why", "\(entry.address) at \(moment.iteration): the formula gives \(number), the value is \(value)")
    }
  }

  private mutating func check(_ derivative: Opening.Derivative, _ moment: Moment, _ noise: RoundingNoise) {
    let name = "∂\(derivative.above.address)/∂\(derivative.below.address) at \(moment.iteration)"
    let resolved: Resolved
    do {
      resolved = try scope.of(moment.program).derivative(
        of: derivative.above.quantity, at: derivative.above.offset, by: derivative.below.quantity)
    } catch {
      fault("derivative", "\(name): \(error.message.en)")
      return
    }
    let matrix = moment.evaluate(resolved)
    let offset = matrix.values.count == 1 ? 0 : derivative.below.offset
    guard matrix.values.indices.contains(offset) else {
      fault("derivative", "\(name) has the shape \(matrix.shape)")
      return
    }
    let mechanical = matrix.values[offset]
    let room = noise.noise(of: resolved)
    let allowed = room.indices.contains(offset) ? room[offset] : 0
    if !near(derivative.value, mechanical, 1e-10, allowed) {
      fault("paths", "\(name): \(derivative.value) along the paths, \(mechanical) mechanically, noise \(allowed)")
    }
    if let paths = derivative.paths {
      let sum = paths.paths.reduce(paths.rest) { $0 + $1.product }
      let size = paths.paths.reduce(0) { $0 + abs($1.product) }
      if !near(sum, paths.sum, 1e-10, 1e-12 * size + allowed) {
        fault("paths", "\(name): \(sum) listed, \(paths.sum) in all")
      }
      for path in paths.paths {
        let product = path.factors.reduce(1) { $0 * $1.value }
        if !near(product, path.product, 1e-12, 0) {
          fault("paths", "\(name): a product of \(product) is \(path.product)")
        }
      }
    }
  }

  private func near(_ one: Double, _ other: Double, _ relative: Double, _ absolute: Double) -> Bool {
    if one == other || one.isNaN && other.isNaN { return true }
    return abs(one - other) <= relative * max(abs(one), abs(other)) + absolute
  }

  // MARK: - Derivatives

  /// Mechanical derivatives of the loss and of entries on the way, by parameters: along the paths and by differences.
  private mutating func checkDerivatives() throws {
    let iteration = dice.among(1...iterations)
    let moment = moments[iteration - 1]
    let program = moment.program
    guard let objective = program.objective else { return }
    let noise = RoundingNoise(moment)
    let middle = program.definitions.filter { $0.phase <= .loss && !$0.isDerived }.map { $0.quantity }
    for parameter in program.parameters {
      for above in [objective, dice.one(of: middle)] {
        let offset = dice.below(above.shape.count)
        let entry = Entry(parameter, dice.below(parameter.shape.count))
        let top = Entry(above, offset)
        do {
          let (address, typed) = try LessonParser.address("∂\(top.address)/∂\(entry.address)", in: scope)
          let opening = try Opening(address, typed: typed, in: moment, scope, depth: 1, mostPaths: 3)
          if let derivative = opening.derivative { check(derivative, moment, noise) }
        } catch {
          fault("derivative", "∂\(top.address)/∂\(entry.address): \(told(error))")
          continue
        }
        let gradient = Program.Claim.Gradient(numerator: above, offset: offset, denominator: parameter)
        let derivative = try verifier.mechanical(gradient, moment, scope)
        let central = verifier.centralDifferences(gradient, moment, derivative: moment.evaluate(derivative)) {
          noise.noise(of: derivative)
        }
        for difference in central where difference.finding == .disagrees {
          fault(
            "differences",
            "∂\(top.address)/∂\(parameter.name)[\(difference.offset)] at \(iteration): \(difference.slope ?? .nan) and "
              + "mechanically \(difference.expected)")
        }
      }
    }
  }

  // MARK: - Printed pages

  /// A page of the run's own numbers is right, and is wrong where a digit is.
  private mutating func checkPages() throws {
    guard !isDiverging else { return }
    let decimals = dice.among(4...8)
    var lines: [(address: String, iteration: Int, cells: [[String]])] = []
    for moment in moments {
      for recorded in quantities(moment) where recorded.quantity.shape.rank == 2 && !isStrange(recorded.quantity) {
        let value = moment.value(of: recorded.quantity)
        guard value.values.allSatisfy({ abs($0) < 1e6 }) else { continue }
        let columns = value.shape.columns
        let cells = stride(from: 0, to: value.values.count, by: columns).map { start in
          value.values[start..<start + columns].map { number in
            RunOptions.Carry(decimals: decimals, truncates: false).text(number)
          }
        }
        lines.append((recorded.name, moment.iteration, cells))
      }
    }
    guard !lines.isEmpty else { return }
    let report = try verifier.verify(with: [try Self.page(lines)])
    for verdict in report.verdicts where verdict.result != .agrees {
      fault("page", "\(verdict.address) at \(verdict.iteration): \(verdict.result) \(numbers(verdict))")
    }
    for gradient in report.gradients where !gradient.isRight {
      fault(
        "gradient",
        "\(gradient.quantity.name), line \(gradient.line ?? 0): off by \(gradient.mechanicalError), differences \(String(describing: gradient.differences))"
      )
    }
    // One digit wrong, so far to the left that no rounding explains it.
    let line = dice.below(lines.count)
    let row = dice.below(lines[line].cells.count)
    let column = dice.below(lines[line].cells[row].count)
    let text = lines[line].cells[row][column]
    guard let point = text.firstIndex(of: ".") else { return }
    var letters = Array(text)
    let place = text.distance(from: text.startIndex, to: point) + dice.among(1...2)
    guard let digit = letters[place].wholeNumberValue else { return }
    letters[place] = Character("\((digit + dice.among(2...8)) % 10)")
    lines[line].cells[row][column] = String(letters)
    let verdict = try verifier.verifyPrinted(with: [try Self.page(lines)], scope).verdicts[line]
    guard case .numbers(let judged) = verdict.finding else { return }
    let number = judged[row * lines[line].cells[row].count + column]
    if number.judgement != .wrong {
      fault("page", "\(verdict.address) at \(verdict.iteration): \(String(letters)) for \(text) is \(number.judgement)")
    }
  }

  /// A name with which no line of a page can begin: that of a mechanical derivative.
  private func isStrange(_ quantity: Quantity) -> Bool { quantity.isDerivative }

  private func numbers(_ verdict: Verdict) -> String {
    guard case .numbers(let numbers) = verdict.finding else { return "" }
    return numbers.filter { !$0.judgement.isRight }.prefix(3).map {
      "[\($0.indices)] \($0.printed) for \($0.computed) is \($0.judgement)"
    }.joined(separator: "; ")
  }

  private var verifier: Verifier { Verifier(lessonInUse.syntax, source: lessonInUse.source) }

  private static func page(
    _ lines: [(address: String, iteration: Int, cells: [[String]])]
  ) throws -> (lesson: LessonSyntax, source: SourceText) {
    var text = "lesson random\nexpect \"page\"\n"
    for (address, iteration, cells) in lines {
      text += "  \(address) = [\(cells.map { $0.joined(separator: " ") }.joined(separator: "; "))] at \(iteration)\n"
    }
    return (try LessonParser.parse(text, file: "page.expect")[0], SourceText(file: "page.expect", text: text))
  }

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

extension RunOptions.Carry {
  /// The number with all its decimals.
  fileprivate func text(_ number: Double) -> String {
    let unit = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    let whole = Int64((abs(number) * unit).rounded(.toNearestOrAwayFromZero))
    let digits = String(whole)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return (number < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
