import Calculus
import Matrices
import Trace
import Typesetting

extension Report {
  /// The facts of several reports, with the counts over all of them; `unreadable` lessons could not be verified.
  ///
  /// - Parameter causes: for each report, what may have made wrong numbers and lines wrong.
  package static func fact(
    _ reports: [Report], unreadable: [String], causes: [CauseFacts] = []
  ) -> Fact {
    let counts = VerificationCounts(reports.flatMap { $0.judged })
    return .record(
      (
        "lessons",
        .list(reports.enumerated().map { $1.fact(causes: causes.indices.contains($0) ? causes[$0] : .none) })
      ),
      ("claims", .list(reports.flatMap { $0.claims }.map { $0.fact })),
      ("studies", .list(reports.flatMap { $0.studies }.map { $0.fact })),
      (
        "summary",
        .record(
          ("right", .flag(reports.allSatisfy { $0.isRight } && unreadable.isEmpty)),
          ("lessons", .integer(reports.count)),
          ("numbers", .integer(counts.numbers)),
          (
            "kinds",
            .record(
              ("right", .integer(counts.right)), ("fromPrinted", .integer(counts.fromPrinted)),
              ("wrong", .integer(counts.wrong)), ("following", .integer(counts.following)),
              ("misprint", .integer(counts.misprinted)))
          ), ("firstCause", counts.firstCause?.fact), ("shapes", .integer(counts.shapes)),
          ("formulas", .integer(counts.identities)),
          ("failures", .integer(reports.reduce(0) { $0 + $1.failureCount })),
          ("misprints", .integer(reports.reduce(0) { $0 + $1.misprints.count })),
          ("notJudged", .integer(reports.reduce(0) { $0 + $1.unjudgedCount })),
          ("unreadable", .list(unreadable.map { .text($0) })))
      ))
  }

  /// All that was found about the lesson.
  ///
  /// - Parameter causes: what may have made wrong numbers and lines wrong.
  package func fact(causes: CauseFacts = .none) -> Fact {
    .record(
      ("lesson", .text(lesson)), ("title", title.map { .words($0) }), ("right", .flag(isRight)),
      ("verdicts", .list(verdicts.map { $0.fact(causes: causes.ofNumber) })),
      ("mixedRules", .list(mixedRules.map { $0.fact })),
      ("gradients", .list(gradients.enumerated().map { $1.fact.adding(("mend", causes.ofLine($0))) })),
      ("gradientExamples", gradientExamples.map { .integer($0) }),
      ("steps", .list(descents.map { $0.fact })), ("rate", commonRate.map { .number($0) } ?? Fact.none),
      ("unpromised", .list(unpromised.map { .text($0.symbol.name) })),
      ("otherFunctions", otherFunctions.isEmpty ? nil : .list(otherFunctions.map { .text($0.name) })),
      ("linesOfOwnFunctions", otherFunctions.isEmpty ? nil : .integer(linesOfOwnFunctions)),
      ("agreesWithCarry", carry.map { .integer($0.decimals) }), ("truncated", carry.map { .flag($0.truncates) }),
      ("singleDigits", .list(singleDigits.flatMap { $0.facts })), ("remarks", .list(remarks.map { $0.fact })))
  }
}

extension Program.Remark {
  /// Its line and what it says.
  package var fact: Fact { .record(("line", .integer(line)), ("text", .words(text))) }
}

extension Verdict {
  /// What was printed, what was computed, and how both agree.
  package func fact(causes: (Verdict.Root) -> Fact? = { _ in nil }) -> Fact {
    let base: Fact = .record(
      ("place", .text(place)), ("documentTitle", CourseDocument.of(place).map { .text($0.title) }),
      ("inNotes", .flag(isFromNotes)), ("claim", claim.map { .text($0) }),
      ("address", .text(address)), ("label", .formula(label)),
      ("iteration", .integer(iteration)), ("countedFromZero", moment.countsFromZero ? .flag(true) : nil),
      ("settings", settings.isEmpty ? nil : .text(settings)))
    let found: (key: String, value: Fact?)
    switch finding {
    case .numbers(let numbers):
      found = (
        "numbers",
        .list(
          numbers.map { number in
            number.fact(
              isJudged: isJudged, causes: number.judgement == .wrong ? causes(Verdict.Root(number, in: self)) : nil)
          })
      )
    case .shape(let printed, let computed):
      found = ("shape", .record(("printed", .shape(printed)), ("computed", .shape(computed.sizes))))
    case .identity(let other, let difference, let worst):
      found = (
        "identity",
        .record(
          ("formula", .formula(other)), ("difference", difference.isNaN ? Fact.none : .number(difference)),
          ("worst", worst?.fact()))
      )
    case .comparison(let comparison): found = ("comparison", comparison.fact)
    }
    var every: Fact?
    if case .notMeasured(let count) = result { every = .integer(count) }
    return base.adding(
      found, ("elsewhere", elsewhere?.differs?.fact()), ("result", .text(result.name)), ("measuredEvery", every),
      ("reason", reason.map { .words($0) }),
      ("file", .text(file)), ("line", .integer(line)))
  }
}

extension Verdict.Comparison {
  fileprivate var fact: Fact {
    .record(
      ("relation", .text(relation)), ("formula", .formula(other)),
      ("leftIteration", left.map { .integer($0.iteration) }), ("entries", .integer(count)),
      ("holding", .integer(holding)),
      (
        "sides",
        sides.map {
          .record(
            ("indices", $0.indices.isEmpty ? nil : .text($0.indices)), ("leftValue", .number($0.value)),
            ("rightValue", .number($0.expected)))
        }
      ))
  }
}

extension Verdict.Number {
  fileprivate func fact(isJudged: Bool, causes: Fact?) -> Fact {
    .record(
      ("indices", indices.isEmpty ? nil : .text(indices)), ("printed", .text(printed)),
      ("computed", isJudged ? .number(computed) : Fact.none), ("rules", .list(rules.sorted().map { .text($0.name) })),
      ("verdict", .text(judgement.name)),
      ("fromPrinted", fromPrinted.map { .number($0) }),
      ("onSheet", judgement == .wrong ? onSheet.map { .number($0) } : nil), ("followsFrom", root?.fact),
      ("causes", causes),
      ("misprint", .flag(isMisprint)),
      ("judgedDigits", hasUnjudgedDigits ? .integer(PrintedRule.judgedDigits) : nil),
      ("right", isJudged ? .flag(isAsMarked) : Fact.none))
  }
}

extension SingleDigits {
  /// Where the numbers stand.
  fileprivate var facts: [Fact] {
    numbers.map { verdict, number in
      .record(
        ("address", .text(verdict.address)), ("indices", number.indices.isEmpty ? nil : .text(number.indices)),
        ("iteration", .integer(verdict.iteration)))
    }
  }
}

extension MixedRules {
  /// The rule, and the numbers that need the other one.
  fileprivate var fact: Fact {
    .record(
      ("place", exceptions.first.map { .text($0.verdict.place) }), ("rule", .text(rule.rawValue)),
      (
        "exceptions",
        .list(
          exceptions.map { verdict, number in
            .record(
              ("address", .text(verdict.address)), ("indices", number.indices.isEmpty ? nil : .text(number.indices)),
              ("iteration", .integer(verdict.iteration)))
          })
      ))
  }
}

extension Verdict.Judgement {
  fileprivate var name: String {
    switch self {
    case .right: "right"
    case .fromPrinted(isMixed: false): "right-from-printed"
    case .fromPrinted(isMixed: true): "right-from-some-printed"
    case .follows: "follows"
    case .wrong: "wrong"
    case .unjudged: "not-judged"
    }
  }
}

extension Verdict.Number {
  fileprivate var root: Verdict.Root? { if case .follows(let root) = judgement { root } else { nil } }
}

extension Verdict.Root {
  /// Where the wrong number stands, and what is printed there.
  package var fact: Fact {
    .record(
      ("address", .text(address)), ("indices", indices.isEmpty ? nil : .text(indices)), ("printed", .text(printed)),
      ("iteration", .integer(iteration)), ("file", .text(file)), ("line", .integer(line)))
  }
}

extension Verdict.Difference {
  fileprivate func fact(iteration: Int? = nil) -> Fact {
    .record(
      ("indices", indices.isEmpty ? nil : .text(indices)), ("value", .number(value)), ("expected", .number(expected)),
      ("iteration", iteration.map { .integer($0) }))
  }
}

extension Verdict.Result {
  fileprivate var name: String {
    switch self {
    case .agrees: "agrees"
    case .disagrees: "disagrees"
    case .follows: "follows"
    case .misprint: "misprint"
    case .misprintIsRight: "misprint-is-right"
    case .notMeasured: "not-measured"
    case .notPrinted: "not-printed"
    }
  }
}

extension Verdict.Rule {
  fileprivate var name: String {
    switch self {
    case .rounded: "rounded"
    case .truncated: "truncated"
    case .within: "within"
    case .exact: "exact"
    }
  }
}

extension GradientCheck {
  /// How the quantity compares with what it is claimed to be.
  package var fact: Fact {
    // Without differences, or where none could be measured, there is no error.
    let measured = differences.flatMap { $0.cannotBeMeasured ? nil : $0 }
    let hasFloor = differences.map { !$0.cannotBeMeasured || $0.floor > 0 } ?? false
    return .record(
      ("quantity", .text(quantity.symbol.name)), ("claim", .formula(claim)), ("ofParameter", .flag(isOfParameter)),
      ("line", line.map { .integer($0) }), ("entries", .integer(count)), ("agreeing", .integer(agreeing)),
      ("mechanicalError", .number(mechanicalError)),
      ("differenceError", measured.map { .number($0.error) } ?? Fact.none),
      ("differenceFloor", hasFloor ? differences.map { .number($0.floor) } ?? Fact.none : Fact.none),
      ("differenceEntries", .integer(differences.map { $0.count - $0.unmeasuredCount } ?? 0)),
      ("unmeasuredEntries", .integer(differences?.unmeasuredCount ?? 0)),
      ("ratio", isRight ? nil : factor.map { .number($0.value) }),
      ("ratioMayBeChance", isRight ? nil : factor.map { .flag($0.mayBeChance) }),
      ("worst", worst.map { $0.difference.fact(iteration: $0.iteration) }),
      ("worstDifference", worstOfDifferences?.difference.fact()), ("elsewhere", elsewhere?.differs?.fact()),
      ("onlyZeros", hasOnlyZeros ? .flag(true) : nil), ("misprint", isMisprint ? .flag(true) : nil),
      ("kink", kink?.fact), ("causeLine", cause?.line.map { .integer($0) }),
      ("judged", .flag(isJudged)), ("right", isJudged ? .flag(isRight) : Fact.none))
  }
}

extension DescentCheck {
  /// Where the step goes.
  package var fact: Fact {
    var rates: (lowest: Fact, highest: Fact)?
    switch direction {
    case .entries(let lowest, let highest): rates = (.number(lowest), .number(highest))
    case .varying(let rate, let elsewhere, _):
      rates = (.number(min(rate, elsewhere)), .number(max(rate, elsewhere)))
    case .rests, .gradient, .falling, .other, .unjudged: break
    }
    return .record(
      ("parameter", .text(parameter.symbol.name)), ("subject", .text(subject.name)), ("gradient", .formula(gradient)),
      ("iteration", .integer(iteration)), ("judged", .flag(isJudged)), ("entries", .integer(count)),
      ("moved", .integer(moved)), ("leftOut", .integer(left)),
      ("rate", rate.map { Fact.number($0) } ?? .some(.none)), ("lowestRate", rates?.lowest),
      ("highestRate", rates?.highest), ("slope", .number(slope)), ("error", .number(error)), ("right", .flag(isRight)))
  }
}

extension DescentCheck.Subject {
  fileprivate var name: String {
    switch self {
    case .step: "step"
    case .optimized: "optimized"
    case .given: "given"
    }
  }
}

extension GradientCheck.AtKink {
  /// The slopes on both sides, and what the lesson takes.
  fileprivate var fact: Fact {
    .record(
      ("left", .number(kink.left)), ("right", .number(kink.right)), ("used", .number(used)),
      ("nested", .flag(kink.isNested)), ("iteration", .integer(iteration)), ("entries", .integer(count)))
  }
}
