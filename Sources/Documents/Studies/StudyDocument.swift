import Trace
import Typesetting

/// What `lesson study` shows of one study: the question, a row for each combination, seed by seed, and the answer.
package struct StudyDocument {
  let words: StudyWords

  package init(_ language: Language) { words = StudyWords(language: language) }

  func say(_ es: String, _ en: String) -> String { words.say(es, en) }

  /// All of it.
  package func blocks(_ result: StudyResult) -> [Block] {
    let study = result.study
    var blocks: [Block] = [.heading(1, Text(words.heading(study)))]
    let facts = [words.seeds(study), words.criterion(study)].compactMap { $0 }
    blocks.append(.paragraph(Text([.faint(facts.joined(separator: " · "))])))
    blocks += [.table(table(result))] + seedBySeed(result) + pictures(result)
    if !result.isComplete {
      blocks.append(
        .paragraph(
          Text([
            .strong(
              say(
                "Interrumpido: \(result.runs) de \(study.runs) ejecuciones.",
                "Interrupted: \(result.runs) of \(study.runs) runs."))
          ])))
    }
    blocks.append(.paragraph(words.answer(result)))
    return blocks + words.expectation(result)
  }

  // MARK: - A row for each combination

  private func table(_ result: StudyResult) -> Table {
    let (study, summaries) = (result.study, result.summaries)
    let isAsked = study.criterion != nil
    let hasLost = summaries.contains { $0.lost > 0 }
    let isShort = summaries.contains { $0.runs < study.seeds }
    var columns: [(heading: String, alignment: Table.Alignment, cells: [Text])] = []
    func add(_ heading: String, _ alignment: Table.Alignment, _ cell: (Int) -> Text) {
      columns.append((heading, alignment, summaries.indices.map(cell)))
    }
    for (place, name) in study.varied.enumerated() {
      add(name, .right) { StudyWords.value(study.combinations[$0].values[place]) }
    }
    if isShort { add(say("hechas", "made"), .right) { Text("\(summaries[$0].runs)") } }
    if isAsked {
      add(say("resueltas", "solved"), .right) { summaries[$0].runs > 0 ? StudyWords.percent(summaries[$0].share) : "–" }
      add(say("de \(study.seeds)", "of \(study.seeds)"), .left) { place in
        let summary = summaries[place]
        var strip = Strip(.bar(summary.runs > 0 ? summary.share : nil), words: Text("\(summary.solved)"))
        strip.columns = Self.barLength
        return Text([.strip(strip)])
      }
      add(say("95 %", "95 %"), .right) { summaries[$0].interval.map(StudyWords.interval) ?? "–" }
    }
    if study.endsWhenSolved {
      add(say("mediana", "median"), .right) { StudyWords.number(summaries[$0].iterations?.median) }
      add(say("cuartiles", "quartiles"), .right) { place in
        guard let quartiles = summaries[place].iterations else { return "–" }
        return StudyWords.number(quartiles.lower) + "–" + StudyWords.number(quartiles.upper)
      }
    }
    if hasLost { add(say("divergen", "diverge"), .right) { Text("\(summaries[$0].lost)") } }
    for (measure, name) in study.measures.enumerated() where !study.endsWhenSolved || !study.syntax.measured.isEmpty {
      add(name, .right) { place in
        let values = summaries[place].values
        return StudyWords.number(values.indices.contains(measure) ? values[measure]?.median : nil)
      }
      if !isAsked {
        add(say("cuartiles", "quartiles"), .right) { place in
          let values = summaries[place].values
          guard values.indices.contains(measure), let quartiles = values[measure] else { return "–" }
          return StudyWords.number(quartiles.lower) + "–" + StudyWords.number(quartiles.upper)
        }
      }
    }
    return Table(
      headings: columns.map { Text($0.heading) }, alignments: columns.map { $0.alignment },
      rows: summaries.indices.map { row in columns.map { $0.cells[row] } })
  }

  private static let barLength = 16

  // MARK: - Seed by seed

  /// Seeds shown one by one.
  private static let mostSeeds = 20

  /// `✓··✓` for the first seeds, and how many of them were solved.
  private func seedBySeed(_ result: StudyResult) -> [Block] {
    let study = result.study
    guard study.criterion != nil, study.seeds > 1 else { return [] }
    let shown = min(Self.mostSeeds, study.seeds)
    let heading = say("semillas \(study.firstSeed) a ", "seeds \(study.firstSeed) to ")
    let rows = result.trials.indices.filter { !result.trials[$0].isEmpty }.map { place -> [Text] in
      let trials = result.trials[place].prefix(shown)
      let marks = trials.map { trial in
        switch trial.ending {
        case .solved: "✓"
        case .unsolved: "·"
        case .lost: "∞"
        }
      }.joined()
      let solved = trials.count { $0.ending == .solved }
      return study.combinations[place].values.map(StudyWords.value) + [
        Text(marks), Text(say("\(solved) de \(trials.count)", "\(solved) of \(trials.count)")),
      ]
    }
    guard !rows.isEmpty else { return [] }
    return [
      .table(
        Table(
          headings: study.varied.map { Text($0) } + [Text(heading + "\(study.firstSeed + UInt32(shown) - 1)"), ""],
          alignments: study.varied.map { _ in .right } + [.left, .left], rows: rows))
    ]
  }

  // MARK: - Distributions

  /// Combinations of which the distribution is drawn.
  private static let mostPictures = 3
  private static let bins = 10

  /// How the iterations in which runs were solved are distributed over the seeds, or what is measured in their last one.
  private func pictures(_ result: StudyResult) -> [Block] {
    let study = result.study
    let numbers = result.trials.map { trials in
      study.endsWhenSolved
        ? trials.filter { $0.ending == .solved }.map { Double($0.iteration) }
        : trials.compactMap { $0.values.first }.filter { $0.isFinite }
    }
    let drawn = numbers.indices.filter { numbers[$0].count > 1 && Set(numbers[$0]).count > 1 }
    guard !drawn.isEmpty, drawn.count <= Self.mostPictures else { return [] }
    return drawn.map { place in
      var title = Text(
        study.endsWhenSolved
          ? say("Iteración en que se resuelve", "Iteration at which it is solved")
          : say("\(study.measures.first ?? "") al final", "\(study.measures.first ?? "") at the end"))
      if !study.varied.isEmpty { title = title + ", " + StudyWords.combination(study, place) }
      title = title + Text(say(": semillas", ": seeds"))
      return .chart(.bars(title: title, bars(numbers[place], isWhole: study.endsWhenSolved)))
    }
  }

  /// How many of the numbers lie in each of some stretches of one length.
  private func bars(_ numbers: [Double], isWhole: Bool) -> [Chart.Bar] {
    guard let least = numbers.min(), let greatest = numbers.max(), least < greatest else { return [] }
    let wanted = (greatest - least) / Double(Self.bins)
    let step = RoundIncrement(atLeast: isWhole ? max(1, wanted) : wanted, isSimple: true).size
    let first = (least / step).rounded(.down)
    let count = min(2 * Self.bins, Int(((greatest / step).rounded(.down) - first)) + 1)
    var counts = [Int](repeating: 0, count: max(1, count))
    for number in numbers {
      counts[max(0, min(counts.count - 1, Int((number / step).rounded(.down) - first)))] += 1
    }
    let style = NumberStyle(significantDigits: 4)
    return counts.enumerated().map { place, count in
      let start = (first + Double(place)) * step
      let end = isWhole ? start + step - 1 : start + step
      return Chart.Bar(
        Text([.math(.number(style.format(start))), .plain("–"), .math(.number(style.format(end)))]), Double(count))
    }
  }
}
