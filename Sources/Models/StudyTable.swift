import LessonLanguage
import Trace
import Typesetting

/// The runs of a study as a CSV file, a row each, from which the study can go on.
package enum StudyTable {
  /// What is wrong with a file from which a study is to go on.
  package struct Fault: Error, Hashable, Sendable {
    package let message: Localized
  }

  /// The file: the study's fingerprint, what is varied, the seed, how the run ended and what was measured.
  package static func text(_ result: StudyResult) -> String {
    let study = result.study
    let fingerprint = study.fingerprint
    var lines = [header(study).map(quoted).joined(separator: ",")]
    for (place, trials) in result.trials.enumerated() {
      let values = study.combinations[place].values.map { text($0) }
      for trial in trials {
        let row =
          [fingerprint] + values + ["\(trial.seed)", trial.ending.rawValue, "\(trial.iteration)"]
          + trial.values.map { number($0) }
        lines.append(row.map(quoted).joined(separator: ","))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The runs of this study that a file has, by combination and seed; throws `Fault`.
  package static func trials(_ text: String, of study: Study) throws(Fault) -> [[UInt32: StudyTrial]] {
    let rows = rows(text)
    guard let first = rows.first, first == header(study) else {
      throw Fault(
        message: Localized(
          es: "no es un archivo .csv de este estudio: su primera fila sería \(header(study).joined(separator: ","))",
          en: "it is no .csv file of this study: its first row would be \(header(study).joined(separator: ","))"))
    }
    let fingerprint = study.fingerprint
    let combinations = study.combinations.map { $0.values.map { Self.text($0) } }
    var found = [[UInt32: StudyTrial]](repeating: [:], count: combinations.count)
    for (index, row) in rows.dropFirst().enumerated() {
      let line = Localized(es: "en la fila \(index + 2) ", en: "in row \(index + 2) ")
      guard row.count == first.count, row[0].utf8.count == 16 else {
        throw Fault(message: line + Localized(es: "faltan o sobran celdas", en: "there are too few cells, or too many"))
      }
      guard row[0] == fingerprint else {
        throw Fault(
          message: line
            + Localized(
              es: "hay una ejecución de otra lección, o con otros ajustes: no se mezclan con estas",
              en: "there is a run of another lesson, or under other settings: these are not mixed with them"))
      }
      let varied = study.varied.count
      let rest = Array(row[(1 + varied)...])
      guard let place = combinations.firstIndex(of: Array(row[1..<(1 + varied)])) else { continue }
      let values = rest[3...].compactMap { Double($0) }
      guard let seed = UInt32(rest[0]), let ending = StudyTrial.Ending(rawValue: rest[1]),
        let iteration = Int(rest[2]), values.count == rest.count - 3
      else {
        throw Fault(message: line + Localized(es: "una celda no se entiende", en: "a cell cannot be understood"))
      }
      found[place][seed] = StudyTrial(seed: seed, iteration: iteration, ending: ending, values: values)
    }
    return found
  }

  private static func header(_ study: Study) -> [String] {
    ["study"] + study.varied + ["seed", "ending", "iteration"] + study.measures
  }

  private static func text(_ value: Scope.VariedValue) -> String {
    if case .number(let number) = value { self.number(number) } else { value.text }
  }

  /// The shortest number that reads back as the same; a whole one without a point.
  private static func number(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func quoted(_ cell: String) -> String {
    cell.contains(",") ? "\"\(cell)\"" : cell
  }

  /// The cells of a text as it is written here: quotes stand around cells with commas.
  private static func rows(_ text: String) -> [[String]] {
    text.split(whereSeparator: { $0.isNewline }).map { line in
      var cells = [""]
      var isQuoted = false
      for character in line {
        switch character {
        case "\"": isQuoted.toggle()
        case "," where !isQuoted: cells.append("")
        default: cells[cells.count - 1].append(character)
        }
      }
      return cells
    }
  }
}
