import LessonLanguage
import Typesetting

extension StudyResult {
  /// The question, the combinations with what came out, and whether the notes' expectation was met.
  ///
  /// - Parameter withRuns: whether every run is told.
  package func fact(withRuns: Bool) -> Fact {
    let syntax = study.syntax
    let expected = syntax.expected.map { Fact.words($0.localized) }
    return .record(
      ("lesson", .text(study.lesson)), ("study", .text(study.name)), ("question", study.title.map { .words($0) }),
      ("criterion", study.criterion.map { .text($0) }),
      ("when", study.criterion.map { _ in .text(study.endsWhenSolved ? "once" : "end") }),
      ("firstSeed", .integer(study.firstSeed)), ("seeds", .integer(study.seeds)), ("runs", .integer(runs)),
      ("planned", .integer(study.runs)),
      ("combinations", .list(trials.indices.map { fact(of: $0, withRuns: withRuns) })), ("expected", expected),
      ("met", meetsExpectation.map { .flag($0) }),
      ("fingerprint", withRuns ? .text(study.fingerprint) : nil))
  }

  private func fact(of place: Int, withRuns: Bool) -> Fact {
    let summary = StudySummary(trials[place], endsWhenSolved: study.endsWhenSolved)
    let isAsked = study.criterion != nil
    let combination = study.combinations[place]
    return .record(
      (
        "settings",
        .object(zip(study.varied, combination.values).map { Fact.Member($0, $1.fact) })
      ),
      ("runs", .integer(summary.runs)), ("solved", isAsked ? .integer(summary.solved) : nil),
      ("lost", .integer(summary.lost)), ("share", isAsked && summary.runs > 0 ? .number(summary.share) : nil),
      (
        "interval", isAsked ? summary.interval.map { .list([.number($0.low), .number($0.high)]) } : nil
      ),
      ("iterations", summary.iterations?.fact),
      (
        "measures",
        .list(
          zip(study.measures, summary.values).map { name, quartiles in
            .record(("name", .text(name)), ("quartiles", quartiles?.fact))
          })
      ),
      (
        "trials",
        withRuns
          ? .list(
            trials[place].map { trial in
              .record(
                ("seed", .integer(trial.seed)), ("iteration", .integer(trial.iteration)),
                ("ending", .text(trial.ending.rawValue)), ("values", .list(trial.values.map { .number($0) })))
            }) : nil
      ))
  }
}

extension StudySummary.Quartiles {
  /// Lower quartile, median, upper quartile.
  fileprivate var fact: Fact { .list([.number(lower), .number(median), .number(upper)]) }
}

extension Scope.VariedValue {
  /// A number, or a word.
  package var fact: Fact {
    switch self {
    case .number(let number): .number(number)
    case .choice(let text), .optimizer(let text): .text(text)
    }
  }
}

extension Study {
  /// A number for all that decides what its runs come to: the lesson's lines, settings, options, the criterion and what
  /// is measured (FNV-1a, 64 bits, in hexadecimal); runs of two studies with the same one can stand in one table.
  package var fingerprint: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ text: String) {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xff) &* 0x100_0000_01b3
    }
    for line in scope.lesson.source.lines.prefix(lines) { add(line) }
    for combination in combinations {
      let own = combination.scope.settings
      for (name, override) in own.overrides.sorted(by: { $0.key < $1.key }) { add("\(name)=\(override.text)") }
      add("\(own.typedOptimizer?.text ?? "") \(own.isTransposed)")
      for value in combination.values { add(value.text) }
      let options = combination.options
      add("\(combination.plannedIterations) \(options.carry?.decimals ?? -1) \(options.carry?.truncates ?? false)")
      for input in combination.scope.program.inputs { add("\(input.quantity.symbol.name) \(input.quantity.shape)") }
      for definition in combination.scope.program.definitions {
        add("\(definition.quantity.symbol.name) \(definition.quantity.shape)")
      }
    }
    add(criterion ?? "")
    add(endsWhenSolved ? "once" : "end")
    for measure in measures { add(measure) }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Scope.VariedValue {
  /// As it is written.
  package var text: String {
    switch self {
    case .number(let number): NumberStyle(significantDigits: 15).format(number)
    case .choice(let text), .optimizer(let text): text
    }
  }
}
