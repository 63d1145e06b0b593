import Calculus
import Execution
import Trace
import Typesetting

/// What became of the files that a run was given, one line for each.
package enum FileNotes {
  /// More iterations were to be shown than can be.
  package static let tooManyIterations = Localized(
    es: "Son más de \(RunCourse.mostFrames) iteraciones; guárdalas con --trace-file.",
    en: "That is more than \(RunCourse.mostFrames) iterations; save them with --trace-file.")

  /// After `--save`.
  ///
  /// - Parameter arrays: how many quantities were kept.
  package static func saved(_ path: String, arrays: Int, _ run: RunPlace) -> Localized {
    let kept = Noun.quantity(arrays)
    return Localized(es: "Guardado en '\(path)': \(kept.es), ", en: "Saved in '\(path)': \(kept.en), ")
      + place(run.iteration, epoch: run.batching == nil ? nil : run.epoch) + Localized(both: ".")
  }

  /// Of the parameters that have no other name in the layout of others; nothing where there are none.
  package static func keptNames(_ names: [String], _ layout: String) -> Localized {
    guard !names.isEmpty else { return Localized(both: "") }
    let list = names.prefix(6).map { "'\($0)'" }.joined(separator: ", ") + (names.count > 6 ? ", …" : "")
    return Localized(
      es: " Con su nombre y su disposición de aquí: \(list); --layout \(layout) convierte W1, b1, W2…",
      en: " With their names and layout of here: \(list); --layout \(layout) converts W1, b1, W2…")
  }

  /// After `plot --out`.
  package static func drawn(_ path: String) -> Localized {
    Localized(es: "Dibujo en '\(path)'.", en: "Picture in '\(path)'.")
  }

  /// After `page --out`.
  package static func page(_ path: String, opened: Int) -> Localized {
    let count = Noun.number(opened)
    return Localized(
      es: "Página en '\(path)': se pueden abrir \(count.es).", en: "Page in '\(path)': \(count.en) can be opened.")
  }

  /// After `page all --out`.
  package static func course(_ index: String, pages: Int) -> Localized {
    Localized(
      es: "\(pages) páginas, y '\(index)', que lleva a ellas.",
      en: "\(pages) pages, and '\(index)', which leads to them.")
  }

  /// After `--trace-file`.
  package static func traced(_ path: String, iterations: Int) -> Localized {
    let count = Noun.iteration(iterations)
    let path = path.visible.onOneLine
    return Localized(es: "Traza en '\(path)': \(count.es).", en: "Trace in '\(path)': \(count.en).")
  }

  /// A wide table would have more columns than spreadsheets open.
  package static func tooManyColumns(_ count: Int, most: Int) -> Localized {
    let (es, en) = count == .max ? ("más de \(most)", "more than \(most)") : ("\(count)", "\(count)")
    return Localized(
      es: "La tabla tendría \(es) columnas, y una hoja de cálculo abre \(most): elige cantidades con --quantities "
        + "W1,J, o quita --wide.",
      en: "The table would have \(en) columns, and a spreadsheet opens \(most): choose quantities with --quantities "
        + "W1,J, or leave --wide out.")
  }

  /// A table has more rows than spreadsheets open.
  package static func tooManyRows(_ count: Int, most: Int) -> Localized {
    Localized(
      es: "Tiene \(count) filas, y una hoja de cálculo muestra solo las \(most) primeras: --every, --quantities o "
        + "--wide la acortan.",
      en: "It has \(count) rows, and a spreadsheet shows only the first \(most): --every, --quantities or --wide make "
        + "it shorter.")
  }

  /// Where a file of printed numbers was given for a lesson.
  package static func printedNumbers(_ path: String) -> Localized {
    let lesson = path.dropLast("expect".count) + "lesson"
    return Localized(
      es: "'\(path)' es de números impresos, no una lección: 'lesson verify \(lesson)' los juzga con los de la lección "
        + "que hay a su lado.",
      en: "'\(path)' holds printed numbers, not a lesson: 'lesson verify \(lesson)' judges them with those of the "
        + "lesson beside it.")
  }

  /// After `--load`, where a run goes on, or begins with what was loaded.
  ///
  /// - Parameter position: where it goes on; nil where it begins.
  package static func loaded(_ path: String, _ position: SavedRun.Position?, in program: Program) -> Localized {
    guard let position else {
      return Localized(
        es: "Empieza con los parámetros de '\(path)'.", en: "Starting with the parameters of '\(path)'.")
    }
    return Localized(es: "Continúa desde '\(path)': ", en: "Continuing from '\(path)': ")
      + place(position.iteration, epoch: program.batching == nil ? nil : position.epoch) + Localized(both: ".")
  }

  /// Where a loaded run is at its end already.
  package static func nothingLeft(_ position: SavedRun.Position) -> Localized {
    Localized(
      es: "Lo guardado ya llegó a la iteración \(position.iteration) (época \(position.epoch)): para continuar, pide "
        + "más con --epochs o --iterations.",
      en: "What was saved is already at iteration \(position.iteration) (epoch \(position.epoch)): to continue, ask "
        + "for more with --epochs or --iterations.")
  }

  /// Where a run ended before any iteration that was asked for.
  package static func nothingRecorded(_ run: RunPlace) -> Localized {
    Localized(
      es: "No se alcanzó ninguna de las iteraciones pedidas: la lección acaba en la \(run.iteration).",
      en: "No requested iteration was reached: the lesson ends at \(run.iteration).")
  }

  /// Where `--optimizer` has taken the place of a lesson's own steps; nil where it has not.
  package static func replaced(_ optimizer: String, _ program: Program) -> Localized? {
    let steps = program.replacedSteps
    guard !steps.isEmpty, let objective = program.objective?.symbol else { return nil }
    var names: [String] = []
    for step in steps where !names.contains("\(step.quantity.symbol)") { names.append("\(step.quantity.symbol)") }
    let list = names.joined(separator: ", ")
    let lines = steps.map { "\($0.line)" }.joined(separator: ", ")
    let (es, en) = steps.count == 1 ? ("la línea \(lines)", "line \(lines)") : ("las líneas \(lines)", "lines \(lines)")
    return Localized(
      es: "--optimizer \(optimizer) actualiza \(list) con el gradiente de \(objective), en lugar de \(es) (←).",
      en: "--optimizer \(optimizer) updates \(list) with the gradient of \(objective), in place of \(en) (←).")
  }

  private static func place(_ iteration: Int, epoch: Int?) -> Localized {
    let whole = Localized(es: "iteración \(iteration)", en: "iteration \(iteration)")
    return epoch.map { whole + Localized(es: ", época \($0)", en: ", epoch \($0)") } ?? whole
  }
}

extension Noun {
  static let quantity = Noun(es: ("cantidad", "cantidades"), en: ("quantity", "quantities"))
}
