import Calculus
import Documents
import Execution
import Formats
import LessonLanguage
import OperatingSystem
import Trace
import Typesetting

/// `lesson plot xor 2 --out xor.svg`: draws the pictures of a lesson for slides and print.
enum PlotCommand: Command {
  static let name = "plot"
  static let summary = Localized(
    es: "Dibuja una lección para diapositivas o LaTeX.",
    en: "Draw a lesson for slides or LaTeX.")
  static var declaration: Declaration {
    Declaration(
      discussion: [
        Localized(
          es: "Sin --out, los dibujos y estudios que hay. Con él, la lección se ejecuta como con 'lesson run', con los "
            + "mismos ajustes, y se dibuja lo que queda. De varios dibujos, .svg hace un archivo por cada uno (x-1.svg, "
            + "x-2.svg…) y .tex uno solo, que se compila tal cual o entra con \\input en otro documento.",
          en: "Without --out, the pictures and studies that there are. With it the lesson is run as by 'lesson run', "
            + "with the same settings, and what it has come to is drawn. Of several pictures .svg makes a file each "
            + "(x-1.svg, x-2.svg, …) and .tex one for all, which compiles as it is or goes into a document by \\input.")
      ],
      examples: [
        .init("lesson plot xor", es: "qué dibujos hay", en: "which pictures there are"),
        .init("lesson plot xor 1 --lr 2 --out loss.svg", es: "el primero", en: "the first"),
        .init("lesson plot xor A2 --out xor.tex", es: "por su fórmula", en: "by its formula"),
        .init("lesson plot xor-hidden widths --out k.svg", es: "un estudio", en: "a study"),
      ],
      arguments: [
        .lesson,
        Argument(
          Localized(es: "dibujo", en: "picture"),
          help: Localized(
            es: "Su número, o una parte de su título o de su fórmula; o el nombre de un estudio. Por omisión, todos.",
            en: "Its number, or a part of its title or its formula; or the name of a study. Default: all."),
          isOptional: true, completion: .studies),
      ],
      options: [
        Option(
          "out", value: .init(Localized(es: "archivo", en: "file"), completion: .files),
          help: Localized(
            es: "El archivo: .svg, o .tex (pgfplots); - escribe un SVG en la salida estándar.",
            en: "The file: .svg, or .tex (pgfplots); - writes an SVG to standard output.")),
        RunArguments.load,
      ] + RunArguments.options + Presentation.options)
  }

  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option] {
    try RunArguments.options(of: shelf.load(name))
  }

  static func run(_ context: Context) throws -> ExitCode {
    let loaded = try context.shelf.load(context.arguments[0] ?? "")
    let arguments = try RunArguments(context.arguments, lesson: loaded, context.surroundings)
    let scope = try arguments.scope(loaded)
    let list = try PictureList(context.arguments[0] ?? "", scope)
    let study = context.arguments[1].flatMap { list.hasStudy($0) ? $0 : nil }
    let numbers = try study == nil ? numbers(context.arguments[1], list) : [1]
    let presentation = Presentation(context)
    guard let path = context.arguments.value("out") else {
      guard context.arguments[1] == nil else {
        throw UsageError(
          es: "Falta --out, que dice en qué archivo: --out x.svg o --out x.tex.",
          en: "--out is missing, which names the file: --out x.svg or --out x.tex.")
      }
      if presentation.isData {
        try presentation.show(list.fact(), of: name)
      } else {
        try presentation.show(list.blocks(context.language))
      }
      return .success
    }
    let inputs = RunInputs(context.arguments, loaded, context.surroundings)
    let files = try PlotFiles(path, numbers, inputs, context.arguments.synopsis(of: "out"))
    guard !numbers.isEmpty else { throw CommandError(list.none) }
    if let study {
      let result = try StudyCommand.result(loaded, arguments, context)
      let charts = [(number: 1, charts: [StudyDocument(context.language).chart(result)])]
      if try !files.write(charts, format(context), context.console).isEmpty {
        try context.tell(FileNotes.drawn(path))
        if presentation.isData { try presentation.show(list.fact(study: (study, path)), of: name) }
      }
      return .success
    }
    let (options, warnings) = try arguments.run(for: scope.program)
    try RunArguments.drawDigits(for: scope.program, context)
    do {
      let session = try RunSession(
        scope, options, RunWay(context.arguments, scope.program), savesTrace: false,
        fineness: RunCourse.finenessOfDrawings, context)
      try RunCommand.checkEnd(session.run, options)
      try warnings.forEach(context.tell)
      try session.go(TraceFiles(nil, names: nil, session.run, context))
      if session.run.outcome == .interrupted || context.interrupt.isRequested { throw Interrupted() }
      let (charts, missing) = PictureList.charts(try session.drawn(), numbers, context.language)
      if charts.isEmpty, let words = missing.first { throw CommandError(words) }
      try missing.forEach(context.tell)
      let written = try files.write(charts, format(context), context.console)
      var paths: [String] = []
      for number in numbers { if let path = written[number], path != paths.last { paths.append(path) } }
      try paths.map(FileNotes.drawn).forEach(context.tell)
      if presentation.isData, path != "-" { try presentation.show(list.fact(files: written), of: name) }
      if case .diverged = session.run.outcome { return .diverged }
      return .success
    } catch let error as ProgramError {
      throw scope.lesson.error(error)
    }
  }

  private static func format(_ context: Context) -> FormatOptions {
    FormatOptions(decimalMark: context.surroundings.decimalMark, language: context.language)
  }

  private static func numbers(_ asked: String?, _ list: PictureList) throws -> [Int] {
    switch asked.map(list.find) {
    case nil: return Array(list.numbers)
    case .one(let number): return [number]
    case .no(let words): throw CommandError(words, exitCode: .usage)
    }
  }
}
