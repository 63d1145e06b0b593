import Formats
import OperatingSystem
import Typesetting

/// The files of `plot --out`: begun before the run, so that a place where nothing can be written is told at once, and all
/// of them there at its end or none.
struct PlotFiles {
  private let format: DrawingFormat
  /// The files and their pictures, all of them where there is no number; none for standard output.
  private let files: [(path: String, number: Int?, file: AtomicFile)]

  /// Begins the file at a path, or several with numbers beside it; throws `FileError`, and `UsageError` for a name with
  /// another ending, for several pictures on standard output, and where a file that is read would be replaced.
  init(_ path: String, _ numbers: [Int], _ inputs: RunInputs, _ target: Localized) throws {
    guard let format = path == "-" ? .svg : DrawingFormat(ofFile: path) else {
      throw UsageError.invalidValue(
        path, for: target, reason: Localized(es: "el nombre acaba en .svg o .tex", en: "the name ends in .svg or .tex"))
    }
    guard path != "-" || numbers.count == 1 else {
      throw UsageError(
        es: "A la salida estándar va un solo dibujo: di cuál, de 1 a \(numbers.count).",
        en: "Standard output takes a single picture: say which, from 1 to \(numbers.count).")
    }
    self.format = format
    let places =
      numbers.count == 1 || format.holdsSeveral
      ? [(path, nil)] : numbers.map { (format.path(path, number: $0), Optional($0)) }
    files =
      try path == "-"
      ? []
      : places.map { path, number in
        try inputs.check(path, of: "out")
        return (path, number, try AtomicFile(path))
      }
  }

  /// Writes pictures with their numbers; a file without any does not appear.
  ///
  /// - Returns: the file of each.
  func write(
    _ pictures: [(number: Int, charts: [Chart])], _ options: FormatOptions, _ console: Console
  ) throws -> [Int: String] {
    if files.isEmpty { try console.output.write(format.render(pictures.flatMap { $0.charts }, options)) }
    var written: [Int: String] = [:]
    var whole: [AtomicFile] = []
    for (path, number, file) in files {
      let here = pictures.filter { number == nil || $0.number == number }
      guard !here.isEmpty else { continue }
      try file.write(format.render(here.flatMap { $0.charts }, options))
      for picture in here { written[picture.number] = path }
      whole.append(file)
    }
    for file in whole { try file.commit() }
    return written
  }
}
