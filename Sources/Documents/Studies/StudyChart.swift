import Trace
import Typesetting

extension StudyDocument {
  /// A bar for each combination: the share solved with its interval, in per cent, or the median of what is measured with
  /// its quartiles where nothing is to be solved.
  package func chart(_ result: StudyResult) -> Chart {
    let study = result.study
    let question = study.title?[words.language] ?? words.heading(study)
    let what =
      study.criterion == nil
      ? say(
        "\(study.measures.first ?? ""): mediana y cuartiles de \(study.seeds) semillas",
        "\(study.measures.first ?? ""): median and quartiles of \(study.seeds) seeds")
      : say(
        "Resueltas, % de \(study.seeds) semillas, con intervalos del 95 %",
        "Solved, % of \(study.seeds) seeds, with 95 % intervals")
    let rest =
      result.isComplete
      ? "" : say(" (interrumpido: \(result.runs) de \(study.runs))", " (interrupted: \(result.runs) of \(study.runs))")
    return .bars(title: Text("\(question) \(what)\(rest)"), result.summaries.indices.map { bar($0, of: result) })
  }

  private func bar(_ place: Int, of result: StudyResult) -> Chart.Bar {
    let (study, summary) = (result.study, result.summaries[place])
    let name = study.varied.isEmpty ? Text(study.criterion ?? study.name) : StudyWords.combination(study, place)
    if study.criterion == nil {
      let quartiles = summary.values.first.flatMap { $0 }
      return Chart.Bar(name, quartiles?.median ?? .nan, interval: quartiles.map { $0.lower...$0.upper })
    }
    let interval = summary.interval.map { Self.percent($0.low)...Self.percent($0.high) }
    return Chart.Bar(name, summary.runs > 0 ? Self.percent(summary.share) : .nan, interval: interval)
  }

  /// In per cent, with one decimal, as the table has it.
  private static func percent(_ share: Double) -> Double { (1000 * share).rounded() / 10 }
}
