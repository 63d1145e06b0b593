import Documents
import Formats
import LessonLanguage
import Models
import OperatingSystem
import Trace
import Typesetting

/// `--out` and `--resume`: the runs of one study, to a file and from one.
final class StudyFile {
  private let path: String?
  private let file: AtomicFile?
  private let resumed: String?

  /// Begins the file, so that a place where nothing can be written is told at once; throws `UsageError`, `FileError`.
  init(_ context: Context, _ lesson: LoadedLesson, _ studies: [Study]) throws {
    let arguments = context.arguments
    path = arguments.value("out")
    resumed = arguments.value("resume")
    if studies.count > 1, let option = ["out", "resume"].first(where: arguments.has) {
      let names = studies.map(\.name).joined(separator: ", ")
      throw UsageError(
        es: "--\(option) es de un solo estudio; di cuál: \(names).",
        en: "--\(option) is for one study; say which: \(names).")
    }
    if let path, !path.hasSuffix(".csv"), !path.hasSuffix(".json"), DrawingFormat(ofFile: path) == nil {
      throw UsageError.invalidValue(
        path, for: arguments.synopsis(of: "out"),
        reason: Localized(
          es: "el nombre acaba en .csv, .json, .svg o .tex", en: "the name ends in .csv, .json, .svg or .tex"))
    }
    try RunInputs(arguments, lesson, context.surroundings).check("out", of: arguments)
    file = try path.map { try AtomicFile($0) }
  }

  /// The runs that `--resume` has; none without it.
  func known(_ study: Study) throws -> [[UInt32: StudyTrial]] {
    guard let resumed else { return [] }
    let text = try Files.text(at: resumed, limit: 256_000_000)
    do throws(StudyTable.Fault) {
      return try StudyTable.trials(text, of: study)
    } catch {
      file?.cancel()
      throw CommandError(Localized(both: "--resume: '\(resumed)' ") + error.message)
    }
  }

  /// Writes the runs; a line for the reader.
  func write(_ result: StudyResult, _ surroundings: Surroundings) throws -> Localized? {
    guard let path, let file else { return nil }
    if let format = DrawingFormat(ofFile: path) {
      let options = FormatOptions(decimalMark: surroundings.decimalMark, language: surroundings.language)
      try file.write(format.render([StudyDocument(surroundings.language).chart(result)], options))
      try file.commit()
      return FileNotes.drawn(path)
    }
    try file.write(
      path.hasSuffix(".csv")
        ? StudyTable.text(result, surroundings.decimalMark)
        : FactsJSON().text(result.fact(withRuns: true), of: StudyCommand.name))
    try file.commit()
    return Localized(
      es: "'\(path)' tiene \(result.runs) de \(result.study.runs) ejecuciones.",
      en: "'\(path)' has \(result.runs) of \(result.study.runs) runs.")
  }
}
