import Trace
import Typesetting
import Verification

extension Diagnosis {
  /// What was found of lessons, for programs; `unreadable` ones could not be judged.
  package static func fact(_ found: [(report: Report, diagnosis: Diagnosis)], unreadable: [String]) -> Fact {
    .record(
      (
        "lessons",
        .list(
          found.map { report, diagnosis in
            .record(
              ("lesson", .text(report.lesson)), ("title", report.title.map { .words($0) }),
              ("right", .flag(report.isRight)), ("findings", .list(diagnosis.findings.map { $0.fact })),
              (
                "lines",
                .list(
                  report.gradients.indices.compactMap { place in
                    diagnosis.mends[place].map { mend in
                      let check = report.gradients[place]
                      return .record(
                        ("subject", .formula(check.subject)), ("line", check.line.map { .integer($0) }),
                        ("misprint", .flag(check.isMisprint)), ("mend", mend.fact))
                    }
                  })
              ))
          })
      ), ("unreadable", .list(unreadable.map { .text($0) })))
  }

  /// The causes of wrong numbers, and what mends wrong lines.
  package var causeFacts: CauseFacts { CauseFacts(ofNumber: causes, ofLine: { mends[$0]?.fact }) }

  /// The causes of a wrong number; nil where none is known.
  package func causes(of root: Verdict.Root) -> Fact? {
    for finding in findings where finding.numbers.contains(where: { $0.root == root }) {
      if case .causes(let causes) = finding.explanation { return .list(causes.map { $0.fact }) }
    }
    return nil
  }
}

extension Mend {
  /// The change, for programs.
  package var fact: Fact {
    .record(
      ("slip", .text(slip)), ("alike", alike.isEmpty ? nil : .list(alike.map { .text($0) })), ("words", .words(words)),
      ("x", parts["x"].map { .formula($0) }), ("y", parts["y"].map { .formula($0) }),
      ("f", parts["f"].map { .formula($0) }), ("entry", .formula(entry)), ("formula", formula.map { .formula($0) }))
  }
}

extension Diagnosis.Finding {
  fileprivate var fact: Fact {
    Fact.record(("numbers", .list(numbers.map { $0.fact }))).adding(
      ownMembers + [
        ("followers", .list(followers.map { $0.fact })), ("tried", .integer(tried)), ("cutShort", .flag(isCutShort)),
      ])
  }

  /// What was found, without the numbers it was found of.
  package var ownFact: Fact { Fact.object([]).adding(ownMembers) }

  private var ownMembers: [(key: String, value: Fact?)] {
    var causes: [Diagnosis.Cause] = []
    var remark: Diagnosis.Remark?
    var description: Diagnosis.Description?
    switch explanation {
    case .causes(let found): causes = found
    case .remark(let found): remark = found
    case .open(let found): description = found
    }
    return [
      ("causes", .list(causes.map { $0.fact })), ("remark", remark.map { .text($0.name) }),
      ("decimals", remark?.decimals.map { .integer($0) }), ("seen", description.map { .text($0.name) }),
      ("ratio", description?.ratio.map { .number($0) }),
    ]
  }
}

extension Diagnosis.Wrong {
  fileprivate var fact: Fact {
    root.fact.adding(("right", .number(right)), ("due", .text(due)), ("misprint", .flag(isMisprint)))
  }
}

extension Diagnosis.Cause {
  fileprivate var fact: Fact {
    .record(
      ("slip", .text(slip)), ("alike", alike.isEmpty ? nil : .list(alike.map { .text($0) })), ("words", .words(words)),
      ("x", parts["x"].map { .formula($0) }), ("y", parts["y"].map { .formula($0) }),
      ("f", parts["f"].map { .formula($0) }), ("path", .list(path.map { .integer($0) })),
      ("everywhere", .flag(isEverywhere)), ("operands", .text(source.name)), ("value", .number(value)),
      ("formula", formula.map { .formula($0) }), ("margin", .number(margin)), ("certain", .flag(isCertain)),
      ("copied", copied.map { .text($0.slip) }))
  }
}

extension Operands.Source {
  fileprivate var name: String {
    switch self {
    case .exact: "exact"
    case .page: "page"
    case .mixed: "mixed"
    }
  }
}

extension Diagnosis.Remark {
  fileprivate var name: String {
    switch self {
    case .cutAlong(_, truncates: false): "rounded-along"
    case .cutAlong(_, truncates: true): "truncated-along"
    case .withinRounding: "within-rounding"
    case .followsNearly: "follows-nearly"
    }
  }

  fileprivate var decimals: Int? { if case .cutAlong(let decimals, _) = self { decimals } else { nil } }
}

extension Diagnosis.Description {
  fileprivate var name: String {
    switch self {
    case .lastPlace: "last-place"
    case .sign: "sign"
    case .swappedDigits: "swapped-digits"
    case .oneDigit: "one-digit"
    case .lostDigit: "lost-digit"
    case .addedDigit: "added-digit"
    case .ratio: "ratio"
    }
  }

  fileprivate var ratio: Double? { if case .ratio(let ratio) = self { ratio } else { nil } }
}
