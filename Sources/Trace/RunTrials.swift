import Calculus
import Execution
import LessonLanguage
import Typesetting

/// Runs beside a run: to find advice that is known to work where it went wrong, and for tables over variants.
package struct RunTrials {
  private let scope: Scope
  private let options: RunOptions
  private let makeRun: (Program, RunOptions, [Quantity]) throws(ProgramError) -> Run
  private let stop: (Localized?) -> Bool

  /// Entries computed in one trial at most, about as many.
  private static let mostEntries = 25_000_000
  /// Iterations beyond a run's end at least before it counts as stuck.
  private static let fewestBeyond = 20_000
  /// How often a rate is divided by ten.
  private static let mostRates = 6
  /// As long as they all diverge.
  private static let mostDivergingRates = 16
  /// Seeds tried after that of a run that is stuck.
  private static let mostSeeds: UInt32 = 5

  /// - Parameters:
  ///   - options: those of the run.
  ///   - stop: asked now and then whether to give up, and told what is under way; nil for advice, of which there is none
  ///     then.
  ///   - makeRun: another run of the same kind that keeps some quantities' values.
  package init(
    _ scope: Scope, _ options: RunOptions, stop: @escaping (Localized?) -> Bool,
    makeRun: @escaping (Program, RunOptions, [Quantity]) throws(ProgramError) -> Run
  ) {
    self.scope = scope
    self.options = options
    self.stop = stop
    self.makeRun = makeRun
  }

  /// Whether what was loaded, if anything was, fits a variant.
  func canLoad(_ variant: Program) -> Bool { options.start.map { $0.fitting(variant) != nil } ?? true }

  /// Runs a variant of the lesson to its end, from its own initial values where what was loaded does not fit; nil when
  /// the reader wants no more.
  func run(
    _ scope: Scope, seed: UInt32?, telling words: Localized, _ watch: TableWatch
  ) throws(LessonError) -> Run? {
    var options = options
    options.seed = seed ?? options.seed
    options.start = options.start?.fitting(scope.program)
    return try scope.locating { () throws(ProgramError) in
      guard !stop(words) else { return nil }
      let run = try makeRun(scope.program, options, watch.followed)
      run.machine.beginWork()
      defer { run.machine.endWork() }
      while !run.isFinished {
        let next = run.iteration + 1
        try run.advance(keepingEverything: watch.wantsAll(next) || next == run.plannedIterations)
        watch.note(run)
        if run.isPause && stop(words) { return nil }
      }
      watch.noteLast(run)
      try run.complete()
      return run
    }
  }

  private func makeRun(_ program: Program, _ options: RunOptions) throws(ProgramError) -> Run {
    try makeRun(program, options, program.objective.map { [$0] } ?? [])
  }

  /// What to do after a run that has ended; nil where nothing went wrong, or nothing could be found out.
  package func advice(after run: Run, _ history: History) throws(LessonError) -> RunAdvice? {
    switch run.outcome {
    case .diverged(_, _, let iteration):
      // Before the first update no rate has a say.
      iteration == run.beginning + 1 && run.main.objective.flatMap({ run.number(of: $0) })?.isFinite == false
        ? nil : try afterDivergence(at: iteration, planned: run.plannedIterations)
    case .completed:
      if let advice = try notFallen(run, history) {
        advice
      } else {
        try scope.locating { () throws(ProgramError) in try plateau(run, history) }
      }
    case .reached, .notFalling, .interrupted, nil: nil
    }
  }

  /// Iterations of a program that one trial may take.
  private func affordable(_ program: Program) -> Int {
    let entries = program.definitions.reduce(1) { $0 + Int64($1.quantity.shape.count) }
    return Int(Int64(Self.mostEntries) / entries)
  }

  // MARK: - A diverging run

  private func afterDivergence(at iteration: Int, planned: Int) throws(LessonError) -> RunAdvice? {
    guard let found = try smallerRate(after: iteration, planned: planned) else { return nil }
    if let rate = found.rate { return .smallerRate(rate, iterations: found.iterations) }
    return .noSmallerRate(found.tried)
  }

  // MARK: - A loss that does not fall

  /// How many times what it was a loss may be without a word.
  private static let mostGrowth = 10.0
  /// Iterations after which a loss that has not fallen is told.
  private static let fewestStaying = 20

  /// What to say of a loss that ends far above where it began, or has stayed there to the last.
  private func notFallen(_ run: Run, _ history: History) throws(LessonError) -> RunAdvice? {
    let program = run.main
    guard !program.updates.isEmpty, options.start == nil, let objective = program.objective,
      history.quantities.first == objective, let start = history.values[0].first, let first = start,
      let end = history.values[0].last, let last = end, first.isFinite, last.isFinite
    else { return nil }
    let hasGrown = last > 0 && last > Self.mostGrowth * abs(first) && last > first + 1e-9
    // With batches, or with draws in each iteration, the loss of the last one says little.
    let hasStayed =
      last > 0 && last >= first && program.batching == nil && !program.hasDraws
      && run.iteration >= Self.fewestStaying && history.values[0].allSatisfy { $0.map { $0 >= first } ?? true }
    guard hasGrown || hasStayed else { return nil }
    let found = try smallerRate(after: run.iteration, planned: run.iteration)
    if stop(nil) { return nil }
    return .notFallen(
      objective, first: first, last: last, smaller: found?.rate, iterations: found?.iterations ?? 0,
      tried: found?.tried ?? [])
  }

  /// The first of some smaller rates with which the loss ends lower than it began, with the iterations of that run; all
  /// that were tried. Nil where there is no rate to change, or the trials were given up.
  private func smallerRate(
    after iteration: Int, planned: Int
  ) throws(LessonError) -> (rate: Double?, iterations: Int, tried: [Double])? {
    guard let setting = scope.program.settings.first(where: { $0.option == "lr" }),
      case .number(let rate) = setting.value, rate != 0, rate.isFinite
    else { return nil }
    var tried: [Double] = []
    // Runs that diverge end soon, and say little of rates far below.
    var diverges = true
    for power in 1...Self.mostDivergingRates {
      if power > Self.mostRates, !diverges { break }
      guard let smaller = DecimalDigits(abs(rate))?.scaled(byPowerOfTen: -power).rounded(toSignificant: 2).doubleValue
      else { return nil }
      var settings = scope.settings
      settings.overrides[setting.symbol.name] = nil
      settings.overrides["lr"] = .number(smaller)
      let program = try scope.lesson.program(settings: settings).program
      let (twice, overflow) = iteration.multipliedReportingOverflow(by: 2)
      let last = min(planned, max(overflow ? planned : twice, affordable(program)))
      var losses: (first: Double, last: Double)?
      let end = try scope.locating { () throws(ProgramError) -> Run? in
        let run = try makeRun(program, options)
        let isThrough = try go(run, to: last) { run in
          guard let loss = program.objective.flatMap({ run.number(of: $0) }) else { return true }
          losses = (losses?.first ?? loss, loss)
          return true
        }
        return isThrough ? run : nil
      }
      guard let end else { return nil }
      tried.append(smaller)
      if case .diverged = end.outcome { continue }
      diverges = false
      // Slower, but still away from where it began.
      if let losses, !(losses.last < losses.first) { continue }
      return (smaller, end.iteration - end.beginning, tried)
    }
    return (nil, 0, tried)
  }

  /// Runs on while it is wanted.
  ///
  /// - Returns: false when it was told to give up.
  private func go(_ run: Run, to last: Int, while isWanted: (Run) -> Bool) throws(ProgramError) -> Bool {
    run.machine.beginWork()
    defer { run.machine.endWork() }
    while !run.isFinished && run.iteration < last {
      try run.advance()
      if run.isPause && stop(nil) { return false }
      guard isWanted(run) else { break }
    }
    return true
  }

  // MARK: - A loss that hardly falls

  private func plateau(_ run: Run, _ history: History) throws(ProgramError) -> RunAdvice? {
    let program = run.main
    // With batches, or with draws in each iteration, the loss of the last one says little; and a search that draws may
    // find something better in any iteration or in none.
    guard program.batching == nil, program.hasDraws, !program.drawsAnew, let objective = program.objective,
      history.quantities.first == objective
    else { return nil }
    let losses = history.values[0]
    guard losses.count >= 20, let first = losses[0], let middle = losses[losses.count / 2],
      let last = losses[losses.count - 1], first.isFinite, last.isFinite, first > 0, last > 0.1 * first,
      middle - last < 0.01 * abs(middle)
    else { return nil }
    let (twice, overflow) = run.iteration.multipliedReportingOverflow(by: 2)
    let beyond = max(Self.fewestBeyond, twice)
    guard !overflow, beyond <= affordable(program) else { return nil }
    var later = options
    later.start = run.saved
    later.epochs = nil
    later.iterations = run.iteration + beyond
    let continued = try makeRun(program, later)
    var least = last
    guard
      try go(
        continued, to: run.iteration + beyond,
        while: { run in
          least = run.number(of: objective) ?? .nan
          return least >= 0.9 * last
        })
    else { return nil }
    if least < 0.9 * last { return .plateau(objective, value: least, iteration: continued.iteration) }
    guard continued.outcome == .completed, least > 0.99 * last else { return nil }
    let (tried, better) = try seeds(run, objective, below: 0.5 * last)
    return .stuck(
      objective, value: last, from: history.iterations[losses.count / 2], to: continued.iteration, tried: tried,
      better: better)
  }

  /// The seeds run for as long as the run, and the first whose loss comes below a number.
  private func seeds(
    _ run: Run, _ objective: Quantity, below goal: Double
  ) throws(ProgramError) -> (tried: ClosedRange<UInt32>?, better: UInt32?) {
    guard run.iteration <= affordable(run.main), options.seed < .max - Self.mostSeeds, options.start == nil else {
      return (nil, nil)
    }
    var options = options
    let first = options.seed + 1
    for seed in first...(options.seed + Self.mostSeeds) {
      options.seed = seed
      let other = try makeRun(run.main, options)
      guard try go(other, to: run.iteration, while: { _ in true }) else { return (nil, nil) }
      if let loss = other.number(of: objective), loss < goal { return (first...seed, seed) }
    }
    return (first...options.seed, nil)
  }
}

extension Program {
  /// Whether something is drawn anew in each iteration.
  fileprivate var drawsAnew: Bool {
    inputs.contains { input in
      if input.phase == .forward, case .draw = input.initializer { true } else { false }
    }
  }

  /// Whether another seed makes another run.
  package var hasDraws: Bool {
    batching?.isShuffled ?? false
      || inputs.contains { if case .draw = $0.initializer { true } else { false } }
  }
}
