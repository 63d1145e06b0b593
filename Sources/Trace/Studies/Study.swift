import Calculus
import Execution
import LessonLanguage
import Matrices
import Typesetting

/// A study ready to be run: its combinations of settings, each with a program of its own, and its seeds.
package struct Study: Sendable {
  /// What the lesson says of it.
  package let syntax: StudySyntax
  /// Whether it runs on examples that somebody has gathered, not on made-up ones or none.
  package var hasGatheredExamples: Bool {
    guard scope.program.readsDigits, let examples = scope.program.examples else { return false }
    return (try? examples.areMadeUp()) == false
  }
  /// Its name, or its place among the lesson's: `1`.
  package let name: String
  /// The lesson's name.
  package let lesson: String
  /// The names of what is varied, as they are written.
  package let varied: [String]
  package let combinations: [Combination]
  /// The first seed; the others follow it.
  package let firstSeed: UInt32
  /// How many seeds each combination is run with.
  package let seeds: Int
  /// What a run has to come to, as it is written; nil where nothing is asked of it.
  package let criterion: String?
  /// What is looked at when a run has ended: the objective, or what `measure` names.
  package let measures: [String]
  /// The scope in which its terms are read.
  let scope: Scope
  /// Whether a reader's options have changed what is varied, so that a term may have no value.
  let isChanged: Bool
  /// How many lines the lesson has, without those that a reader has typed.
  let lines: Int

  /// The lesson under one combination of settings.
  package struct Combination: Sendable {
    /// What is varied, in the order of the names.
    package let values: [Scope.VariedValue]
    package let scope: Scope
    /// Those of all its runs, but for the seed.
    package let options: RunOptions
    /// What is looked at in a run's last iteration.
    let measured: [Resolved]
    /// What has to hold then; nil where something is watched in each iteration, or nothing.
    let final: Resolved?

    /// What its runs compute: no more than they need, and what is looked at.
    package let program: Program
    /// After how many iterations its runs end if nothing ends them before.
    package var plannedIterations: Int { IterationLimit.of(program, options) }
    /// The quantities whose values are wanted in the last iteration.
    package let followed: [Quantity]

    init(values: [Scope.VariedValue], scope: Scope, options: RunOptions, measured: [Resolved], final: Resolved?) {
      self.values = values
      self.scope = scope
      self.options = options
      self.measured = measured
      self.final = final
      followed = (measured + (final.map { [$0] } ?? [])).flatMap { $0.references }
      program = scope.program.keeping(followed)
    }
  }

  /// Combinations of one study at most, and runs.
  private static let mostCombinations = 500
  private static let mostRuns = 1_000_000
  /// Seeds of a study that does not say how many.
  private static let usualSeeds = 100

  /// Reads a study; throws what is wrong with it first.
  ///
  /// - Parameters:
  ///   - scope: the lesson as the reader has it.
  ///   - place: the study's place among the lesson's, from 1.
  ///   - options: whose seed is the first.
  ///   - isChanged: whether a reader varies something else than the lesson.
  ///   - lines: how many lines the lesson has without those typed by a reader; nil for all.
  package init(
    _ scope: Scope, _ syntax: StudySyntax, place: Int, _ options: RunOptions = RunOptions(), isChanged: Bool = false,
    lines: Int? = nil
  ) throws(LessonError) {
    self.syntax = syntax
    self.scope = scope
    name = syntax.name ?? "\(place)"
    lesson = scope.lesson.syntax.name
    firstSeed = options.seed
    let source = scope.lesson.source
    self.lines = lines ?? source.lines.count
    let overrides = scope.settings.overrides
    let variants = try source.locating { () throws(LocatedError) in
      try scope.combinations(of: syntax, most: Self.mostCombinations) { name in
        switch name {
        case "iterations", "epochs": options.iterations == nil && options.epochs == nil
        case "optimizer": scope.settings.optimizer == nil
        default: overrides[name] == nil
        }
      }
    }
    let seeds = try source.locating { () throws(LocatedError) in
      let seeds = try syntax.seeds.map { written throws(LocatedError) in try scope.integer(written) } ?? Self.usualSeeds
      guard seeds >= 1, seeds <= Self.mostRuns / max(1, variants.count) else {
        throw LocatedError(
          syntax.seeds?.range ?? syntax.range,
          es: "un estudio hace entre 1 y 1 000 000 de ejecuciones; estas serían \(variants.count) × \(seeds)",
          en: "a study makes between 1 and 1,000,000 runs; these would be \(variants.count) × \(seeds)")
      }
      guard UInt64(options.seed) + UInt64(seeds) - 1 <= UInt64(UInt32.max) else {
        throw LocatedError(
          syntax.seeds?.range ?? syntax.range, es: "no hay tantas semillas: la mayor es \(UInt32.max)",
          en: "there are not so many seeds: the largest is \(UInt32.max)")
      }
      return seeds
    }
    self.seeds = seeds
    criterion = syntax.criterion.map { source.text($0.formula.range) }
    varied = variants.first.map { $0.values.map { $0.name } } ?? []
    self.isChanged = isChanged || varied.count != syntax.varied.count
    let lesson = Self.watching(syntax, scope.lesson)
    var combinations: [Combination] = []
    for variant in variants {
      combinations.append(try Self.combination(lesson, variant, syntax, options))
    }
    self.combinations = combinations
    measures =
      syntax.measured.isEmpty
      ? combinations.first?.program.objective.map { [$0.symbol.name] } ?? []
      : syntax.measured.map { source.text($0.range) }
    let terms = syntax.demands.flatMap { [$0.left, $0.right] } + (syntax.answer?.terms ?? [])
    try source.locating { () throws(LocatedError) in
      for term in terms { try check(term) }
    }
  }

  /// The lesson with the condition of `solved once` in front of its own stops.
  private static func watching(_ syntax: StudySyntax, _ lesson: Lesson) -> Lesson {
    guard let criterion = syntax.criterion, !criterion.isAtEnd else { return lesson }
    var watched = lesson.syntax
    let stop = RunSyntax.stopOnce(criterion.formula, conditions: [], criterion.formula.range)
    watched.sections.insert(SectionSyntax(.run, lines: [.run(stop)], range: syntax.range), at: 0)
    return Lesson(watched, source: lesson.source)
  }

  private static func combination(
    _ lesson: Lesson, _ variant: Scope.Variant, _ syntax: StudySyntax, _ options: RunOptions
  ) throws(LessonError) -> Combination {
    let scope: Scope
    do throws(LessonError) {
      scope = try lesson.program(settings: variant.settings).scope
    } catch {
      // What is wrong with a value that is varied is told there, as in tables; with the criterion, where that stands.
      if let line = syntax.criterion?.formula.range.line, error.range?.line == line { throw error }
      throw lesson.source.error(LocatedError(variant.range, error.message))
    }
    return try lesson.source.locating { () throws(LocatedError) in
      var measured: [Resolved] = []
      for formula in syntax.measured {
        let found = try scope.resolve(written: formula)
        guard found.formula.shape.isScalar else {
          throw LocatedError(
            formula.range, es: "aquí va un solo número, y esto es de \(found.formula.shape)",
            en: "this takes one number, and this is \(found.formula.shape)")
        }
        measured.append(found)
      }
      let isAtEnd = syntax.criterion?.isAtEnd == true
      let final = try (isAtEnd ? syntax.criterion?.formula : nil).map { formula throws(LocatedError) in
        try scope.resolve(written: formula)
      }
      if let final, !final.formula.shape.isScalar {
        throw LocatedError(
          syntax.criterion?.formula.range, es: "la condición debe ser un solo número, y es de \(final.formula.shape)",
          en: "the condition must be one number, and it is \(final.formula.shape)")
      }
      var own = options
      if let iterations = variant.iterations { own.iterations = iterations }
      if let epochs = variant.epochs { own.epochs = epochs }
      return Combination(
        values: variant.values.map { $0.value }, scope: scope, options: own, measured: measured, final: final)
    }
  }

  /// How many runs there are.
  package var runs: Int { combinations.count * seeds }

  /// Which run is number `place`: combination by combination, seed by seed.
  package func run(_ place: Int) -> (combination: Int, seed: UInt32) {
    (place / seeds, firstSeed + UInt32(place % seeds))
  }

  /// The question.
  package var title: Localized? { syntax.title.map { $0.localized } }

  /// Whether runs end when they are solved.
  package var endsWhenSolved: Bool { syntax.criterion.map { !$0.isAtEnd } ?? false }

  /// Numbers computed in all its runs, about as many, if none of them ends early.
  package var entries: Double {
    combinations.reduce(0) { sum, combination in
      let perIteration = combination.program.definitions.reduce(1) { $0 + $1.quantity.shape.count }
      return sum + Double(perIteration) * Double(combination.plannedIterations) * Double(seeds)
    }
  }

  // MARK: - Runs

  /// Runs a combination with one seed to its end; nil when the reader wants no more.
  ///
  /// - Parameter run: one that has not begun, with the combination's program and options and this seed.
  package static func trial(
    _ combination: Combination, _ run: Run, watches: Bool, stop: () -> Bool
  ) throws(ProgramError) -> StudyTrial? {
    // A short run never comes to a pause.
    guard !stop() else { return nil }
    run.machine.beginWork()
    defer { run.machine.endWork() }
    let planned = run.plannedIterations
    while !run.isFinished {
      try run.advance(keepingEverything: run.iteration + 1 == planned)
      if run.isPause && stop() { return nil }
    }
    var ending = StudyTrial.Ending.unsolved
    var isReached = false
    if case .reached = run.outcome, watches, run.machine.watched(0) != 0 { isReached = true }
    if case .diverged = run.outcome {
      ending = .lost
    } else if isReached {
      ending = .solved
    }
    let objective = run.main.objective.flatMap { run.number(of: $0) } ?? .nan
    guard combination.final != nil || !combination.measured.isEmpty else {
      return StudyTrial(seed: run.options.seed, iteration: run.iteration, ending: ending, values: [objective])
    }
    guard ending != .lost else {
      // Of numbers that are not finite nothing is measured.
      let values = [Double](repeating: .nan, count: max(1, combination.measured.count))
      return StudyTrial(seed: run.options.seed, iteration: run.iteration, ending: .lost, values: values)
    }
    try run.complete()
    func number(_ resolved: Resolved) -> Double? {
      resolved.evaluate { run.value(of: $0) ?? Matrix($0.shape, repeating: .nan) }.values.first
    }
    if let final = combination.final, number(final) == 1 { ending = .solved }
    let values =
      combination.measured.isEmpty ? [objective] : combination.measured.map { number($0) ?? .nan }
    return StudyTrial(seed: run.options.seed, iteration: run.iteration, ending: ending, values: values)
  }
}

/// What one run of a study came to.
package struct StudyTrial: Hashable, Sendable {
  package enum Ending: String, Hashable, Sendable, CaseIterable {
    case solved, unsolved
    /// A number was no longer finite.
    case lost
  }
  package let seed: UInt32
  /// The last iteration: where runs end when they are solved, that in which they were.
  package let iteration: Int
  package let ending: Ending
  /// What is measured, in the study's order.
  package let values: [Double]

  package init(seed: UInt32, iteration: Int, ending: Ending, values: [Double]) {
    self.seed = seed
    self.iteration = iteration
    self.ending = ending
    self.values = values
  }
}

extension StudyAnswerSyntax {
  /// The terms of both languages.
  package var terms: [StudyTermSyntax] {
    ((es ?? []) + (en ?? [])).compactMap { if case .term(let term) = $0 { term } else { nil } }
  }
}
