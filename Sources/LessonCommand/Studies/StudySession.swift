import Calculus
import Documents
import Execution
import FastExecution
import Kernels
import LessonLanguage
import OperatingSystem
import Trace
import Typesetting

/// The runs of a study, on all cores; the results are the same whatever the number of threads.
struct StudySession {
  let study: Study
  let context: Context
  var threads = WorkerPool.processorCount
  /// Runs that were made before, by combination and seed.
  var known: [[UInt32: StudyTrial]] = []

  /// The runs that are still to be made.
  private var missing: [Int] {
    (0..<study.runs).filter { place in
      let (combination, seed) = study.run(place)
      return known.isEmpty || known[combination][seed] == nil
    }
  }

  /// Whether the fast machine makes the runs, each with all threads; else each thread makes runs of its own.
  private var isFast: Bool {
    study.combinations.contains { $0.program.readsDigits && $0.options.carry == nil }
  }

  /// Of each combination.
  private func seededRuns() throws -> [SeededRuns] {
    let pool = isFast ? WorkerPool(threads: threads) : nil
    return try study.combinations.map { own in
      try own.scope.locating { () throws(ProgramError) in
        try SeededRuns(own.program, own.options, followed: own.followed, pool: pool)
      }
    }
  }

  /// Seconds that the runs will take at most, by the time that a few iterations take.
  func seconds() throws -> Double {
    let runs = try seededRuns()
    let clock = context.surroundings.clock
    var seconds = 0.0
    for (place, combination) in study.combinations.enumerated() {
      let count = missing.count { study.run($0).combination == place }
      var start = clock()
      var done = 0
      try combination.scope.locating { () throws(ProgramError) in
        let run = try runs[place].run(seed: study.firstSeed)
        run.machine.beginWork()
        defer { run.machine.endWork() }
        // The first iteration takes longer: memory is new to it, and the data may still have to be read.
        try run.advance()
        start = clock()
        while !run.isFinished, clock() - start < .milliseconds(40) { try run.advance() }
        done = run.iteration - 1
      }
      let each = (clock() - start) / .seconds(1) / Double(max(1, done))
      seconds += each * Double(combination.plannedIterations) * Double(count) / (isFast ? 1 : Double(threads))
    }
    return seconds
  }

  /// Makes the runs, having said how long they will take where that is long.
  func announced() throws -> StudyResult {
    try RunArguments.drawDigits(for: study.combinations[0].program, context, threads: threads)
    try StudyCommand.announce([self], context)
    return try result()
  }

  /// Makes the runs; after Ctrl-C, what was made until then.
  func result() throws -> StudyResult {
    let runs = try seededRuns()
    let missing = missing
    let interrupt = context.interrupt
    let watches = study.endsWhenSolved
    nonisolated(unsafe) let progress = Progress(context)
    defer { progress.clear() }
    var made = known.isEmpty ? [[UInt32: StudyTrial]](repeating: [:], count: study.combinations.count) : known
    let beginning = study.runs - missing.count
    func take(_ index: Int, _ outcome: Result<StudyTrial?, ProgramError>) throws {
      let (combination, _) = study.run(missing[index])
      let scope = study.combinations[combination].scope
      let trial = try scope.locating { () throws(ProgramError) in try outcome.get() }
      guard let trial else { throw Interrupted() }
      made[combination][trial.seed] = trial
      progress.show { StudyList.progress(study, done: beginning + index + 1, beginning: beginning, seconds: $0) }
    }
    let study = study
    let make = { @Sendable (index: Int) -> Result<StudyTrial?, ProgramError> in
      let (combination, seed) = study.run(missing[index])
      do throws(ProgramError) {
        let run = try runs[combination].run(seed: seed)
        return .success(
          try Study.trial(study.combinations[combination], run, watches: watches) { interrupt.isRequested })
      } catch {
        return .failure(error)
      }
    }
    do {
      if isFast {
        for index in missing.indices { try take(index, make(index)) }
      } else {
        try WorkerPool(threads: min(threads, max(1, missing.count))).inOrder(missing.count, make: make, take: take)
      }
    } catch is Interrupted {
      // What there is by now is kept.
    }
    return StudyResult(study, made.map { own in own.values.filter(isOfStudy).sorted { $0.seed < $1.seed } })
  }

  /// A file may have runs of more seeds.
  private func isOfStudy(_ trial: StudyTrial) -> Bool {
    trial.seed >= study.firstSeed && trial.seed - study.firstSeed < UInt32(study.seeds)
  }
}

extension StudySession {
  /// The studies that claims of lessons ask for, by the lesson's place, having said how long they will take; throws what
  /// is wrong with one.
  static func wanted(
    _ lessons: [Result<(lesson: LoadedLesson, options: RunArguments), any Error>], _ context: Context
  ) throws -> [Int: [StudySession]] {
    var found: [Int: [StudySession]] = [:]
    for (place, item) in lessons.enumerated() {
      // What cannot be read is told where it would be verified.
      guard let (lesson, options) = try? item.get(), let printed = try? lesson.printed() else { continue }
      let names = Set(([lesson.syntax] + printed.map(\.lesson)).flatMap { $0.studiesOfClaims })
      guard !names.isEmpty else { continue }
      let scope = try options.scope(lesson)
      for (index, written) in try names.sorted().flatMap({ try StudyCommand.choice(lesson, $0).studies }) {
        guard let written else { continue }
        found[place, default: []].append(
          StudySession(study: try Study(scope, written, place: index + 1, options.run), context: context))
      }
    }
    let sessions = found.keys.sorted().flatMap { found[$0] ?? [] }
    if !sessions.isEmpty { try StudyCommand.announce(sessions, context, always: true) }
    return found
  }
}
