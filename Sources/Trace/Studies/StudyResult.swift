import LessonLanguage
import Typesetting

/// What a study has found so far.
package struct StudyResult: Sendable {
  package let study: Study
  /// The runs that were made, combination by combination, in the order of their seeds.
  package let trials: [[StudyTrial]]

  package init(_ study: Study, _ trials: [[StudyTrial]]) {
    self.study = study
    self.trials = trials
  }

  /// How many runs were made.
  package var runs: Int { trials.reduce(0) { $0 + $1.count } }
  /// Whether no run is missing.
  package var isComplete: Bool { runs == study.runs }
  /// Of each combination.
  package var summaries: [StudySummary] { trials.map { StudySummary($0, endsWhenSolved: study.endsWhenSolved) } }

  // MARK: - Terms

  /// The value of a term; nil where the study does not have what it names.
  package func value(of term: StudyTermSyntax) -> Double? {
    guard let place = study.combination(of: term), trials.indices.contains(place) else { return nil }
    let summary = StudySummary(trials[place], endsWhenSolved: study.endsWhenSolved)
    let value = try? Study.value(term.formula) { name in summary.number(name) }
    return value.flatMap { $0.isNaN ? nil : $0 }
  }

  /// Whether a demand is met; nil where the study does not have what it names.
  ///
  /// Counts and thresholds are compared as they are: nothing is rounded.
  package func holds(_ demand: StudyDemandSyntax) -> Bool? {
    guard let left = value(of: demand.left), let right = value(of: demand.right) else { return nil }
    switch demand.comparison {
    case .less: return left < right
    case .lessOrEqual: return left <= right
    case .greater: return left > right
    case .greaterOrEqual: return left >= right
    case .equal: return left == right
    case .notEqual: return left != right
    default: return nil
    }
  }

  /// Whether what the notes expect came out; nil where they expect nothing that can be asked of the study, or runs are
  /// missing.
  package var meetsExpectation: Bool? {
    guard !study.syntax.demands.isEmpty, isComplete else { return nil }
    var isMet = true
    for demand in study.syntax.demands {
      guard let holds = holds(demand) else { return nil }
      isMet = isMet && holds
    }
    return isMet
  }

  /// The lesson's sentence with its numbers; nil where there is none, or a number of it is missing.
  package func answer(_ language: Language, format: (StudyTermSyntax, Double) -> Text) -> Text? {
    guard isComplete, let answer = study.syntax.answer,
      let pieces = language == .spanish ? answer.es ?? answer.en : answer.en ?? answer.es
    else { return nil }
    var text = Text("")
    for piece in pieces {
      switch piece {
      case .words(let words): text = text + Text(words)
      case .term(let term):
        guard let value = value(of: term) else { return nil }
        text = text + format(term, value)
      }
    }
    return text
  }
}

/// What the runs of one combination came to.
package struct StudySummary: Hashable, Sendable {
  package let runs: Int
  package let solved: Int
  /// Runs with a number that was no longer finite; they are not solved.
  package let lost: Int
  /// The quartiles of the iterations in which the solved runs were solved; nil where runs do not end then, or none was.
  package let iterations: Quartiles?
  /// The quartiles of what is measured, over all runs in which it is finite.
  package let values: [Quartiles?]

  /// A quarter, a half and three quarters of the numbers lie below these.
  package struct Quartiles: Hashable, Sendable {
    package let lower: Double
    package let median: Double
    package let upper: Double

    /// Nil for no numbers; between two numbers as NumPy does by default.
    package init?(_ numbers: [Double]) {
      let sorted = numbers.sorted()
      guard !sorted.isEmpty else { return nil }
      func quantile(_ part: Double) -> Double {
        let place = part * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
      }
      (lower, median, upper) = (quantile(0.25), quantile(0.5), quantile(0.75))
    }
  }

  package init(_ trials: [StudyTrial], endsWhenSolved: Bool) {
    runs = trials.count
    solved = trials.count { $0.ending == .solved }
    lost = trials.count { $0.ending == .lost }
    iterations =
      endsWhenSolved ? Quartiles(trials.filter { $0.ending == .solved }.map { Double($0.iteration) }) : nil
    let count = trials.first?.values.count ?? 0
    values = (0..<count).map { place in
      Quartiles(trials.map { $0.values[place] }.filter { $0.isFinite })
    }
  }

  /// The part of the runs that were solved; not a number without any run.
  package var share: Double { Double(solved) / Double(runs) }

  /// The interval in which the probability lies with 95 % (Wilson's score interval, z = 1.959964); nil without any run.
  ///
  /// Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927.
  package var interval: (low: Double, high: Double)? {
    guard runs > 0 else { return nil }
    let (n, z) = (Double(runs), 1.959963984540054)
    let scale = 1 + z * z / n
    let centre = (share + z * z / (2 * n)) / scale
    let reach = z / scale * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return (solved == 0 ? 0 : max(0, centre - reach), solved == runs ? 1 : min(1, centre + reach))
  }

  /// What a term's name stands for.
  func number(_ name: String) -> Double? {
    switch name {
    case "share": share
    case "solved": Double(solved)
    case "runs": Double(runs)
    case "lost": Double(lost)
    case "median": iterations?.median ?? .nan
    case "final": values.first.flatMap { $0 }?.median ?? .nan
    default: nil
    }
  }
}
