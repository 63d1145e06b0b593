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
  let threads: Int
  /// Runs that were made before, by combination and seed.
  var known: [[UInt32: StudyTrial]] = []

  /// One run of the exact machine, or of the fast one, which then has all threads.
  private enum Way: Sendable {
    case exact([Plans])
    case fast(WorkerPool)
  }

  /// The runs that are still to be made.
  private var missing: [Int] {
    (0..<study.runs).filter { place in
      let (combination, seed) = study.run(place)
      return known.isEmpty || known[combination][seed] == nil
    }
  }

  private func way() throws -> Way {
    if study.combinations.contains(where: { $0.program.readsDigits && $0.options.carry == nil }) {
      return .fast(WorkerPool(threads: threads))
    }
    return .exact(
      try study.combinations.map { combination in
        try combination.scope.locating { () throws(ProgramError) in
          try Plans(combination.program, carry: combination.options.carry)
        }
      })
  }

  private static func run(
    _ own: Study.Combination, _ combination: Int, seed: UInt32, _ way: Way
  ) throws(ProgramError) -> Run {
    var options = own.options
    options.seed = seed
    switch way {
    case .exact(let plans): return try Run(plans[combination], options: options)
    case .fast(let pool):
      let machine = try FastMachine<Float>(own.program, pool: pool, keeping: Set(own.followed.map(\.id)))
      return Run(machine, options: options)
    }
  }

  /// Seconds that the runs will take at most, by the time that a few iterations take.
  func seconds() throws -> Double {
    let way = try way()
    let clock = context.surroundings.clock
    var seconds = 0.0
    for (place, combination) in study.combinations.enumerated() {
      let count = missing.count { study.run($0).combination == place }
      let start = clock()
      var done = 0
      try combination.scope.locating { () throws(ProgramError) in
        let run = try Self.run(combination, place, seed: study.firstSeed, way)
        run.machine.beginWork()
        defer { run.machine.endWork() }
        while !run.isFinished, clock() - start < .milliseconds(40) { try run.advance() }
        done = run.iteration
      }
      let each = (clock() - start) / .seconds(1) / Double(max(1, done))
      let parallel = if case .exact = way { Double(threads) } else { 1.0 }
      seconds += each * Double(combination.plannedIterations) * Double(count) / parallel
    }
    return seconds
  }

  /// Makes the runs; after Ctrl-C, what was made until then.
  func result() throws -> StudyResult {
    let way = try way()
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
        let run = try Self.run(study.combinations[combination], combination, seed: seed, way)
        return .success(
          try Study.trial(study.combinations[combination], run, watches: watches) { interrupt.isRequested })
      } catch {
        return .failure(error)
      }
    }
    do {
      if case .fast = way {
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
      let claims = ([lesson.syntax] + printed.map(\.lesson)).flatMap { $0.sections.flatMap { $0.claims } }
      let names = claims.flatMap { $0.studies.map(\.study) }
      guard !names.isEmpty else { continue }
      let scope = try options.scope(lesson)
      let written = lesson.syntax.studies
      let known = written.indices.map { written[$0].name ?? "\($0 + 1)" }
      for name in Set(names).sorted() {
        guard let index = known.firstIndex(of: name) else {
          throw CommandError(
            StudyList.unknown(
              name, in: lesson.syntax.name, known: known, near: Nearest.word(to: name, among: known)))
        }
        let study = try Study(scope, written[index], place: index + 1, options.run)
        found[place, default: []].append(
          StudySession(study: study, context: context, threads: WorkerPool.processorCount))
      }
    }
    let sessions = found.keys.sorted().flatMap { found[$0] ?? [] }
    if !sessions.isEmpty { try StudyCommand.announce(sessions, context, always: true) }
    return found
  }
}
