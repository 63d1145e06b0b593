import LessonLanguage
import Trace
import Typesetting

/// The runs of a study as a CSV file, a row each, from which the study can go on, whichever decimal mark it has.
package enum StudyTable {
  /// What is wrong with a file from which a study is to go on.
  package struct Fault: Error, Hashable, Sendable {
    package let message: Localized
  }

  /// The file: the study's fingerprint, what is varied, the seed, how the run ended and what was measured.
  ///
  /// - Parameter mark: of the numbers; a comma brings semicolons between the cells.
  package static func text(_ result: StudyResult, _ mark: DecimalMark = .point) -> String {
    let study = result.study
    let style = CSVStyle(mark)
    let fingerprint = study.fingerprint
    var text = CSVStyle.byteOrderMark + style.row(header(study).map(style.text))
    for (place, trials) in result.trials.enumerated() {
      let values = study.combinations[place].values.map { value in
        if case .number(let number) = value { style.number(number) } else { style.text(value.text) }
      }
      for trial in trials {
        text += style.row(
          [fingerprint] + values + ["\(trial.seed)", trial.ending.rawValue, "\(trial.iteration)"]
            + trial.values.map(style.number))
      }
    }
    return text
  }

  /// The runs of this study that a file has, by combination and seed; throws `Fault`.
  package static func trials(_ text: String, of study: Study) throws(Fault) -> [[UInt32: StudyTrial]] {
    let (rows, mark) = try rows(text)
    guard let first = rows.first, first == header(study) else {
      throw Fault(
        message: Localized(
          es: "no es un archivo .csv de este estudio: su primera fila sería \(header(study).joined(separator: ","))",
          en: "it is no .csv file of this study: its first row would be \(header(study).joined(separator: ","))"))
    }
    let fingerprint = study.fingerprint
    let style = CSVStyle(mark)
    let combinations = study.combinations.map { combination in
      combination.values.map { value in
        if case .number(let number) = value { style.number(number) } else { value.text }
      }
    }
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
      let values = rest[3...].compactMap { number($0, mark) }
      guard let seed = UInt32(rest[0]), let ending = StudyTrial.Ending(rawValue: rest[1]),
        let iteration = Int(rest[2]), iteration >= 0, values.count == rest.count - 3
      else {
        throw Fault(message: line + Localized(es: "una celda no se entiende", en: "a cell cannot be understood"))
      }
      guard found[place][seed] == nil else {
        throw Fault(
          message: line
            + Localized(es: "está otra vez la semilla \(seed)", en: "the seed \(seed) is there a second time"))
      }
      found[place][seed] = StudyTrial(seed: seed, iteration: iteration, ending: ending, values: values)
    }
    return found
  }

  private static func header(_ study: Study) -> [String] {
    ["study"] + study.varied + ["seed", "ending", "iteration"] + study.measures
  }

  private static func number(_ cell: String, _ mark: DecimalMark) -> Double? {
    Double(mark == .comma ? String(cell.map { $0 == "," ? "." : $0 }) : cell)
  }

  /// The cells of a table, and the mark of its numbers; throws `Fault`.
  private static func rows(_ text: String) throws(Fault) -> (rows: [[String]], mark: DecimalMark) {
    var reader = CSVReader(text)
    var rows: [[String]] = []
    do throws(CSVReader.Fault) {
      while let row = try reader.row() { rows.append(row.cells) }
    } catch {
      throw Fault(
        message: Localized(es: "en la línea \(error.line) ", en: "in line \(error.line) ") + error.message)
    }
    return (rows, reader.separator == ";" ? .comma : .point)
  }
}
